// SPDX-License-Identifier: EUPL-1.2
//! The publisher's own Word file as the look of the report.

use crate::docx::{Element, parts};
use crate::sample_document::rich_document;
use sestante::diag::Permit;
use sestante::diag::short;
use sestante::edition::settle;
use sestante::export::docx;
use sestante::report::{Document, WordTemplate};
use std::io::Write;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normale\">\
    <w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Titolo1\"><w:name w:val=\"Heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Caption\"><w:name w:val=\"mine\"/></w:style>";
const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/>\
    <w:footerReference w:type=\"default\" r:id=\"f\"/><w:pgSz w:w=\"11000\" w:h=\"16000\"/>\
    <w:pgMar w:top=\"1000\" w:right=\"1500\" w:bottom=\"1000\" w:left=\"1500\" w:header=\"500\" \
    w:footer=\"500\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>";

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn relations(inner: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
    )
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A template with this text, these styles and more parts.
fn template(body: &str, styles: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let root = relations(&relation("a", "officeDocument", "word/document.xml"));
    let of_text = relations(
        &[
            relation("h", "header", "header9.xml"),
            relation("f", "footer", "footer9.xml"),
            relation("s", "styles", "styles.xml"),
            relation("n", "numbering", "numbering.xml"),
            relation("x", "oleObject", "embeddings/evil.bin"),
            "<Relationship Id=\"w\" Type=\"hyperlink/hyperlink\" TargetMode=\"External\" Target=\"file:///etc/passwd\"/>".to_owned(),
        ]
        .concat(),
    );
    let text = format!(
        "<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>{body}{SECTION}</w:body></w:document>"
    );
    let header = format!(
        "<w:hdr xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:p><w:r><w:drawing><b r:embed=\"i\"/></w:drawing></w:r>\
         <w:r><w:drawing><b r:embed=\"gone\"/></w:drawing></w:r><w:r><w:t>{{{{ente}}}}</w:t></w:r></w:p></w:hdr>"
    );
    let footer = format!("<w:ftr xmlns:w=\"{W}\">{}</w:ftr>", paragraph("in fondo"));
    let of_header = relations(&relation("i", "image", "media/logo.png"));
    let styles = format!("<w:styles xmlns:w=\"{W}\">{styles}</w:styles>");
    let numbering = format!(
        "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"4\"/>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
    );
    let mut files = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", text.as_str()),
        ("word/_rels/document.xml.rels", of_text.as_str()),
        ("word/styles.xml", styles.as_str()),
        ("word/numbering.xml", numbering.as_str()),
        ("word/header9.xml", header.as_str()),
        ("word/_rels/header9.xml.rels", of_header.as_str()),
        ("word/footer9.xml", footer.as_str()),
        ("word/media/logo.png", "logo"),
    ];
    files.extend(more);
    zipped(&files)
}

fn with(bytes: Vec<u8>) -> Document {
    let file = "report-templates/upi.docx".to_owned();
    Document { word_template: Some(WordTemplate { file, bytes }), ..rich_document() }
}

/// The file, and what is said of it.
fn written(bytes: Vec<u8>) -> (Vec<u8>, Vec<String>) {
    let noted = docx::write(&settle(&with(bytes))).unwrap();
    (noted.value, noted.findings.iter().map(|finding| short(finding, Permit::COLLECTOR)).collect())
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap_or_else(|| panic!("{name}"))).unwrap()
}

#[test]
fn title_page_styles_header_and_pages_are_those_of_the_template() {
    let split = "<w:p><w:r><w:t>{{ti</w:t></w:r><w:r><w:t>tolo}} – {{ data }}</w:t></w:r></w:p>";
    let body = [split, &paragraph("{{rapporto}}"), &paragraph("Colophon {{ente}}")].concat();
    let bytes = template(&body, STYLES, &[]);
    let (file, said) = written(bytes.clone());
    assert_eq!(said, [""; 0]);
    assert_eq!(file, written(bytes).0, "same input, same bytes");
    for (name, bytes) in parts(&file) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            Element::read(&bytes);
        }
    }
    let document = rich_document();
    let text = part(&file, "word/document.xml");
    let escaped = document.title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let title = text.find(&format!("{escaped} – ")).or_else(|| text.find(&escaped)).unwrap();
    let (contents, colophon) = (text.find("TOC \\o").unwrap(), text.find("Colophon").unwrap());
    assert!(title < contents && contents < colophon);
    assert!(!text.contains("{{"), "every word has been filled in");
    assert!(text.contains("<w:pStyle w:val=\"Titolo1\"/>"), "found by its English name");
    assert!(!text.contains("w:val=\"Heading1\""));
    assert!(text.contains("<w:pStyle w:val=\"SestanteCaption\"/>"), "that id was taken");
    assert!(text.contains("w:w=\"11000\" w:h=\"16000\""));
    assert!(text.contains("w:w=\"16000\" w:h=\"11000\" w:orient=\"landscape\""));
    assert_eq!(text.matches("<w:titlePg/>").count(), 2, "of its own pages alone");
    let styles = part(&file, "word/styles.xml");
    assert_eq!(styles.matches("w:val=\"Heading 1\"").count(), 1);
    assert!(!styles.contains("w:val=\"heading 1\""));
    assert!(styles.contains("w:styleId=\"TableText\""), "ours that it lacks");
    assert!(styles.contains("<w:basedOn w:val=\"Normale\"/>"));
    let header = part(&file, "word/template-header1.xml");
    assert_eq!(header.matches("<w:drawing>").count(), 1, "a picture that is not there goes");
    assert!(header.contains(&document.publisher.unwrap().replace('&', "&amp;")));
    assert_eq!(part(&file, "word/media/template2.png"), "logo");
    let lists = part(&file, "word/numbering.xml");
    let ids: Vec<String> = Element::read(lists.as_bytes())
        .all("w:num")
        .iter()
        .map(|list| list.attribute("w:numId").to_owned())
        .collect();
    assert_eq!(ids[..2], ["7", "8"]);
    assert!(text.contains("<w:numId w:val=\"8\"/>"));
}

#[test]
fn nothing_of_a_template_acts_or_leads_out_of_the_file() {
    let field = |instruction: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{instruction}\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
        )
    };
    let piece = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let body = [
        field(&(piece(" DDE") + &piece("AUTO cmd"))),
        field(&piece(" PAGE ")),
        "<w:p><w:fldSimple w:instr=\"INCLUDETEXT c:\\x\"/></w:p>".to_owned(),
        "<w:p><w:r><w:object><o r:id=\"x\"/></w:object></w:r></w:p>".to_owned(),
        "<w:altChunk r:id=\"x\"/>".to_owned(),
        "<w:p><w:hyperlink r:id=\"w\"><w:r><w:t>qui</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:p><w:r><w:pict><v:imagedata xmlns:v=\"urn:v\" src=\"http://evil.example/x\"/></w:pict></w:r></w:p>".to_owned(),
        paragraph("{{rapporto}}"),
    ]
    .concat();
    let more = [("word/embeddings/evil.bin", "evil")];
    let (file, said) = written(template(&body, STYLES, &more));
    assert_eq!(said, [""; 0]);
    for (name, bytes) in parts(&file) {
        let text = String::from_utf8_lossy(&bytes);
        for bad in
            ["> DDE", "AUTO cmd", "INCLUDETEXT", "evil", "etc/passwd", "altChunk", "w:object"]
        {
            assert!(!text.contains(bad), "{name}: {bad}");
        }
    }
    let text = part(&file, "word/document.xml");
    assert!(text.contains(" PAGE ") && text.contains(">qui<"));
}

#[test]
fn a_file_that_cannot_be_a_template_is_told_and_the_report_has_our_look() {
    let ours = docx::write(&settle(&rich_document())).unwrap().value;
    let body = paragraph("{{rapporto}}");
    let good = template(&body, STYLES, &[]);
    let bomb = " ".repeat(65 * 1024 * 1024);
    let doctype = "<!DOCTYPE a [<!ENTITY b \"c\">]>";
    let strict =
        format!("<x xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"/>{doctype}");
    let text = relations(&relation("a", "officeDocument", "word/document.xml"));
    let whole = |document: &str| zipped(&[("_rels/.rels", &text), ("word/document.xml", document)]);
    let cases: [(Vec<u8>, &str); 8] = [
        (b"not a zip".to_vec(), "è danneggiato"),
        (good[..good.len() / 2].to_vec(), "è danneggiato"),
        (zipped(&[("xl/workbook.xml", "<a/>")]), "non è un documento .docx"),
        (template(&body, STYLES, &[("word/vbaProject.bin", "x")]), "contiene macro"),
        (template(&body, STYLES, &[("word/big.xml", &bomb)]), "è troppo grande"),
        (whole(&format!("{doctype}<a/>")), "è danneggiato"),
        (whole(&strict), "è danneggiato"),
        (whole(&format!("<w:document xmlns:w=\"{W}\"/>")), "non ha stili"),
    ];
    for (bytes, words) in cases {
        let (file, said) = written(bytes);
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("word-template-unusable") && said[0].contains(words), "{said:?}");
        assert!(said[0].contains("report-templates/upi.docx"), "{said:?}");
        assert!(file == ours, "{words}");
    }
}

#[test]
fn a_template_without_a_place_is_followed_by_the_report_and_an_empty_one_by_our_title_page() {
    let (file, said) = written(template(&paragraph("Frontespizio"), STYLES, &[]));
    assert!(said.len() == 1 && said[0].contains("word-template-no-place"), "{said:?}");
    let text = part(&file, "word/document.xml");
    assert!(text.find("Frontespizio").unwrap() < text.find("TOC \\o").unwrap());
    let (file, said) = written(template("<w:p/>", STYLES, &[]));
    assert_eq!(said, [""; 0]);
    assert!(part(&file, "word/document.xml").contains("<w:pStyle w:val=\"Title\"/>"));
}

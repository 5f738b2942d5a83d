// SPDX-License-Identifier: EUPL-1.2
//! The same differences between what is seen and what is held, in an .ods.

use super::case::shown;
use super::ods::{Changes, content, fods, ods, packed};
use super::seen::{datum, entry, form, read, said};
use sestante::diag::CellRef;

/// A style of cells, and one of stretches of letters, with these properties.
fn styles(properties: &str) -> String {
    ["table-cell", "text"].map(|family| format!("<style:style style:name=\"{family}\" style:family=\"{family}\"><style:text-properties {properties}/></style:style>")).concat()
}

const STRUCK: &str =
    "style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"";

/// What is read and said of an answer whose cell is this XML.
fn changed(question: &str, styles: &str, cell: &str) -> (String, String) {
    let entry = entry(question);
    let cells = [((entry.sheet.clone(), entry.cell), cell.to_owned())].into();
    let changes = Changes { cells, styles: styles.to_owned(), ..Changes::default() };
    let noted = read(&ods(&form().book, &changes));
    let datum = datum(&noted.value, &entry).map(|datum| shown(&datum)).unwrap_or_default();
    (datum, said(&noted.findings, &entry).join(" "))
}

fn is(question: &str, styles: &str, cell: &str, expected: &str, code: &str) {
    let found = changed(question, styles, cell);
    assert_eq!(found, (expected.to_owned(), code.to_owned()), "{question}: {cell}");
}

fn text(inside: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{inside}</text:p></table:table-cell>"
    )
}

#[test]
fn letters_struck_out_or_raised() {
    let span = |inside: &str| format!("<text:span text:style-name=\"text\">{inside}</text:span>");
    let struck = styles(STRUCK);
    is("answers.cost", &struck, &text(&format!("{}390", span("383"))), "390", "cell-partly-struck");
    is("answers.name", &struck, &text(&span("Rete")), "", "cell-struck");
    let raised = styles("style:text-position=\"super 58%\"");
    is("answers.people", &raised, &text(&format!("1250{}", span("1"))), "1250", "number-raised");
    is("answers.surface", &raised, &text(&format!("120 m{}", span("2"))), "120", "");
    let cell = "<table:table-cell table:style-name=\"table-cell\" office:value-type=\"float\" office:value=\"1250\"><text:p>1.250</text:p></table:table-cell>";
    is("answers.people", &struck, cell, "", "cell-struck");
    // By the style of a style, and by that of the row.
    let child = format!(
        "{struck}<style:style style:name=\"child\" style:family=\"table-cell\" style:parent-style-name=\"table-cell\"/>"
    );
    is(
        "answers.people",
        &child,
        &cell.replace("\"table-cell\" office", "\"child\" office"),
        "",
        "cell-struck",
    );
}

#[test]
fn numbers_shown_otherwise() {
    let number = |value: &str, kind: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    for (cell, expected, code) in [
        (number("383", "float", "383 mila"), "383000", "number-shown"),
        (number("383000", "float", "383"), "383000", "number-shown"),
        (number("1250000", "float", "1,3 mln"), "1250000", ""),
        (number("30000", "currency", "$30.000,00"), "?$30.000,00", "number-currency"),
        (number("1234.5", "currency", "1.234,50 €"), "1234.5", ""),
        (number("1234.56", "float", "1.235"), "1234.56", ""),
        (number("383", "float", ""), "", "cell-blanked"),
        (number("1234.5", "float", "1.23E+03"), "1234.5", ""),
    ] {
        is("answers.cost", "", &cell, expected, code);
    }
    is("answers.share", "", &number("0.355", "float", "35,5%"), "35.5", "");
    let currency = "<table:table-cell office:value-type=\"currency\" office:currency=\"USD\" office:value=\"30\"/>";
    is("answers.cost", "", currency, "?30 USD", "number-currency");
    let time = "<table:table-cell office:value-type=\"time\" office:time-value=\"PT36H00M00S\"><text:p>36:00</text:p></table:table-cell>";
    is("answers.people", "", time, "?36:00", "number-is-time");
    let day = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    is("answers.name", "", &day("2024-04-03", "3-apr"), "3-apr", "text-is-date");
    is("answers.since", "", &day("2021-02-01", "01/02/2021"), "2021-02-01", "");
    is(
        "answers.since",
        "",
        &day("2021-01-31T23:00:00", "31/01/2021"),
        "2021-01-31",
        "date-shifted",
    );
}

#[test]
fn links_pictures_and_hidden_rows() {
    let link = text("<text:a xlink:href=\"https://example.org/x\">Sito</text:a>");
    is("answers.website", "", &link, "https://example.org/x", "link-behind");
    let picture = "<table:table-cell><draw:frame><draw:image xlink:href=\"a.png\"/></draw:frame></table:table-cell>";
    is("answers.story", "", picture, "", "drawing");
    let object = "<table:table-cell><draw:frame><draw:object-ole xlink:href=\"a\"/><draw:image/></draw:frame></table:table-cell>";
    is("answers.story", "", object, "", "drawing");
    let role = entry("tables.roles.role");
    for visibility in ["collapse", "filter"] {
        let rows =
            [((role.sheet.clone(), role.cell.row), format!("table:visibility=\"{visibility}\""))]
                .into();
        let noted = read(&ods(&form().book, &Changes { rows, ..Changes::default() }));
        assert_eq!(noted.value.tables["tables.roles"].len(), 3);
        assert_eq!(said(&noted.findings, &role), ["rows-hidden"]);
    }
}

#[test]
fn totals_by_the_formulas_of_an_ods() {
    let role = entry("tables.roles.role");
    let at = |question: &str| {
        let entry = entry(question);
        (entry.sheet.clone(), CellRef::new(entry.cell.row + 3, entry.cell.col))
    };
    let sum = "<table:table-cell table:formula=\"of:=SUM([.C13:.C15])\" office:value-type=\"float\" office:value=\"6\"/>";
    let cells =
        [(at("tables.roles.role"), text("Organico")), (at("tables.roles.count"), sum.to_owned())]
            .into();
    let noted = read(&ods(&form().book, &Changes { cells, ..Changes::default() }));
    assert_eq!(noted.value.tables["tables.roles"].len(), 3);
    let below = super::case::Entry { cell: CellRef::new(role.cell.row + 3, role.cell.col), ..role };
    assert_eq!(said(&noted.findings, &below), ["row-total"]);
}

#[test]
fn other_prefixes_cdata_and_the_flat_file_have_the_same_answers() {
    let same = |bytes: &[u8]| {
        let noted = read(bytes);
        let is = |id: &str, text: &str| assert_eq!(&*noted.value.answers[id].written, text);
        is("answers.name", "Rete delle Città");
        is("answers.people", "1250");
        assert_eq!(noted.value.tables["tables.roles"].len(), 3);
    };
    let none = Changes::default();
    let usual = content(&form().book, &none, "office:document-content", "");
    same(&packed(&usual));
    let mut other = usual.clone();
    for (usual, own) in [("table:", "t:"), ("office:", "o:"), ("text:", "x:")] {
        other = other.replace(&format!("<{usual}"), &format!("<{own}"));
        other = other.replace(&format!("</{usual}"), &format!("</{own}"));
        other = other.replace(&format!(" {usual}"), &format!(" {own}"));
    }
    // Where they are declared, the prefixes are names themselves.
    for (usual, own) in [("table", "t"), ("office", "o"), ("text", "x")] {
        other = other.replace(&format!("xmlns:{usual}="), &format!("xmlns:{own}="));
    }
    same(&packed(&other));
    same(&packed(&usual.replace("Rete delle Città", "<![CDATA[Rete delle Città]]>")));
    same(fods(&form().book, &none).as_bytes());
}

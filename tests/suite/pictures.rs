// SPDX-License-Identifier: EUPL-1.2
//! Pictures that chapters show: taken from the study's folder, drawn anew, in every format.

use super::mistakes::mistakes;
use super::study::{Study, html};
use sestante::edition::settle;
#[cfg(feature = "pdf")]
use sestante::export::pdf;
use sestante::export::{docx, markdown};
use sestante::figures::{Drawing, picture};
use std::fs;

const CHAPTER: &str = "report-templates/chapters/one.md";

/// A JPEG of eight pixels by eight.
const JPEG: &[u8] = include_bytes!("../studies/molti/report-templates/pictures/foto.jpg");

/// A white PNG.
fn png(width: u32, height: u32) -> Vec<u8> {
    let drawing = Drawing { width, height, marks: Vec::new(), cuts: Vec::new() };
    picture(&drawing, 1.0).unwrap().png
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='30'>\
                   <script>alert('marcatore')</script><rect width='60' height='30' fill='#36c'/></svg>";

/// The small study with files, and a chapter that says so.
fn showing(files: &[(&str, &[u8])], text: &str) -> Study {
    let study = Study::from("numeri");
    for (name, bytes) in files {
        let path = study.root().join("report-templates").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    study.append(CHAPTER, &format!("\n{text}\n"))
}

fn all_three() -> Study {
    let png = png(40, 20);
    let files: [(&str, &[u8]); 3] =
        [("pictures/sede.png", &png), ("foto.jpg", JPEG), ("pictures/rete.svg", SVG.as_bytes())];
    showing(
        &files,
        "![La sede](pictures/sede.png)\n\nUna foto ![Il ponte](foto.jpg) e poi \
         ![La rete](pictures/rete.svg \"titolo\").",
    )
}

#[test]
fn png_jpeg_and_svg_stand_in_every_format_with_their_words() {
    let study = all_three();
    assert_eq!(mistakes(&study), [""; 0]);
    let made = study.made();
    let edition = settle(&made.document);
    let page = html(&made.document);
    for words in ["La sede", "Il ponte", "La rete"] {
        assert!(page.contains(&format!("alt=\"{words}\"")), "{words}");
    }
    assert_eq!(page.matches("src=\"data:image/png;base64,").count(), 3);
    assert!(
        page.contains("Una foto  e poi .") || page.contains("Una foto e poi"),
        "its words stay"
    );
    assert!(!page.contains("marcatore") && !page.contains("data:image/svg"), "nothing acts");
    let text = markdown::write(&edition);
    assert_eq!(text.matches("](data:image/png;base64,").count(), 3);
    let word = docx::write(&edition).unwrap().value;
    let document = super::docx::part(&word, "word/document.xml");
    for words in ["La sede", "Il ponte", "La rete"] {
        assert!(document.contains(&format!("descr=\"{words}\"")), "{words}");
    }
    #[cfg(feature = "pdf")]
    {
        let pages = pdf::write(&edition).unwrap().value;
        assert!(pages.starts_with(b"%PDF"));
    }
}

#[test]
fn a_picture_that_cannot_be_shown_is_a_mistake_where_it_is_named() {
    // what a file says of its size is enough
    let mut wide = png(4, 4);
    wide[16..24].copy_from_slice(&[0, 0, 0x23, 0x28, 0, 0, 0x0B, 0xB8]);
    let small = png(4, 4);
    let cases: [(&str, &str, &[u8]); 6] = [
        ("picture-without-words", "![](a.png)", &small),
        ("picture-missing", "![Alfa](b.png)", &small),
        ("picture-outside", "![Alfa](../a.png)", &small),
        ("picture-outside", "![Alfa](https://example.org/a.png)", &small),
        ("picture-unreadable", "![Alfa](a.png)", b"GIF89a, non un PNG"),
        ("picture-too-large", "![Alfa](a.png)", &wide),
    ];
    for (code, text, bytes) in cases {
        let study = showing(&[("a.png", bytes)], text);
        let found = mistakes(&study);
        let line = fs::read_to_string(study.root().join(CHAPTER)).unwrap().lines().count();
        let told = |one: &String| one.contains(code) && one.contains(&format!("{CHAPTER}:{line}:"));
        assert!(found.len() == 1 && found.iter().all(told), "{text}: {found:?}");
    }
    let heavy = vec![b' '; (5 << 20) + 1];
    let found = mistakes(&showing(&[("a.svg", &[b"<svg/>", &heavy[..]].concat())], "![A](a.svg)"));
    assert!(found.len() == 1 && found[0].contains("picture-too-large"), "{found:?}");
}

#[test]
fn a_slide_says_what_a_picture_shows() {
    let slide = "slides:\n  - text: |\n      # Una\n\n      ![La sede](a.png)\n";
    let png = png(4, 4);
    let study = showing(&[("a.png", &png)], "fine").append("report-templates/slides.yaml", slide);
    let made = study.made();
    assert!(!made.refusals.iter().any(|one| one.code == *"picture-unreadable"));
    assert!(format!("{:?}", made.document.deck).contains("La sede"));
    let missing = study.edit("report-templates/slides.yaml", "a.png", "b.png");
    let found = mistakes(&missing);
    assert!(found.len() == 1 && found[0].contains("picture-missing"), "{found:?}");
}

#[test]
fn pictures_inside_other_text_stand_below_it() {
    let png = png(4, 4);
    let text = "## Titolo ![Alfa](a.png)\n\n- voce **![Beta](a.png)** e\n\n> [![Gamma](a.png)](https://example.org)\n";
    let page = html(&showing(&[("a.png", &png)], text).made().document);
    for words in ["Alfa", "Beta", "Gamma"] {
        assert!(page.contains(&format!("alt=\"{words}\"")), "{words}");
    }
    assert!(!page.contains("sestante:"), "no address of ours is left");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_study_is_not_followed() {
    let study = showing(&[], "![Alfa](fuori.png)");
    let elsewhere =
        std::env::temp_dir().join(format!("sestante-picture-{}.png", std::process::id()));
    fs::write(&elsewhere, png(4, 4)).unwrap();
    std::os::unix::fs::symlink(&elsewhere, study.root().join("report-templates/fuori.png"))
        .unwrap();
    let found = mistakes(&study);
    fs::remove_file(&elsewhere).unwrap();
    assert!(found.len() == 1 && found[0].contains("picture-outside"), "{found:?}");
}

#[test]
fn a_picture_whose_pixels_are_broken_leaves_its_words_and_is_told() {
    let whole = png(40, 20);
    let study = showing(&[("a.png", &whole[..40])], "![La sede](a.png)");
    let made = study.made();
    let told = made.refusals.iter().any(|one| one.code == *"picture-unreadable");
    assert!(told && html(&made.document).contains("La sede"));
}

// SPDX-License-Identifier: EUPL-1.2
//! Answers that look like HTML, Markdown, template code or formulas are the text that they are.

use super::html;
use super::study::{Made, Study, fact, write};
use sestante::diag::CellRef;
use sestante::workbook::{self, Raw};
use std::io::Read;
use std::sync::LazyLock;

/// What people, programs and jokers put into cells. Each one is told apart by its number.
fn payloads() -> Vec<String> {
    [
        "<script>alert(#)</script>",
        "<img src=x# onerror=alert(1)>",
        "</td></tr></table><h1>#</h1>",
        "</main></body></html>#",
        "<svg/onload=alert(#)>",
        "<style>body{display:none}</style>#",
        "<a href=\"javascript:alert(#)\">qui</a>",
        "<iframe src=\"//example.org/#\"></iframe>",
        "<!-- # ",
        "-->#<b>",
        "<![CDATA[#]]>",
        "\" onmouseover=\"alert(#)\" x=\"",
        "' onfocus='alert(#)' autofocus='",
        "&lt;b&gt;#&amp;&#60;i&#62;",
        "&nbsp;&copy;#&hellip",
        "# Titolo #",
        "**grassetto #** e _corsivo_",
        "[#](javascript:alert(1))",
        "![#](http://example.org/x.png)",
        "| a | # |\n|---|---|\n| b | c |",
        "- #\n- due\n\n1. tre",
        "```html\n<b>#</b>\n```",
        "> citazione #",
        "<http://example.org/#>",
        "[^#]: nota",
        "{{ answer(question=\"#\") }}",
        "{% for x in y %}#{% endfor %}",
        "{# commento # #}",
        "{{ 7 * 7 }}#{{ self }}",
        "{% include \"/etc/passwd\" %}#",
        "{value} {participant:pu} {least} #",
        "%%call:#%%",
        "=HYPERLINK(\"http://example.org/#\",\"qui\")",
        "=cmd|' /C calc'!A#",
        "+1+#",
        "-1-#",
        "@SUM(A1:A#)",
        "\t=1+#",
        "=1+1#",
        "'; DROP TABLE skills_roles; -- #",
        "\u{202e}# inverso\u{202c}",
        "riga #\nseconda riga\n\nquarta",
        "$#{x} ${7*7} #{7*7} <%= 7 %>",
    ]
    .iter()
    .enumerate()
    .map(|(number, text)| text.replacen('#', &format!("q{number}z"), 1))
    .collect()
}

/// Payloads in single texts, in every text column of the roles, in labels of rows, in numbers,
/// in choices, in dates.
pub(crate) fn filled() -> Study {
    let study = Study::real();
    let questionnaire = study.questionnaire();
    let payloads = payloads();
    let mut facts = vec![fact("profile.management_model", "", "In house")];
    for (number, text) in payloads.iter().enumerate() {
        let row = (number + 1).to_string();
        let columns =
            ["agreement.covered_services.service", "skills.roles.role", "skills.roles.skills"];
        facts.extend(columns.map(|column| fact(column, &row, text)));
        facts.push(fact("skills.roles.headcount", &row, text));
        facts.push(fact("skills.roles.education", &row, text));
        facts.push(fact("profile.owners.name", &row, text));
    }
    let room = |id: &str| questionnaire.table(id).unwrap().spare_rows;
    facts.retain(|fact| {
        let table = fact.question.rsplit_once('.').unwrap().0;
        fact.row.is_empty() || fact.row.parse::<usize>().unwrap() <= room(table)
    });
    let singles = ["profile.purpose", "profile.manager_name", "agreement.workstation"];
    let dates = ["agreement.start_date", "agreement.end_date", "profile.services_since"];
    let words = payloads.iter().cycle();
    let ids = singles.iter().chain(&dates);
    facts.extend(ids.zip(words).map(|(id, text)| fact(id, "", text)));
    facts.push(fact("services.users", "up_to_1000/base", &payloads[0]));
    study.transcribe("mc", &facts)
}

static FILLED: LazyLock<(Made, String)> = LazyLock::new(|| {
    let made = filled().made();
    let page = html::sound_page(&made.document);
    (made, page)
});

/// Payloads that the answers hold: as many as the smallest of the tables has room for, in turn.
fn used() -> Vec<String> {
    let answers = filled().collect().answers;
    let written: Vec<String> = answers
        .tables
        .values()
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.data.iter())
        .map(|datum| datum.written.to_string())
        .collect();
    payloads().into_iter().filter(|text| written.iter().any(|w| w == text.trim())).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of the page as a browser shows it.
fn shown(page: &str) -> String {
    let page = page.replace("<br>", "\n").replace("<br/>", "\n").replace("<wbr>", "");
    let mut text = String::new();
    let mut rest = page.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&")
}

fn squeezed(text: &str) -> String {
    let visible = |c: &char| !c.is_whitespace() && !matches!(*c, '\u{202A}'..='\u{202E}');
    text.chars().filter(visible).collect()
}

#[test]
fn at_least_thirty_payloads_are_taken_as_text_and_stand_in_the_report() {
    let used = used();
    assert!(used.len() >= 30, "{}", used.len());
    let body = FILLED.1.split_once("</style>").unwrap().1;
    let shown = squeezed(&shown(body));
    let lost: Vec<&String> = used.iter().filter(|text| !shown.contains(&squeezed(text))).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn no_element_and_no_attribute_comes_out_of_an_answer() {
    let body = FILLED.1.split_once("</style>").unwrap().1;
    let plain = Study::real().report_html();
    let names = |page: &str| -> std::collections::BTreeSet<String> {
        let body = page.split_once("</style>").unwrap().1.to_owned();
        let tags = body.split('<').skip(1).map(|tag| tag.split_once('>').unwrap().0.to_owned());
        let name =
            |tag: String| tag.split([' ', '\n', '/']).find(|s| !s.is_empty()).map(str::to_owned);
        tags.filter_map(name).collect()
    };
    let more: Vec<String> = names(&FILLED.1).difference(&names(&plain)).cloned().collect();
    // By these the page itself marks what could not be read.
    assert_eq!(more, ["mark", "small"]);
    for tag in body.split('<').skip(1) {
        let tag = tag.split_once('>').unwrap().0;
        for number in 0..payloads().len() {
            let marked = tag.contains(&format!("q{number}z"));
            // Words of a label may stand in a description, between quotes that they cannot end.
            let attributes = tag.split('"').step_by(2);
            let outside = attributes.clone().any(|part| part.contains(&format!("q{number}z")));
            assert!(!(marked && outside), "{tag}");
        }
        for bad in ["onerror", "onload", "onmouseover", "onfocus", "autofocus", "javascript:"] {
            let outside = tag.split('"').step_by(2).any(|part| part.contains(bad));
            assert!(!outside, "{tag}");
        }
        assert!(!tag.contains("href=\"javascript") && !tag.contains("src=\"http"), "{tag}");
    }
    for text in payloads().iter().filter(|text| text.starts_with("<script")) {
        assert!(!body.contains(text.as_str()) && body.contains(&escaped(text)));
    }
}

#[test]
fn the_chapters_are_those_of_harmless_answers() {
    let titles = |made: &Made| -> Vec<String> {
        made.document.chapters.iter().map(|chapter| chapter.title.clone()).collect()
    };
    assert_eq!(titles(&FILLED.0), titles(&super::study::REAL));
    let text = shown(FILLED.1.split_once("</style>").unwrap().1);
    assert!(text.contains("{{ 7 * 7 }}"), "the template engine left it alone");
    assert!(!text.contains("root:x:0"));
}

#[test]
fn choices_numbers_and_days_that_cannot_be_read_are_shown_as_written() {
    use sestante::datum::State;
    let answers = filled().collect().answers;
    let roles = &answers.tables["skills.roles"];
    let rows: Vec<_> = roles.rows_of("mc").collect();
    for column in ["education", "headcount"] {
        let at = roles.position(column).unwrap();
        for row in &rows {
            let datum = &row.data[at];
            let number = datum.number().is_some();
            assert!(datum.state == State::Unreadable || number, "{datum:?}");
        }
    }
    let findings = &FILLED.0.findings;
    assert!(findings.iter().any(|finding| finding.code == "choice-unreadable"));
}

#[test]
fn a_form_keeps_formulas_as_text() {
    let study = Study::unanswered();
    let questionnaire = study.questionnaire();
    let payloads = payloads();
    let facts: Vec<_> = payloads
        .iter()
        .take(questionnaire.table("skills.roles").unwrap().spare_rows)
        .enumerate()
        .map(|(at, text)| fact("skills.roles.role", &(at + 1).to_string(), text))
        .chain([fact("profile.purpose", "", "=1+1"), fact("agreement.start_date", "", "=TODAY()")])
        .collect();
    let bytes = write(&questionnaire, "pu", "r1", &facts);
    let book = workbook::open_bytes("form.xlsx", &bytes).unwrap();
    let cells = book.sheets.iter().flat_map(|sheet| sheet.cells.values());
    let texts: Vec<_> = cells.filter(|cell| matches!(&cell.raw, Raw::Text(_))).collect();
    for fact in &facts {
        let found = texts.iter().find(|cell| cell.written() == fact.value.trim());
        assert!(found.is_some_and(|cell| !cell.formula), "{}", fact.value);
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for at in 0..archive.len() {
        let mut part = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut part).unwrap();
        for formula in ["<f>HYPERLINK(\"http", "<f>=", "<f>cmd", "<f>TODAY", "<f>1+1"] {
            assert!(!part.contains(formula), "{formula}");
        }
    }
    assert!(book.sheets[0].cell(CellRef::new(0, 0)).is_some());
}

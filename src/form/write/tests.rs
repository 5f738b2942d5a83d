// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::diag::say_with;
use crate::form::{Slot, answer_name, column_name, grid_name, lay_out};
use crate::questionnaire::{self, Item, Type};
use crate::workbook::{Accepts, quoted};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

fn study() -> Questionnaire {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    questionnaire::load(&crate::files::Files::new(root))
        .expect("the study of this repository is valid")
        .value
}

fn form_of(questionnaire: &Questionnaire) -> (FormLayout, Vec<u8>) {
    let participant = &questionnaire.participants[0];
    let layout = lay_out(questionnaire, participant, "r1");
    let bytes = write(questionnaire, &layout).unwrap();
    (layout, bytes)
}

/// The parts of the package by path.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut part = zip.by_index(i).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Ids of the cell formats that are unlocked.
fn unlocked_formats(styles: &str) -> Vec<bool> {
    let formats = styles.split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
    formats.split("<xf ").skip(1).map(|xf| xf.contains("locked=\"0\"")).collect()
}

fn is_unlocked(sheet: &str, cell: CellRef, unlocked: &[bool]) -> bool {
    let Some((_, rest)) = sheet.split_once(&format!("<c r=\"{cell}\"")) else { return false };
    let tag = rest.split('>').next().unwrap();
    let style = tag.split_once("s=\"").and_then(|(_, s)| s.split('"').next());
    style.and_then(|s| s.parse::<usize>().ok()).is_some_and(|s| unlocked[s])
}

#[test]
fn the_same_questionnaire_gives_the_same_bytes() {
    let questionnaire = study();
    assert!(form_of(&questionnaire).1 == form_of(&questionnaire).1);
}

#[test]
fn every_slot_is_unlocked_and_has_its_name() {
    let questionnaire = study();
    let (layout, bytes) = form_of(&questionnaire);
    let parts = parts(&bytes);
    let unlocked = unlocked_formats(&parts["xl/styles.xml"]);
    let names = &parts["xl/workbook.xml"];
    let named = |name: &str, sheet: &str, cell: CellRef| {
        let expected = format!(
            "<definedName name=\"{name}\">{}!${}${}</definedName>",
            // The library leaves out quotes that are not needed.
            if sheet.contains(' ') { quoted(sheet) } else { sheet.to_owned() },
            cell.column_letters(),
            cell.row + 1
        );
        let quoted_always = expected.replace(&format!(">{sheet}!"), &format!(">'{sheet}'!"));
        assert!(names.contains(&expected) || names.contains(&quoted_always), "{expected}");
    };
    for (index, sheet) in layout.sheets.iter().enumerate() {
        // The first sheet of the workbook is the instructions.
        let xml = &parts[&format!("xl/worksheets/sheet{}.xml", index + 2)];
        let mut cells = Vec::new();
        for slot in &sheet.slots {
            match slot {
                Slot::Answer(slot) => {
                    cells.push(slot.cell);
                    named(&answer_name(&slot.question), &sheet.name, slot.cell);
                }
                Slot::Table(slot) => {
                    for (position, column) in slot.columns.iter().enumerate() {
                        let col = slot.col(position);
                        named(&column_name(column), &sheet.name, CellRef::new(slot.head_row, col));
                        let printed = |offset: u32| {
                            slot.printed
                                .get(offset as usize)
                                .is_some_and(|row| row.texts[position].is_some())
                        };
                        let free = (0..slot.rows).filter(|offset| !printed(*offset));
                        cells.extend(free.map(|offset| CellRef::new(slot.first_row + offset, col)));
                    }
                }
                Slot::Grid(slot) => {
                    named(&grid_name(&slot.grid), &sheet.name, slot.cell(0, 0));
                    for row in 0..slot.rows.len() {
                        cells.extend((0..slot.columns.len()).map(|col| slot.cell(row, col)));
                    }
                }
            }
        }
        for cell in cells {
            assert!(is_unlocked(xml, cell, &unlocked), "{}!{cell}", sheet.name);
        }
        assert!(xml.contains("<sheetProtection") && !xml.contains("password="));
    }
}

#[test]
fn what_a_study_writes_stays_text() {
    let mut questionnaire = study();
    let evil = "=HYPERLINK(\"http://example.org\",\"qui\")";
    for item in questionnaire.sections.iter_mut().flat_map(|section| &mut section.items) {
        match item {
            Item::Question(question) => question.label = evil.to_owned(),
            Item::Table(table) => table.label = evil.to_owned(),
            Item::Grid(grid) => grid.label = evil.to_owned(),
        }
    }
    questionnaire.study.title = evil.to_owned();
    let (_, bytes) = form_of(&questionnaire);
    for (path, text) in parts(&bytes) {
        assert!(!text.contains("<f>HYPERLINK") && !text.contains("<f>=HYPERLINK"), "{path}");
    }
}

#[test]
fn the_stamp_stands_in_the_properties_on_a_hidden_sheet_and_in_print() {
    let questionnaire = study();
    let (layout, bytes) = form_of(&questionnaire);
    let parts = parts(&bytes);
    let stamp = layout.stamp.line();
    assert!(parts["docProps/custom.xml"].contains(&stamp));
    assert!(parts["xl/sharedStrings.xml"].contains(&format!(">{stamp}<")));
    assert!(parts["xl/workbook.xml"].contains("name=\"_meta\""));
    assert!(parts["xl/workbook.xml"].contains("state=\"veryHidden\""));
    let printed = say_with("form-stamp", &[("stamp", &stamp)]);
    assert!(parts["xl/sharedStrings.xml"].contains(&printed));
}

#[test]
fn several_choices_are_written_in_words_that_the_prompt_lists() {
    let mut questionnaire = study();
    let mut changed = None;
    for item in questionnaire.sections.iter_mut().flat_map(|section| &mut section.items) {
        if let Item::Question(question) = item
            && question.kind == Type::Choice
        {
            question.kind = Type::Choices;
            changed = question.choices.clone();
            break;
        }
    }
    let list = &questionnaire.choices[&changed.unwrap()];
    let words = list.choices.iter().map(|c| c.label.as_str()).collect::<Vec<_>>().join("; ");
    let way = say_with("form-way-choices", &[("words", &words)]);
    let parts = parts(&form_of(&questionnaire).1);
    assert!(parts["xl/sharedStrings.xml"].contains(&way));
}

#[test]
fn a_question_not_asked_turns_grey_and_says_when_it_is_asked() {
    let questionnaire = study();
    let question = questionnaire
        .sections
        .iter()
        .flat_map(|section| section.questions())
        .find(|question| question.relevant.is_some())
        .expect("the study has a question that depends on another");
    let condition = question.relevant.as_ref().unwrap();
    let (layout, bytes) = form_of(&questionnaire);
    let form = Form::new(&questionnaire, &layout);
    let parts = parts(&bytes);
    let words = ask::only_if(&form, condition);
    assert!(parts["xl/sharedStrings.xml"].contains(&words));
    let formula = ask::not_asked(&form, condition).replace('<', "&lt;").replace('>', "&gt;");
    let sheets = parts.iter().filter(|(path, _)| path.starts_with("xl/worksheets/"));
    assert!(sheets.into_iter().any(|(_, xml)| xml.contains(&format!("<formula>{formula}"))));
}

#[test]
fn what_is_no_answer_of_the_list_leaves_a_question_that_depends_on_it() {
    let questionnaire = study();
    let (layout, _) = form_of(&questionnaire);
    let form = Form::new(&questionnaire, &layout);
    let mut relevant = questionnaire.questions().filter_map(|q| q.relevant.as_ref());
    let condition = relevant.next().expect("the study has a question that depends on another");
    let formula = ask::not_asked(&form, condition);
    assert!(formula.contains("<>\"n.d.\"") && formula.contains("ISNUMBER(MATCH("), "{formula}");
}

#[test]
fn numbers_may_also_be_not_available() {
    let questionnaire = study();
    let (layout, _) = form_of(&questionnaire);
    let form = Form::new(&questionnaire, &layout);
    let mut question = questionnaire.sections[0].questions().next().unwrap().clone();
    (question.kind, question.limits) = (Type::Percent, (Some(0.into()), Some(100.into())));
    let rule = ask::rule(&form, &question, CellRef::new(6, 2), &[]);
    let formula =
        "IF(ISNUMBER(C7),AND(OR(C7<=0,C7>=1),C7>=0,C7<=100),OR(C7=\"nessuno\",C7=\"n.d.\"))";
    assert_eq!(rule.accepts, Accepts::Formula(formula.to_owned()));
}

#[test]
fn every_text_of_the_form_is_in_the_catalogue() {
    let (_, bytes) = form_of(&study());
    for (path, text) in parts(&bytes) {
        for key in ["form-", "word-"] {
            let loose = [format!(">{key}"), format!("\"{key}"), format!("&quot;{key}")];
            assert!(!loose.iter().any(|key| text.contains(key)), "{path}");
        }
    }
}

/// Writes the forms of every participant for looking at: `SESTANTE_FORMS=/tmp/forms cargo test
/// --lib forms_to_look_at -- --ignored`.
#[test]
#[ignore = "writes files for people to look at"]
fn forms_to_look_at() {
    let folder = PathBuf::from(std::env::var("SESTANTE_FORMS").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let questionnaire = study();
    for participant in &questionnaire.participants {
        let layout = lay_out(&questionnaire, participant, "r1");
        let bytes = write(&questionnaire, &layout).unwrap();
        std::fs::write(folder.join(format!("{}.xlsx", participant.id)), bytes).unwrap();
    }
}

#[test]
fn a_blank_form_is_read_back_without_a_finding() {
    let questionnaire = study();
    let (layout, bytes) = form_of(&questionnaire);
    let workbook = crate::workbook::open_bytes("blank.xlsx", &bytes).unwrap();
    assert_eq!(crate::responses::stamp(&workbook), Some(layout.stamp.clone()));
    let read = crate::responses::read(&questionnaire, &layout, "blank.xlsx", &workbook);
    assert_eq!(read.findings, []);
    assert!(read.value.answers.values().all(crate::datum::Datum::is_blank));
}

// SPDX-License-Identifier: EUPL-1.2
//! The engine knows no name of a study: renamed from top to bottom it gives the same report.

use super::renamed::{Renaming, back};
use super::study::{Study, fact, lines, repository, transcription, whole};
use sestante::diag::{Finding, Noted};
use sestante::report::{self, Block, Document, Inline, Target};

#[test]
fn a_study_with_other_names_gives_the_same_report_but_for_the_names() {
    let original = Study::unanswered();
    let questionnaire = original.questionnaire();
    let participants: Vec<String> =
        questionnaire.participants.iter().map(|p| p.id.clone()).collect();
    let renaming = Renaming::of(repository(), &questionnaire);

    let mut renamed = Study::empty();
    renaming.write(repository(), renamed.root());
    let mut first = original;
    for participant in &participants {
        let facts = transcription(participant);
        first = first.transcribe(participant, &facts);
        let facts: Vec<_> = facts
            .iter()
            .map(|old| renaming.fact(&questionnaire, &old.question, &old.row, &old.value))
            .map(|[question, row, value]| fact(&question, &row, &value))
            .collect();
        let participant = format!("zz_{participant}");
        renamed = renamed.transcribe(&participant, &facts);
    }
    let (first, first_findings) = report(&first);
    let (renamed, renamed_findings) = report(&renamed);
    let (first_report, renamed_report) = (shown(&first.value), shown(&renamed.value));
    // the renaming did reach what is printed
    for name in ["Titolo di studio", "Figure professionali", "Macerata;"] {
        assert!(!renamed_report.contains(name), "{name} has another name");
    }
    let told = |findings: &[Finding]| lines(findings).join("\n");
    same("findings", &told(&first_findings), &told(&renamed_findings));
    same("refusals", &told(&first.findings), &told(&renamed.findings));
    same("report", &first_report, &renamed_report);
}

/// The report, and the findings before it.
fn report(study: &Study) -> (Noted<Document>, Vec<Finding>) {
    let collected = study.collect();
    let compared = collected.compare().unwrap();
    (whole(report::compose(&collected, &compared).unwrap()), collected.findings)
}

/// Everything in the report but its drawings, whose letters have other widths, and its anchors.
fn shown(document: &Document) -> String {
    let mut document = document.clone();
    for chapter in &mut document.chapters {
        chapter.id.clear();
        blocks(&mut chapter.blocks);
    }
    format!("{document:#?}")
}

fn blocks(list: &mut [Block]) {
    for block in list {
        match block {
            Block::Heading { id, text, .. } => {
                id.clear();
                inlines(text);
            }
            Block::Paragraph(text) => inlines(text),
            Block::List { items, .. } => items.iter_mut().for_each(|item| blocks(item)),
            Block::Quote(inside) | Block::Callout { blocks: inside, .. } => blocks(inside),
            Block::Table(table) => table.id.clear(),
            Block::Figure(figure) => {
                figure.id.clear();
                figure.data.id.clear();
                figure.drawing = None;
                figure.narrow = None;
            }
            Block::Claim(_) | Block::Picture(_) => {}
        }
    }
}

fn inlines(list: &mut [Inline]) {
    for inline in list {
        match inline {
            Inline::Link { to, text } => {
                *to = Target::Outside(String::new());
                inlines(text);
            }
            Inline::Strong(inside) | Inline::Emphasis(inside) => inlines(inside),
            Inline::Text(_) | Inline::Code(_) | Inline::Value(_) | Inline::Break => {}
        }
    }
}

/// The two texts are the same once the renaming is undone; shows the first lines that differ.
fn same(what: &str, first: &str, renamed: &str) {
    let (first, renamed) = (back(first), back(renamed));
    let lines: Vec<&str> = first.lines().collect();
    let others: Vec<&str> = renamed.lines().collect();
    let pairs = lines.iter().zip(&others).enumerate();
    let differing: Vec<String> = pairs
        .filter(|(_, (a, b))| a != b)
        .take(12)
        .map(|(number, (a, b))| format!("{number}:\n  {}\n  {}", a.trim(), b.trim()))
        .collect();
    assert!(differing.is_empty(), "{what}:\n{}", differing.join("\n"));
    assert_eq!(lines.len(), others.len(), "{what}");
}

/// Words of the study of this repository that say nothing else: ids and names of its participants,
/// and what it calls their centres.
fn words_of_the_study() -> Vec<String> {
    let questionnaire = sestante::study::questionnaire(repository()).unwrap().value;
    let own = questionnaire.participants.iter();
    let own = own.flat_map(|one| [one.id.clone(), one.name.clone(), one.short.clone()]);
    own.chain(["cst", "upi", "3pitalia"].map(str::to_owned)).map(|one| one.to_lowercase()).collect()
}

#[test]
fn no_word_of_the_study_stands_in_the_engine() {
    let words = words_of_the_study();
    let mut found = Vec::new();
    let mut folders = vec![repository().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let Ok(text) = std::fs::read_to_string(&path) else {
                folders.extend(path.is_dir().then_some(path));
                continue;
            };
            for (number, line) in text.lines().enumerate() {
                let line = line.to_lowercase();
                let is_letter = |c: char| c.is_alphanumeric() || c == '_';
                let stands = |word: &&String| {
                    line.match_indices(word.as_str()).any(|(at, _)| {
                        !line[..at].ends_with(is_letter)
                            && !line[at + word.len()..].starts_with(is_letter)
                    })
                };
                // what Word calls its words for later versions
                let is_markup = |word: &&String| *word == "mc" && line.contains("\"wps\"");
                let own = words.iter().filter(stands).filter(|word| !is_markup(word));
                found.extend(own.map(|word| format!("{}:{}: {word}", path.display(), number + 1)));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

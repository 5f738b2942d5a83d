// SPDX-License-Identifier: EUPL-1.2
//! The YAML of a study mutated: mistakes are told, nothing falls over.

use super::super::damage::dice::Dice;
use super::super::second_study;
use super::super::study::Study;
use super::packages::rough;
use sestante::diag::{Error, Mistakes, Permit};
use sestante::pipeline::Collected;
use sestante::responses::Log;
use sestante::{form, report, study};
use std::fs;
use std::path::{Path, PathBuf};

/// A study, and what stands in its files when nobody has touched them.
struct Ground {
    study: Study,
    collected: Collected,
    files: Vec<(PathBuf, Vec<u8>)>,
}

/// Mutates one file of a study at each call, loads what it belongs to, and puts it back.
pub(super) fn target() -> Box<dyn FnMut(&mut Dice) -> bool> {
    let grounds = [Study::from("tipi"), second_study::answered(), Study::real()].map(|study| {
        let mut files = Vec::new();
        gather(study.root(), &mut files);
        assert!(files.len() >= 5);
        Ground { collected: study.collect(), study, files }
    });
    Box::new(move |dice| {
        // The real study takes ten times as long.
        let ground = &grounds[if dice.below(10) == 0 { 2 } else { dice.below(2) }];
        let (path, text) = dice.one(&ground.files);
        let (_, other) = dice.one(&ground.files);
        let mut bytes = text.clone();
        for _ in 0..=dice.below(3) {
            if dice.below(4) == 0 {
                rough(&mut bytes, other, dice);
            } else {
                lines(&mut bytes, other, dice);
            }
        }
        fs::write(path, &bytes).unwrap();
        let accepted = load(ground, path);
        fs::write(path, text).unwrap();
        accepted
    })
}

fn gather(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let bytes = fs::read(&path).unwrap();
            files.push((path, bytes));
        }
    }
}

/// Loads what the file belongs to; a study that is accepted is also written out.
fn load(ground: &Ground, path: &Path) -> bool {
    let root = ground.study.root();
    let file = path.strip_prefix(root).unwrap();
    if file.starts_with("responses") {
        let mistakes = Mistakes::default();
        let folder = file.parent().unwrap().to_string_lossy().into_owned();
        let log = Log::read(root, &folder, &mistakes);
        told(&mistakes.take());
        return log.is_ok();
    }
    if file.starts_with("report-templates") {
        let made = study::load(root).and_then(|loaded| composed(ground, loaded.value));
        return sound(made);
    }
    let loaded = study::load(root);
    if let Ok(loaded) = &loaded
        && let Some(participant) = loaded.value.questionnaire.participants.first()
        && let Some(round) = loaded.value.questionnaire.study.rounds.first()
    {
        let questionnaire = &loaded.value.questionnaire;
        let layout = form::lay_out(questionnaire, participant, &round.id);
        let _ = form::write(questionnaire, &layout);
    }
    sound(loaded.map(drop))
}

/// The report of the answers that are there, as another study compares them.
fn composed(ground: &Ground, study: study::Study) -> Result<(), Error> {
    let Collected { returned, answers, findings, .. } = &ground.collected;
    let (returned, findings) = (returned.clone(), findings.clone());
    let answers = answers.clone();
    let collected =
        Collected { study, returned, round: None, decisions: Log::default(), answers, findings };
    let compared = collected.compare()?;
    report::compose(&collected, &compared).map(drop)
}

fn sound(outcome: Result<(), Error>) -> bool {
    if let Err(Error::Study(findings)) = &outcome {
        assert!(!findings.is_empty(), "refused without a word");
        told(findings);
    }
    outcome.is_ok()
}

/// Findings are printed with the text underlined.
fn told(findings: &[sestante::diag::Finding]) {
    for finding in findings {
        let _ = sestante::diag::short(finding, Permit::COLLECTOR);
        let _ = sestante::diag::long(finding, Permit::COLLECTOR);
    }
}

const WORDS: [&str; 30] = [
    "[",
    "]",
    "{",
    "}",
    "&a [*a, *a]",
    "*a",
    "!!binary x",
    "!!int \"x\"",
    "- - - -",
    "? :",
    "|",
    ">",
    "null",
    "~",
    "true",
    "-1",
    "1e999",
    ".nan",
    "0x7FFFFFFFFFFFFFFF",
    "18446744073709551616",
    "\"\\u0000\"",
    "\"\\uD800\"",
    "è\u{1F600}",
    "{{ x }}",
    "{value}",
    "\t",
    "%YAML 9.9",
    "---",
    "...",
    "9999-99-99",
];

/// Mutations of lines, keys and values.
fn lines(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let others = String::from_utf8_lossy(other).into_owned();
    let others: Vec<&str> = others.lines().collect();
    if lines.is_empty() || others.is_empty() {
        return;
    }
    let at = dice.below(lines.len());
    let to = dice.below(lines.len());
    match dice.below(11) {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, to),
        2 => lines.insert(at, lines[to].clone()),
        3 => lines.insert(at, (*dice.one(&others)).to_owned()),
        4 => lines[at] = format!("{}{}", " ".repeat(dice.below(9)), lines[at].trim_start()),
        5 => {
            let key = lines[at].split_once(':').map_or("", |(key, _)| key).to_owned();
            lines[at] = format!("{key}: {}", dice.one(&WORDS));
        }
        6 => {
            let deep = *dice.one(&["[", "{a: ", "- ", "? ", "!"]);
            let deep = deep.repeat(1 << dice.below(15));
            lines[at] = format!("x: {deep}");
        }
        7 => {
            // Aliases of aliases: a small file that stands for a huge one.
            let mut bomb = vec!["a0: &a0 [x,x,x,x,x,x,x,x,x]".to_owned()];
            for level in 1..12 {
                let parts = vec![format!("*a{}", level - 1); 9].join(",");
                bomb.push(format!("a{level}: &a{level} [{parts}]"));
            }
            lines.splice(at..at, bomb);
        }
        8 => {
            let long = (*dice.one(&["x", "è", "1", "{n?a|b}", "\\"])).repeat(1 << dice.below(16));
            lines[at].push_str(&long);
        }
        9 => {
            let end = (at + 1 + dice.below(20)).min(lines.len());
            let copy = lines[at..end].to_vec();
            for _ in 0..1 << dice.below(6) {
                lines.splice(at..at, copy.clone());
            }
        }
        _ => {
            let words: Vec<&str> = lines[at].split(' ').collect();
            let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
            let place = dice.below(words.len());
            words[place] = (*dice.one(&WORDS)).to_owned();
            lines[at] = words.join(" ");
        }
    }
    *bytes = lines.join("\n").into_bytes();
}

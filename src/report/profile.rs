// SPDX-License-Identifier: EUPL-1.2
//! The profile of one participant beside its peers: the reward for answering, and the sheet that
//! it validates.
//!
//! 1. What the study says first, in `report-templates/profile.md`, when it has one.
//! 2. Every section: its own answers beside those of the others, or of the groups when they are
//!    many; its own tables whole, with how many rows the others have.
//! 3. What is still to be looked at, and the block in which it validates the sheet.
//!
//! What is private is not shown here either: the profile may be passed on.

use super::block::{Block, Inline};
use super::composer::Composer;
use super::defaults::Whose;
use super::document::{Chapter, Document};
use super::nodes::Maker;
use super::{chapters, defaults, found, frame, gate};
use crate::check;
use crate::comparison::Comparison;
use crate::diag::{Error, Finding, Noted, Place, Severity, say, say_count, say_with};
use crate::pipeline::{Collected, Compared};
use crate::questionnaire::{Item, Participant, Section};
use crate::responses;
use crate::study::{
    Filter, Measure, MeasureLine, Part, Shape, SideLine, Spec, Unknown, VolumeKind,
};
use std::collections::BTreeMap;

/// Lines of an empty cell to be filled in by hand.
const ROOM: &str = "\u{a0}\n\u{a0}";
/// Blanks that make the column of those cells wide.
const WIDE: usize = 45;

/// The profile of a participant; what is found in its template comes with it.
///
/// # Errors
///
/// A template or declaration that cannot be used.
pub fn profile(
    collected: &Collected,
    compared: &Compared,
    participant: &Participant,
) -> Result<Noted<Document>, Error> {
    let comparer = collected.comparer(compared);
    let templates = &collected.study.templates;
    let mut filler = chapters::filler(templates, &comparer, &collected.findings);
    let own = chapters::render_profile(templates, participant, &comparer, &mut filler)?;
    let judgements = BTreeMap::new();
    let mut composer =
        Composer::new(collected, compared, &judgements, &filler, Maker::new(&comparer));
    let mut written: Vec<Chapter> = Vec::new();
    let mut findings = gate::findings(collected);
    if let Some((template, text)) = &own {
        written.push(composer.chapter_of(&template.file, &say("profile-chapter"), text));
        findings.extend(template.numbers.iter().cloned());
    }
    let mut maker = composer.maker;
    for section in &collected.study.questionnaire.sections {
        written.extend(chapter(&mut maker, participant, section));
    }
    written.push(open(&mut maker, collected, participant));
    written.push(validation(&mut maker));
    findings.append(&mut maker.findings);
    responses::waive_by(&collected.decisions.waivers, &mut findings);
    let volume = vec![(VolumeKind::Report, written)];
    let mut document = frame::volumes(collected, volume, maker).remove(0);
    document.word_template = super::compose::word_template(&templates.settings, &mut findings);
    let study = &collected.study.questionnaire.study.title;
    document.subtitle = Some(say_with("profile-subtitle", &[("study", study)]));
    document.title.clone_from(&participant.name);
    Ok(Noted { value: document, findings })
}

/// A section: the single questions side by side, the participant's own tables below.
fn chapter(maker: &mut Maker<'_>, participant: &Participant, section: &Section) -> Option<Chapter> {
    let mut blocks = Vec::new();
    if let Some(spec) = beside(section) {
        let comparison = own_first(maker, &spec, participant);
        blocks.extend(maker.shown_table(&comparison, None));
    }
    let whose = if maker.comparer.many { Whose::One } else { Whose::Each };
    for spec in defaults::specs(section, whose) {
        // The single questions stand beside the others' already.
        if !matches!(spec.shape, Shape::SideBySide(_)) {
            let comparison = maker.comparer.compare(&spec, Some(&participant.id));
            blocks.extend(maker.shown_table(&comparison, Some(&participant.id)));
        }
    }
    blocks.extend(maker.nothing_to_show());
    let title = section.title.clone();
    let id = title.clone();
    (!blocks.is_empty()).then_some(Chapter { id, title, blocks, annex: false })
}

/// The single questions of a section, and the rows of each of its tables.
fn beside(section: &Section) -> Option<Spec> {
    let rows = |item: &Item| match item {
        Item::Table(table) if table.printed.is_none() => Some(SideLine::Measure(MeasureLine {
            id: table.id.to_string(),
            label: say_with("profile-rows", &[("table", &table.label)]),
            part: Part {
                from: table.id.to_string(),
                filters: Vec::<Filter>::new(),
                measure: Measure::Count(None),
                unknown: Unknown::Bounds,
                decimals: None,
            },
        })),
        _ => None,
    };
    let mut lines = vec![SideLine::Section(section.id.clone())];
    lines.extend(section.items.iter().filter_map(rows));
    let at = section.items.first()?.at().clone();
    let id = format!("profile:{}", section.id);
    Some(Spec {
        id,
        ..defaults::spec(&section.id, &section.title, "", Shape::SideBySide(lines), at)
    })
}

/// The comparison with the participant's own column first, then the others, or all groups.
fn own_first(maker: &Maker<'_>, spec: &Spec, participant: &Participant) -> Comparison {
    let mut own = maker.comparer.compare(spec, Some(&participant.id));
    let all = maker.comparer.compare(spec, None);
    let others: Vec<usize> = (0..all.columns.len())
        .filter(|at| all.columns[*at].key != participant.id || maker.comparer.many)
        .collect();
    own.columns.extend(others.iter().map(|at| all.columns[*at].clone()));
    for row in &mut own.rows {
        let same = all.rows.iter().find(|other| other.key == row.key);
        for at in &others {
            let cell = same.and_then(|other| other.cells.get(*at)).cloned();
            row.cells.push(cell.unwrap_or_default());
        }
    }
    own.notes.clone_from(&all.notes);
    own
}

/// What was found about this participant, but for what concerns the study team alone.
fn open(maker: &mut Maker<'_>, collected: &Collected, participant: &Participant) -> Chapter {
    let (questionnaire, answers) = (&collected.study.questionnaire, &collected.answers);
    let title = say("profile-open");
    let id = title.clone();
    let mut open: Vec<&Finding> = collected
        .findings
        .iter()
        .filter(|finding| finding.participant.as_deref() == Some(participant.id.as_str()))
        .filter(|finding| !check::is_internal(&collected.study.questionnaire, finding))
        .collect();
    open.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let row = |finding: &&Finding| {
        let place = match &finding.place {
            Place::Cell(at) => format!("{}, {}", answers.as_asked(at).sheet, at.cell),
            _ => say("feedback-whole-file"),
        };
        let severity: Severity = finding.severity;
        let said = found::words(questionnaire, finding)?;
        Some(vec![
            place,
            say(&format!("feedback-severity-{}", severity.id())),
            said.message,
            said.help.unwrap_or_default(),
        ])
    };
    let rows: Vec<Vec<String>> = open.iter().filter_map(row).collect();
    // What is said of private answers and of notes is in the feedback, which goes to one alone.
    let unsaid = open.len() - rows.len();
    let mut blocks = if open.is_empty() {
        vec![paragraph(&say("profile-nothing-open"))]
    } else if rows.is_empty() {
        Vec::new()
    } else {
        let heads = ["word-place", "word-severity", "word-message", "feedback-head-todo"];
        let heads: Vec<String> = heads.iter().map(|key| say(key)).collect();
        vec![paragraph(&say("profile-open-intro")), maker.plain_table(&title, &heads, rows)]
    };
    if unsaid > 0 {
        blocks.push(paragraph(&say_count("profile-open-unsaid", unsaid)));
    }
    Chapter { id, title, blocks, annex: false }
}

/// Who validates the sheet and when, to be filled in, and how it is told to the study.
fn validation(maker: &mut Maker<'_>) -> Chapter {
    let title = say("profile-validation");
    let id = title.clone();
    // What is written by hand needs a wide column, which is measured by its longest word.
    let write = say("profile-validation-write") + &"\u{a0}".repeat(WIDE);
    let heads = [say("profile-validation-what"), write];
    let rows = ["who", "role", "day", "with"]
        .map(|part| vec![say(&format!("profile-validation-{part}")), ROOM.to_owned()]);
    let table = maker.plain_table(&title, &heads, rows.to_vec());
    let how = ["profile-validation-right", "profile-validation-wrong", "profile-validation-after"];
    let items = how.iter().map(|key| vec![paragraph(&say(key))]).collect();
    let blocks = vec![
        paragraph(&say("profile-validation-intro")),
        table,
        Block::List { ordered: false, items },
    ];
    Chapter { id, title, blocks, annex: false }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(text.to_owned())])
}

// SPDX-License-Identifier: EUPL-1.2
//! What a workbook says of itself: who filled it in, for which round, from which questionnaire.
//!
//! The stamp stands in the document's properties, on a hidden sheet and in print; the name of the
//! participant is printed as well. Any one of them is enough. When they disagree, because sheets
//! were moved from one workbook to another, the majority decides and a finding says so.

use crate::diag::{CellAt, CellRef, Code, Finding, Place, say, say_with};
use crate::form::{KNOWS, Stamp};
use crate::questionnaire::Questionnaire;
use crate::responses::response::Response;
use crate::workbook::{Raw, SheetCells, Workbook};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Name of the document property that holds the stamp.
const STAMP_PROPERTY: &str = "sestante.stamp";
/// Name of the hidden sheet that holds it too.
const STAMP_SHEET: &str = "_meta";

/// A stamp and where it stands: no cell for the document's properties.
struct Found {
    sheet: Option<Arc<str>>,
    at: Option<CellAt>,
    stamp: Stamp,
}

/// What a workbook says of itself, by whatever place still says it; the first of them when they
/// disagree.
pub fn stamp(workbook: &Workbook) -> Option<Stamp> {
    most(&stamps("", workbook), &BTreeMap::new())
}

/// The number of the last file whose answers stood in the form when it went out, where it says so:
/// in the properties or on the hidden sheet.
pub(in crate::responses) fn knows(workbook: &Workbook) -> Option<u32> {
    let property = workbook.properties.get(&format!("sestante.{KNOWS}")).cloned();
    let on_sheet = || {
        let sheet = workbook.sheet(STAMP_SHEET)?;
        let (at, _) =
            sheet.cells.iter().find(|(at, cell)| at.col == 0 && cell.written() == KNOWS)?;
        Some(sheet.text(CellRef::new(at.row, 1)))
    };
    property.or_else(on_sheet)?.trim().parse().ok()
}

/// The same with the printed names of the study's participants counted.
pub(in crate::responses) fn read(
    questionnaire: &Questionnaire,
    workbook: &Workbook,
) -> Option<Stamp> {
    most(&stamps("", workbook), &names(questionnaire, "", workbook))
}

/// Notes that the places disagree, and that the printed name is another one's.
pub(in crate::responses) fn compare(
    questionnaire: &Questionnaire,
    workbook: &Workbook,
    response: &Response,
    findings: &mut Vec<Finding>,
) {
    let file = &response.file;
    let found = stamps(file, workbook);
    let names = names(questionnaire, file, workbook);
    let Some(chosen) = most(&found, &names) else { return };
    for other in found.iter().filter(|other| other.stamp != chosen) {
        let at = match (&other.at, &other.sheet) {
            (Some(at), _) => Place::Cell(at.clone()),
            (None, Some(sheet)) => Place::Sheet(Arc::clone(file), Arc::clone(sheet)),
            (None, None) => Place::File(Arc::clone(file)),
        };
        let (line, taken) = (other.stamp.line(), chosen.line());
        let args = [("found", line.as_str()), ("taken", &taken)];
        findings.push(Finding::new(Code::StampsDiffer, at, &args));
    }
    for (participant, cells) in names.iter().filter(|(id, _)| **id != chosen.participant) {
        let short =
            |id: &str| questionnaire.participant(id).map_or(id.to_owned(), |p| p.short.clone());
        let args = [("printed", short(participant)), ("taken", short(&chosen.participant))];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let place =
            cells.first().map_or(Place::File(Arc::clone(file)), |at| Place::Cell(at.clone()));
        findings.push(Finding::new(Code::PrintedNameDiffers, place, &args));
    }
}

/// The stamp that most places have; among equals the one whose participant is printed, then the
/// first.
fn most(found: &[Found], names: &BTreeMap<String, Vec<CellAt>>) -> Option<Stamp> {
    let votes = |stamp: &Stamp| {
        let places = found.iter().filter(|other| other.stamp == *stamp).count();
        places + usize::from(names.contains_key(&stamp.participant))
    };
    let best = found.iter().map(|one| votes(&one.stamp)).max()?;
    found.iter().find(|one| votes(&one.stamp) == best).map(|one| one.stamp.clone())
}

/// All stamps: the properties' first, then the hidden sheet's, then the printed ones, each once a
/// sheet.
fn stamps(file: &str, workbook: &Workbook) -> Vec<Found> {
    let property = workbook.properties.get(STAMP_PROPERTY).and_then(|line| parse(line));
    let mut found: Vec<Found> =
        property.into_iter().map(|stamp| Found { sheet: None, at: None, stamp }).collect();
    let hidden = workbook.sheet(STAMP_SHEET);
    let others = workbook.sheets.iter().filter(|sheet| &*sheet.name != STAMP_SHEET);
    for sheet in hidden.into_iter().chain(others) {
        let line = line_on(file, sheet);
        let pairs = || {
            let stamp = hidden.filter(|hidden| hidden.name == sheet.name).and_then(pairs_on)?;
            Some((None, stamp))
        };
        if let Some((at, stamp)) = line.or_else(pairs) {
            found.push(Found { sheet: Some(Arc::clone(&sheet.name)), at, stamp });
        }
    }
    found
}

/// The cells in which the form prints whose it is, by participant.
fn names(
    questionnaire: &Questionnaire,
    file: &str,
    workbook: &Workbook,
) -> BTreeMap<String, Vec<CellAt>> {
    const NAME: &str = "\0";
    let title = say("form-sheet-instructions");
    // What is printed around a name, round by round.
    let around: Vec<String> = questionnaire
        .study
        .rounds
        .iter()
        .map(|round| say_with("form-whose", &[("participant", NAME), ("round", &round.title)]))
        .collect();
    let named = |written: &str| {
        around.iter().filter_map(|around| around.split_once(NAME)).find_map(|(before, after)| {
            let name = written.strip_prefix(before)?.strip_suffix(after)?;
            questionnaire.participants.iter().rfind(|participant| participant.name == name)
        })
    };
    let mut found: BTreeMap<String, Vec<CellAt>> = BTreeMap::new();
    for sheet in workbook.sheets.iter().filter(|sheet| *sheet.name == *title) {
        for (cell, content) in &sheet.cells {
            if let Some(participant) = named(&content.written()) {
                let at = CellAt { file: file.into(), sheet: Arc::clone(&sheet.name), cell: *cell };
                found.entry(participant.id.clone()).or_default().push(at);
            }
        }
    }
    found
}

/// A printed line may have words before the stamp.
fn parse(line: &str) -> Option<Stamp> {
    let stamp = Stamp::parse(line.trim())?;
    let hash = stamp.hash.len() == 8 && stamp.hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let study = stamp.study.rsplit([' ', ':']).next().unwrap_or_default().to_owned();
    hash.then_some(Stamp { study, ..stamp })
}

/// Whether a sheet carries a stamp in print.
pub(in crate::responses) fn is_stamped(sheet: &SheetCells) -> bool {
    line_on("", sheet).is_some()
}

fn line_on(file: &str, sheet: &SheetCells) -> Option<(Option<CellAt>, Stamp)> {
    sheet.cells.iter().find_map(|(cell, content)| match &content.raw {
        Raw::Text(text) if text.contains('·') => {
            let at = CellAt { file: file.into(), sheet: Arc::clone(&sheet.name), cell: *cell };
            Some((Some(at), parse(text)?))
        }
        _ => None,
    })
}

/// The stamp as names in one column and values in the next.
fn pairs_on(sheet: &SheetCells) -> Option<Stamp> {
    let value = |name: &str| {
        let at = sheet.cells.iter().find(|(_, cell)| cell.written() == name)?.0;
        let value = sheet.row(at.row).find(|(other, _)| other.col > at.col)?.1;
        Some(value.written())
    };
    Some(Stamp {
        study: value("study")?,
        version: value("version")?,
        hash: value("hash")?,
        participant: value("participant")?,
        round: value("round")?,
    })
}

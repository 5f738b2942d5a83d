// SPDX-License-Identifier: EUPL-1.2
//! What the part of a sheet of an .xlsx says around its cells: links, merged areas, hidden columns,
//! conditions, embedded objects, formulas that cells share.

use super::bad::{Bad, damaged};
use super::condition::{Changes, Rule};
use super::package::attribute;
use super::sight::{Drawn, DrawnKind, Instead, Sight};
use super::xlsx_styles::Styles;
use super::xlsx_text::all_text;
use super::{SheetCells, adding, cap};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rectangles of cells, by their corners.
type Areas = Vec<(CellRef, CellRef)>;

/// A cell with a link, by the id of the relation that has its address.
pub(super) struct LinkAt {
    pub(super) first: CellRef,
    pub(super) last: CellRef,
    pub(super) id: String,
}

/// What the part of a sheet says besides its cells.
#[derive(Default)]
pub(super) struct Around {
    pub(super) links: Vec<LinkAt>,
    /// Formulas that other cells share: where they stand, and what they add up.
    shared: BTreeMap<u32, ((u32, u32), Areas)>,
    /// Areas of the conditional formats being read.
    areas: Vec<(CellRef, CellRef)>,
    /// Conditional formats that change what a person sees.
    rules: Vec<Rule>,
    in_rule: bool,
    in_object: bool,
}

impl Around {
    pub(super) fn element(
        &mut self,
        tag: &BytesStart<'_>,
        empty: bool,
        styles: &Styles,
        sheet: &mut SheetCells,
    ) -> Result<(), Bad> {
        match tag.local_name().as_ref() {
            "col" if is_hidden(tag, "width")? => {
                let number = |name| -> Result<Option<u16>, Bad> {
                    Ok(attribute(tag, name)?.and_then(|text| text.parse().ok()))
                };
                if let (Some(first), Some(last)) = (number("min")?, number("max")?) {
                    let (first, last) = (first.saturating_sub(1), last.saturating_sub(1));
                    if sheet.hidden_cols.len() < cap::BESIDE {
                        sheet.hidden_cols.push((first, last));
                    }
                }
            }
            "mergeCell" if sheet.merged.len() < cap::BESIDE => {
                sheet.merged.extend(attribute(tag, "ref")?.as_deref().and_then(adding::area));
            }
            "conditionalFormatting" => {
                let areas = attribute(tag, "sqref")?.unwrap_or_default();
                self.areas =
                    areas.split_whitespace().take(cap::NAMES).filter_map(adding::area).collect();
            }
            "cfRule" => {
                let style = attribute(tag, "dxfId")?.and_then(|id| id.parse::<usize>().ok());
                let changes = style.and_then(|at| styles.changes.get(at)).copied();
                let changes = changes.unwrap_or_default();
                let room = self.rules.len() < cap::RULES;
                self.in_rule = changes != Changes::Nothing && room && !empty;
                if changes != Changes::Nothing && room {
                    self.rules.push(Rule {
                        areas: self.areas.clone(),
                        changes,
                        kind: attribute(tag, "type")?.unwrap_or_default(),
                        operator: attribute(tag, "operator")?.unwrap_or_default(),
                        formulas: Vec::new(),
                    });
                }
            }
            "hyperlink" if self.links.len() < cap::BESIDE => {
                let place = attribute(tag, "ref")?.as_deref().and_then(adding::area);
                // The relation's id has a prefix that the file chooses.
                let id = tag.attributes().with_checks(false).find_map(|found| {
                    let found = found.ok()?;
                    let id = found.key.local_name().as_ref() == "id" && found.key.as_ref() != "id";
                    id.then(|| found.value.to_string())
                });
                if let (Some((first, last)), Some(id)) = (place, id) {
                    self.links.push(LinkAt { first, last, id });
                }
            }
            "oleObject" | "control" if sheet.drawn.len() < cap::BESIDE => {
                let control = tag.local_name().as_ref() == "control";
                let kind = if control { DrawnKind::Control } else { DrawnKind::Embedded };
                // Written twice, once for older programs.
                let known = !empty || !sheet.drawn.iter().any(|drawn| drawn.kind == kind);
                self.in_object = known && !empty;
                if known {
                    sheet.drawn.push(Drawn { at: None, kind });
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Around {
    /// Takes in an element whose words say more: the formula of a condition, where an object lies.
    pub(super) fn words(
        &mut self,
        xml: &mut Reader<&[u8]>,
        element: &str,
        sheet: &mut SheetCells,
    ) -> Result<bool, Bad> {
        match element {
            "formula" if self.in_rule => {
                let formula = all_text(xml, "formula")?;
                if let Some(rule) = self.rules.last_mut() {
                    rule.formulas.push(formula);
                }
            }
            "from" if self.in_object => {
                if let Some(drawn) = sheet.drawn.last_mut() {
                    drawn.at = corner(xml)?;
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Leaves an element behind.
    pub(super) fn leave(&mut self, element: &str) {
        match element {
            "cfRule" => self.in_rule = false,
            "oleObject" | "control" => self.in_object = false,
            _ => {}
        }
    }

    /// Applies the conditions when all cells are read; gives back the links.
    pub(super) fn settle(self, sheet: &mut SheetCells) -> Vec<LinkAt> {
        self.rules.into_iter().for_each(|rule| rule.settle(sheet));
        self.links
    }
}

/// The cell over which something begins; the reader is left behind the end of `from`.
fn corner(xml: &mut Reader<&[u8]>) -> Result<Option<CellRef>, Bad> {
    let (mut row, mut col) = (None, None);
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "col" => col = all_text(xml, "col")?.trim().parse().ok(),
                "row" => row = all_text(xml, "row")?.trim().parse().ok(),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "from" => break,
            Event::Eof => return Err(Bad::Damaged("from".to_owned())),
            _ => {}
        }
    }
    Ok(row.zip(col).map(|(row, col)| CellRef::new(row, col)))
}

/// Whether a row or a column is hidden, or has no height or width left.
pub(super) fn is_hidden(tag: &BytesStart<'_>, size: &str) -> Result<bool, Bad> {
    let hidden = attribute(tag, "hidden")?.is_some_and(|word| word == "1" || word == "true");
    let none = attribute(tag, size)?.and_then(|text| text.parse::<f64>().ok()) == Some(0.0);
    Ok(hidden || none)
}

/// Adds a line to the stretches known so far.
pub(super) fn stretch(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    let room = stretches.len() < cap::BESIDE;
    match stretches.last_mut() {
        Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
        _ if room => stretches.push((first, last)),
        _ => {}
    }
}

impl Around {
    /// What a formula says of what a person sees. The cells that share one have it shifted.
    pub(super) fn formula(
        &mut self,
        text: &str,
        at: (u32, u32),
        shares: Option<u32>,
        sight: &mut Sight,
    ) {
        if adding::is_picture(text) {
            sight.instead = Some(Instead::Picture);
        }
        sight.link = adding::link(text).map(Arc::from);
        sight.sums = adding::sums(text);
        let Some(number) = shares else { return };
        if !text.is_empty() {
            // Fixed places do not move along.
            if self.shared.len() < cap::NAMES && !text.contains('$') {
                self.shared.insert(number, (at, sight.sums.clone()));
            }
        } else if let Some((from, sums)) = self.shared.get(&number) {
            let rows = i64::from(at.0) - i64::from(from.0);
            let cols = i64::from(at.1) - i64::from(from.1);
            let moved = sums.iter().map(|area| adding::shifted(*area, rows, cols));
            sight.sums = moved.collect::<Option<_>>().unwrap_or_default();
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The sentences of a section on slides: all on one, or ours as text and those of the sources in a
//! table.

use super::slide::{Slide, SlideContent};
use super::{notes, table, text};
use crate::report::{EntryClaims, Value};

/// The slides of a section's sentences.
pub(super) fn slides(title: &str, section: &str, claims: &EntryClaims) -> Vec<Slide> {
    let all = claims.own.iter().chain(&claims.quoted).cloned().collect();
    let together = text::slides(title, section, all);
    if together.len() == 1 || claims.quoted.is_empty() {
        return together;
    }
    let mut slides = Vec::new();
    if !claims.own.is_empty() {
        slides = text::slides(title, section, claims.own.clone());
    }
    slides.extend(quotations(section, claims));
    slides
}

fn quotations(section: &str, claims: &EntryClaims) -> Vec<Slide> {
    let title = &claims.quotations.caption;
    let parts = table::lay_out(&claims.quotations, usize::MAX, &[]).parts;
    let count = parts.len();
    let mut rest = claims.quoted.as_slice();
    let mut slides = Vec::new();
    for (at, laid) in parts.into_iter().enumerate() {
        let (here, after) = rest.split_at(laid.table.rows.len().min(rest.len()));
        rest = after;
        let values: Vec<&Value> = here.iter().flat_map(|one| notes::in_text(&one.text)).collect();
        let sources = notes::of_values(values.into_iter());
        let content = SlideContent::Table(Box::new(laid));
        slides.push(Slide { sources, ..Slide::part(title, (at, count), section, content) });
    }
    slides
}

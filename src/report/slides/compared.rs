// SPDX-License-Identifier: EUPL-1.2
//! A declared comparison on slides: as a figure with its data, or as a table.

use super::super::block::Inline;
use super::super::deck::{EntryContent, EntryFigure, EntryTable, SlideParagraph};
use super::super::nodes::{alternative, undrawn};
use super::builder::Builder;
use crate::comparison::Comparison;
use crate::diag::{say, say_with};

impl Builder<'_, '_> {
    /// A comparison as a figure, or as a table; the reason when it is not comparable.
    pub(super) fn comparison(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
        title: Option<&str>,
        figure: bool,
    ) {
        if let Some(reason) = &comparison.not_comparable {
            let head = say_with("not-comparable", &[("title", &comparison.title)]);
            let paragraph = SlideParagraph::plain(vec![Inline::Text(reason.clone())]);
            self.add(title.unwrap_or(&head), EntryContent::Text(vec![paragraph]));
            return;
        }
        if let Some(reason) = &comparison.not_printed {
            let paragraph = SlideParagraph::plain(vec![Inline::Text(reason.clone())]);
            let head = title.unwrap_or(&comparison.bare_title);
            self.add(head, EntryContent::Text(vec![paragraph]));
            return;
        }
        if self.composer.maker.leave_out(comparison) {
            return;
        }
        let maker = &mut self.composer.maker;
        let title = title.map_or_else(|| maker.headline(comparison, only), str::to_owned);
        let mut table = maker.table_node(comparison, only, String::new(), 0);
        let reason = comparison.undrawn.as_ref().filter(|_| figure);
        table.notes.extend(reason.map(|reason| undrawn(reason)));
        let data = EntryTable { table, place: self.place(comparison, only) };
        let content = match comparison.chart.as_ref().filter(|_| figure) {
            Some(chart) => EntryContent::Figure(Box::new(EntryFigure {
                chart: chart.clone(),
                caption: comparison.caption.clone(),
                alternative: alternative(&title, &comparison.caption),
                data,
            })),
            None => EntryContent::Table(Box::new(data)),
        };
        self.add(&title, content);
    }

    /// Where the report and the workbook have a comparison.
    fn place(&self, comparison: &Comparison, only: Option<&str>) -> String {
        let key = (comparison.id.clone(), only.unwrap_or_default().to_owned());
        let shown = self.composer.maker.shown.get(&key).copied().unwrap_or_default();
        match (shown.table, shown.figure) {
            (Some(table), _) => say_with("slide-in-table", &[("n", &table.to_string())]),
            (None, Some(figure)) => say_with("slide-in-figure", &[("n", &figure.to_string())]),
            (None, None) => say_with("slide-in-annex", &[("annex", &say("annex-answers"))]),
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What a section shows when no chapter of its own says otherwise: everything.

use super::block::{Block, Inline};
use super::document::Chapter;
use super::nodes::Maker;
use crate::datum::columns;
use crate::diag::say;
use crate::questionnaire::{Grid, Item, Section, Type};
use crate::study::{Axis, Measure, Order, Pivot, Shape, SideLine, Spec, Unknown};

/// The complete default chapter of a section.
pub(super) fn chapter(maker: &mut Maker<'_>, section: &Section) -> Chapter {
    let id = section.title.clone();
    Chapter { id, title: section.title.clone(), blocks: blocks(maker, section), annex: false }
}

/// Single questions side by side, then each table and grid.
pub(super) fn blocks(maker: &mut Maker<'_>, section: &Section) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(intro) = &section.intro {
        blocks.push(Block::Paragraph(vec![Inline::Text(intro.clone())]));
    }
    for spec in specs(section, maker.whose()) {
        let comparison = maker.comparer.compare(&spec, None);
        blocks.push(maker.table(&comparison, None));
    }
    blocks
}

/// Whose answers a default comparison shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those of a few participants, side by side.
    Each,
    /// Those of many, together.
    All,
    /// Those of one among many.
    One,
}

/// The comparisons that show all answers to a section.
pub(super) fn specs(section: &Section, whose: Whose) -> Vec<Spec> {
    let mut specs = Vec::new();
    if section.questions().next().is_some() {
        let at = section.questions().next().map(|question| question.at.clone());
        let shape = Shape::SideBySide(vec![SideLine::Section(section.id.clone())]);
        specs.extend(at.map(|at| spec(&section.id, &section.title, "", shape, at)));
    }
    for item in &section.items {
        match item {
            Item::Question(_) => {}
            Item::Table(table) => {
                let shape = Shape::Records(Vec::new());
                specs.push(spec(&table.id, &table.label, &table.id, shape, table.at.clone()));
            }
            Item::Grid(grid) => {
                let (pivot, notes) = grid_pivot(grid, whose);
                let shape = Shape::Pivot(pivot);
                let spec = spec(&grid.id, &grid.label, &grid.id, shape, grid.at.clone());
                specs.push(Spec { notes, ..spec });
            }
        }
    }
    specs
}

/// The rows of a grid down, and across what its cells hold: each answer by itself where a cell of
/// the table has one, else what many answers of its type are together. Only numbers have a median;
/// of choices it is counted how many chose each; of free words, how many are there.
fn grid_pivot(grid: &Grid, whose: Whose) -> (Pivot, Vec<String>) {
    let value = || columns::VALUE.to_owned();
    let (of_row, of_column) = (columns::ROW_ID.to_owned(), columns::COLUMN_ID.to_owned());
    let across = Axis::Column(of_column);
    let kind = grid.cell.kind;
    let is_number = kind.is_number() || kind == Type::Year;
    let is_chosen = matches!(kind, Type::Choice | Type::Choices | Type::YesNo);
    let (measure, columns, note) = match whose {
        Whose::Each | Whose::One => {
            let of_one = whose == Whose::Each;
            let participant = of_one.then_some(Axis::Participant);
            // One answer a cell: its sum is the number itself, with the limits of what is unknown.
            let measure = match kind.is_number() {
                true => Measure::Sum(value()),
                false => Measure::Value(value()),
            };
            (measure, participant.into_iter().chain([across]).collect(), None)
        }
        Whose::All if is_number => {
            (Measure::Median(value()), vec![Axis::Group, across], Some("note-grid-median"))
        }
        Whose::All if is_chosen => {
            let columns = vec![across, Axis::Column(value())];
            (Measure::Count(None), columns, Some("note-grid-chosen"))
        }
        Whose::All => {
            let measure = Measure::Count(Some(value()));
            (measure, vec![Axis::Group, across], Some("note-grid-answers"))
        }
    };
    let together = whose == Whose::All;
    let pivot = Pivot {
        measure,
        rows: Axis::Column(of_row),
        columns,
        all_choices: false,
        total_row: false,
        total_column: false,
        unknown: if together { Unknown::LeftOut } else { Unknown::Bounds },
        order: Order::Choices,
        unit: None,
        decimals: None,
    };
    (pivot, note.map(say).into_iter().collect())
}

pub(super) fn spec(
    id: &str,
    title: &str,
    from: &str,
    shape: Shape,
    at: crate::diag::TextSpan,
) -> Spec {
    Spec {
        id: format!("all:{id}"),
        title: title.to_owned(),
        from: from.to_owned(),
        filters: Vec::new(),
        shape,
        stub: None,
        row_head: None,
        figure: None,
        message: None,
        notes: Vec::new(),
        caption: None,
        reserve: None,
        not_comparable: None,
        at,
    }
}

/// The questions of a section as a list: code and label.
pub(super) fn questions(section: Option<&Section>) -> Vec<Block> {
    let item = |item: &Item| {
        let text = format!(" {}", item.label());
        vec![Block::Paragraph(vec![Inline::Code(item.code().to_owned()), Inline::Text(text)])]
    };
    match section {
        Some(section) => {
            vec![Block::List { ordered: false, items: section.items.iter().map(item).collect() }]
        }
        None => Vec::new(),
    }
}

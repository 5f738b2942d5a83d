// SPDX-License-Identifier: EUPL-1.2
//! What a section shows when no chapter of its own says otherwise: everything.

use super::block::{Block, Inline};
use super::document::Chapter;
use super::nodes::Maker;
use crate::datum::columns;
use crate::questionnaire::{Item, Section};
use crate::study::{Axis, Line, Measure, Order, Pivot, Shape, Spec, Unknown};

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
    for spec in specs(section) {
        let comparison = maker.comparer.compare(&spec, None);
        blocks.push(maker.table(&comparison, None));
    }
    blocks
}

/// The comparisons that show all answers to a section.
pub(super) fn specs(section: &Section) -> Vec<Spec> {
    let mut specs = Vec::new();
    if section.questions().next().is_some() {
        let at = section.questions().next().map(|question| question.at.clone());
        let shape = Shape::SideBySide(vec![Line::Section(section.id.clone())]);
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
                let shape = Shape::Pivot(Pivot {
                    measure: Measure::Sum(columns::VALUE.to_owned()),
                    rows: Axis::Column(columns::ROW_ID.to_owned()),
                    columns: vec![Axis::Participant, Axis::Column(columns::COLUMN_ID.to_owned())],
                    all_choices: false,
                    total_row: false,
                    total_column: false,
                    unknown: Unknown::Bounds,
                    order: Order::Choices,
                    unit: None,
                    decimals: None,
                });
                specs.push(spec(&grid.id, &grid.label, &grid.id, shape, grid.at.clone()));
            }
        }
    }
    specs
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

// SPDX-License-Identifier: EUPL-1.2
//! The first sheet: what the form is, where to begin, how to write, and examples.

use super::{Form, ask, check_name, instructions_name, measure};
use crate::diag::{CellRef, Error, say, say_with};
use crate::questionnaire::{Item, Question, Type};
use crate::workbook::{Area, Look, Number, Sheet, Style};

const WIDTHS: [f64; 6] = [6.0, 40.0, 44.0, 44.0, 11.0, 24.0];
const LAST: u16 = 5;
/// Kinds of answer that the examples show, when the questionnaire asks for them.
const SHOWN: [Type; 7] = [
    Type::Text,
    Type::Choice,
    Type::Integer,
    Type::Money,
    Type::Percent,
    Type::Date,
    Type::Choices,
];

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Sheet, Error> {
    let mut page = Page { sheet: Sheet::new(&instructions_name())?, row: 0 };
    for (col, width) in (0..).zip(WIDTHS) {
        page.sheet.width(col, width)?;
    }
    title(form, &mut page)?;
    index(form, &mut page)?;
    steps(&mut page)?;
    empties(&mut page)?;
    examples(form, &mut page)?;
    page.row += 1;
    let stamp = say_with("form-stamp", &[("stamp", &form.layout.stamp.line())]);
    page.sheet.wide(page.at(0), LAST, &stamp, Look::Small)?;

    let mut sheet = page.sheet;
    sheet.freeze(CellRef::new(1, 0))?;
    sheet.tab(true);
    if form.marks.is_none() {
        sheet.activate();
    }
    sheet.protect();
    sheet.print(&form.page(None))?;
    Ok(sheet)
}

/// The sheet and the row that comes next.
struct Page {
    sheet: Sheet,
    row: u32,
}

impl Page {
    fn at(&self, col: u16) -> CellRef {
        CellRef::new(self.row, col)
    }

    fn heading(&mut self, key: &str) -> Result<(), Error> {
        self.row += 1;
        self.sheet.text(self.at(0), &say(key), Look::Heading)?;
        self.sheet.height(self.row, 26.0)?;
        self.row += 1;
        Ok(())
    }

    /// A row of a table: a text and a look for each column from B on; the last goes to the margin.
    fn table_row(&mut self, cells: &[(&str, Style)]) -> Result<(), Error> {
        let mut measured = Vec::new();
        for (position, (col, (text, style))) in (1..).zip(cells).enumerate() {
            let to = if position + 1 == cells.len() { LAST } else { col };
            self.sheet.wide(self.at(col), to, text, *style)?;
            let width: f64 = WIDTHS.iter().take(usize::from(to) + 1).skip(usize::from(col)).sum();
            measured.push((*text, width - measure::INDENT, 11.2));
        }
        self.sheet.height(self.row, measure::height(&measured).max(20.0))?;
        self.row += 1;
        Ok(())
    }
}

fn title(form: &Form<'_>, page: &mut Page) -> Result<(), Error> {
    let study = &form.questionnaire.study;
    page.sheet.fill(Area::new(page.at(0), page.at(LAST)), Look::Title)?;
    page.sheet.text(page.at(0), &study.title, Look::Title)?;
    let (formula, value) = form.plan.total_status();
    page.sheet.formula(page.at(LAST), &formula, &value, Look::TitleNote)?;
    page.sheet.height(0, 36.0)?;
    page.row = 1;
    let round = form.round.map_or(form.layout.stamp.round.as_str(), |round| round.title.as_str());
    let whose =
        say_with("form-whose", &[("participant", form.participant_name()), ("round", round)]);
    page.sheet.wide(page.at(0), LAST, &whose, Look::Subtitle)?;
    page.sheet.height(page.row, 24.0)?;
    page.row += 1;
    let minutes: usize = form.questionnaire.sections.iter().filter_map(|s| s.minutes).sum();
    let sections = form.layout.sheets.len().to_string();
    let mut welcome =
        say_with("form-welcome", &[("sections", &sections), ("minutes", &minutes.to_string())]);
    if let Some(day) = form.round.and_then(|round| round.deadline) {
        welcome = format!("{welcome} {}", say_with("form-deadline", &[("day", &day.short())]));
    }
    page.sheet.wide(page.at(0), LAST, &welcome, Look::Paragraph)?;
    let width = WIDTHS.iter().sum();
    page.sheet.height(page.row, measure::height(&[(&welcome, width, 11.0)]))?;
    Ok(())
}

/// The sections with who usually knows them; each leads to its sheet.
fn index(form: &Form<'_>, page: &mut Page) -> Result<(), Error> {
    page.heading("form-index")?;
    let heads = [
        ("form-head-code", 0, 0),
        ("form-head-section", 1, 1),
        ("form-head-who", 2, 3),
        ("form-head-minutes", 4, 4),
        ("form-head-answers", 5, LAST),
    ];
    for (key, from, to) in heads {
        page.sheet.wide(page.at(from), to, &say(key), Look::Head)?;
    }
    page.sheet.height(page.row, 20.0)?;
    page.row += 1;
    for (position, layout) in form.layout.sheets.iter().enumerate() {
        let section = form.questionnaire.section(&layout.section);
        let code = section.map(|s| s.code.as_str()).unwrap_or_default();
        let name = section.map_or(layout.name.as_str(), |s| s.title.as_str());
        let who = section.and_then(|s| s.who.as_deref()).unwrap_or_default();
        let minutes = section.and_then(|s| s.minutes).map(|n| n.to_string()).unwrap_or_default();
        page.sheet.text(page.at(0), code, Look::CellCentre.with(Number::Text))?;
        page.sheet.link(page.at(1), (&layout.name, CellRef::new(0, 0)), name, Look::CellLink)?;
        page.sheet.wide(page.at(2), 3, who, Look::Cell)?;
        page.sheet.text(page.at(4), &minutes, Look::CellCentre)?;
        let (formula, value) = form.plan.status(position);
        page.sheet.formula(page.at(5), &formula, &value, Look::CellCentre)?;
        page.sheet.height(page.row, 20.0)?;
        page.row += 1;
    }
    let check = check_name();
    page.sheet.text(page.at(0), "", Look::CellCentre)?;
    page.sheet.link(page.at(1), (&check, CellRef::new(0, 0)), &check, Look::CellLink)?;
    page.sheet.wide(page.at(2), LAST, &say("form-index-check"), Look::Cell)?;
    page.sheet.height(page.row, 20.0)?;
    page.row += 1;
    Ok(())
}

fn steps(page: &mut Page) -> Result<(), Error> {
    page.heading("form-steps")?;
    let width: f64 = WIDTHS.iter().skip(1).sum();
    let steps = [
        "form-step-share",
        "form-step-cells",
        "form-step-lists",
        "form-step-numbers",
        "form-step-tables",
        "form-step-required",
        "form-step-check",
        "form-step-return",
    ];
    for (number, key) in (1..).zip(steps) {
        let text = say(key);
        page.sheet.text(page.at(0), &format!("{number}."), Look::Step)?;
        page.sheet.wide(page.at(1), LAST, &text, Look::Paragraph)?;
        page.sheet.height(page.row, measure::height(&[(&text, width, 11.0)]) + 2.0)?;
        page.row += 1;
    }
    Ok(())
}

/// The three ways of having no value, which are not the same.
fn empties(page: &mut Page) -> Result<(), Error> {
    page.heading("form-empties")?;
    let heads = ["form-empties-write", "form-empties-means", "form-empties-when"].map(say);
    let head = Look::Head.into();
    page.table_row(&[(&heads[0], head), (&heads[1], head), (&heads[2], head)])?;
    let rows = [
        (say("form-word-none"), "form-empty-none"),
        (say("form-word-not-available"), "form-empty-not-available"),
        (String::new(), "form-empty-blank"),
    ];
    for (word, key) in rows {
        let (means, when) = (say(key), say(&format!("{key}-when")));
        let cell = Look::Cell.into();
        page.table_row(&[(&word, Look::Sample.into()), (&means, cell), (&when, cell)])?;
    }
    Ok(())
}

/// Questions of this questionnaire with an answer written well, and why it is well written.
fn examples(form: &Form<'_>, page: &mut Page) -> Result<(), Error> {
    let chosen: Vec<(&Question, &str)> = SHOWN
        .iter()
        .filter_map(|kind| {
            asked(form).find_map(|question| {
                let example = ask::example(question)?;
                (question.kind == *kind).then_some((question, example))
            })
        })
        .collect();
    if chosen.is_empty() {
        return Ok(());
    }
    page.heading("form-examples")?;
    let heads = ["form-head-question", "form-head-answer", "form-examples-why"].map(say);
    let head = Look::Head.into();
    page.table_row(&[(&heads[0], head), (&heads[1], head), (&heads[2], head)])?;
    for (question, example) in chosen {
        let label = format!("{} {}", question.code, question.label_with_unit());
        let mut why = ask::way(form, question);
        if why.is_empty() {
            why = say("form-way-text");
        }
        let sample = Look::Sample.into();
        page.table_row(&[
            (&label, Look::Cell.into()),
            (example, sample),
            (&why, Look::Cell.into()),
        ])?;
    }
    Ok(())
}

/// Everything that is asked, single questions and columns.
fn asked<'a>(form: &'a Form<'_>) -> impl Iterator<Item = &'a Question> {
    let items = form.questionnaire.items().filter(|item| !matches!(item, Item::Grid(_)));
    items.flat_map(Item::questions).filter(|question| question.printed.is_none())
}

// SPDX-License-Identifier: EUPL-1.2
//! The first sheet of the workbook that goes back: every remark with a link to its cell, then what
//! stood outside the form.

use super::remarks::sentence;
use super::{Feedback, Remark};
use crate::diag::{CellRef, Error, Severity, say, say_with};
use crate::form::{self, index_name, measure};
use crate::workbook::{Area, Look, Number, Page, Sheet, Style};

/// Sign; question; cell; what was written; what was understood; what is wrong; what to do.
const WIDTHS: [f64; 7] = [19.0, 36.0, 22.0, 26.0, 26.0, 46.0, 46.0];
const LAST: u16 = 6;

/// The sheet.
pub(super) fn sheet(feedback: &Feedback<'_>) -> Result<Sheet, Error> {
    let mut list = List { sheet: Sheet::new(&index_name())?, row: 0 };
    for (col, width) in (0..).zip(WIDTHS) {
        list.sheet.width(col, width)?;
    }
    list.head(feedback)?;
    list.legend(feedback)?;
    list.remarks(feedback)?;
    list.stray(feedback)?;
    let mut sheet = list.sheet;
    sheet.freeze(CellRef::new(1, 0))?;
    sheet.tab(true);
    sheet.activate();
    sheet.protect();
    let title = &feedback.questionnaire.study.title;
    let footer = format!("{} · {title}", feedback.participant.name);
    sheet.print(&Page { footer, repeat: Some((0, 0)) })?;
    Ok(sheet)
}

/// The sheet and the row that comes next.
struct List {
    sheet: Sheet,
    row: u32,
}

impl List {
    fn at(&self, col: u16) -> CellRef {
        CellRef::new(self.row, col)
    }

    fn head(&mut self, feedback: &Feedback<'_>) -> Result<(), Error> {
        self.sheet.fill(Area::new(self.at(0), self.at(LAST)), Look::Title)?;
        self.sheet.text(self.at(0), &say("feedback-title"), Look::Title)?;
        self.sheet.text(self.at(LAST), &feedback.counts(), Look::TitleNote)?;
        self.sheet.height(0, 36.0)?;
        self.row = 1;
        let study = &feedback.questionnaire.study.title;
        let whose = format!("{} · {study}", feedback.participant.name);
        self.sheet.wide(self.at(0), LAST, &whose, Look::Subtitle)?;
        self.sheet.height(self.row, 24.0)?;
        self.row += 1;
        self.paragraph(&way(feedback))
    }

    /// A paragraph over the whole width.
    fn paragraph(&mut self, text: &str) -> Result<(), Error> {
        self.sheet.wide(self.at(0), LAST, text, Look::Paragraph)?;
        let width = WIDTHS.iter().sum();
        self.sheet.height(self.row, measure::height(&[(text, width, 11.0)]) + 4.0)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Result<(), Error> {
        self.row += 1;
        self.sheet.text(self.at(0), text, Look::Heading)?;
        self.sheet.height(self.row, 26.0)?;
        self.row += 1;
        Ok(())
    }

    /// A row of cells with texts and looks, as high as the longest of them needs.
    fn cells(&mut self, cells: &[(&str, Style)]) -> Result<(), Error> {
        let mut measured = Vec::new();
        for ((col, (text, style)), width) in (0..).zip(cells).zip(WIDTHS) {
            self.sheet.text(self.at(col), text, *style)?;
            measured.push((*text, width - measure::INDENT, 11.2));
        }
        self.sheet.height(self.row, measure::height(&measured).max(20.0))
    }

    /// What the signs mean, and how often each stands below.
    fn legend(&mut self, feedback: &Feedback<'_>) -> Result<(), Error> {
        if feedback.remarks.is_empty() {
            return Ok(());
        }
        self.heading(&say("feedback-legend"))?;
        for severity in Severity::ALL {
            let n = feedback.count(severity);
            if n == 0 {
                continue;
            }
            let sign = format!("{} {}", form::shape(severity), word(severity));
            let n = n.to_string();
            let means =
                say_with(&format!("feedback-legend-{}", severity.id()), &[("n", n.as_str())]);
            self.sheet.text(self.at(0), &sign, Look::SignCell(severity))?;
            self.sheet.wide(self.at(1), LAST, &means, Look::Cell)?;
            self.sheet.height(self.row, 20.0)?;
            self.row += 1;
        }
        Ok(())
    }

    fn remarks(&mut self, feedback: &Feedback<'_>) -> Result<(), Error> {
        self.heading(&say("feedback-list"))?;
        if feedback.remarks.is_empty() {
            return self.paragraph(&sentence(&say("feedback-none")));
        }
        let heads = ["sign", "question", "cell", "written", "understood", "message", "todo"]
            .map(|head| say(&format!("feedback-head-{head}")));
        let head = Look::Head.into();
        let cells: Vec<(&str, Style)> = heads.iter().map(|text| (text.as_str(), head)).collect();
        self.cells(&cells)?;
        self.row += 1;
        let mut section = "";
        for remark in &feedback.remarks {
            if remark.section != section {
                section = &remark.section;
                self.sheet.wide(self.at(0), LAST, section, Look::Group)?;
                self.sheet.height(self.row, 20.0)?;
                self.row += 1;
            }
            self.remark(remark)?;
        }
        Ok(())
    }

    fn remark(&mut self, remark: &Remark) -> Result<(), Error> {
        let sign = format!("{} · {}", remark.sign(), word(remark.severity));
        let message = match &remark.why {
            Some(why) => format!("{} {why}", remark.message),
            None => remark.message.clone(),
        };
        let cell = Look::Cell.with(Number::Text);
        let (place, others) = places(remark);
        let question = match others {
            Some(others) => format!("{}\n{others}", remark.question),
            None => remark.question.clone(),
        };
        self.cells(&[
            (&sign, Look::SignCell(remark.severity).into()),
            (&question, cell),
            (&place, cell),
            (&remark.written, cell),
            (&remark.understood, cell),
            (&message, cell),
            (&remark.todo, cell),
        ])?;
        if let Some((sheet, target)) = remark.cells.first() {
            self.sheet.link(self.at(2), (sheet, *target), &place, Look::CellLink)?;
        }
        self.row += 1;
        Ok(())
    }

    fn stray(&mut self, feedback: &Feedback<'_>) -> Result<(), Error> {
        if feedback.stray.is_empty() {
            return Ok(());
        }
        self.heading(&say("feedback-stray"))?;
        self.paragraph(&say("feedback-stray-intro"))?;
        let head = Look::Head;
        for (col, to, key) in [(0, 0, "kind"), (1, 1, "place"), (2, LAST, "text")] {
            let text = say(&format!("feedback-stray-head-{key}"));
            self.sheet.wide(self.at(col), to, &text, head)?;
        }
        self.sheet.height(self.row, 20.0)?;
        self.row += 1;
        let wide: f64 = WIDTHS.iter().skip(2).sum::<f64>() - measure::INDENT;
        for stray in &feedback.stray {
            let cell = Look::Cell.with(Number::Text);
            let kind = stray.kind.label();
            self.sheet.text(self.at(0), &kind, cell)?;
            self.sheet.text(self.at(1), &stray.place, cell)?;
            self.sheet.wide(self.at(2), LAST, &stray.text, cell)?;
            let texts = [
                (kind.as_str(), WIDTHS[0] - measure::INDENT, 11.2),
                (&stray.place, WIDTHS[1] - measure::INDENT, 11.2),
                (&stray.text, wide, 11.0),
            ];
            self.sheet.height(self.row, measure::height(&texts).max(20.0))?;
            self.row += 1;
        }
        Ok(())
    }
}

/// How to go on.
fn way(feedback: &Feedback<'_>) -> String {
    let key = if feedback.remarks.is_empty() { "feedback-way-none" } else { "feedback-way" };
    let mut text = say(key);
    if let Some(day) = feedback.deadline() {
        text.push(' ');
        text.push_str(&say_with("feedback-deadline", &[("day", &day.short())]));
    }
    text
}

fn word(severity: Severity) -> String {
    say(&format!("feedback-severity-{}", severity.id()))
}

/// The first cell of a remark, `2 Competenze, D14`, to which a link leads; and in words the others.
fn places(remark: &Remark) -> (String, Option<String>) {
    let Some((sheet, first)) = remark.cells.first() else { return ("–".to_owned(), None) };
    let others: Vec<String> = remark
        .cells
        .iter()
        .skip(1)
        .map(
            |(other, cell)| {
                if other == sheet { cell.to_string() } else { format!("{other}, {cell}") }
            },
        )
        .collect();
    let more = match others.as_slice() {
        [] => None,
        few if few.len() <= 3 => {
            Some(say_with("feedback-other-cells", &[("cells", &few.join("; "))]))
        }
        many => Some(say_with("feedback-more-cells", &[("n", &many.len().to_string())])),
    };
    (format!("{sheet}, {first}"), more)
}

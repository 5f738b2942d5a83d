// SPDX-License-Identifier: EUPL-1.2
//! What cells accept, what they say when they are selected, and when their look changes.

use super::book::{Area, failed};
use super::look;
use super::sheet::Sheet;
use crate::diag::Error;
use rust_xlsxwriter::{
    ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule, DataValidation,
    DataValidationErrorStyle, Formula, XlsxError,
};

/// Most characters of a validation's title, and of its text.
const TITLE_LIMIT: usize = 32;
const TEXT_LIMIT: usize = 255;

/// What a cell accepts without asking back, and what it says when it is selected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rule {
    /// What is accepted; anything else may still be written, after a question.
    pub accepts: Accepts,
    /// Title and text shown while the cell is selected.
    pub prompt: (String, String),
    /// Title and text of the question asked when something else is written.
    pub doubt: (String, String),
}

/// What a cell accepts.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Accepts {
    /// Anything.
    #[default]
    Anything,
    /// One of a list, by the name of its cells.
    List(String),
    /// What makes a formula true.
    Formula(String),
}

impl Sheet {
    /// What the cells accept and say.
    pub fn rule(&mut self, area: Area, rule: &Rule) -> Result<(), Error> {
        let validation = validation(rule).map_err(failed)?;
        self.sheet
            .add_data_validation(
                area.from.row,
                area.from.col,
                area.to.row,
                area.to.col,
                &validation,
            )
            .map(drop)
            .map_err(failed)
    }

    /// Cells turn grey while a formula is true.
    pub fn grey_when(&mut self, area: Area, formula: &str) -> Result<(), Error> {
        let rule = ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(look::not_asked())
            .set_stop_if_true(true);
        self.sheet
            .add_conditional_format(area.from.row, area.from.col, area.to.row, area.to.col, &rule)
            .map(drop)
            .map_err(failed)
    }

    /// Cells whose text begins with a word are coloured as done, or as missing.
    pub fn word(&mut self, area: Area, word: &str, done: bool) -> Result<(), Error> {
        let format = if done { look::done() } else { look::missing() };
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(word.to_owned()))
            .set_format(format);
        self.sheet
            .add_conditional_format(area.from.row, area.from.col, area.to.row, area.to.col, &rule)
            .map(drop)
            .map_err(failed)
    }
}

fn validation(rule: &Rule) -> Result<DataValidation, XlsxError> {
    let validation = match &rule.accepts {
        Accepts::Anything => DataValidation::new().allow_any_value(),
        Accepts::List(name) => {
            DataValidation::new().allow_list_formula(Formula::new(format!("={name}")))
        }
        Accepts::Formula(formula) => {
            DataValidation::new().allow_custom(Formula::new(format!("={formula}")))
        }
    };
    validation
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_input_title(cut(&rule.prompt.0, TITLE_LIMIT))?
        .set_input_message(cut(&rule.prompt.1, TEXT_LIMIT))?
        .set_error_title(cut(&rule.doubt.0, TITLE_LIMIT))?
        .set_error_message(cut(&rule.doubt.1, TEXT_LIMIT))
}

/// At most so many UTF-16 units, as the format counts; cut at a word, with an ellipsis.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let length = |text: &str| text.encode_utf16().count();
    if length(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if length(&kept) + length(word) > limit - 1 {
            break;
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = text.chars().take((limit - 1) / 2).collect();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_prompts_are_cut_at_a_word() {
        assert_eq!(cut("breve", 10), "breve");
        assert_eq!(cut("una frase lunga", 12), "una frase…");
        assert!(cut(&"à".repeat(300), TEXT_LIMIT).encode_utf16().count() <= TEXT_LIMIT);
        assert!(
            cut(&format!("{} fine", "x".repeat(253)), TEXT_LIMIT).chars().count() <= TEXT_LIMIT
        );
    }
}

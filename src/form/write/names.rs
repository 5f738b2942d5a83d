// SPDX-License-Identifier: EUPL-1.2
//! The names of the sheets that a form has besides those of its sections.

use crate::diag::say;

/// Name of the sheet that lists what is to be looked at again.
pub fn index_name() -> String {
    say("form-sheet-review")
}

/// Names of the sheets that a form has besides those of its sections.
pub fn own_sheets() -> Vec<String> {
    let hidden = ["_meta".to_owned(), "_liste".to_owned()];
    [index_name(), instructions_name(), check_name(), glossary_name()]
        .into_iter()
        .chain(hidden)
        .collect()
}

/// Name of the sheet of instructions.
pub(super) fn instructions_name() -> String {
    say("form-sheet-instructions")
}

/// Name of the check sheet.
pub(super) fn check_name() -> String {
    say("form-sheet-check")
}

/// Name of the sheet that explains the words of the lists.
pub(super) fn glossary_name() -> String {
    say("form-sheet-glossary")
}

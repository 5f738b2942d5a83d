// SPDX-License-Identifier: EUPL-1.2
//! A text of the catalogue that is not made yet: its key and its arguments.

use super::catalogue::optional;
use std::borrow::Cow;

/// Arguments of a text by name.
pub type Args = Vec<(Cow<'static, str>, String)>;

/// A text of the catalogue with its arguments, kept as data until somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    key: &'static str,
    args: Args,
}

impl Phrase {
    /// The text under a key, with arguments.
    pub fn new(key: &'static str, args: &[(&'static str, &str)]) -> Self {
        Phrase { key, args: kept(args) }
    }

    /// The text under a key that takes no arguments.
    pub fn plain(key: &'static str) -> Self {
        Phrase { key, args: Args::new() }
    }

    /// The text.
    pub fn said(&self) -> String {
        optional(self.key, &lent(&self.args)).unwrap_or_else(|| self.key.to_owned())
    }
}

/// Arguments as they are kept.
pub(super) fn kept(args: &[(&'static str, &str)]) -> Args {
    args.iter().map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned())).collect()
}

/// Arguments as the catalogue takes them.
pub(super) fn lent(args: &Args) -> Vec<(&str, &str)> {
    args.iter().map(|(name, value)| (&**name, value.as_str())).collect()
}

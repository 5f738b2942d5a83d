// SPDX-License-Identifier: EUPL-1.2
//! What is wrong with the arguments, in the catalogue's words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use sestante::diag::{Error, say_with};
use std::error::Error as _;

/// The program's name in the usage of each command.
const PROGRAM: &str = "sestante";

/// The parser's error as one of ours.
pub(super) fn explain(error: &clap::Error) -> Error {
    let argument = said(error, ContextKind::InvalidArg).replace(['<', '>'], "");
    let value = said(error, ContextKind::InvalidValue);
    let command = command(error);
    let command = ("command", command.as_str());
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = said(error, ContextKind::SuggestedArg);
            unknown("cli-unknown-argument", (&argument, command), &near, "")
        }
        ErrorKind::InvalidSubcommand => {
            let word = said(error, ContextKind::InvalidSubcommand);
            let near = said(error, ContextKind::SuggestedSubcommand);
            unknown("cli-unknown-command", (&word, command), &near, "")
        }
        ErrorKind::MissingRequiredArgument => {
            Error::user("cli-missing-argument", &[("argument", &argument), command])
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Error::user("cli-missing-value", &[("argument", &argument), command])
        }
        ErrorKind::InvalidValue => {
            let near = said(error, ContextKind::SuggestedValue);
            let known = said(error, ContextKind::ValidValue);
            unknown("cli-unknown-value", (&value, command), &near, &known)
        }
        ErrorKind::ValueValidation => match error.source().and_then(|e| e.downcast_ref()) {
            Some(Error::User { message, help }) => {
                Error::User { message: message.clone(), help: help.clone() }
            }
            _ => Error::user("cli-unknown-value", &[("word", &value), command]),
        },
        ErrorKind::ArgumentConflict => {
            Error::user("cli-argument-twice", &[("argument", &argument), command])
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            let first = first.strip_prefix("error: ").unwrap_or(first);
            Error::user("cli-arguments-wrong", &[("error", first), command])
        }
    }
}

/// The command that was typed, as its help is asked for: `sestante correct`.
fn command(error: &clap::Error) -> String {
    let usage = said(error, ContextKind::Usage);
    let is_name = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
    let name = usage.split_whitespace().skip_while(|word| *word != PROGRAM).nth(1).filter(is_name);
    name.map_or_else(|| PROGRAM.to_owned(), |name| format!("{PROGRAM} {name}"))
}

/// A word that does not exist: the nearest one, the known ones, or where they can be seen.
fn unknown(key: &str, (word, command): (&str, (&str, &str)), near: &str, known: &str) -> Error {
    let mut error = Error::user(key, &[("word", word), command]);
    if let Error::User { help, .. } = &mut error {
        if !near.is_empty() {
            *help = Some(say_with("did-you-mean", &[("word", near)]));
        } else if !known.is_empty() {
            *help = Some(say_with("known-words", &[("words", known)]));
        }
    }
    error
}

fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What a chapter's template may call: each call leaves a placeholder, and becomes nodes only
//! after the Markdown is parsed. No answer ever reaches the template engine.

use crate::study::{FUNCTIONS, Names};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tera::{Kwargs, State, Tera, TeraResult};

/// Begins a placeholder; private use, so that no text has it.
pub(super) const OPEN: char = '\u{E000}';
/// Ends a placeholder.
pub(super) const CLOSE: char = '\u{E001}';

/// A call of a template, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// Name of the function.
    pub(super) name: &'static str,
    /// Its arguments.
    pub(super) args: BTreeMap<&'static str, String>,
}

impl Call {
    /// An argument, or nothing.
    pub(super) fn arg(&self, name: &str) -> Option<&str> {
        self.args.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Whether it stands as a block of its own.
    pub(super) fn is_block(&self) -> bool {
        !matches!(self.name, "value" | "answer" | "count")
    }
}

/// The calls made so far, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Calls(Arc<Mutex<Vec<Call>>>);

impl Calls {
    /// The call of a placeholder's number.
    pub(super) fn get(&self, number: usize) -> Option<Call> {
        self.0.lock().ok()?.get(number).cloned()
    }

    fn add(&self, call: Call) -> String {
        let Ok(mut calls) = self.0.lock() else { return String::new() };
        calls.push(call);
        format!("{OPEN}{}{CLOSE}", calls.len() - 1)
    }
}

/// Gives the functions to a template engine.
pub(super) fn register(tera: &mut Tera, calls: &Calls, names: &Names) {
    for (name, parameters) in FUNCTIONS {
        let calls = calls.clone();
        let names = names.clone();
        tera.register_function(name, move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
            let mut args = BTreeMap::new();
            for (parameter, kind, needed) in parameters {
                let value: Option<String> = kwargs.get(parameter)?;
                let Some(value) = value.filter(|value| !value.is_empty()) else {
                    if *needed {
                        let args = [("function", name), ("name", *parameter)];
                        let text = crate::diag::say_with("template-argument", &args);
                        return Err(tera::Error::message(text));
                    }
                    continue;
                };
                check(&names, kind, &value)?;
                args.insert(*parameter, value);
            }
            Ok(calls.add(Call { name, args }))
        });
    }
}

fn check(names: &Names, kind: &str, value: &str) -> TeraResult<()> {
    let Some(help) = names.unknown(kind, value) else { return Ok(()) };
    let help = help.said();
    let text = crate::diag::say_with("template-unknown", &[("name", value), ("help", &help)]);
    Err(tera::Error::message(text))
}

// SPDX-License-Identifier: EUPL-1.2
//! Fills templates in: each call leaves a placeholder, and becomes nodes only after the Markdown is
//! parsed.

use super::Parsed;
use super::names::{FUNCTIONS, Names};
use super::steps::{self, Steps};
use crate::diag::say_with;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tera::{Context, Kwargs, State, Tera, TeraResult};

/// Begins a placeholder; private use, so that no text has it.
pub const OPEN: char = '\u{E000}';
/// Ends a placeholder.
pub const CLOSE: char = '\u{E001}';

/// A call of a template, with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Name of the function.
    pub name: &'static str,
    /// Its arguments.
    pub args: BTreeMap<&'static str, String>,
}

impl Call {
    /// An argument, or nothing.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// Whether it stands as a block of its own.
    pub fn is_block(&self) -> bool {
        !matches!(self.name, "value" | "answer" | "count")
    }
}

/// The calls made so far, in order.
#[derive(Debug, Clone, Default)]
struct Calls(Arc<Mutex<Vec<Call>>>);

impl Calls {
    /// The call of a placeholder's number.
    fn get(&self, number: usize) -> Option<Call> {
        self.0.lock().ok()?.get(number).cloned()
    }

    fn add(&self, call: Call) -> String {
        let Ok(mut calls) = self.0.lock() else { return String::new() };
        calls.push(call);
        format!("{OPEN}{}{CLOSE}", calls.len() - 1)
    }
}

/// Bytes of a chapter: a thousand pages are far below it.
const LONGEST: usize = 16 << 20;

/// A text that takes no more than there may be.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.is_full |= self.bytes.len() + bytes.len() > LONGEST;
        if self.is_full {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Fills in the templates of a study, and keeps the calls behind their placeholders.
pub struct Filler {
    tera: Tera,
    context: Context,
    steps: Steps,
    calls: Calls,
}

impl Parsed {
    /// A filler of these templates that knows nothing yet.
    pub fn filler(&self) -> Filler {
        let (mut tera, calls) = (self.tera.clone(), Calls::default());
        register(&mut tera, &calls, &self.names);
        let steps = Steps::default();
        steps.register(&mut tera);
        Filler { tera, context: Context::new(), steps, calls }
    }
}

impl Filler {
    /// Tells the templates something under a name.
    pub fn tell(&mut self, name: &'static str, what: &(impl Serialize + ?Sized)) {
        self.context.insert(name, what);
    }

    /// The text of a template, with placeholders.
    ///
    /// # Errors
    ///
    /// What is wrong in it, and where.
    pub fn fill(&self, name: &str) -> Result<String, String> {
        self.steps.begin();
        let mut text = Bounded::default();
        let filled = self.tera.render_to(name, &self.context, &mut text);
        if text.is_full {
            return Err(say_with("template-too-long", &[("most", &(LONGEST >> 20).to_string())]));
        }
        if self.steps.is_spent() {
            return Err(say_with("template-too-many-steps", &[("most", &steps::MOST.to_string())]));
        }
        filled.map_err(|error| steps::without(error.to_string().trim()))?;
        String::from_utf8(text.bytes).map_err(|error| error.to_string())
    }

    /// The call of a placeholder's number.
    pub fn call(&self, number: usize) -> Option<Call> {
        self.calls.get(number)
    }
}

/// Gives the functions to a template engine.
fn register(tera: &mut Tera, calls: &Calls, names: &Names) {
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
                        let text = say_with("template-argument", &args);
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
    let text = say_with("template-unknown", &[("name", value), ("help", &help)]);
    Err(tera::Error::message(text))
}

// SPDX-License-Identifier: EUPL-1.2
//! Typst code: calls of the functions of the look, with their arguments.
//!
//! Whatever comes from the document stands in string literals; nothing of it is read as Typst.
//! What is opened is closed: arguments are written by a function that stands inside the call.

use super::Writer;
use std::fmt::Display;

impl Writer<'_> {
    /// Appends code of our own.
    pub(super) fn put(&mut self, code: &str) {
        self.out.push_str(code);
    }

    /// Writes a call around its arguments.
    pub(super) fn call(&mut self, function: &str, arguments: impl FnOnce(&mut Self)) {
        self.put(function);
        self.put("(");
        arguments(self);
        self.put(")");
    }

    /// The same, and ends the line.
    pub(super) fn line(&mut self, function: &str, arguments: impl FnOnce(&mut Self)) {
        self.call(function, arguments);
        self.put("\n");
    }

    /// Writes a block of code that gives what stands in it as content.
    pub(super) fn content(&mut self, content: impl FnOnce(&mut Self)) {
        self.put("{[];");
        content(self);
        self.put("}");
    }

    /// Writes a call as an argument of another.
    pub(super) fn given(&mut self, function: &str, arguments: impl FnOnce(&mut Self)) {
        self.call(function, arguments);
        self.put(",");
    }

    /// Writes an argument with a number or a word of ours.
    pub(super) fn plain(&mut self, value: impl Display) {
        self.put(&format!("{value},"));
    }

    /// Writes a named argument with a number or a word of ours.
    pub(super) fn set(&mut self, name: &str, value: impl Display) {
        self.put(&format!("{name}:{value},"));
    }

    /// Writes an argument with a text.
    pub(super) fn said(&mut self, text: &str) {
        self.string(text);
        self.put(",");
    }

    /// Writes a named argument with a text.
    pub(super) fn argument(&mut self, name: &str, text: &str) {
        self.put(name);
        self.put(":");
        self.said(text);
    }

    /// Writes an argument with the name of a place, for a link.
    pub(super) fn link_name(&mut self, words: &str, anchor: &str) {
        let name = self.links.name(words, anchor);
        self.literal(&name);
    }

    /// Writes an argument with a text that is never shown: an id, an address.
    pub(super) fn literal(&mut self, text: &str) {
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self.out.push_str("\",");
    }

    /// Writes a text as a string literal.
    pub(super) fn string(&mut self, text: &str) {
        self.out.push('"');
        self.glyphs.literal_into(&mut self.out, text);
        self.out.push('"');
    }
}

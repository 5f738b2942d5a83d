// SPDX-License-Identifier: EUPL-1.2
//! Elements of markup, for pages and for the parts of Office files.
//!
//! A name is ours; whatever stands in an attribute or between tags is text, and is escaped here.
//! What is opened is closed: content is written by a function that stands inside the element.

use crate::edition::text::printable;
use std::fmt::{Display, Write};

/// An opening tag with its attributes.
pub(super) struct Tag {
    name: &'static str,
    open: String,
}

/// The tag of an element of this name.
pub(super) fn tag(name: &'static str) -> Tag {
    Tag { name, open: format!("<{name}") }
}

impl Tag {
    /// With an attribute.
    pub(super) fn with(mut self, name: &str, value: impl Display) -> Self {
        // Writing into a string cannot fail.
        let _ = write!(self.open, " {name}=\"");
        let _ = write!(Escaping(&mut self.open), "{value}");
        self.open.push('"');
        self
    }

    /// With an attribute where there is a value.
    pub(super) fn maybe(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a class, unless it is empty.
    pub(super) fn class(self, class: impl AsRef<str>) -> Self {
        self.maybe("class", Some(class.as_ref()).filter(|class| !class.is_empty()))
    }

    /// With an attribute that has no value.
    pub(super) fn flag(mut self, name: &str, is: bool) -> Self {
        if is {
            self.open.push(' ');
            self.open.push_str(name);
        }
        self
    }
}

/// Escapes what is written through it.
struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        escape_into(self.0, text);
        Ok(())
    }
}

/// Appends a text so that it stands as text, between tags and in quoted attributes alike. Line
/// breaks and tabs become spaces: where they mean something the format has elements for them.
/// Control characters and what Unicode calls none become U+FFFD, marks of direction go.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars().filter_map(printable) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The text escaped, as [`escape_into`] does it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// What writes markup.
pub(super) trait Markup: Sized {
    /// The text so far.
    fn out(&mut self) -> &mut String;

    /// Appends text.
    fn text(&mut self, text: &str) {
        escape_into(self.out(), text);
    }

    /// Appends an element around what `content` writes.
    fn within(&mut self, tag: Tag, content: impl FnOnce(&mut Self)) {
        let out = self.out();
        out.push_str(&tag.open);
        out.push('>');
        content(self);
        let out = self.out();
        out.push_str("</");
        out.push_str(tag.name);
        out.push('>');
    }

    /// Appends an element around a text.
    fn around(&mut self, tag: Tag, text: &str) {
        self.within(tag, |this| this.text(text));
    }

    /// The same as [`Markup::within`], and ends the line.
    fn block(&mut self, tag: Tag, content: impl FnOnce(&mut Self)) {
        self.within(tag, content);
        self.out().push('\n');
    }

    /// Appends elements without attributes, each in the one before, around what `content` writes.
    fn nested(&mut self, names: &[&'static str], content: impl FnOnce(&mut Self)) {
        for name in names {
            self.out().push_str(&format!("<{name}>"));
        }
        content(self);
        for name in names.iter().rev() {
            self.out().push_str(&format!("</{name}>"));
        }
    }

    /// Appends an element with nothing in it.
    fn empty(&mut self, tag: Tag) {
        let out = self.out();
        out.push_str(&tag.open);
        out.push_str("/>");
    }

    /// Appends an element that HTML knows to be empty.
    fn void(&mut self, tag: Tag) {
        let out = self.out();
        out.push_str(&tag.open);
        out.push('>');
    }
}

/// A part that is written by itself.
impl Markup for String {
    fn out(&mut self) -> &mut String {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_holds_text_and_elements() {
        let mut out = String::new();
        let link = tag("a").class("link").with("href", "#a\"b").maybe("title", None::<&str>);
        out.within(link, |out| {
            out.text("1 < 2");
            out.void(tag("br").class(""));
            out.around(tag("b").flag("hidden", true), "\"");
        });
        assert_eq!(
            out,
            "<a class=\"link\" href=\"#a&quot;b\">1 &lt; 2<br><b hidden>&quot;</b></a>"
        );
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(
            escaped("<script>a(\"b\") && c</script>"),
            "&lt;script&gt;a(&quot;b&quot;) &amp;&amp; c&lt;/script&gt;"
        );
    }

    #[test]
    fn control_characters_are_shown_and_bidi_marks_dropped() {
        assert_eq!(
            escaped("a\u{0}b\u{1b}c\u{85}d\u{FFFE}e\u{1FFFF}"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\u{FFFD}"
        );
        assert_eq!(escaped("<w:t a=\"b\">&amp;]]>"), "&lt;w:t a=&quot;b&quot;&gt;&amp;amp;]]&gt;");
        assert_eq!(escaped("uno\r\ndue\tè 👍"), "uno  due è 👍");
        assert_eq!(escaped("fin\u{202E}gpj.exe\u{2066}\u{200F}"), "fingpj.exe");
    }
}

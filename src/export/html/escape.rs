// SPDX-License-Identifier: EUPL-1.2
//! Text and addresses on their way into HTML: nothing in them is markup, nothing in them is lost.

use crate::export::text::{self, printable};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Appends a text so that it stands as text, between tags and in quoted attributes alike.
pub(super) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars().filter_map(printable) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
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

/// Appends what somebody typed; their line breaks stay line breaks.
pub(super) fn typed_into(out: &mut String, text: &str) {
    for (index, line) in text.trim_matches(['\n', '\r']).lines().enumerate() {
        if index > 0 {
            out.push_str("<br>");
        }
        escape_into(out, line);
    }
}

/// An address fit for `href`, when a report may lead there.
pub(super) fn web_address(to: &str) -> Option<String> {
    text::web_address(to).map(|address| escaped(&address))
}

/// Bytes in base 64, for fonts and drawings inside the page.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(escaped("fin\u{202E}gpj.exe\u{2066}\u{200F}"), "fingpj.exe");
    }

    #[test]
    fn lines_of_a_typed_text_stay_lines() {
        let mut out = String::new();
        typed_into(&mut out, "uno\r\ndue\n<tre>\n");
        assert_eq!(out, "uno<br>due<br>&lt;tre&gt;");
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        assert_eq!(
            web_address("https://example.org/a?b=1&c=\"><b>").as_deref(),
            Some("https://example.org/a?b=1&amp;c=%22%3E%3Cb%3E")
        );
        assert_eq!(web_address("javascript:alert(1)"), None);
    }
}

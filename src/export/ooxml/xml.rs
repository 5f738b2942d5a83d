// SPDX-License-Identifier: EUPL-1.2
//! Text on its way into XML: nothing in it is markup, and nothing that XML cannot hold gets in.

use crate::edition::text::printable;

/// What every part begins with.
pub(in crate::export) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Appends a text so that it stands as text, between tags and in quoted attributes alike. Line
/// breaks and tabs become spaces: where they mean something the format has elements for them.
pub(in crate::export) fn escape_into(out: &mut String, text: &str) {
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
pub(in crate::export) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            escaped("a\u{0}b\u{b}c\u{FFFF}d\u{1b}[1m"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}[1m"
        );
        assert_eq!(escaped("<w:t a=\"b\">&amp;]]>"), "&lt;w:t a=&quot;b&quot;&gt;&amp;amp;]]&gt;");
        assert_eq!(escaped("uno\r\ndue\tè 👍"), "uno  due è 👍");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Texts and addresses on their way into a file of any format.

use crate::diag::say;
use crate::report::{Content, Value};
use std::borrow::Cow;

/// What stands for a character in a file: control characters and what Unicode calls no
/// character become U+FFFD; marks that turn the direction of the text around them go.
pub(crate) fn printable(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' => Some('\n'),
        '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' => None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{FDD0}'..='\u{FDEF}' => Some('\u{FFFD}'),
        c if c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE => Some('\u{FFFD}'),
        c => Some(c),
    }
}

/// A web or mail address, percent-encoded where it must be; none when it is not one of `http:`,
/// `https:` and `mailto:`. It still has to be escaped where it is written.
pub(crate) fn web_address(to: &str) -> Option<String> {
    let (scheme, rest) = to.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let begins = match scheme.as_str() {
        "http" | "https" => rest.strip_prefix("//")?,
        "mailto" => rest,
        _ => return None,
    };
    let odd = |c: char| c.is_control() || c.is_whitespace() || printable(c) != Some(c);
    if !begins.starts_with(char::is_alphanumeric) || rest.contains(odd) {
        return None;
    }
    let mut out = format!("{scheme}:");
    for (at, c) in rest.char_indices() {
        let is_escape = rest
            .as_bytes()
            .get(at + 1..at + 3)
            .is_some_and(|h| h.iter().all(u8::is_ascii_hexdigit));
        match c {
            '%' if is_escape => out.push('%'),
            c if c.is_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(c) => out.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    Some(out)
}

/// A value as it is printed: what was not understood says so.
pub(super) fn shown(value: &Value) -> Cow<'_, str> {
    match value.content {
        Content::Unreadable => format!("{} {}", value.text, say("html-unreadable")).into(),
        _ => value.text.as_str().into(),
    }
}

/// A word that begins a line.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        let good = |to: &str, href: &str| assert_eq!(web_address(to).as_deref(), Some(href));
        good("HTTPS://example.org/a?b=1&c=%20", "https://example.org/a?b=1&c=%20");
        good("mailto:a@example.org", "mailto:a@example.org");
        good("https://example.org/\"><b>", "https://example.org/%22%3E%3Cb%3E");
        good("http://example.org/100%", "http://example.org/100%25");
        for bad in [
            "javascript:alert(1)",
            " java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "https://",
            "https://a b",
            "relazione.pdf",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}

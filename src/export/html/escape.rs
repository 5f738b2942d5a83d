// SPDX-License-Identifier: EUPL-1.2
//! Text and addresses on their way into HTML: nothing in them is markup, nothing in them is lost.

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

/// What stands for a character in a page: control characters and what Unicode calls no
/// character become U+FFFD; marks that turn the direction of the text around them go.
pub(super) fn printable(c: char) -> Option<char> {
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

/// A web or mail address fit for `href`, percent-encoded where it must be; none when it is not
/// one of `http:`, `https:` and `mailto:`.
pub(super) fn web_address(to: &str) -> Option<String> {
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
            '&' => out.push_str("&amp;"),
            '%' if is_escape => out.push('%'),
            c if c.is_alphanumeric() || "-._~:/?#@!$'()*+,;=".contains(c) => out.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    Some(out)
}

/// Bytes in base 64, for fonts and drawings inside the page.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            if digit > chunk.len() {
                out.push('=');
            } else {
                out.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
            }
        }
    }
    out
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
    fn only_web_and_mail_addresses_are_links() {
        let good = |to: &str, href: &str| assert_eq!(web_address(to).as_deref(), Some(href));
        good("HTTPS://example.org/a?b=1&c=%20", "https://example.org/a?b=1&amp;c=%20");
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

    #[test]
    fn base64_is_padded() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"M"), "TQ==");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"Man"), "TWFu");
    }
}

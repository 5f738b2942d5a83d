// SPDX-License-Identifier: EUPL-1.2
//! The style sheet with the fonts inside: the same for every report but for one word.

use crate::palette::{Colour, NAMED, ROLES, Role, ink_on, shade};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::LazyLock;

const SHEET: &str = include_str!("assets/report.css");
const FONTS: [(u16, &[u8]); 3] = [
    (400, include_bytes!("../../../assets/fonts/TitilliumWeb-regular.woff2")),
    (600, include_bytes!("../../../assets/fonts/TitilliumWeb-600.woff2")),
    (700, include_bytes!("../../../assets/fonts/TitilliumWeb-700.woff2")),
];

static FIXED: LazyLock<String> = LazyLock::new(|| {
    let mut css = String::new();
    for (weight, bytes) in FONTS {
        let data = STANDARD.encode(bytes);
        css.push_str(&format!(
            "@font-face{{font-family:\"Titillium Web\";font-weight:{weight};font-display:swap;\
             src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n"
        ));
    }
    css.push_str(&coloured(&smaller(SHEET)));
    css
});

/// The sheet with the colours of the palette in place of their names.
fn coloured(css: &str) -> String {
    let declared = |of: fn(&Role) -> Colour| -> String {
        let one = |role: &Role| format!("--{}: {};\n", role.name, of(role).css());
        ROLES.iter().map(one).collect::<String>().trim_end().to_owned()
    };
    let shades: String = (0..4_u8)
        .map(|step| {
            let (ground, ink) = (shade(step), ink_on(shade(step)));
            let (ground, ink) = (ground.css(), ink.css());
            format!(".shade-{step} {{ background-color: {ground}; color: {ink}; }}\n")
        })
        .collect();
    let mut css = css
        .replace("{light}", &declared(|role| role.light))
        .replace("{dark}", &declared(|role| role.dark))
        .replace("{paper}", &declared(|role| role.paper.unwrap_or(role.light)))
        .replace("{shades}", shades.trim_end());
    for (name, colour) in NAMED {
        css = css.replace(&format!("{{{name}}}"), &colour.css());
    }
    css
}

/// The style sheet. A link to a source is said with `word` after the value; the style sheet says
/// it, once, because a page may have 50 000 of them.
pub(super) fn sheet(word: &str) -> String {
    FIXED.replace("{source}", &quoted(word))
}

/// A text inside a quoted string of CSS.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == ' ';
    text.chars()
        .map(|c| if plain(c) { c.to_string() } else { format!("\\{:x} ", u32::from(c)) })
        .collect()
}

/// The sheet without comments and indentation.
fn smaller(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_cannot_leave_its_string() {
        let css = sheet("Fonte</style>\"}");
        assert!(css.contains("Fonte\\3c \\2f style\\3e \\22 \\7d "));
        assert!(!css.contains("{source}") && !css.contains("</style"));
    }

    #[test]
    fn colours_come_from_the_palette_alone() {
        let hex = |rest: &str| rest.chars().take_while(char::is_ascii_hexdigit).count();
        let colours = SHEET.split('#').skip(1).map(hex).filter(|n| [3, 6].contains(n)).count();
        assert_eq!(colours, SHEET.matches("#fff").count(), "white alone stands in the sheet");
        let css = sheet("Fonte");
        for (name, _) in NAMED {
            assert!(!css.contains(&format!("{{{name}}}")), "{name}");
        }
        assert!(css.contains("--primary: #06c;") && css.contains(".shade-3 {"));
    }

    #[test]
    fn nothing_is_fetched() {
        let css = sheet("Fonte");
        assert!(!SHEET.contains("url(") && !SHEET.contains("@import"));
        assert_eq!(css.matches("url(").count(), css.matches("url(data:").count());
    }
}

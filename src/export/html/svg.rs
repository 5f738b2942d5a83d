// SPDX-License-Identifier: EUPL-1.2
//! A drawing set into the page as `<svg>`, so that its text takes the page's font.
//!
//! Only elements and attributes that draw come through; ids get the figure's own prefix, since
//! two drawings may both have a `hatch`. A drawing with anything else in it is set as an image,
//! in which a browser runs nothing.

use super::escape::{base64, escape_into, escaped};
use crate::export::text::printable;

const DRAWN: [&str; 19] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "pattern",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "marker",
    "use",
];

/// Appends the drawing, named by its alternative.
pub(super) fn set(out: &mut String, svg: &str, prefix: &str, alternative: &str) {
    match inline(svg, prefix, alternative) {
        Some(inline) => out.push_str(&inline),
        None => {
            let data = base64(svg.as_bytes());
            let alt = escaped(alternative);
            out.push_str(&format!("<img src=\"data:image/svg+xml;base64,{data}\" alt=\"{alt}\">"));
        }
    }
}

/// The drawing as an element of the page; none when it has something that we do not know.
fn inline(svg: &str, prefix: &str, alternative: &str) -> Option<String> {
    let mut out = String::with_capacity(svg.len());
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    let mut begun = false;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !open.is_empty() {
            out.push_str(&raw_text(text)?);
        } else if !text.trim().is_empty() {
            return None;
        }
        if let Some(end) = tag.strip_prefix("<!--") {
            rest = end.split_once("-->")?.1;
        } else if let Some(end) = tag.strip_prefix("<?") {
            rest = end.split_once("?>")?.1;
        } else if let Some(end) = tag.strip_prefix("</") {
            let (name, after) = end.split_once('>')?;
            if open.pop()? != name.trim_end() {
                return None;
            }
            out.push_str(if open.is_empty() { "</g></svg>" } else { "</" });
            if !open.is_empty() {
                out.push_str(name.trim_end());
                out.push('>');
            }
            rest = after;
        } else {
            let tag = Tag::read(tag)?;
            rest = tag.rest;
            if matches!(tag.name, "title" | "desc") {
                if !tag.empty {
                    rest = rest.split_once(&format!("</{}>", tag.name))?.1;
                }
                continue;
            }
            let is_root = open.is_empty();
            if !DRAWN.contains(&tag.name) || is_root != (tag.name == "svg") || is_root && begun {
                return None;
            }
            if is_root {
                begun = true;
                out.push_str("<svg role=\"img\" aria-label=\"");
                escape_into(&mut out, alternative);
                out.push('"');
                tag.attributes_into(&mut out, prefix)?;
                out.push_str("><g aria-hidden=\"true\">");
                if tag.empty {
                    return None;
                }
            } else {
                out.push('<');
                out.push_str(tag.name);
                tag.attributes_into(&mut out, prefix)?;
                out.push_str(if tag.empty { "/>" } else { ">" });
            }
            if !tag.empty {
                open.push(tag.name);
            }
        }
    }
    (begun && open.is_empty() && rest.trim().is_empty()).then_some(out)
}

/// An opening tag.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    empty: bool,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    fn read(tag: &'a str) -> Option<Self> {
        let in_name = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
        let body = tag.strip_prefix('<')?;
        let (name, mut rest) = body.split_at(body.find(|c| !in_name(c))?);
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix("/>") {
                return Some(Tag { name, attributes, empty: true, rest: after });
            }
            if let Some(after) = rest.strip_prefix('>') {
                return Some(Tag { name, attributes, empty: false, rest: after });
            }
            let (key, after) = rest.split_at(rest.find(|c| !in_name(c))?);
            let after = after.trim_start().strip_prefix('=')?.trim_start();
            let quote = after.chars().next().filter(|c| *c == '"' || *c == '\'')?;
            let (value, after) = after[1..].split_once(quote)?;
            if key.is_empty() {
                return None;
            }
            attributes.push((key, value));
            rest = after;
        }
    }

    fn attributes_into(&self, out: &mut String, prefix: &str) -> Option<()> {
        let get = |key| self.attributes.iter().find(|(k, _)| *k == key).map(|(_, value)| *value);
        for (key, value) in &self.attributes {
            let value = match *key {
                "xmlns" | "version" | "role" | "class" | "tabindex" => continue,
                "id" => format!("{prefix}-{value}"),
                "href" | "xlink:href" => format!("#{prefix}-{}", value.strip_prefix('#')?),
                key if key.starts_with("aria-") || key.contains(':') => continue,
                key if key.to_ascii_lowercase().starts_with("on") => return None,
                _ => local_references(value, prefix)?,
            };
            let key = if *key == "xlink:href" { "href" } else { key };
            out.push_str(&format!(" {key}=\"{}\"", raw_text(&value)?.replace('"', "&quot;")));
        }
        if let (true, None, Some(width), Some(height)) =
            (self.name == "svg", get("viewBox"), get("width"), get("height"))
        {
            let pixels = |length: &str| length.trim_end_matches("px").parse::<f64>().ok();
            out.push_str(&format!(" viewBox=\"0 0 {} {}\"", pixels(width)?, pixels(height)?));
        }
        Some(())
    }
}

/// `url(#hatch)` with the figure's prefix; none when an address leads out of the drawing.
fn local_references(value: &str, prefix: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    if lower.contains('\\') || lower.contains("@import") || lower.contains("/*") {
        return None;
    }
    if lower.matches("url(").count() != value.matches("url(#").count() {
        return None;
    }
    Some(value.replace("url(#", &format!("url(#{prefix}-")))
}

/// Text and attribute values of XML as HTML reads them: the same, if every `&` begins a
/// reference that both know.
fn raw_text(text: &str) -> Option<String> {
    for (at, _) in text.match_indices('&') {
        let (name, _) = text[at + 1..].split_once(';')?;
        let numeric = name.starts_with('#') && name[1..].chars().all(|c| c.is_ascii_alphanumeric());
        if !numeric && !["amp", "lt", "gt", "quot", "apos"].contains(&name) {
            return None;
        }
    }
    if text.contains('<') {
        return None;
    }
    Some(text.chars().filter_map(printable).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(svg: &str) -> String {
        let mut out = String::new();
        set(&mut out, svg, "fig-1", "Tre barre & \"altro\"");
        out
    }

    #[test]
    fn a_drawing_is_named_by_its_alternative_and_its_ids_get_a_prefix() {
        let svg = "<?xml version='1.0'?><svg width='760' height='420' xmlns='http://www.w3.org/2000/svg'>\
            <title>x</title><defs><pattern id=\"h\"/></defs>\
            <rect fill=\"url(#h)\" x='1'/><text>A &amp; B</text></svg>\n";
        assert_eq!(
            written(svg),
            "<svg role=\"img\" aria-label=\"Tre barre &amp; &quot;altro&quot;\" width=\"760\" \
             height=\"420\" viewBox=\"0 0 760 420\"><g aria-hidden=\"true\">\
             <defs><pattern id=\"fig-1-h\"/></defs><rect fill=\"url(#fig-1-h)\" x=\"1\"/>\
             <text>A &amp; B</text></g></svg>"
        );
    }

    #[test]
    fn a_drawing_with_anything_that_could_act_is_set_as_an_image() {
        for inside in [
            "<script>alert(1)</script>",
            "<foreignObject><p>x</p></foreignObject>",
            "<rect onclick='alert(1)'/>",
            "<a href='javascript:alert(1)'><text>x</text></a>",
            "<image href='https://example.org/x.png'/>",
            "<rect fill='url(https://example.org/x)'/>",
            "<rect fill='URL(https://example.org/x)'/>",
            "<use href='https://example.org/x#y'/>",
            "<style>*{}</style>",
            "<text><![CDATA[<b>]]></text>",
            "<text>&copy;</text>",
            "<g></svg><script>",
        ] {
            let out = written(&format!("<svg width=\"1\" height=\"1\">{inside}</svg>"));
            assert!(out.starts_with("<img src=\"data:image/svg+xml;base64,"), "{inside}: {out}");
        }
        assert!(written("not a drawing").starts_with("<img"));
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The names of an .ods as everybody writes them. A file may choose its prefixes: `t:table` is
//! `table:table` when it says so, and a default namespace needs none.

use super::bad::{Bad, damaged};
use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// The namespaces that are read, with the prefix that programs give them.
const KNOWN: [(&str, &str); 13] = [
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form"),
    ("http://www.w3.org/1999/xlink", "xlink"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"),
];

/// How deep an element lies, and the prefixes that it declares, with their namespaces.
type Scope = (usize, Vec<(String, String)>);

/// Bytes in which a prefix and its namespace stand.
const NEAR: usize = 300;
/// Prefixes that one element declares, and elements in each other that declare some.
const PREFIXES: usize = 200;

/// A part with the prefixes that everybody uses; itself when it has them already.
pub(super) fn usual(xml: Vec<u8>) -> Result<Vec<u8>, Bad> {
    if is_usual(&String::from_utf8_lossy(&xml)) {
        return Ok(xml);
    }
    let mut reader = Reader::from_reader(xml.as_slice());
    let mut out = String::with_capacity(xml.len());
    // Only elements that declare something make a scope: a part may be millions of elements deep.
    let mut scopes: Vec<Scope> = Vec::new();
    let mut depth: usize = 0;
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Eof => return Ok(out.into_bytes()),
            Event::Start(tag) => {
                depth += 1;
                let own = declared(&tag)?;
                if scopes.len() > PREFIXES {
                    return Err(Bad::TooBig);
                }
                if !own.is_empty() {
                    scopes.push((depth, own));
                }
                write(&mut out, &tag, &scopes, ">")?;
            }
            Event::Empty(tag) => {
                scopes.push((depth + 1, declared(&tag)?));
                write(&mut out, &tag, &scopes, "/>")?;
                scopes.pop();
            }
            Event::End(tag) => {
                out.push_str("</");
                out.push_str(&renamed(tag.name().as_ref(), &scopes, true));
                out.push('>');
                scopes.pop_if(|(at, _)| *at == depth);
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => out.push_str(&escape(&*text.xml10_content())),
            Event::CData(text) => out.push_str(&escape(&*text.xml10_content())),
            Event::GeneralRef(name) => {
                out.push('&');
                out.push_str(&name.xml10_content());
                out.push(';');
            }
            _ => {}
        }
    }
}

/// Whether every namespace that is read has its usual prefix.
fn is_usual(xml: &str) -> bool {
    xml.match_indices("xmlns").all(|(at, _)| {
        // No address that is read is as long.
        let near = xml.as_bytes().get(at + 5..).unwrap_or_default();
        let near = String::from_utf8_lossy(near.get(..NEAR).unwrap_or(near));
        let rest = &*near;
        let (prefix, rest) = match rest.strip_prefix(':') {
            Some(rest) => rest.split_once('=').unwrap_or_default(),
            None => ("", rest.trim_start().strip_prefix('=').unwrap_or_default()),
        };
        let rest = rest.trim_start();
        let address = rest.get(1..).unwrap_or_default().split(['"', '\'']).next();
        let known = KNOWN.iter().find(|(known, _)| Some(*known) == address);
        known.is_none_or(|(_, usual)| *usual == prefix.trim())
    })
}

/// The prefixes that an element declares, with their namespaces.
fn declared(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, Bad> {
    let mut found = Vec::new();
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        let name = attribute.key.as_ref();
        let prefix = match name.strip_prefix("xmlns:") {
            Some(prefix) => prefix,
            None if name == "xmlns" => "",
            None => continue,
        };
        found.push((prefix.to_owned(), attribute.value.to_string()));
        if found.len() > PREFIXES {
            return Err(Bad::TooBig);
        }
    }
    Ok(found)
}

fn write(out: &mut String, tag: &BytesStart<'_>, scopes: &[Scope], end: &str) -> Result<(), Bad> {
    out.push('<');
    out.push_str(&renamed(tag.name().as_ref(), scopes, true));
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") {
            continue;
        }
        out.push(' ');
        out.push_str(&renamed(name, scopes, false));
        out.push_str("=\"");
        out.push_str(&attribute.value.replace('"', "&quot;"));
        out.push('"');
    }
    out.push_str(end);
    Ok(())
}

/// A name with its usual prefix. A usual prefix that stands for something else is made unusual.
fn renamed<'n>(name: &'n str, scopes: &[Scope], element: bool) -> Cow<'n, str> {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    // Attributes without a prefix are in no namespace.
    if prefix.is_empty() && !element {
        return Cow::Borrowed(name);
    }
    let all = scopes.iter().rev().flat_map(|(_, scope)| scope.iter().rev());
    let address = all.into_iter().find(|(known, _)| known == prefix).map(|(_, address)| address);
    let usual = KNOWN.iter().find(|(known, _)| Some(*known) == address.map(String::as_str));
    match usual {
        Some((_, usual)) if *usual == prefix => Cow::Borrowed(name),
        Some((_, usual)) => Cow::Owned(format!("{usual}:{local}")),
        None if KNOWN.iter().any(|(_, usual)| *usual == prefix) && address.is_some() => {
            Cow::Owned(format!("other-{name}"))
        }
        None => Cow::Borrowed(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> String {
        String::from_utf8(usual(xml.as_bytes().to_vec()).unwrap()).unwrap()
    }

    #[test]
    fn prefixes_that_a_file_chooses_are_understood() {
        let (table, text) = (KNOWN[1].0, KNOWN[2].0);
        let usual = format!("<table:a xmlns:table=\"{table}\"><b/></table:a>");
        assert_eq!(read(&usual), usual);
        let other = format!(
            "<t:a xmlns:t='{table}' t:n='\"1' m=\"2\">x&amp;<![CDATA[<&]]>&#233;<t:b/></t:a>"
        );
        let expected =
            "<table:a table:n=\"&quot;1\" m=\"2\">x&amp;&lt;&amp;&#233;<table:b/></table:a>";
        assert_eq!(read(&other), expected);
        let nested = format!("<a xmlns=\"{table}\"><b xmlns=\"{text}\" n=\"1\"/><c/></a>");
        assert_eq!(read(&nested), "<table:a><text:b n=\"1\"/><table:c/></table:a>");
        let foreign = format!("<table:a xmlns:table=\"x\" xmlns:t=\"{table}\"><t:b/></table:a>");
        assert_eq!(read(&foreign), "<other-table:a><table:b/></other-table:a>");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The document's own data: title, author, language.

use super::xml::{DECLARATION, escaped};

/// The core properties as a part's text. There are no dates: the program knows none.
pub(in crate::export) fn core_properties(
    title: &str,
    creator: Option<&str>,
    subject: Option<&str>,
    language: &str,
) -> String {
    let mut out = String::from(DECLARATION);
    out.push_str(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">",
    );
    let subject = subject.map(|text| ("dc:subject", text));
    let creator = creator.map(|text| ("dc:creator", text));
    let fields = [Some(("dc:title", title)), subject, creator, Some(("dc:language", language))];
    for (name, text) in fields.into_iter().flatten() {
        out.push_str(&format!("<{name}>{}</{name}>", escaped(text)));
    }
    out.push_str("</cp:coreProperties>");
    out
}

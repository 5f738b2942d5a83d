// SPDX-License-Identifier: EUPL-1.2
//! The document's own data: title, author, language.

use super::part;
use crate::export::markup::{Markup, tag};

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";

/// The core properties as a part's text. There are no dates: the program knows none.
pub(in crate::export) fn core_properties(
    title: &str,
    creator: Option<&str>,
    subject: Option<&str>,
    language: &str,
) -> String {
    let subject = subject.map(|text| ("dc:subject", text));
    let creator = creator.map(|text| ("dc:creator", text));
    let fields = [Some(("dc:title", title)), subject, creator, Some(("dc:language", language))];
    let root = tag("cp:coreProperties").with("xmlns:cp", CORE);
    part(root.with("xmlns:dc", "http://purl.org/dc/elements/1.1/"), |out| {
        for (name, text) in fields.into_iter().flatten() {
            out.around(tag(name), text);
        }
    })
}

// SPDX-License-Identifier: EUPL-1.2
//! The formats of the report, by name.

use super::{docx, html, markdown, pptx, xlsx};
use crate::diag::Error;
use crate::report::Document;

/// A format in which the document can be written.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its word on the command line and in `report.yaml`.
    pub name: &'static str,
    /// Its file in the output folder.
    pub file: &'static str,
    /// Writes the document.
    pub write: fn(&Document) -> Result<Vec<u8>, Error>,
}

/// All formats, in the order in which their files are listed.
pub const FORMATS: &[Format] = &[
    Format {
        name: "html",
        file: "report.html",
        write: |document| Ok(html::write(document).into_bytes()),
    },
    Format { name: "docx", file: "report.docx", write: docx::write },
    Format { name: "slides", file: "slides.pptx", write: pptx::write },
    Format { name: "xlsx", file: "report.xlsx", write: xlsx::write },
    Format {
        name: "md",
        file: "report.md",
        write: |document| Ok(markdown::write(document).into_bytes()),
    },
];

/// The names of the formats, each once: one name may stand for several files.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.dedup();
    names
}

/// The first format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

// SPDX-License-Identifier: EUPL-1.2
//! The formats of the report, by name.

#[cfg(feature = "pdf")]
use super::pdf;
use super::{docx, html, markdown, pptx, xlsx};
use crate::diag::{Error, Noted};
use crate::edition::Edition;

/// A format in which the document can be written.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its word on the command line and in `report.yaml`.
    pub name: &'static str,
    /// Its file in the output folder.
    pub file: &'static str,
    /// Writes the document. A finding says what stands otherwise in this file than asked for.
    pub write: fn(&Edition) -> Result<Noted<Vec<u8>>, Error>,
}

/// All formats, in the order in which their files are listed.
pub const FORMATS: &[Format] = &[
    Format {
        name: "html",
        file: "report.html",
        write: |edition| Ok(plain(html::write(edition).into_bytes())),
    },
    #[cfg(feature = "pdf")]
    Format { name: "pdf", file: "report.pdf", write: pdf::write },
    Format { name: "docx", file: "report.docx", write: docx::write },
    Format {
        name: "slides",
        file: "slides.pptx",
        write: |edition| pptx::write(edition).map(plain),
    },
    #[cfg(feature = "pdf")]
    Format { name: "slides", file: "slides.pdf", write: pdf::slides::write },
    Format { name: "xlsx", file: "report.xlsx", write: |edition| xlsx::write(edition).map(plain) },
    Format {
        name: "md",
        file: "report.md",
        write: |edition| Ok(plain(markdown::write(edition).into_bytes())),
    },
];

/// A file with nothing to say about it.
fn plain(value: Vec<u8>) -> Noted<Vec<u8>> {
    Noted { value, findings: Vec::new() }
}

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

// SPDX-License-Identifier: EUPL-1.2
//! The formats of the report, by name.

#[cfg(feature = "pdf")]
use super::pdf;
use super::{docx, html, markdown, pptx, xlsx};
use crate::diag::{Error, Noted};
use crate::edition::Edition;
use crate::study::VolumeKind;

/// A format in which the document can be written.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its word on the command line and in `report.yaml`.
    pub name: &'static str,
    /// Its file in the output folder.
    pub file: &'static str,
    /// The volume that it holds.
    pub holds: Holds,
    /// Writes the document. A finding says what stands otherwise in this file than asked for.
    pub write: fn(&Edition) -> Result<Noted<Vec<u8>>, Error>,
}

/// Which volume a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// That which people read.
    Report,
    /// The technical one, where the study has it.
    Technical,
    /// The one with the most in it: the technical one, or else the report.
    Most,
}

impl Holds {
    /// The one of a study's volumes that the file is written from; none when it is not written.
    pub fn of(self, volumes: &[VolumeKind]) -> Option<VolumeKind> {
        let has = |kind: &VolumeKind| volumes.contains(kind);
        match self {
            Holds::Report => Some(VolumeKind::Report).filter(has),
            Holds::Technical => Some(VolumeKind::Technical).filter(has),
            Holds::Most => volumes.iter().max().copied(),
        }
    }
}

/// All formats, in the order in which their files are listed.
pub const FORMATS: &[Format] = &[
    Format { name: "html", file: VolumeKind::Report.page(), holds: Holds::Report, write: page },
    Format {
        name: "html",
        file: VolumeKind::Technical.page(),
        holds: Holds::Technical,
        write: page,
    },
    #[cfg(feature = "pdf")]
    Format { name: "pdf", file: "report.pdf", holds: Holds::Report, write: pdf::write },
    #[cfg(feature = "pdf")]
    Format { name: "pdf", file: "technical.pdf", holds: Holds::Technical, write: pdf::write },
    Format { name: "docx", file: "report.docx", holds: Holds::Report, write: docx::write },
    Format {
        name: "slides",
        file: "slides.pptx",
        holds: Holds::Report,
        write: |edition| pptx::write(edition).map(plain),
    },
    #[cfg(feature = "pdf")]
    Format { name: "slides", file: "slides.pdf", holds: Holds::Report, write: pdf::slides::write },
    Format {
        name: "xlsx",
        file: "report.xlsx",
        holds: Holds::Most,
        write: |edition| xlsx::write(edition).map(plain),
    },
    Format { name: "md", file: "report.md", holds: Holds::Report, write: text },
    Format { name: "md", file: "technical.md", holds: Holds::Technical, write: text },
];

fn page(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    Ok(plain(html::write(edition).into_bytes()))
}

fn text(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    Ok(plain(markdown::write(edition).into_bytes()))
}

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

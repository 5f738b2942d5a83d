// SPDX-License-Identifier: EUPL-1.2
//! The package: parts, their content types and relationships, in a zip that depends on them
//! alone.

use super::part;
use crate::diag::Error;
use crate::export::markup::{Markup, tag};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CORE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// What a part uses: other parts, and addresses outside the package.
#[derive(Debug, Default)]
pub(in crate::export) struct Relationships {
    entries: Vec<Relationship>,
}

#[derive(Debug)]
struct Relationship {
    kind: String,
    target: String,
    external: bool,
}

impl Relationships {
    /// Adds a part, by its path from the folder of the part that uses it, and gives the id of
    /// the relationship. `kind` is the last word of an office relationship's type.
    pub(in crate::export) fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(format!("{OFFICE}{kind}"), target, false)
    }

    /// Adds an address outside the package, once, and gives the id of the relationship.
    pub(in crate::export) fn link(&mut self, address: &str) -> String {
        self.add(format!("{OFFICE}hyperlink"), address, true)
    }

    fn add(&mut self, kind: String, target: &str, external: bool) -> String {
        let same = |entry: &Relationship| entry.kind == kind && entry.target == target;
        let at = self.entries.iter().position(same).unwrap_or(self.entries.len());
        if at == self.entries.len() {
            self.entries.push(Relationship { kind, target: target.to_owned(), external });
        }
        format!("rId{}", at + 1)
    }

    fn xml(&self) -> String {
        part(tag("Relationships").with("xmlns", RELATIONSHIPS), |out| {
            for (number, entry) in (1..).zip(&self.entries) {
                let element = tag("Relationship").with("Id", format_args!("rId{number}"));
                let element = element.with("Type", &entry.kind).with("Target", &entry.target);
                out.empty(element.maybe("TargetMode", entry.external.then_some("External")));
            }
        })
    }
}

/// A part of a package.
#[derive(Debug)]
pub(in crate::export) struct Part {
    /// Path in the package (`word/document.xml`).
    pub(in crate::export) name: String,
    /// Content type; none for a kind of file that the package knows by its ending.
    pub(in crate::export) content_type: Option<&'static str>,
    /// Content.
    pub(in crate::export) bytes: Vec<u8>,
    /// What it uses.
    pub(in crate::export) relationships: Relationships,
}

impl Part {
    /// A part of XML that uses no other.
    pub(in crate::export) fn xml(name: &str, content_type: &'static str, text: String) -> Self {
        Part {
            name: name.to_owned(),
            content_type: Some(content_type),
            bytes: text.into_bytes(),
            relationships: Relationships::default(),
        }
    }

    /// A picture.
    pub(in crate::export) fn png(name: &str, bytes: Vec<u8>) -> Self {
        Part {
            name: name.to_owned(),
            content_type: None,
            bytes,
            relationships: Relationships::default(),
        }
    }
}

/// A file of parts.
#[derive(Debug)]
pub(in crate::export) struct Package {
    parts: Vec<Part>,
}

impl Package {
    /// A package around its main part.
    pub(in crate::export) fn new(main: Part) -> Self {
        Package { parts: vec![main] }
    }

    /// Adds a part.
    pub(in crate::export) fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Packs everything; `core` are the core properties, see [`super::core_properties`].
    pub(in crate::export) fn finish(mut self, core: String) -> Result<Vec<u8>, Error> {
        let kind = "application/vnd.openxmlformats-package.core-properties+xml";
        self.parts.push(Part::xml("docProps/core.xml", kind, core));
        self.pack()
            .map_err(|error| Error::user("ooxml-not-packed", &[("error", &error.to_string())]))
    }

    fn pack(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // The content types come first: some readers tell the kind of file by the first part.
        put(&mut zip, "[Content_Types].xml", self.content_types().as_bytes())?;
        put(&mut zip, "_rels/.rels", self.root().xml().as_bytes())?;
        for part in &self.parts {
            put(&mut zip, &part.name, &part.bytes)?;
            if !part.relationships.entries.is_empty() {
                let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
                let name = format!("{folder}/_rels/{file}.rels");
                put(&mut zip, name.trim_start_matches('/'), part.relationships.xml().as_bytes())?;
            }
        }
        Ok(zip.finish()?.into_inner())
    }

    fn root(&self) -> Relationships {
        let mut root = Relationships::default();
        if let Some(main) = self.parts.first() {
            root.part("officeDocument", &main.name);
        }
        root.add(CORE.to_owned(), "docProps/core.xml", false);
        root
    }

    fn content_types(&self) -> String {
        let default = |ending: &str, kind: &str| {
            tag("Default").with("Extension", ending).with("ContentType", kind)
        };
        let ending = |part: &Part| part.name.rsplit_once('.').map(|(_, ending)| ending.to_owned());
        let known = self.parts.iter().filter(|part| part.content_type.is_none());
        part(tag("Types").with("xmlns", TYPES), |out| {
            out.empty(default("rels", "application/vnd.openxmlformats-package.relationships+xml"));
            out.empty(default("xml", "application/xml"));
            for ending in known.filter_map(ending).collect::<BTreeSet<String>>() {
                out.empty(default(&ending, &format!("image/{}", picture_kind(&ending))));
            }
            for part in &self.parts {
                if let Some(kind) = part.content_type {
                    let name = tag("Override").with("PartName", format_args!("/{}", part.name));
                    out.empty(name.with("ContentType", kind));
                }
            }
        })
    }
}

/// The kind of a picture by the ending of its name.
fn picture_kind(ending: &str) -> &str {
    match ending {
        "jpg" => "jpeg",
        "tif" => "tiff",
        "emf" => "x-emf",
        "wmf" => "x-wmf",
        other => other,
    }
}

fn put(
    zip: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    bytes: &[u8],
) -> zip::result::ZipResult<()> {
    // Pictures are packed already.
    let method = if name.ends_with(".png") {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    // Neither the time nor the system it was written on shall show in the bytes.
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .system(System::Dos);
    zip.start_file(name, options)?;
    zip.write_all(bytes)?;
    Ok(())
}

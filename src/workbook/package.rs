// SPDX-License-Identifier: EUPL-1.2
//! The parts of a package, each inflated when it is wanted, once, and never beyond the caps:
//! the sizes that a package declares can lie.

use super::bad::{Bad, damaged};
use super::{cap, encoding};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Bytes of one part of the package, inflated, and of a whole file on disk.
pub(super) const PART: u64 = 64 * 1024 * 1024;
/// Bytes of all parts that are read, inflated.
const TOTAL: u64 = 256 * 1024 * 1024;
/// Parts of the package.
const PARTS: usize = 2_000;

/// A package that is being read.
pub(crate) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Positions by name, in small letters and with `/`, as programs differ.
    names: BTreeMap<String, usize>,
    left: u64,
}

/// A part that another one names.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    /// Last word of the kind's address: `worksheet`, `styles`, `comments`.
    pub(crate) kind: String,
    /// The part's name from the root of the package.
    pub(crate) part: String,
    /// The address, where it leads out of the package.
    pub(crate) outside: Option<String>,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Bad> {
        // The library makes ready for every line of the table of contents before it can be asked
        // how many there are.
        if lines(bytes) > 2 * PARTS {
            return Err(Bad::TooBig);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > PARTS {
            return Err(Bad::TooBig);
        }
        // A bomb that does not hide is told as one, even where nothing would inflate it.
        let mut declared: u64 = 0;
        for at in 0..zip.len() {
            let size = zip.by_index_raw(at).map_err(damaged)?.size();
            declared = declared.saturating_add(size);
            if size > PART || declared > TOTAL {
                return Err(Bad::TooBig);
            }
        }
        let names = zip
            .file_names()
            .enumerate()
            .filter_map(|(at, name)| Some((plain(&name.ok()?), at)))
            .collect();
        Ok(Package { zip, names, left: TOTAL })
    }

    /// The names of the parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of a part, in UTF-8 where it is a text; `None` when there is none.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Bad> {
        let Some(at) = self.names.get(&plain(name)).copied() else { return Ok(None) };
        let entry = self.zip.by_index(at).map_err(damaged)?;
        let most = PART.min(self.left);
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(damaged)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(Bad::TooBig);
        }
        self.left -= size;
        Ok(Some(encoding::utf8(bytes)))
    }

    /// What a part names, by the id it uses; of the package itself for an empty name.
    pub(crate) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>, Bad> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(xml) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? else {
            return Ok(BTreeMap::new());
        };
        let mut found = BTreeMap::new();
        let mut xml = Reader::from_reader(xml.as_slice());
        loop {
            match xml.read_event().map_err(damaged)? {
                Event::Eof => return Ok(found),
                Event::Start(tag) | Event::Empty(tag)
                    if tag.local_name().as_ref() == "Relationship" =>
                {
                    let target = attribute(&tag, "Target")?.unwrap_or_default();
                    let kind = attribute(&tag, "Type")?.unwrap_or_default();
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    let mode = attribute(&tag, "TargetMode")?;
                    let outside = (mode.as_deref() == Some("External")).then(|| target.clone());
                    let relation = Relation { kind, part: resolved(folder, &target), outside };
                    found.insert(attribute(&tag, "Id")?.unwrap_or_default(), relation);
                    if found.len() > cap::NAMES {
                        return Err(Bad::TooBig);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Lines of the package's table of contents, whatever it declares; more where a package lies
/// inside the package.
fn lines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'P').skip(1).filter(|rest| rest.starts_with(b"K\x01\x02")).count()
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace('\\', "/")
}

/// A target as seen from a folder: `../comments1.xml`, `/xl/styles.xml`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// An attribute's value, by its whole name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Bad> {
    match tag.try_get_attribute(name).map_err(damaged)? {
        None => Ok(None),
        Some(found) => {
            let value = quick_xml::escape::unescape(&found.value).map_err(damaged)?;
            Ok(Some(value.into_owned()))
        }
    }
}

/// Writes out `&amp;` and `&#233;`; names that only a DTD would explain are left out.
pub(super) fn push_reference(text: &mut String, name: &BytesRef<'_>) -> Result<(), Bad> {
    if let Some(c) = name.resolve_char_ref().map_err(damaged)? {
        text.push(c);
    } else if let Some(resolved) =
        quick_xml::escape::resolve_predefined_entity(&name.xml10_content())
    {
        text.push_str(resolved);
    }
    Ok(())
}

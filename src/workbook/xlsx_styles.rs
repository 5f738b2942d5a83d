// SPDX-License-Identifier: EUPL-1.2
//! What the styles of an .xlsx say of the cells: how numbers are shown, what is struck out, which
//! letters are pictures.

use super::bad::{Bad, damaged};
use super::cap;
use super::format::Format;
use super::package::{Package, attribute};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a style says of its cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    pub(super) format: Arc<Format>,
    pub(super) font: Font,
}

/// What a font says of the letters in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Font {
    pub(super) struck: bool,
    /// Of a superscript, of a subscript.
    pub(super) raised: Option<Raised>,
    /// Its name, where its letters are pictures.
    pub(super) symbols: Option<Arc<str>>,
}

/// Above the line, or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raised {
    Above,
    Below,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By the number that cells name them with.
    pub(super) faces: Vec<Face>,
    /// Whether the styles of conditions, by their number, strike out or show numbers in another way.
    pub(super) strikes: Vec<bool>,
}

impl Font {
    /// Takes in what an element of a font says.
    pub(super) fn learn(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        match tag.local_name().as_ref() {
            "strike" => {
                let off =
                    attribute(tag, "val")?.is_some_and(|word| matches!(&*word, "0" | "false"));
                self.struck = !off;
            }
            "vertAlign" => {
                self.raised = match attribute(tag, "val")?.as_deref() {
                    Some("superscript") => Some(Raised::Above),
                    Some("subscript") => Some(Raised::Below),
                    _ => None,
                };
            }
            "name" | "rFont" => {
                let name = attribute(tag, "val")?.unwrap_or_default();
                let pictures =
                    ["wingdings", "webdings"].iter().any(|w| name.to_lowercase().starts_with(w));
                self.symbols = pictures.then(|| name.into());
            }
            _ => {}
        }
        Ok(())
    }
}

/// Where the reader stands among the styles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Fonts,
    Cells,
    Conditions,
    Other,
}

/// Reads the styles in a part.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Styles, Bad> {
    let mut styles = Styles::default();
    let Some(xml) = package.part(part)? else { return Ok(styles) };
    let mut xml = Reader::from_reader(xml.as_slice());
    let mut codes: BTreeMap<u32, Arc<Format>> = BTreeMap::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut place = In::Other;
    loop {
        let most = styles.faces.len().max(codes.len()).max(fonts.len()).max(styles.strikes.len());
        if most > cap::SHARED {
            return Err(Bad::TooBig);
        }
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(styles),
            Event::Start(tag) | Event::Empty(tag) => match (place, tag.local_name().as_ref()) {
                (_, "fonts") => place = In::Fonts,
                (_, "cellXfs") => place = In::Cells,
                (_, "dxfs") => place = In::Conditions,
                (In::Fonts, "font") => fonts.push(Font::default()),
                (In::Fonts, _) => {
                    if let Some(font) = fonts.last_mut() {
                        font.learn(&tag)?;
                    }
                }
                (In::Cells, "xf") => {
                    let number = |name| -> Result<u32, Bad> {
                        Ok(attribute(&tag, name)?.and_then(|id| id.parse().ok()).unwrap_or(0))
                    };
                    let (id, font) = (number("numFmtId")?, number("fontId")?);
                    let format = codes.entry(id).or_insert_with(|| Arc::new(Format::of_id(id)));
                    let font = usize::try_from(font).ok().and_then(|at| fonts.get(at)).cloned();
                    let face = Face { format: Arc::clone(format), font: font.unwrap_or_default() };
                    styles.faces.push(face);
                }
                (In::Conditions, "dxf") => styles.strikes.push(false),
                (In::Conditions, "strike") => {
                    let mut font = Font::default();
                    font.learn(&tag)?;
                    strikes(&mut styles, font.struck);
                }
                (In::Conditions, "numFmt") => strikes(&mut styles, true),
                (_, "numFmt") => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let code = attribute(&tag, "formatCode")?;
                    if let (Some(id), Some(code)) = (id, code) {
                        codes.insert(id, Arc::new(Format::of_code(&code)));
                    }
                }
                _ => {}
            },
            Event::End(tag) => {
                if matches!(tag.local_name().as_ref(), "fonts" | "cellXfs" | "dxfs") {
                    place = In::Other;
                }
            }
            _ => {}
        }
    }
}

fn strikes(styles: &mut Styles, does: bool) {
    if let Some(last) = styles.strikes.last_mut() {
        *last |= does;
    }
}

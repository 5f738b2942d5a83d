// SPDX-License-Identifier: EUPL-1.2
//! What the styles of an .xlsx say of the cells: how numbers are shown, what is struck out, which
//! letters are pictures.

use super::bad::{Bad, damaged};
use super::cap;
use super::condition::Changes;
use super::format::Format;
use super::package::{Package, attribute};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Letters of fewer points nobody reads.
const TINY: f64 = 3.0;

/// What a style says of its cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Face {
    pub(super) format: Arc<Format>,
    pub(super) font: Font,
    /// Whether its letters are as white as the ground they stand on, or dots.
    pub(super) is_pale: bool,
}

/// What a font says of the letters in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Font {
    pub(super) struck: bool,
    /// Of a superscript, of a subscript.
    pub(super) raised: Option<Raised>,
    /// Whether its letters are white.
    pub(super) white: bool,
    /// Whether its letters are so small that they are dots.
    pub(super) tiny: bool,
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
    /// What the styles of conditions, by their number, change.
    pub(super) changes: Vec<Changes>,
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
            "sz" => {
                let size = attribute(tag, "val")?.and_then(|size| size.parse::<f64>().ok());
                self.tiny = size.is_some_and(|size| size < TINY);
            }
            "color" => self.white = light(tag)? == Some(true),
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

/// Whether a colour is so light that white letters on it are not seen; none of a colour that only
/// the program knows.
fn light(tag: &BytesStart<'_>) -> Result<Option<bool>, Bad> {
    /// Parts of red, green and blue in what is seen as light, in thousandths.
    const SEEN: [u32; 3] = [299, 587, 114];
    let tinted = attribute(tag, "tint")?.is_some();
    if let Some(theme) = attribute(tag, "theme")? {
        return Ok((theme == "0" && !tinted).then_some(true));
    }
    if let Some(index) = attribute(tag, "indexed")? {
        return Ok(matches!(&*index, "1" | "9").then_some(true));
    }
    let Some(rgb) = attribute(tag, "rgb")? else { return Ok(None) };
    let six = rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default();
    let part = |at: usize| u32::from_str_radix(six.get(at..at + 2)?, 16).ok();
    let parts = [part(0), part(2), part(4)];
    let seen = parts.iter().zip(SEEN).map(|(part, seen)| part.map(|part| part * seen));
    Ok(seen.sum::<Option<u32>>().map(|sum| sum > 230_000))
}

/// Where the reader stands among the styles.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    Fonts,
    Grounds,
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
    // Whether each ground is light; none where nobody knows.
    let mut grounds: Vec<Option<bool>> = Vec::new();
    let mut place = In::Other;
    loop {
        let most = grounds
            .len()
            .max(styles.faces.len())
            .max(codes.len())
            .max(fonts.len())
            .max(styles.changes.len());
        if most > cap::SHARED {
            return Err(Bad::TooBig);
        }
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(styles),
            Event::Start(tag) | Event::Empty(tag) => match (place, tag.local_name().as_ref()) {
                (_, "fonts") => place = In::Fonts,
                (_, "fills") => place = In::Grounds,
                (In::Grounds, "fill") => grounds.push(Some(true)),
                (In::Grounds, "fgColor" | "gradientFill") => {
                    if let Some(last) = grounds.last_mut() {
                        *last = light(&tag)?;
                    }
                }
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
                    let ground = usize::try_from(number("fillId")?).ok();
                    let ground = ground.map_or(Some(true), |at| grounds.get(at).copied().flatten());
                    let format = codes.entry(id).or_insert_with(|| Arc::new(Format::of_id(id)));
                    let font = usize::try_from(font).ok().and_then(|at| fonts.get(at)).cloned();
                    let font = font.unwrap_or_default();
                    let is_pale = font.tiny || font.white && ground == Some(true);
                    styles.faces.push(Face { format: Arc::clone(format), font, is_pale });
                }
                (In::Conditions, "dxf") => styles.changes.push(Changes::Nothing),
                (In::Conditions, "strike") => {
                    let mut font = Font::default();
                    font.learn(&tag)?;
                    if font.struck {
                        styles.condition(Changes::Strikes);
                    }
                }
                (In::Conditions, "numFmt") => styles.condition(Changes::Shows),
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
                if matches!(tag.local_name().as_ref(), "fonts" | "fills" | "cellXfs" | "dxfs") {
                    place = In::Other;
                }
            }
            _ => {}
        }
    }
}

impl Styles {
    /// Adds what the last style of a condition changes.
    fn condition(&mut self, changes: Changes) {
        if let Some(last) = self.changes.last_mut() {
            *last = if *last == Changes::Shows { Changes::Shows } else { changes };
        }
    }
}

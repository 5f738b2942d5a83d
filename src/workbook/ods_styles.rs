// SPDX-License-Identifier: EUPL-1.2
//! What the styles of an .ods say of cells and letters: what is struck out or raised, which letters
//! are pictures, which sheets are hidden.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::attribute;
use super::xlsx_styles::{Font, Raised};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// How many styles may stand on each other's shoulders.
const DEEP: usize = 20;

/// The styles of a workbook, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, BTreeMap<String, Style>>,
    /// How many there are.
    count: usize,
    /// Names of the table styles that hide a sheet.
    pub(super) hidden: BTreeSet<String>,
    /// Family and name of the one being read.
    last: (String, String),
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    struck: Option<bool>,
    raised: Option<Option<Raised>>,
    font: Option<String>,
    /// Styles that a condition puts in its place.
    on_condition: Vec<String>,
}

impl Styles {
    /// Reads the styles of a part.
    pub(super) fn read(&mut self, xml: &[u8]) -> Result<(), Bad> {
        let mut xml = Reader::from_reader(xml);
        loop {
            match xml.read_event().map_err(damaged)? {
                Event::Eof => return Ok(()),
                Event::Start(tag) | Event::Empty(tag) => self.element(&tag)?,
                Event::End(tag) if tag.name().as_ref() == "office:automatic-styles" => {
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        match tag.name().as_ref() {
            "style:style" => {
                let word =
                    |name| -> Result<String, Bad> { Ok(attribute(tag, name)?.unwrap_or_default()) };
                self.last = (word("style:family")?, word("style:name")?);
                let parent = attribute(tag, "style:parent-style-name")?;
                let (family, name) = self.last.clone();
                let style = Style { parent, ..Style::default() };
                self.all.entry(family).or_default().insert(name, style);
                self.count += 1;
                if self.count > cap::SHARED {
                    return Err(Bad::TooBig);
                }
            }
            "style:table-properties"
                if attribute(tag, "table:display")?.as_deref() == Some("false") =>
            {
                self.hidden.insert(self.last.1.clone());
            }
            "style:map" => {
                let applied = attribute(tag, "style:apply-style-name")?;
                if let Some(style) = self.present() {
                    style.on_condition.extend(applied);
                }
            }
            "style:text-properties" => {
                if let Some(style) = self.present() {
                    style.learn(tag)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn present(&mut self) -> Option<&mut Style> {
        self.all.get_mut(&self.last.0)?.get_mut(&self.last.1)
    }

    /// What a style says of the letters in it.
    pub(super) fn font(&self, family: &str, name: &str) -> Font {
        let style = |name: &str| self.all.get(family)?.get(name);
        let chain = std::iter::successors(style(name), |own| style(own.parent.as_deref()?));
        let chain: Vec<&Style> = chain.take(DEEP).collect();
        let name = chain.iter().find_map(|style| style.font.as_deref()).unwrap_or_default();
        let pictures = ["wingdings", "webdings"].iter().any(|w| name.to_lowercase().starts_with(w));
        Font {
            struck: chain.iter().find_map(|style| style.struck).unwrap_or(false),
            raised: chain.iter().find_map(|style| style.raised).flatten(),
            symbols: pictures.then(|| name.into()),
            white: false,
            tiny: false,
        }
    }

    /// Whether a condition may strike out the cells of this style.
    pub(super) fn may_strike(&self, name: &str) -> bool {
        let style = self.all.get("table-cell").and_then(|family| family.get(name));
        let applied = style.map(|style| style.on_condition.as_slice()).unwrap_or_default();
        applied.iter().any(|name| self.font("table-cell", name).struck)
    }
}

impl Style {
    fn learn(&mut self, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let lines = ["style:text-line-through-style", "style:text-line-through-type"];
        for name in lines {
            if let Some(line) = attribute(tag, name)? {
                self.struck = Some(line != "none");
                if line == "none" {
                    break;
                }
            }
        }
        if let Some(position) = attribute(tag, "style:text-position")? {
            let first = position.split_whitespace().next().unwrap_or_default();
            let percent: Option<f64> = first.strip_suffix('%').and_then(|text| text.parse().ok());
            self.raised = Some(match (first, percent) {
                ("super", _) => Some(Raised::Above),
                ("sub", _) => Some(Raised::Below),
                (_, Some(percent)) if percent > 0.0 => Some(Raised::Above),
                (_, Some(percent)) if percent < 0.0 => Some(Raised::Below),
                _ => None,
            });
        }
        for name in ["style:font-name", "fo:font-family"] {
            if let Some(font) = attribute(tag, name)? {
                self.font = Some(font.trim_matches(['\'', '"']).to_owned());
            }
        }
        Ok(())
    }
}

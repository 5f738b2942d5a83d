// SPDX-License-Identifier: EUPL-1.2
//! What the formats of an .xlsx say of the numbers shown in them: shares and days.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{Package, attribute};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// What a number in a format is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// A number as it stands.
    #[default]
    Plain,
    /// A share: 0.35 is shown as 35 %.
    Percent,
    /// A day, or a moment of one.
    Day,
}

/// The formats of the cells, by the number that cells name them with.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Format>, Bad> {
    let Some(xml) = package.part(part)? else { return Ok(Vec::new()) };
    let mut xml = Reader::from_reader(xml.as_slice());
    let mut codes: BTreeMap<u32, Format> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut of_cells = false;
    loop {
        if formats.len().max(codes.len()) > cap::SHARED {
            return Err(Bad::TooBig);
        }
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(formats),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let code = attribute(&tag, "formatCode")?;
                    if let (Some(id), Some(code)) = (id, code) {
                        codes.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = attribute(&tag, "numFmtId")?.and_then(|id| id.parse().ok());
                    let id: u32 = id.unwrap_or(0);
                    formats.push(codes.get(&id).copied().unwrap_or_else(|| of_id(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => of_cells = false,
            _ => {}
        }
    }
}

/// The formats that need no code (ECMA-376, 18.8.30); those of East Asia depend on the place.
fn of_id(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Day,
        _ => Format::Plain,
    }
}

/// A percent sign or the letters of a day, neither quoted nor escaped, in the first of the code's
/// parts. Lengths of time (`[h]:mm`) are no days.
fn of_code(code: &str) -> Format {
    // «General» holds letters of days, but is none.
    if code.to_lowercase().starts_with("general") {
        return Format::Plain;
    }
    let mut letters = code.chars();
    let mut found = Format::Plain;
    while let Some(c) = letters.next() {
        match c {
            '\\' | '_' | '*' => drop(letters.next()),
            '"' => drop(letters.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                let inside = inside.to_lowercase();
                if !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's')) {
                    return Format::Plain;
                }
            }
            ';' => return found,
            '%' => return Format::Percent,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => found = Format::Day,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_a_number_is() {
        for (code, format) in [
            ("General", Format::Plain),
            ("0.00", Format::Plain),
            ("#,##0.00\\ \"€\"", Format::Plain),
            ("0\" mesi\"", Format::Plain),
            ("[Red]0.0", Format::Plain),
            ("[h]:mm", Format::Plain),
            ("0.0%", Format::Percent),
            ("0\" %\"", Format::Plain),
            ("dd/mm/yyyy", Format::Day),
            ("[$-410]d mmmm yyyy;@", Format::Day),
            ("h:mm", Format::Day),
            ("@", Format::Plain),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
    }
}

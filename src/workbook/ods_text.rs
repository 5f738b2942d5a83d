// SPDX-License-Identifier: EUPL-1.2
//! The words in a cell of an .ods, and what hangs on it: notes, boxes, pictures, links.

use super::bad::{Bad, damaged};
use super::cap;
use super::ods_styles::Styles;
use super::package::{attribute, push_reference};
use super::sight::DrawnKind;
use super::xlsx_styles::Font;
use super::xlsx_text::seen;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A part that is being read.
pub(super) type Xml<'a> = Reader<&'a [u8]>;

/// What stands in a cell and hangs on it.
#[derive(Default)]
pub(super) struct Words {
    /// The text that is shown, without what is struck out.
    pub(super) text: String,
    /// With it, where anything is.
    pub(super) crossed: Option<String>,
    /// Whether it has a paragraph, be it empty.
    pub(super) has_text: bool,
    /// Where its words lead to.
    pub(super) link: Option<String>,
    pub(super) notes: Vec<String>,
    pub(super) boxes: Vec<String>,
    pub(super) drawn: Vec<DrawnKind>,
}

impl Words {
    /// Takes in an element that is drawn, or a note.
    pub(super) fn drawing(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let mut kind = drawn_kind(tag);
        let name = tag.name().as_ref().to_owned();
        let text = all_text(xml, &name, |inner| {
            kind = match (kind, drawn_kind(inner)) {
                (Some(known), Some(found)) => Some(known.min(found)),
                (known, found) => known.or(found),
            };
        })?;
        if text.is_empty() {
            self.drawn.extend(kind);
        } else {
            self.boxes.push(text);
        }
        Ok(())
    }
}

/// What is drawn by an element; none for those that only hold others.
fn drawn_kind(tag: &BytesStart<'_>) -> Option<DrawnKind> {
    Some(match tag.name().as_ref() {
        "draw:image" => DrawnKind::Picture,
        "draw:object"
        | "draw:object-ole"
        | "draw:plugin"
        | "draw:applet"
        | "draw:floating-frame" => DrawnKind::Embedded,
        "draw:control" => DrawnKind::Control,
        "draw:custom-shape" | "draw:rect" | "draw:line" | "draw:polyline" | "draw:polygon"
        | "draw:path" | "draw:circle" | "draw:ellipse" | "draw:connector" | "draw:measure" => {
            DrawnKind::Shape
        }
        _ => return None,
    })
}

/// A stretch of letters in one style.
struct Run {
    text: String,
    font: Font,
}

/// A font inside another: what it does not say, the outer one does.
fn within(font: &Font, above: &Font) -> Font {
    Font {
        struck: font.struck || above.struck,
        raised: font.raised.or(above.raised),
        white: false,
        tiny: false,
        symbols: font.symbols.clone().or_else(|| above.symbols.clone()),
    }
}

/// The text shown in a cell: its paragraphs, without notes and drawings. The reader is left behind
/// the cell's end.
pub(super) fn words(
    xml: &mut Xml<'_>,
    cell: &BytesStart<'_>,
    styles: &Styles,
    own: &Font,
) -> Result<Words, Bad> {
    let mut words = Words::default();
    let mut runs: Vec<Run> = Vec::new();
    let mut fonts: Vec<Font> = Vec::new();
    let mut paragraphs = 0;
    let mut length = 0;
    let mut say = |fonts: &[Font], text: &str| {
        let font = fonts.last().unwrap_or(own);
        length += text.len();
        match runs.last_mut() {
            Some(run) if run.font == *font => run.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), font: font.clone() }),
        }
        length
    };
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" => {
                    if paragraphs > 0 {
                        say(&fonts, "\n");
                    }
                    paragraphs += 1;
                    let style = attribute(&tag, "text:style-name")?.unwrap_or_default();
                    fonts.push(within(&styles.font("paragraph", &style), own));
                }
                "text:span" => {
                    let style = attribute(&tag, "text:style-name")?.unwrap_or_default();
                    let above = fonts.last().unwrap_or(own);
                    fonts.push(within(&styles.font("text", &style), above));
                }
                "text:a" => {
                    let address = attribute(&tag, "xlink:href")?.filter(|href| !href.is_empty());
                    words.link = words.link.or(address);
                }
                "text:s" => {
                    // A few letters can ask for many blanks; a cell has no room for them.
                    let room = cap::TEXT.saturating_sub(say(&fonts, ""));
                    let count = repeats(&tag, "text:c")? as usize;
                    say(&fonts, &" ".repeat(count.min(room)));
                }
                "text:tab" => drop(say(&fonts, "\t")),
                "text:line-break" => drop(say(&fonts, "\n")),
                "office:annotation" => {
                    let text = all_text(xml, "office:annotation", |_| {})?;
                    words.notes.extend((!text.is_empty()).then_some(text));
                }
                "table:table" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                name if name.starts_with("draw:") => words.drawing(xml, &tag)?,
                _ => {}
            },
            Event::Text(piece) if paragraphs > 0 => drop(say(&fonts, &piece.xml10_content())),
            Event::CData(piece) if paragraphs > 0 => drop(say(&fonts, &piece.xml10_content())),
            Event::GeneralRef(name) if paragraphs > 0 => {
                let mut text = String::new();
                push_reference(&mut text, &name)?;
                say(&fonts, &text);
            }
            Event::End(tag) if tag.name() == cell.name() => break,
            Event::End(tag) if matches!(tag.name().as_ref(), "text:span" | "text:p") => {
                fonts.pop();
            }
            Event::Eof => return Err(Bad::Damaged("content.xml".to_owned())),
            _ => {}
        }
    }
    words.has_text = paragraphs > 0;
    words.gather(&runs, own);
    Ok(words)
}

impl Words {
    /// Joins the stretches: what is struck out in a cell that is not goes away.
    fn gather(&mut self, runs: &[Run], own: &Font) {
        let mut all = String::new();
        let mut struck = false;
        for Run { text, font } in runs {
            let text = seen(text, font);
            all.push_str(&text);
            if font.struck && !own.struck && !text.trim().is_empty() {
                struck = true;
            } else {
                self.text.push_str(&text);
            }
        }
        self.crossed = struck.then_some(all);
    }
}

/// The paragraphs inside an element; the reader is left behind its end. The elements inside are
/// shown to `look`.
pub(super) fn all_text(
    xml: &mut Xml<'_>,
    element: &str,
    mut look: impl FnMut(&BytesStart<'_>),
) -> Result<String, Bad> {
    let mut text = String::new();
    let (mut depth, mut paragraphs) = (1, 0);
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.name().as_ref() {
                "text:p" => {
                    paragraphs += 1;
                    text.push_str(if text.is_empty() { "" } else { "\n" });
                }
                "text:s" => text.push(' '),
                // Who wrote it and when.
                "dc:date" | "dc:creator" | "meta:date-string" | "svg:title" | "svg:desc" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                name => {
                    look(&tag);
                    if name == element {
                        depth += 1;
                    }
                }
            },
            Event::Text(piece) if paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if paragraphs > 0 => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if paragraphs > 0 => push_reference(&mut text, &name)?,
            Event::End(tag) if tag.name().as_ref() == element => {
                depth -= 1;
                if depth == 0 {
                    return Ok(text.trim().to_owned());
                }
            }
            Event::Eof => return Err(Bad::Damaged("content.xml".to_owned())),
            _ => {}
        }
    }
}

/// How often something stands there; once when the file doesn't say.
pub(super) fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Bad> {
    let text = attribute(tag, name)?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(1).max(1))
}

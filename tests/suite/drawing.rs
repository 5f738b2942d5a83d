// SPDX-License-Identifier: EUPL-1.2
//! Reads a drawing back and finds what an editor would send back: text off the canvas, texts
//! on one another, text that cannot be read against its ground.

use ab_glyph::{Font, FontRef};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Panics with the faults of a drawing, if it has any.
pub(crate) fn assert_clean(svg: &str) {
    let faults = faults(svg);
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The faults of a drawing, in words.
pub(crate) fn faults(svg: &str) -> Vec<String> {
    let drawing = match read(svg) {
        Ok(drawing) => drawing,
        Err(fault) => return vec![fault],
    };
    let mut faults = drawing.faults.clone();
    for (i, text) in drawing.texts.iter().enumerate() {
        let Ink { left, top, right, bottom } = text.ink;
        if left < -0.5 || top < -0.5 || right > drawing.width + 0.5 || bottom > drawing.height + 0.5
        {
            faults.push(format!("«{}» leaves the canvas: {:?}", text.words, text.ink));
        }
        for other in &drawing.texts[i + 1..] {
            if text.ink.meets(&other.ink) {
                faults.push(format!("«{}» lies on «{}»", text.words, other.words));
            }
        }
        if text.contrast < 4.5 {
            faults.push(format!("«{}» has a contrast of {:.1}", text.words, text.contrast));
        }
    }
    faults
}

/// Every text of a drawing, in drawing order.
pub(crate) fn words(svg: &str) -> Vec<String> {
    read(svg).map(|d| d.texts.into_iter().map(|t| t.words).collect()).unwrap_or_default()
}

struct Drawing {
    width: f64,
    height: f64,
    texts: Vec<Text>,
    faults: Vec<String>,
}

struct Text {
    words: String,
    ink: Ink,
    contrast: f64,
}

#[derive(Debug, Clone, Copy)]
struct Ink {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Ink {
    fn meets(&self, other: &Ink) -> bool {
        const TOUCH: f64 = 0.3;
        self.left + TOUCH < other.right
            && other.left + TOUCH < self.right
            && self.top + TOUCH < other.bottom
            && other.top + TOUCH < self.bottom
    }
}

type Attributes = BTreeMap<String, String>;

fn read(svg: &str) -> Result<Drawing, String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut drawing = Drawing { width: 0.0, height: 0.0, texts: Vec::new(), faults: Vec::new() };
    let mut areas: Vec<(Ink, [u8; 3])> = Vec::new();
    let mut open: Option<(Attributes, String)> = None;
    loop {
        match reader.read_event().map_err(|e| format!("no XML: {e}"))? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "svg" => {
                let attributes = attributes(&tag)?;
                let view = attributes.get("viewBox").ok_or("no viewBox")?;
                let numbers: Vec<f64> = view.split(' ').filter_map(|n| n.parse().ok()).collect();
                (drawing.width, drawing.height) = (numbers[2], numbers[3]);
                for (name, value) in [("role", "img"), ("font-family", "Titillium Web, sans-serif")]
                {
                    if attributes.get(name).map(String::as_str) != Some(value) {
                        drawing.faults.push(format!("{name} is not {value}"));
                    }
                }
            }
            Event::Start(tag) if tag.name().as_ref() == "text" => {
                open = Some((attributes(&tag)?, String::new()));
            }
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = attributes(&tag)?;
                if attributes.contains_key("id") {
                    drawing.faults.push("an id may clash with another drawing's".to_owned());
                }
                if let ("rect", Some(colour)) =
                    (tag.name().as_ref(), attributes.get("fill").and_then(|f| colour(f)))
                {
                    areas.push((rectangle(&attributes)?, colour));
                }
            }
            Event::Text(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(match reference.as_ref() {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        other => return Err(format!("unknown reference {other:?}")),
                    });
                }
            }
            Event::End(tag) if tag.name().as_ref() == "text" => {
                if let Some((attributes, words)) = open.take() {
                    drawing.texts.push(text(&attributes, words, &areas)?);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(drawing)
}

fn attributes(tag: &BytesStart) -> Result<Attributes, String> {
    let mut out = Attributes::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let name = attribute.key.as_ref().to_owned();
        out.insert(name, attribute.value.into_owned());
    }
    Ok(out)
}

fn number(attributes: &Attributes, name: &str) -> Result<f64, String> {
    let value = attributes.get(name).ok_or(format!("no {name} in {attributes:?}"))?;
    value.parse().map_err(|_| format!("{name}={value} is no number"))
}

fn rectangle(attributes: &Attributes) -> Result<Ink, String> {
    let (left, top) = (number(attributes, "x")?, number(attributes, "y")?);
    let (width, height) = (number(attributes, "width")?, number(attributes, "height")?);
    if width < 0.0 || height < 0.0 {
        return Err(format!("a rectangle of {width} × {height}"));
    }
    Ok(Ink { left, top, right: left + width, bottom: top + height })
}

fn text(attributes: &Attributes, words: String, areas: &[(Ink, [u8; 3])]) -> Result<Text, String> {
    let (x, y) = (number(attributes, "x")?, number(attributes, "y")?);
    let size = number(attributes, "font-size")?;
    if size < 9.0 {
        return Err(format!("«{words}» has a font size of {size}"));
    }
    let bold = attributes.get("font-weight").is_some_and(|weight| weight == "bold");
    let (width, over, under) = measure(&words, bold);
    let (width, over, under) = (width * size, over * size, under * size);
    let left = match attributes.get("text-anchor").map(String::as_str) {
        None | Some("start") => 0.0,
        Some("middle") => -width / 2.0,
        Some("end") => -width,
        Some(other) => return Err(format!("text-anchor {other}")),
    };
    let ink = match attributes.get("transform") {
        None => Ink { left: x + left, top: y - over, right: x + left + width, bottom: y + under },
        Some(turn) if turn.starts_with("rotate(270") => {
            Ink { left: x - over, top: y - left - width, right: x + under, bottom: y - left }
        }
        Some(turn) => return Err(format!("transform {turn}")),
    };
    let own = attributes.get("fill").and_then(|f| colour(f)).ok_or("text without colour")?;
    let (middle_x, middle_y) = ((ink.left + ink.right) / 2.0, (ink.top + ink.bottom) / 2.0);
    // hairlines are drawn as areas too
    let ground = areas.iter().rev().find(|(area, _)| {
        (area.left..=area.right).contains(&middle_x)
            && (area.top..=area.bottom).contains(&middle_y)
            && area.right - area.left > 2.0
            && area.bottom - area.top > 2.0
    });
    let contrast = contrast(own, ground.map_or([255; 3], |(_, colour)| *colour));
    Ok(Text { words, ink, contrast })
}

static REGULAR: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    let file = include_bytes!("../../assets/fonts/TitilliumWeb-Regular.ttf");
    FontRef::try_from_slice(file).unwrap()
});
static BOLD: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    let file = include_bytes!("../../assets/fonts/TitilliumWeb-Bold.ttf");
    FontRef::try_from_slice(file).unwrap()
});

/// Width, height over and depth under the baseline of a text, for a font size of 1.
fn measure(words: &str, bold: bool) -> (f64, f64, f64) {
    let font = if bold { &*BOLD } else { &*REGULAR };
    let em = font.units_per_em().unwrap();
    let (mut width, mut over, mut under) = (0.0_f64, 0.0_f64, 0.0_f64);
    for c in words.chars() {
        let glyph = font.glyph_id(c);
        if glyph.0 == 0 {
            // a fallback font's, about as large as a wide letter
            (width, over, under) = (width + 0.8, over.max(0.8), under.max(0.1));
            continue;
        }
        width += f64::from(font.h_advance_unscaled(glyph) / em);
        if let Some(outline) = font.outline(glyph) {
            over = over.max(f64::from(outline.bounds.min.y.max(outline.bounds.max.y) / em));
            under = under.max(f64::from(-outline.bounds.min.y.min(outline.bounds.max.y) / em));
        }
    }
    (width, over, under)
}

fn colour(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#').filter(|d| d.len() == 6)?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |colour: [u8; 3]| {
        let [r, g, b] = colour.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_checker_finds_what_it_looks_for() {
    let svg = |inside: &str| {
        format!(
            "<svg role=\"img\" font-family=\"Titillium Web, sans-serif\" \
             viewBox=\"0 0 100 50\">{inside}</svg>"
        )
    };
    let text = |x: u32, y: u32, fill: &str| {
        format!("<text x=\"{x}\" y=\"{y}\" font-size=\"13\" fill=\"{fill}\">parola</text>")
    };
    let (dark, pale) = ("#000000", "#DDDDDD");
    assert_clean(&svg(&(text(5, 20, dark) + &text(5, 40, dark))));
    assert_eq!(faults(&svg(&(text(5, 20, dark) + &text(9, 25, dark)))).len(), 1);
    assert_eq!(faults(&svg(&text(80, 20, dark))).len(), 1);
    assert_eq!(faults(&svg(&text(5, 5, dark))).len(), 1);
    assert_eq!(faults(&svg(&text(5, 20, pale))).len(), 1);
    assert_eq!(faults("<svg viewBox=\"0 0 1 1\"").len(), 1);
}

// SPDX-License-Identifier: EUPL-1.2
//! From marks to SVG text, through plotters' SVG backend.

use super::canvas::{Anchor, Mark};
use super::palette::{Colour, WHITE};
use super::text::{BOLD_TTF, Face, REGULAR_TTF};
use crate::diag::say;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{Color, DrawingArea, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    FontDesc, FontFamily, FontStyle, FontTransform, ShapeStyle, TextStyle, register_font,
};
use std::sync::Once;

const FAMILY: &str = "Titillium Web, sans-serif";

/// Writes the marks on white, in their order.
pub(super) fn write(marks: &[Mark], size: (u32, u32)) -> Result<String, String> {
    register_fonts();
    let mut svg = String::new();
    let drawn = {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE)
            .and_then(|()| marks.iter().try_for_each(|mark| put(&root, mark)))
            .and_then(|()| root.present())
    };
    drawn.map_err(|_| say("figure-not-drawn"))?;
    Ok(tidy(&svg))
}

fn register_fonts() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // a font that is refused is only measured worse: text is measured by `text`, not here
        let _ = register_font(FAMILY, FontStyle::Normal, REGULAR_TTF);
        let _ = register_font(FAMILY, FontStyle::Bold, BOLD_TTF);
    });
}

type Root<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;
type Drawn<'a> = Result<
    (),
    plotters::drawing::DrawingAreaErrorKind<
        <SVGBackend<'a> as plotters::prelude::DrawingBackend>::ErrorType,
    >,
>;

fn put<'a>(root: &Root<'a>, mark: &Mark) -> Drawn<'a> {
    match mark {
        Mark::Rect { area, colour, filled } => {
            let inset = if *filled { 0.0 } else { 1.0 };
            let from = whole((area.x, area.y));
            let to = whole((area.x + area.width - inset, area.y + area.height - inset));
            let style = ShapeStyle { color: colour.to_rgba(), filled: *filled, stroke_width: 1 };
            root.draw(&Rectangle::new([from, to], style))
        }
        Mark::Shape { points, fill, edge } => {
            let points: Vec<_> = points.iter().copied().map(whole).collect();
            root.draw(&Polygon::new(points.clone(), fill.filled()))?;
            root.draw(&PathElement::new(points, edge.stroke_width(1)))
        }
        Mark::Path { points, colour, stroke } => root.draw(&PathElement::new(
            points.iter().copied().map(whole).collect::<Vec<_>>(),
            ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: *stroke },
        )),
        Mark::Dot { at, radius, colour } => {
            root.draw(&Circle::new(whole(*at), *radius as i32, colour.filled()))
        }
        Mark::Text { text, at, face, colour, anchor, up } => {
            let style = text_style(*face, *colour, *anchor, *up);
            root.draw(&Text::new(text.as_str(), whole(*at), style))
        }
    }
}

fn text_style(face: Face, colour: Colour, anchor: Anchor, up: bool) -> TextStyle<'static> {
    let weight = if face.bold { FontStyle::Bold } else { FontStyle::Normal };
    let horizontal = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    // the backend writes the asked size divided by 1.24
    let font = FontDesc::new(FontFamily::Name(FAMILY), face.size * 1.24, weight);
    let style = font.color(&colour).pos(Pos::new(horizontal, VPos::Top));
    if up { style.transform(FontTransform::Rotate270) } else { style }
}

fn whole((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// Makes the backend's SVG fit for a page: it scales with the page, texts stand on their baseline
/// and on one line, attributes that say the default are gone. Texts are escaped and hold no line
/// break, so every line of the backend's is a tag or one whole text.
fn tidy(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for line in svg.lines() {
        if let Some(rest) = line.strip_prefix("<svg ") {
            out.push_str("<svg role=\"img\" font-family=\"");
            out.push_str(&format!("{FAMILY}\" {rest}\n"));
        } else if line.starts_with("<text ") {
            let tag = line.replace(" dy=\"0.76em\"", "").replace(" opacity=\"1\"", "");
            let tag = tag.replace(&format!(" font-family=\"{FAMILY}\""), "");
            out.push_str(&rounded_size(&tag).replace(" text-anchor=\"start\"", ""));
        } else if line.starts_with('<') {
            let tag = line.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", "");
            if tag.starts_with("<rect") && tag.contains(" fill=\"none\"") {
                // a frame's stroke stands on whole pixels
                out.push_str(&tag.replace("/>", " transform=\"translate(0.5 0.5)\"/>"));
            } else {
                out.push_str(&tag);
            }
            out.push('\n');
        } else {
            out.push_str(line);
        }
    }
    out
}

/// The tag with its font size in tenths of a pixel: times and divided by 1.24 leaves a remainder.
fn rounded_size(tag: &str) -> String {
    const NAME: &str = " font-size=\"";
    let parts = tag.split_once(NAME).and_then(|(head, rest)| {
        let (size, tail) = rest.split_once('"')?;
        Some((head, size.parse::<f64>().ok()?, tail))
    });
    match parts {
        Some((head, size, tail)) => {
            format!("{head}{NAME}{}\"{tail}", (size * 10.0).round() / 10.0)
        }
        None => tag.to_owned(),
    }
}

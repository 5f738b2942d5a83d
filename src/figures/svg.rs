// SPDX-License-Identifier: EUPL-1.2
//! From marks to SVG text.
//!
//! Everything stands on whole pixels. There are no ids and no style sheet, so that many drawings
//! can stand in one page; texts are escaped, and nothing in a drawing acts or is fetched.

use super::drawing::{Anchor, Area, Drawing, Mark};
use super::text::Face;
use crate::palette::{Colour, WHITE};
use std::fmt::Write as _;

/// The report's font, and what may stand for it.
const FAMILY: &str = "Titillium Web, sans-serif";

/// A drawing as a file of its own.
pub fn svg(drawing: &Drawing) -> String {
    let mut out = format!(
        "<svg role=\"img\" {} xmlns=\"http://www.w3.org/2000/svg\">\n",
        frame_attributes(drawing)
    );
    marks_into(&mut out, drawing);
    out.push_str("</svg>\n");
    out
}

/// A drawing as an element of an HTML page, named by its alternative, which comes escaped for an
/// attribute: for who does not see it, its single texts are left out.
pub fn inline_svg(drawing: &Drawing, alternative: &str) -> String {
    let mut out = format!(
        "<svg role=\"img\" aria-label=\"{alternative}\" {}><g aria-hidden=\"true\">\n",
        frame_attributes(drawing)
    );
    marks_into(&mut out, drawing);
    out.push_str("</g></svg>");
    out
}

/// With a `viewBox`, so that it scales with the page.
fn frame_attributes(Drawing { width, height, .. }: &Drawing) -> String {
    format!(
        "font-family=\"{FAMILY}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\""
    )
}

fn marks_into(out: &mut String, drawing: &Drawing) {
    let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
    put(out, &Mark::Fill(Area { x: 0.0, y: 0.0, width, height }, WHITE));
    for mark in &drawing.marks {
        put(out, mark);
    }
}

fn put(out: &mut String, mark: &Mark) {
    // what is written into a string cannot fail
    let _ = match mark {
        Mark::Fill(area, colour) => {
            writeln!(out, "<rect {} fill=\"#{colour}\"/>", sides(*area))
        }
        Mark::Frame(area, colour) => {
            let inside = Area { width: area.width - 1.0, height: area.height - 1.0, ..*area };
            // its stroke stands on whole pixels
            writeln!(
                out,
                "<rect {} fill=\"none\" stroke=\"#{colour}\" transform=\"translate(0.5 0.5)\"/>",
                sides(inside)
            )
        }
        Mark::Shape { points, fill, edge } => {
            let points = list(points);
            let _ = writeln!(out, "<polygon fill=\"#{fill}\" points=\"{points}\"/>");
            line(out, &points, *edge, 1)
        }
        Mark::Path { points, colour, stroke } => line(out, &list(points), *colour, *stroke),
        Mark::Dot { at, radius, colour } => {
            let ((x, y), radius) = (whole(*at), radius.trunc());
            writeln!(
                out,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"#{colour}\" stroke-width=\"1\"/>"
            )
        }
        Mark::Text { text, at, face, colour, anchor, up } => {
            let _ = write!(out, "<text {}", text_attributes(*at, *face, *colour, *anchor, *up));
            out.push('>');
            escape_into(out, text);
            writeln!(out, "</text>")
        }
    };
}

fn line(out: &mut String, points: &str, colour: Colour, stroke: u32) -> std::fmt::Result {
    writeln!(
        out,
        "<polyline fill=\"none\" stroke=\"#{colour}\" stroke-width=\"{stroke}\" points=\"{points}\"/>"
    )
}

fn text_attributes(at: (f64, f64), face: Face, colour: Colour, anchor: Anchor, up: bool) -> String {
    let (x, y) = whole(at);
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if face.bold { " font-weight=\"bold\"" } else { "" };
    let turn = if up { format!(" transform=\"rotate(270, {x}, {y})\"") } else { String::new() };
    let size = (face.size * 10.0).round() / 10.0;
    format!("x=\"{x}\" y=\"{y}\"{anchor} font-size=\"{size}\" fill=\"#{colour}\"{weight}{turn}")
}

fn sides(area: Area) -> String {
    let (x, y) = whole((area.x, area.y));
    let (right, bottom) = whole((area.x + area.width, area.y + area.height));
    let (width, height) = ((right - x).abs(), (bottom - y).abs());
    let (x, y) = (x.min(right), y.min(bottom));
    format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
}

fn list(points: &[(f64, f64)]) -> String {
    points.iter().map(|point| whole(*point)).fold(String::new(), |mut list, (x, y)| {
        let _ = write!(list, "{x},{y} ");
        list
    })
}

/// The nearest pixel; what is no number stands at the edge.
fn whole((x, y): (f64, f64)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_drawing_stay_words() {
        let mark = Mark::Text {
            text: "</text><script>alert('x')</script>".to_owned(),
            at: (1.4, 2.6),
            face: Face { size: 13.0, bold: true },
            colour: WHITE,
            anchor: Anchor::End,
            up: false,
        };
        let drawing = Drawing { width: 9, height: 9, marks: vec![mark], cuts: Vec::new() };
        let svg = svg(&drawing);
        assert!(!svg.contains("<script"), "{svg}");
        assert!(
            svg.contains("<text x=\"1\" y=\"3\" text-anchor=\"end\" font-size=\"13\""),
            "{svg}"
        );
    }

    #[test]
    fn a_frame_stands_inside_its_area() {
        let area = Area { x: 1.0, y: 2.0, width: 5.0, height: 4.0 };
        let drawing = Drawing {
            width: 9,
            height: 9,
            marks: vec![Mark::Frame(area, WHITE)],
            cuts: Vec::new(),
        };
        assert!(
            svg(&drawing).contains("<rect x=\"1\" y=\"2\" width=\"4\" height=\"3\" fill=\"none\"")
        );
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Areas in their places, those of the participants in their colours and with their names.
//!
//! Degrees are drawn as they are, narrowed by the cosine of the middle latitude: good for one
//! country, not for the world. Points that fall on the same pixel are drawn once.

use super::canvas::Canvas;
use super::chart::{AreaPart, Map, MapArea, Tone};
use super::drawing::{Anchor, Drawing};
use super::legend::{self, Swatch};
use super::no_data;
use super::paint::{self, Paint};
use super::text::{LABEL, widest, wrap};
use crate::palette::{Colour, FRAME, GRID, TITLE, WHITE};

const WIDEST: f64 = 400.0;
/// The grey of areas whose value is not known.
const UNKNOWN: usize = 4;
const MARGIN: f64 = 4.0;
/// From an area to its name.
const LEADER: f64 = 14.0;

/// Draws the map.
pub(super) fn draw(map: &Map, drawing: f64) -> Result<Drawing, String> {
    let mut canvas = Canvas::new(drawing);
    let highest = map.areas.iter().filter_map(colour).chain(map.legend.iter().map(|one| one.0));
    let highest = highest.max().unwrap_or(0);
    if map.tone == Tone::Category {
        paint::enough(highest, 1)?;
    }
    let paint = |part: AreaPart| match part {
        AreaPart::Ground => Paint { fill: GRID, again: false, frame: None },
        AreaPart::Pending => Paint { fill: WHITE, again: false, frame: Some(FRAME) },
        AreaPart::Unknown => paint::toned(Tone::Empty, UNKNOWN, 0),
        AreaPart::Coloured(index) => paint::toned(map.tone, index, highest),
    };
    let entry = |part: AreaPart, words: &String| (Swatch::Paint(paint(part)), words.clone());
    let coloured = map.legend.iter().map(|(index, words)| entry(AreaPart::Coloured(*index), words));
    let mut entries: Vec<(Swatch, String)> = coloured.collect();
    entries.extend(map.unknown.iter().map(|words| entry(AreaPart::Unknown, words)));
    entries.extend(map.pending.iter().map(|words| entry(AreaPart::Pending, words)));
    let top = legend::draw(&mut canvas, &entries, 2.0) + MARGIN;
    let Some(plane) = Plane::new(map, top, drawing) else { return Err(no_data()) };
    // what is coloured lies over its neighbours' edges
    let is_ground = |area: &&MapArea| area.part == AreaPart::Ground;
    for area in map.areas.iter().filter(is_ground) {
        plane.area(&mut canvas, area, paint(area.part).fill, WHITE);
    }
    for area in map.areas.iter().filter(|area| !is_ground(area)) {
        let Paint { fill, frame, .. } = paint(area.part);
        plane.area(&mut canvas, area, fill, frame.unwrap_or(WHITE));
    }
    let lowest = names(&mut canvas, map, &plane);
    Ok(canvas.finish(plane.bottom.max(lowest) + MARGIN))
}

fn colour(area: &MapArea) -> Option<usize> {
    match area.part {
        AreaPart::Coloured(index) => Some(index),
        _ => None,
    }
}

/// From degrees to pixels.
struct Plane {
    west: f64,
    north: f64,
    narrow: f64,
    scale: f64,
    left: f64,
    top: f64,
    bottom: f64,
}

impl Plane {
    fn new(map: &Map, top: f64, drawing: f64) -> Option<Self> {
        let points = || map.areas.iter().flat_map(|area| &area.rings).flatten();
        let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
        let (west, east) = (least(|p| p.0), most(|p| p.0));
        let (south, north) = (least(|p| p.1), most(|p| p.1));
        let narrow = ((south + north) / 2.0).to_radians().cos();
        let (across, down) = ((east - west) * narrow, north - south);
        if !(across > 0.0 && down > 0.0 && (across + down).is_finite()) {
            return None;
        }
        let wide = (drawing - 2.0 * MARGIN).min(WIDEST);
        let scale = (wide / across).min(1.5 * wide / down);
        let left = ((drawing - across * scale) / 2.0).floor();
        let bottom = top + down * scale;
        Some(Plane { west, north, narrow, scale, left, top, bottom })
    }

    fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let across = (x - self.west) * self.narrow * self.scale;
        ((self.left + across).round(), (self.top + (self.north - y) * self.scale).round())
    }

    fn area(&self, canvas: &mut Canvas, area: &MapArea, fill: Colour, edge: Colour) {
        for ring in &area.rings {
            let mut points: Vec<(f64, f64)> = ring.iter().map(|point| self.at(*point)).collect();
            points.dedup();
            canvas.shape(points, fill, edge);
        }
    }
}

/// The names to the right of their areas, moved apart so that none covers another; returns how far
/// down they reach.
fn names(canvas: &mut Canvas, map: &Map, plane: &Plane) -> f64 {
    let mut named: Vec<(f64, f64, &str)> = map
        .areas
        .iter()
        .filter_map(|area| {
            let ring = area.rings.iter().max_by_key(|ring| ring.len())?;
            let points: Vec<(f64, f64)> = ring.iter().map(|point| plane.at(*point)).collect();
            let east = points.iter().map(|p| p.0).fold(f64::NEG_INFINITY, f64::max);
            let middle = points.iter().map(|p| p.1).sum::<f64>() / points.len().max(1) as f64;
            Some((middle, east, area.name.as_deref()?))
        })
        .collect();
    named.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut free = 0.0;
    for (middle, east, name) in named {
        let lines = wrap(name, LABEL, canvas.width * 0.4, 6);
        let height = lines.len() as f64 * LABEL.leading();
        let at = middle.max(free + height / 2.0);
        let x = (east + LEADER).min(canvas.width - widest(&lines, LABEL) - 4.0);
        canvas.path(vec![(east, middle.round()), (x - 3.0, at.round())], TITLE, 1);
        canvas.lines_on(WHITE, &lines, (x, at), LABEL, TITLE, Anchor::Start);
        free = at + height / 2.0;
    }
    free
}

// SPDX-License-Identifier: EUPL-1.2
//! What is drawn, before it is drawn: texts are final, numbers are plain.

/// A drawing to be made. Colours follow positions: series `i` has colour `i` in the whole report.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Horizontal bars: one group a category, one bar a series, or all series stacked.
    Bars(Bars),
    /// Lines over a numeric axis.
    Lines(Lines),
    /// Numbers in a grid, shaded by size; also marks (yes, no, class) in a grid.
    HeatMap(HeatMap),
    /// Spans and moments on a time axis.
    Timeline(Timeline),
    /// Units under their parent units.
    Tree(Vec<TreeNode>),
    /// Areas on a map, those of the participants in their colours.
    Map(Map),
}

/// Horizontal bars from zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What the axis measures, with its unit («persone», «FTE (tempo pieno equivalente)»).
    pub axis: String,
    /// Labels of the categories, from top to bottom.
    pub categories: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
    /// Stack the series instead of setting them side by side.
    pub stacked: bool,
    /// Colours of the categories of a single series, where they are participants or groups: each
    /// has its own in the whole report. Empty otherwise.
    pub colours: Vec<usize>,
}

/// One series, a value for each category.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name.
    pub name: String,
    /// Index of its colour: the same for a participant or a group in the whole report.
    pub colour: usize,
    /// What its colour is one of.
    pub tone: Tone,
    /// Values, one a category.
    pub values: Vec<Bar>,
}

/// What the colour of a series is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The colours of categories.
    Category,
    /// The steps of an ordered ramp: levels, degrees.
    Step,
    /// The greys of what is empty: no answer has one of them.
    Empty,
}

/// The length of a bar.
#[derive(Debug, Clone, PartialEq)]
pub enum Bar {
    /// A known number and its printed text.
    Known(f64, String),
    /// Between two numbers (drawn solid up to the first, hatched up to the second), and its text.
    Between(f64, f64, String),
    /// No number: its text («n.d.») on the axis.
    Unknown(String),
    /// Nothing to draw here.
    Nothing,
}

/// Lines over a numeric axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// What runs along.
    pub x_axis: String,
    /// What runs up.
    pub y_axis: String,
    /// Logarithmic horizontal axis.
    pub log_x: bool,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Name, at the end of the line.
    pub name: String,
    /// Index of its colour.
    pub colour: usize,
    /// Points from left to right; a `None` breaks the line.
    pub points: Vec<(f64, Option<f64>)>,
}

/// A grid of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMap {
    /// Heads over groups of columns: label and number of columns; may be empty.
    pub spanners: Vec<(String, usize)>,
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows: head and cells.
    pub rows: Vec<(String, Vec<HeatCell>)>,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    /// Text in the cell.
    pub text: String,
    /// 0 (lightest) to 3 (darkest); none: white, for what is empty or unknown.
    pub shade: Option<u8>,
}

/// Spans on a time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Rows from top to bottom.
    pub rows: Vec<TimelineRow>,
    /// A reference moment in years with its label («data del rapporto»).
    pub mark: Option<(f64, String)>,
}

/// One row of a time line.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineRow {
    /// Label.
    pub label: String,
    /// Index of its colour.
    pub colour: usize,
    /// Spans: start and end in years (2021.0 is 1 January 2021), and text.
    pub spans: Vec<(f64, f64, String)>,
    /// Moments: year and text.
    pub moments: Vec<(f64, String)>,
}

/// A unit in a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeNode {
    /// Name.
    pub label: String,
    /// A second line: people, share of time.
    pub detail: Option<String>,
    /// Index of its colour (by body).
    pub colour: usize,
    /// Units below it.
    pub children: Vec<TreeNode>,
}

/// A map.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// All areas.
    pub areas: Vec<MapArea>,
    /// What the colours are of: participants and groups, or the steps of a measure.
    pub tone: Tone,
    /// What the colours mean, where the areas bear no names: index of the colour, and words.
    pub legend: Vec<(usize, String)>,
    /// What is said of areas whose value is not known; none when there are none.
    pub unknown: Option<String>,
    /// What is said of areas that take part without a colour; none when there are none.
    pub pending: Option<String>,
}

/// An area of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapArea {
    /// Its rings: degrees of longitude and latitude.
    pub rings: Vec<Vec<(f64, f64)>>,
    /// What it is on this map.
    pub part: AreaPart,
    /// The name beside it.
    pub name: Option<String>,
}

/// What an area is on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaPart {
    /// It only shows where the others lie.
    Ground,
    /// It takes part, and nothing is known of it yet.
    Pending,
    /// Its value is not known.
    Unknown,
    /// It has this colour.
    Coloured(usize),
}

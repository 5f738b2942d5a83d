//! Drawings: from a [`Chart`] to SVG with real text in one font, the same for the same input.
//!
//! This is the only module that names the chart library. Texts come in final; colours, order and
//! layout are decided here. What cannot be drawn gives an [`Err`] with the reason.

mod chart;

pub use chart::{
    Bar, Bars, Chart, HeatCell, HeatMap, Line, Lines, Series, Timeline, TimelineRow, TreeNode,
};

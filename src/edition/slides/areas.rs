// SPDX-License-Identifier: EUPL-1.2
//! The parts of a slide, and sizes of text. Lengths are points; a slide is 13,33 by 7,5 inches.

pub use crate::figures::Area;

/// Width and height of a slide.
pub const SLIDE: (f64, f64) = (960.0, 540.0);
/// The name of the section, above the title.
pub const SECTION_AREA: Area = Area { x: 40.0, y: 18.0, width: 880.0, height: 22.0 };
/// The title.
pub const TITLE_AREA: Area = Area { x: 40.0, y: 40.0, width: 880.0, height: 70.0 };
/// What a slide shows.
pub const BODY_AREA: Area = Area { x: 40.0, y: 122.0, width: 880.0, height: 374.0 };
/// The line below the title.
pub const RULE_AREA: Area = Area { x: 40.0, y: 114.0, width: 880.0, height: 1.5 };
/// Where the numbers of a slide come from, on pages that nobody presents.
pub const SOURCES_AREA: Area = Area { x: 40.0, y: 496.0, width: 880.0, height: 11.0 };
/// Title of the study at the left.
pub const FOOTER_AREA: Area = Area { x: 40.0, y: 506.0, width: 800.0, height: 22.0 };
/// Number of the slide at the right.
pub const NUMBER_AREA: Area = Area { x: 840.0, y: 506.0, width: 80.0, height: 22.0 };
/// The title of a cover or of a section's head.
pub const COVER_TITLE_AREA: Area = Area { x: 80.0, y: 130.0, width: 800.0, height: 150.0 };
/// The stripe below that title.
pub const STRIPE_AREA: Area = Area { x: 80.0, y: 288.0, width: 120.0, height: 4.0 };
/// What stands below it.
pub const COVER_TEXT_AREA: Area = Area { x: 80.0, y: 300.0, width: 800.0, height: 190.0 };

/// Size of notes below tables and figures, of section names and footers.
pub const SMALL: f64 = 14.0;
/// Least size of running text.
pub const TEXT: f64 = 18.0;

/// From one line of text to the next.
pub fn leading(size: f64) -> f64 {
    (size * 1.26).round()
}

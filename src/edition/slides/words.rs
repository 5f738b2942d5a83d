// SPDX-License-Identifier: EUPL-1.2
//! The words of a file of slides besides what its slides say.

use crate::diag::say;

/// Names of the parts of slides, as programs and screen readers tell them.
#[derive(Debug, Clone)]
pub struct SlideWords {
    /// A title.
    pub title: String,
    /// Text.
    pub text: String,
    /// The name of the section.
    pub section: String,
    /// What stands at the foot.
    pub footer: String,
    /// The number of the slide.
    pub number: String,
    /// A table.
    pub table: String,
    /// A drawing.
    pub figure: String,
    /// What stands below a table.
    pub below: String,
    /// What stands below a drawing.
    pub caption: String,
    /// What the speaker has at hand.
    pub notes: String,
    /// The picture of the slide above its notes.
    pub image: String,
    /// Kinds of slides: the cover, the head of a section, text, a title alone.
    pub layouts: [String; 4],
    /// Said after a value that was not understood.
    pub unreadable: String,
}

/// The words in the reader's language.
pub(super) fn words() -> SlideWords {
    SlideWords {
        title: say("pptx-title"),
        text: say("pptx-text"),
        section: say("pptx-section"),
        footer: say("pptx-footer"),
        number: say("pptx-number"),
        table: say("pptx-table"),
        figure: say("pptx-figure"),
        below: say("pptx-below"),
        caption: say("pptx-caption"),
        notes: say("pptx-notes"),
        image: say("pptx-image"),
        layouts: ["cover", "head", "text", "title"].map(|kind| say(&format!("pptx-layout-{kind}"))),
        unreadable: say("html-unreadable"),
    }
}

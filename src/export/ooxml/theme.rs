// SPDX-License-Identifier: EUPL-1.2
//! The theme: the colours and the font that Office offers to who edits the file.

use super::xml::{DECLARATION, escaped};
use crate::palette::{self, Colour};

/// Its content type.
pub(in crate::export) const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// Dark text, dark ground, and six colours that are told apart also by who sees few of them.
const COLOURS: [(&str, Colour); 12] = [
    ("dk1", palette::TEXT),
    ("lt1", palette::WHITE),
    ("dk2", palette::TITLE),
    ("lt2", palette::RAISED),
    ("accent1", palette::PRIMARY),
    ("accent2", palette::TITLE),
    ("accent3", palette::OCHRE),
    ("accent4", palette::PRIMARY_LIGHT),
    ("accent5", palette::BROWN),
    ("accent6", palette::MAGENTA),
    ("hlink", palette::LINK),
    ("folHlink", palette::SECONDARY),
];

/// The theme as a part's text.
pub(in crate::export) fn theme(font: &str) -> String {
    let font = escaped(font);
    let colour = |(name, value): (&str, Colour)| {
        format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>")
    };
    let colours = COLOURS.map(colour).concat();
    let fonts = ["majorFont", "minorFont"].map(|name| {
        format!(
            "<a:{name}><a:latin typeface=\"{font}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:{name}>"
        )
    });
    // The format scheme wants three of each; ours are plain.
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         name=\"Sestante\"><a:themeElements><a:clrScheme name=\"Sestante\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"Sestante\">{}</a:fontScheme><a:fmtScheme name=\"Sestante\">\
         <a:fillStyleLst>{}</a:fillStyleLst><a:lnStyleLst>{}</a:lnStyleLst>\
         <a:effectStyleLst>{}</a:effectStyleLst><a:bgFillStyleLst>{}</a:bgFillStyleLst>\
         </a:fmtScheme></a:themeElements></a:theme>",
        fonts.concat(),
        fill.repeat(3),
        line.repeat(3),
        effect.repeat(3),
        fill.repeat(3)
    )
}

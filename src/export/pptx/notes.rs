// SPDX-License-Identifier: EUPL-1.2
//! Speaker notes: one page of notes a slide.

use super::shape::{NAMESPACES, ROOT_SHAPE};
use crate::edition::slides::{Slide, SlideWords};
use crate::export::ooxml::{DECLARATION, escaped};

/// The notes of a slide as a part's text.
pub(super) fn write(slide: &Slide, language: &str, words: &SlideWords) -> String {
    let mut text = String::new();
    for note in &slide.notes {
        text.push_str(&format!(
            "<a:p><a:r><a:rPr lang=\"{}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
            escaped(language),
            escaped(note)
        ));
    }
    format!(
        "{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT_SHAPE}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr>\
         <p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"{}\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr>\
         </p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        escaped(&words.image),
        escaped(&words.notes)
    )
}

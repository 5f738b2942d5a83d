// SPDX-License-Identifier: EUPL-1.2
//! Links inside the document, put in place after the pages are laid out.
//!
//! Typst finds the target of a link while it lays out pages, and lays them out again when it was
//! found. With some thousands of links that is most of the time. So the text holds a name for each
//! target, in words for who listens to the page, and the name gives way to the place at the end.

use std::collections::BTreeMap;
use typst::foundations::Label;
use typst::introspection::{Introspector, Location};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, Document};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Names of targets, and the anchors they stand for.
#[derive(Default)]
pub(super) struct Links {
    anchors: BTreeMap<String, String>,
    names: BTreeMap<(String, String), String>,
}

impl Links {
    /// The name by which the text links to an anchor; `words` say where it leads.
    ///
    /// No web address equals it: they have a scheme, and no space.
    pub(super) fn name(&mut self, words: &str, anchor: &str) -> String {
        let key = (words.to_owned(), anchor.to_owned());
        if let Some(name) = self.names.get(&key) {
            return name.clone();
        }
        let mut name = format!("{} ›", words.chars().take(200).collect::<String>());
        let mut number = 2;
        while self.anchors.contains_key(&name) {
            name = format!("{} › {number}", words.chars().take(200).collect::<String>());
            number += 1;
        }
        self.anchors.insert(name.clone(), anchor.to_owned());
        self.names.insert(key, name.clone());
        name
    }

    /// The document with every link that has a name of ours leading to its place.
    pub(super) fn resolve(&self, document: &PagedDocument) -> PagedDocument {
        let introspector = document.introspector();
        let place = |anchor: &String| {
            let label = Label::new(PicoStr::intern(anchor))?;
            introspector.query_label(label).ok()?.location()
        };
        let places: BTreeMap<&str, Location> = self
            .anchors
            .iter()
            .filter_map(|(name, anchor)| Some((name.as_str(), place(anchor)?)))
            .collect();
        let pages = document.pages().iter().cloned().map(|mut page| {
            self.in_frame(&mut page.frame, &places);
            page
        });
        PagedDocument::new(pages.collect(), document.info().clone())
    }

    fn in_frame(&self, frame: &mut Frame, places: &BTreeMap<&str, Location>) {
        frame.retain(|item| match item {
            FrameItem::Group(group) => {
                self.in_frame(&mut group.frame, places);
                true
            }
            FrameItem::Link(destination, _) => {
                let Destination::Url(name) = &*destination else { return true };
                match places.get(name.as_str()) {
                    Some(place) => *destination = Destination::Location(*place),
                    // A name without a place is no address either.
                    None => return !self.anchors.contains_key(name.as_str()),
                }
                true
            }
            _ => true,
        });
    }
}

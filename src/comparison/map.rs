// SPDX-License-Identifier: EUPL-1.2
//! Where the participants lie: their areas in their colours, all others as the ground.

use super::Comparer;
use crate::diag::say;
use crate::figures::{AreaPart, Chart, Map, MapArea};
use crate::study::FigureSpec;
use std::collections::BTreeMap;

impl Comparer<'_> {
    /// The map of a figure; none where no participant has an area on it.
    pub(super) fn map(&self, figure: &FigureSpec) -> Option<Chart> {
        let (table, key) = figure.places.as_ref()?;
        let boundaries = self.questionnaire.references.get(table)?.boundaries.as_ref()?;
        let own = self.questionnaire.participants.iter();
        let own: BTreeMap<&str, _> =
            own.filter_map(|one| Some((one.keys.get(key)?.as_str(), one))).collect();
        let mut legend: BTreeMap<(u8, usize, i64), (usize, String)> = BTreeMap::new();
        let mut pending = false;
        let areas: Vec<MapArea> = boundaries
            .areas
            .iter()
            .map(|(code, rings)| {
                let (part, name) = match own.get(code.as_str()) {
                    None => (AreaPart::Ground, None),
                    Some(one) if !self.answers.has(&one.id) => {
                        pending = true;
                        (AreaPart::Pending, (!self.many).then(|| one.short.clone()))
                    }
                    Some(one) if self.many => {
                        let group = self.group_key(&one.id);
                        legend.insert(group.order, (group.colour, group.label.text));
                        (AreaPart::Coloured(group.colour), None)
                    }
                    Some(one) => {
                        let colour = self.participant_key(&one.id).colour;
                        (AreaPart::Coloured(colour), Some(one.short.clone()))
                    }
                };
                MapArea { rings: rings.clone(), part, name }
            })
            .collect();
        if areas.iter().all(|area| area.part == AreaPart::Ground) {
            return None;
        }
        let pending = pending.then(|| say("map-pending"));
        Some(Chart::Map(Map { areas, legend: legend.into_values().collect(), pending }))
    }
}

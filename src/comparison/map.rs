// SPDX-License-Identifier: EUPL-1.2
//! Where the participants lie: their areas in their colours, or in the steps of a measure, all
//! others as the ground.

use super::outcome::{Comparison, Content, Outcome};
use super::{Comparer, chart};
use crate::datum::Decimal;
use crate::diag::{say, say_with};
use crate::figures::{AreaPart, Chart, Map, MapArea, Tone};
use crate::questionnaire::Participant;
use crate::study::{FigureSpec, Shape, Spec};
use std::collections::BTreeMap;

/// Into how many steps the values of a map are sorted, each with about as many participants.
const STEPS: usize = 4;

/// How an area is painted, with the name beside it.
type Painted = (AreaPart, Option<String>);

impl Comparer<'_> {
    /// The map of a figure; none where no participant has an area on it.
    pub(super) fn map(
        &self,
        spec: &Spec,
        figure: &FigureSpec,
        comparison: &Comparison,
    ) -> Option<Chart> {
        match spec.shape {
            Shape::Pivot(_) => {
                let steps = Steps::new(comparison);
                let value = |one: &Participant| steps.painted(one, (!self.many).then_some(one));
                let areas = self.areas(figure, &value)?;
                let known = areas.iter().any(|area| matches!(area.part, AreaPart::Coloured(_)));
                let legend = steps.legend();
                known.then(|| Chart::Map(map(areas, Tone::Step, legend)))
            }
            Shape::SideBySide(_) | Shape::Records(_) => {
                let areas = self.areas(figure, &|one| self.own(one))?;
                Some(Chart::Map(map(areas, Tone::Category, self.groups(figure))))
            }
        }
    }

    /// All areas, those of participants as `painted` says of who answered.
    fn areas(
        &self,
        figure: &FigureSpec,
        painted: &dyn Fn(&Participant) -> Painted,
    ) -> Option<Vec<MapArea>> {
        let (table, key) = figure.places.as_ref()?;
        let boundaries = self.questionnaire.references.get(table)?.boundaries.as_ref()?;
        let own = self.questionnaire.participants.iter();
        let own: BTreeMap<&str, _> =
            own.filter_map(|one| Some((one.keys.get(key)?.as_str(), one))).collect();
        let area = |(code, rings): (&String, &Vec<Vec<(f64, f64)>>)| {
            let (part, name) = match own.get(code.as_str()) {
                None => (AreaPart::Ground, None),
                Some(one) if !self.answers.has(&one.id) => {
                    (AreaPart::Pending, (!self.many).then(|| one.short.clone()))
                }
                Some(one) => painted(one),
            };
            MapArea { rings: rings.clone(), part, name }
        };
        let areas: Vec<MapArea> = boundaries.areas.iter().map(area).collect();
        areas.iter().any(|area| area.part != AreaPart::Ground).then_some(areas)
    }

    /// A participant in its own colour with its name, or in that of its group.
    fn own(&self, one: &Participant) -> Painted {
        if self.many {
            return (AreaPart::Coloured(self.group_key(&one.id).colour), None);
        }
        let colour = self.participant_key(&one.id).colour;
        (AreaPart::Coloured(colour), Some(one.short.clone()))
    }

    /// The colours of the groups that lie on a map of many.
    fn groups(&self, figure: &FigureSpec) -> Vec<(usize, String)> {
        let Some((_, key)) = figure.places.as_ref().filter(|_| self.many) else {
            return Vec::new();
        };
        let placed = self.questionnaire.participants.iter();
        let placed = placed.filter(|one| one.keys.contains_key(key) && self.answers.has(&one.id));
        let groups = placed.map(|one| self.group_key(&one.id));
        let legend: BTreeMap<_, _> =
            groups.map(|group| (group.order, (group.colour, group.label.text))).collect();
        legend.into_values().collect()
    }
}

/// A map with what has to be said of the areas that have no colour.
fn map(areas: Vec<MapArea>, tone: Tone, legend: Vec<(usize, String)>) -> Map {
    let says =
        |part: AreaPart, key: &str| areas.iter().any(|area| area.part == part).then(|| say(key));
    let (unknown, pending) =
        (says(AreaPart::Unknown, "map-unknown"), says(AreaPart::Pending, "map-pending"));
    Map { areas, tone, legend, unknown, pending }
}

/// The values of a comparison, participant by participant, sorted into steps.
struct Steps<'a> {
    values: BTreeMap<&'a str, (Decimal, &'a Outcome)>,
    /// The greatest value of each step.
    ends: Vec<Decimal>,
}

impl<'a> Steps<'a> {
    fn new(comparison: &'a Comparison) -> Self {
        let (_, rows) = chart::drawn(comparison);
        let value = |outcome: &Outcome| match outcome.content {
            Content::Number { number, .. } | Content::Year(number) => Some(number),
            _ => None,
        };
        let values: BTreeMap<&str, (Decimal, &Outcome)> = rows
            .into_iter()
            .filter_map(|row| {
                let outcome = row.cells.first()?.first()?;
                Some((row.key.as_str(), (value(outcome)?, outcome)))
            })
            .collect();
        let mut sorted: Vec<Decimal> = values.values().map(|(number, _)| *number).collect();
        sorted.sort_unstable();
        let last = |step: usize| sorted.get((sorted.len() * step).div_ceil(STEPS).checked_sub(1)?);
        let mut ends: Vec<Decimal> = (1..=STEPS).filter_map(last).copied().collect();
        ends.dedup();
        Steps { values, ends }
    }

    fn step(&self, number: Decimal) -> usize {
        self.ends.iter().take_while(|end| **end < number).count()
    }

    /// An area in the step of its participant's value; where it is named, with the value.
    fn painted(&self, one: &Participant, named: Option<&Participant>) -> Painted {
        let found = self.values.get(one.id.as_str());
        let name = named.map(|one| match found {
            Some((_, outcome)) => format!("{}: {}", one.short, outcome.text),
            None => one.short.clone(),
        });
        (
            found.map_or(AreaPart::Unknown, |(number, _)| AreaPart::Coloured(self.step(*number))),
            name,
        )
    }

    /// From which value to which each step goes.
    fn legend(&self) -> Vec<(usize, String)> {
        let mut sorted: Vec<&(Decimal, &Outcome)> = self.values.values().collect();
        sorted.sort_by_key(|(number, _)| *number);
        let words = |step: usize| {
            let mut own = sorted.iter().filter(|(number, _)| self.step(*number) == step);
            let first = own.next()?;
            let last = own.next_back().unwrap_or(first);
            let args = [("first", first.1.text.as_str()), ("last", last.1.text.as_str())];
            Some(match first.1.text == last.1.text {
                true => first.1.text.clone(),
                false => say_with("map-step", &args),
            })
        };
        (0..self.ends.len()).filter_map(|step| Some((step, words(step)?))).collect()
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Circles in what imports what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Who imports whom.
pub(super) type Graph = BTreeMap<String, BTreeSet<String>>;

/// The shortest circle of at least three through each import that is part of one, each circle once,
/// from the first of its names.
pub(super) fn longer_than_two(graph: &Graph) -> BTreeSet<Vec<String>> {
    let edges = graph.iter().flat_map(|(from, targets)| targets.iter().map(move |to| (from, to)));
    let circles = edges.filter_map(|(from, to)| {
        // The way back must not be the import the other way round.
        let mut way = way(graph, to, from, &|a, b| a == to && b == from)?;
        let first = way.iter().enumerate().min_by_key(|(_, name)| *name).map_or(0, |(at, _)| at);
        way.rotate_left(first);
        Some(way)
    });
    circles.collect()
}

/// The names that import each other, directly or through others.
pub(super) fn any(graph: &Graph) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (from, targets) in graph {
        for to in targets.iter().filter(|to| *to != from) {
            if way(graph, to, from, &|_, _| false).is_some() {
                found.insert((from.clone(), to.clone()));
            }
        }
    }
    found
}

/// The shortest way between two names, without the imports left out.
fn way(
    graph: &Graph,
    from: &str,
    to: &str,
    left_out: &dyn Fn(&str, &str) -> bool,
) -> Option<Vec<String>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        if at == to {
            let mut way = vec![to.to_owned()];
            while way.last().is_some_and(|last| last != from) {
                way.push((*before.get(way.last()?.as_str())?).to_owned());
            }
            way.reverse();
            return Some(way);
        }
        for next in graph.get(at).into_iter().flatten() {
            if !left_out(at, next) && next != from && !before.contains_key(next.as_str()) {
                before.insert(next, at);
                open.push_back(next);
            }
        }
    }
    None
}

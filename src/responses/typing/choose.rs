// SPDX-License-Identifier: EUPL-1.2
//! Choices, one or several, and yes or no.

use super::unplaced::{Meaning, Unplaced};
use crate::datum::{State, Value};
use crate::diag::Code;
use crate::locale::fold;
use crate::questionnaire::Choice;
use crate::responses::find::key::key;
use crate::workbook::{Cell, Raw};
use crate::yaml;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A label has no more parts with marks between them than that.
const MOST_PARTS: usize = 12;

/// Reads one choice, or several parted by semicolons, lines or commas; `None` when some of the
/// words are not on the list.
pub(super) fn choices(written: &str, known: &Known<'_>, several: bool) -> Option<Meaning> {
    let list = known.list;
    let value = |value| Meaning::plain(State::Value(value));
    if let Some(at) = known.find(written) {
        let id: Arc<str> = list.get(at)?.id.as_str().into();
        return Some(value(if several { Value::Choices(vec![id]) } else { Value::Choice(id) }));
    }
    if !several {
        return None;
    }
    let mut found = Vec::new();
    for part in chosen(written)? {
        found.extend(parts(item(part), known)?);
    }
    found.sort_unstable();
    found.dedup();
    let ids: Vec<Arc<str>> =
        found.iter().filter_map(|at| Some(list.get(*at)?.id.as_str().into())).collect();
    (!ids.is_empty()).then(|| value(Value::Choices(ids)))
}

/// The items of a list; where some are ticked, those alone. `None` where a sign may mean either.
fn chosen(written: &str) -> Option<Vec<&str>> {
    if !written.contains(CROSSES) {
        let items = written.split([';', '\n', '\t']);
        return Some(items.filter(|part| !part.trim().is_empty()).collect());
    }
    let boxes = ['☐', '□', '▢'];
    let signs = |c: char| TICKS.contains(&c) || CROSSES.contains(&c);
    let at: Vec<usize> = written.match_indices(signs).map(|(at, _)| at).collect();
    let ends = at.iter().skip(1).copied().chain([written.len()]);
    let items: Vec<&str> = at.iter().zip(ends).filter_map(|(a, b)| written.get(*a..b)).collect();
    let known = items.iter().all(|item| item.starts_with(TICKS) || item.starts_with(boxes));
    let ticked: Vec<&str> = items.into_iter().filter(|item| item.starts_with(TICKS)).collect();
    let before = written.get(..at.first().copied()?)?.trim();
    (known && before.is_empty() && !ticked.is_empty()).then_some(ticked)
}

/// Without the dash or the dot before an item of a list.
fn item(text: &str) -> &str {
    let text = text.trim().trim_end_matches([';', ',', '\n']);
    text.trim_start_matches(['-', '–', '•', '*', '·']).trim_start_matches(TICKS).trim_start()
}

/// The choices that a text holds, parted by commas if need be; labels may have commas of their own.
fn parts(text: &str, known: &Known<'_>) -> Option<Vec<usize>> {
    if let Some(at) = known.find(text) {
        return Some(vec![at]);
    }
    let text = &fold(text);
    for mark in [",", " e/o ", "/", " e ", " ed ", " and ", " & ", "+", "|", " - ", "•", ". "] {
        let words: Vec<&str> = text.split(mark).collect();
        if words.len() > 1
            && let Some(found) = longest_first(&words, mark, known)
        {
            return Some(found);
        }
    }
    None
}

fn longest_first(words: &[&str], mark: &str, known: &Known<'_>) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let mut longest = (1..=rest.len().min(MOST_PARTS)).rev();
        let found_in = |count| Some((count, known.find(&rest.get(..count)?.join(mark))?));
        let (count, at) = longest.find_map(found_in)?;
        found.push(at);
        rest = rest.get(count..)?;
    }
    Some(found)
}

/// The words that are not on the list, with the nearest that is.
pub(super) fn unreadable(written: &str, known: &Known<'_>, several: bool) -> Meaning {
    let list = known.list;
    let is_known = |text: &str| parts(text, known).is_some();
    let wrong: Vec<&str> = match several {
        true => written.split([';', '\n']).map(str::trim).collect(),
        false => vec![written],
    };
    let wrong =
        wrong.into_iter().find(|part| !part.is_empty() && !is_known(part)).unwrap_or(written);
    let labels = list.iter().map(|choice| choice.label.as_str());
    // A near miss of another spelling means its choice as well.
    let near = yaml::nearest(wrong, labels.clone()).or_else(|| {
        let also = list.iter().flat_map(|choice| choice.also.iter().map(String::as_str));
        let spelling = yaml::nearest(wrong, also)?;
        list.get(known.find(spelling)?).map(|choice| choice.label.as_str())
    });
    let remark = Unplaced::new(Code::ChoiceUnreadable).with("wrong", wrong);
    Meaning::unreadable(match near {
        Some(label) => remark.with("label", label).worded("near"),
        None if list.len() <= 8 => {
            let all: Vec<&str> = labels.collect();
            remark.with("labels", all.join(" · ")).worded("all")
        }
        None => remark,
    })
}

/// A list of choices in which words are looked up: each spelling is made comparable once, when a
/// word is no label letter by letter.
pub(super) struct Known<'a> {
    list: &'a [Choice],
    spellings: OnceCell<Spellings>,
}

/// Positions of choices by their spellings.
struct Spellings {
    by_key: BTreeMap<String, usize>,
    by_letters: BTreeMap<String, usize>,
}

impl<'a> Known<'a> {
    pub(super) fn new(list: &'a [Choice]) -> Self {
        Known { list, spellings: OnceCell::new() }
    }

    /// Position of the choice with this label or spelling: first letter by letter, then without
    /// regard to case, spaces and accents, then to signs as well.
    fn find(&self, text: &str) -> Option<usize> {
        // A sign beside a word may say that it is not chosen.
        let has_cross = |choice: &Choice| choice.label.contains(CROSSES);
        if text.contains(CROSSES) && !self.list.iter().any(has_cross) {
            return None;
        }
        let bare = letters(text);
        if bare.is_empty() {
            return None;
        }
        if let Some(at) = self.list.iter().position(|choice| choice.label == text) {
            return Some(at);
        }
        let spellings = self.spellings.get_or_init(|| Spellings::of(self.list));
        spellings.by_key.get(&key(text)).or_else(|| spellings.by_letters.get(&bare)).copied()
    }
}

impl Spellings {
    /// Labels come before other spellings, and what stands first before what stands after.
    fn of(list: &[Choice]) -> Self {
        let labels = list.iter().map(|choice| choice.label.as_str()).enumerate();
        let others = list.iter().enumerate();
        let others =
            others.flat_map(|(at, choice)| choice.also.iter().map(move |word| (at, &**word)));
        let (mut by_key, mut by_letters) = (BTreeMap::new(), BTreeMap::new());
        for (at, word) in labels.chain(others) {
            by_key.entry(key(word)).or_insert(at);
            by_letters.entry(letters(word)).or_insert(at);
        }
        Spellings { by_key, by_letters }
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric() || matches!(c, '<' | '>' | '+')).collect()
}

/// Reads yes or no.
pub(super) fn yes_no(cell: &Cell, written: &str) -> Option<Meaning> {
    const YES: [&str; 8] = ["si", "s", "x", "yes", "y", "vero", "true", "ok"];
    const NO: [&str; 4] = ["no", "n", "falso", "false"];
    let word = key(written);
    let yes = match &cell.raw {
        Raw::Bool(value) => *value,
        _ if YES.contains(&word.as_str()) || is_tick(written) => true,
        _ if NO.contains(&word.as_str()) => false,
        _ => return None,
    };
    Some(Meaning::plain(State::Value(Value::YesNo(yes))))
}

/// Signs of assent.
const TICKS: [char; 8] = ['✓', '✔', '☑', '√', '✅', '🗸', '🗹', '☒'];
/// Boxes without a sign, and crosses: some cross what they choose, others what they do not.
const CROSSES: [char; 9] = ['☐', '□', '▢', '✗', '✘', '❌', '✖', '❎', '🗶'];

/// A sign of assent in place of a word.
pub(super) fn is_tick(written: &str) -> bool {
    is_of(written, &TICKS)
}

/// A tick, a box or a cross in place of a word.
pub(super) fn is_mark(written: &str) -> bool {
    is_tick(written) || is_of(written, &CROSSES)
}

fn is_of(written: &str, signs: &[char]) -> bool {
    let mut letters = written.trim().chars();
    letters.next().is_some_and(|c| signs.contains(&c)) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Permit;
    use crate::diag::texts;
    use std::collections::BTreeMap;

    fn list() -> Vec<Choice> {
        [
            ("degree", "Laurea STEM", "stem"),
            ("other", "Altra laurea", "non STEM"),
            ("mixed", "Diploma/Laurea", "misto"),
            ("public", "Pubblico, in economia", "diretto"),
            ("quality", "Qualità", ""),
        ]
        .map(|(id, label, also)| Choice {
            id: id.to_owned(),
            label: label.to_owned(),
            definition: None,
            also: vec![also.to_owned()],
            attributes: BTreeMap::new(),
        })
        .to_vec()
    }

    fn read(text: &str) -> Option<String> {
        match choices(text, &Known::new(&list()), true)?.state {
            State::Value(Value::Choices(ids)) => Some(ids.join("+")),
            _ => None,
        }
    }

    #[test]
    fn choices_are_known_in_any_case_with_any_accent_and_separator() {
        for (text, ids) in [
            ("Laurea STEM", "degree"),
            (" laurea  stem. ", "degree"),
            ("QUALITA'", "quality"),
            ("qualita\u{300}", "quality"),
            ("diploma / laurea", "mixed"),
            ("Pubblico, in economia", "public"),
            ("altra laurea; Laurea Stem", "degree+other"),
            ("Stem\nmisto\n", "degree+mixed"),
            ("stem, pubblico, in economia, misto", "degree+mixed+public"),
            ("stem e misto", "degree+mixed"),
            ("Stem AND misto", "degree+mixed"),
            ("- stem\n- misto", "degree+mixed"),
            ("stem + misto", "degree+mixed"),
            ("stem e/o misto", "degree+mixed"),
            ("✓ stem; ✅ misto", "degree+mixed"),
            ("☑ stem ☐ altra laurea ☒ misto", "degree+mixed"),
        ] {
            assert_eq!(read(text).as_deref(), Some(ids), "{text}");
        }
        assert_eq!(read("stem; astrologia"), None);
        assert_eq!(read(""), None);
        for text in ["✗ stem", "✗ stem; ✓ misto", "☐ stem; ☐ misto", "stem ✗"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_of_unknown_words_are_held_against_a_long_list_once() {
        let choice = |at: usize| Choice {
            id: format!("c{at}"),
            label: format!("Scelta numero {at}"),
            definition: None,
            also: Vec::new(),
            attributes: BTreeMap::new(),
        };
        let list: Vec<Choice> = (0..300).map(choice).collect();
        let (known, count) = (Known::new(&list), 6_000);
        for mark in ["; ", ", ", "\n", " e "] {
            let good = vec!["scelta NUMERO 7"; count].join(mark);
            assert!(choices(&good, &known, true).is_some(), "{mark}");
            let bad = (0..count).map(|at| format!("scelta sbagliata {at}"));
            let bad = bad.collect::<Vec<_>>().join(mark);
            assert!(choices(&bad, &known, true).is_none(), "{mark}");
            for several in [true, false] {
                assert_eq!(unreadable(&bad, &known, several).state, State::Unreadable);
            }
        }
    }

    #[test]
    fn a_near_miss_is_proposed_not_taken() {
        let list = list();
        let meaning = unreadable("Laurea STEN", &Known::new(&list), false);
        assert_eq!(meaning.state, State::Unreadable);
        let finding = meaning.noticed[0].at(crate::diag::Place::Nowhere, "Laurea STEN");
        assert_eq!(
            texts(&finding, Permit::COLLECTOR).help.as_deref(),
            Some("forse si intende «Laurea STEM»?")
        );
    }

    #[test]
    fn yes_and_no_have_many_spellings() {
        for (text, yes) in [
            ("Sì", true),
            ("SI", true),
            ("si'", true),
            ("s", true),
            ("x", true),
            ("X", true),
            ("Yes", true),
            ("✓", true),
            ("✅", true),
            ("☑", true),
            ("No", false),
            ("NO.", false),
            ("n", false),
        ] {
            let meaning = yes_no(&Cell::text(text), text).map(|meaning| meaning.state);
            assert_eq!(meaning, Some(State::Value(Value::YesNo(yes))), "{text}");
        }
        assert_eq!(yes_no(&Cell::text("sì, ma"), "sì, ma"), None);
        assert_eq!(yes_no(&Cell::number(1.0), "1"), None);
        for text in ["☐", "✗", "❌"] {
            assert_eq!(yes_no(&Cell::text(text), text), None, "{text}");
        }
    }
}

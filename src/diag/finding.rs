// SPDX-License-Identifier: EUPL-1.2
//! What any stage reports: data, of which [`texts`](super::texts) makes words at the end.
//!
//! What a finding says may be private: whoever makes words of it holds a [`Permit`]. What is
//! published asks for [`published`](super::published), which knows whether it may be.

use super::codes::{Code, OwnCode, Topic};
use super::excerpt::Excerpt;
use super::phrase::{Args, Phrase, kept};
use super::place::Place;
use super::private::{Permit, Private};
use super::severity::Severity;
use std::borrow::Cow;
use std::sync::Arc;

/// One thing that somebody should know about a file, a cell or a line. It is data:
/// [`texts`](super::texts) makes its texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Names the fault.
    pub code: Code,
    /// Which of the code's texts is meant, where it has several (`older` of a version).
    pub wording: Option<&'static str>,
    /// What the texts put in for the names in braces.
    pub args: Private<Args>,
    /// How much it weighs.
    pub severity: Severity,
    /// Id of the participant whose answers it is about.
    pub participant: Option<String>,
    /// Full id of the question (`sustainability.price_bands.to`).
    pub question: Option<String>,
    /// Where it points.
    pub place: Place,
    /// Further places with a word each: the other cell when two disagree.
    pub related: Vec<(Place, Private<Phrase>)>,
    /// What the person wrote there.
    pub value: Option<Private<String>>,
    /// The cells around it, as they were written.
    pub excerpt: Option<Excerpt>,
    /// What to do, where the code's own text is not it.
    pub help: Option<Private<Phrase>>,
    /// Who lets it stand, when and why: it keeps nothing from being compared.
    pub waived: Option<Private<Phrase>>,
}

impl Finding {
    /// A finding that weighs what its code does.
    pub fn new(code: Code, place: Place, args: &[(&'static str, &str)]) -> Self {
        debug_assert!(
            args.iter().all(|(name, _)| code.arguments().contains(name)),
            "{code} has no such argument: {args:?}"
        );
        let severity = code.severity();
        Finding::made(code, severity, place, kept(args))
    }

    /// A finding in the study's own words; its arguments are whatever the study names.
    pub fn own(own: Arc<OwnCode>, severity: Severity, place: Place, args: &[(&str, &str)]) -> Self {
        let args = args.iter();
        let args = args.map(|(name, value)| (Cow::Owned((*name).to_owned()), (*value).to_owned()));
        Finding::made(Code::Own(own), severity, place, args.collect())
    }

    fn made(code: Code, severity: Severity, place: Place, args: Args) -> Self {
        Finding {
            code,
            wording: None,
            args: Private::new(args),
            severity,
            participant: None,
            question: None,
            place,
            related: Vec::new(),
            value: None,
            excerpt: None,
            help: None,
            waived: None,
        }
    }

    /// The same finding with another weight than its code's.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same finding in another of its code's wordings: `code.wording`, `code.wording.help` in
    /// the catalogue; what has no text of its own there is said as ever.
    #[must_use]
    pub fn worded(mut self, wording: &'static str) -> Self {
        self.wording = Some(wording);
        self
    }

    /// The same finding about the answers of a participant.
    #[must_use]
    pub fn by(mut self, participant: &str) -> Self {
        self.participant = Some(participant.to_owned());
        self
    }

    /// The same finding about a question.
    #[must_use]
    pub fn question(mut self, question: &str) -> Self {
        self.question = Some(question.to_owned());
        self
    }

    /// The same finding with what the person wrote.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.value = Some(Private::new(value.to_owned()));
        self
    }

    /// The same finding with another way out than the catalogue's.
    #[must_use]
    pub fn help(mut self, help: Phrase) -> Self {
        self.help = Some(Private::new(help));
        self
    }

    /// What the person wrote there, for who may know.
    pub fn written(&self, permit: Permit) -> Option<&str> {
        self.value.as_ref().map(|value| value.read(permit).as_str())
    }

    /// The values that its texts put in, of a finding about a name in the study's own files.
    pub fn study_words(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_name = self.code.topic() == Topic::StudyName;
        let args = self.args.0.iter().filter(move |_| is_name);
        args.map(|(name, value)| (&**name, value.as_str()))
    }

    /// The same finding with a further place.
    #[must_use]
    pub fn also_at(mut self, place: Place, word: Phrase) -> Self {
        self.related.push((place, Private::new(word)));
        self
    }
}

/// A value and what was noticed on the way to it.
#[derive(Debug, Clone)]
pub struct Noted<T> {
    /// The value.
    pub value: T,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

// SPDX-License-Identifier: EUPL-1.2
//! Findings and errors: what any stage reports, where it stands, and how it is shown.
//!
//! A [`Finding`] is about what somebody wrote (a cell, a line of YAML); it never stops the
//! reading. An [`Error`] is what stops us: no such file, no study, no room. All texts come from
//! one [`catalogue`], in the reader's language.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod catalogue;
mod codes;
mod excerpt;
mod mistakes;
mod phrase;
mod place;
mod render;
mod screen;

pub use catalogue::{say, say_count, say_with};
pub use codes::{Code, OwnCode, Topic};
pub use excerpt::{Excerpt, ExcerptRow};
pub use mistakes::Mistakes;
pub use phrase::{Args, Phrase};
pub use place::{CellAt, CellRef, Place, TextSpan};
pub use render::{Texts, clean, json, long, short, texts};
pub use screen::{blanks, cut, width};

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Compared, but somebody should look.
    Warning,
    /// Cannot be compared; `check` exits with 1.
    Error,
}

impl Severity {
    /// The word in files and in `--format json`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity with this word, as a study declares it.
    pub fn from_id(id: &str) -> Option<Self> {
        [Severity::Note, Severity::Warning, Severity::Error].into_iter().find(|s| s.id() == id)
    }
}

/// One thing that somebody should know about a file, a cell or a line. It is data: [`texts`] makes
/// its texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Names the fault.
    pub code: Code,
    /// Which of the code's texts is meant, where it has several (`older` of a version).
    pub wording: Option<&'static str>,
    /// What the texts put in for the names in braces.
    pub args: Args,
    /// How much it weighs.
    pub severity: Severity,
    /// Id of the participant whose answers it is about.
    pub participant: Option<String>,
    /// Full id of the question (`sustainability.price_bands.to`).
    pub question: Option<String>,
    /// Where it points.
    pub place: Place,
    /// Further places with a word each: the other cell when two disagree.
    pub related: Vec<(Place, Phrase)>,
    /// What the person wrote there.
    pub value: Option<String>,
    /// The cells around it, as they were written.
    pub excerpt: Option<Excerpt>,
    /// What to do, where the code's own text is not it.
    pub help: Option<Phrase>,
    /// Who lets it stand, when and why: it keeps nothing from being compared.
    pub waived: Option<Phrase>,
}

impl Finding {
    /// A finding that weighs what its code does.
    pub fn new(code: Code, place: Place, args: &[(&'static str, &str)]) -> Self {
        debug_assert!(
            args.iter().all(|(name, _)| code.arguments().contains(name)),
            "{code} has no such argument: {args:?}"
        );
        let severity = code.severity();
        Finding::made(code, severity, place, phrase::kept(args))
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
            args,
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
        self.value = Some(value.to_owned());
        self
    }

    /// The same finding with another way out than the catalogue's.
    #[must_use]
    pub fn help(mut self, help: Phrase) -> Self {
        self.help = Some(help);
        self
    }

    /// The same finding with a further place.
    #[must_use]
    pub fn also_at(mut self, place: Place, word: Phrase) -> Self {
        self.related.push((place, word));
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

/// Sorts findings for a reader: by file, sheet, row, column, then code; drops repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        let same_fault = || render::message(a).cmp(&render::message(b));
        (&a.place, &a.code).cmp(&(&b.place, &b.code)).then_with(same_fault)
    });
    findings.dedup();
}

/// What stops the program. Each kind has its exit status in one place, `main.rs`.
#[derive(Debug)]
pub enum Error {
    /// The user can mend it: a file that is not there, no room, a wrong argument.
    User {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// The study's own files have mistakes: all of them at once.
    Study(Vec<Finding>),
}

impl Error {
    /// An error with the message, and the help if any, under a key of the catalogue.
    pub fn user(key: &str, args: &[(&str, &str)]) -> Self {
        Error::User {
            message: say_with(key, args),
            help: catalogue::optional(&format!("{key}.help"), args),
        }
    }

    /// What a finding says, where it stops what somebody asked for.
    pub fn finding(finding: &Finding) -> Self {
        let Texts { message, help, .. } = texts(finding);
        Error::User { message, help }
    }

    /// What the system said about a file.
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let key = match error.kind() {
            ErrorKind::NotFound => "io-not-found",
            ErrorKind::PermissionDenied => "io-permission",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
            ErrorKind::ReadOnlyFilesystem => "io-read-only",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "io-not-folder",
            ErrorKind::InvalidFilename => "io-name",
            _ => "io-other",
        };
        let path = path.display().to_string();
        Error::user(key, &[("path", &path), ("error", &error.to_string())])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::User { message, .. } => write!(f, "{message}"),
            Error::Study(findings) => write!(f, "{}", findings.len()),
        }
    }
}

impl std::error::Error for Error {}

// SPDX-License-Identifier: EUPL-1.2
//! What a study is besides its questions: its title, its participants, its sources, its codings.

use super::Type;
use super::boundaries::Boundaries;
use crate::datum::{Date, Day, QuestionId};
use std::collections::BTreeMap;

/// What `study.yaml` says of the study.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// Id.
    pub id: String,
    /// Title of the report.
    pub title: String,
    /// Subtitle of the report.
    pub subtitle: Option<String>,
    /// Version of the questionnaire.
    pub version: String,
    /// The report's date: nothing reads the clock.
    pub date: Day,
    /// Who publishes the report.
    pub publisher: Option<String>,
    /// Full id of the choice question that groups participants.
    pub grouping: Option<QuestionId>,
    /// Rounds of collection.
    pub rounds: Vec<Round>,
    /// Bibliography.
    pub sources: Vec<Work>,
}

/// A round of collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Id, the folder's name.
    pub id: String,
    /// Title.
    pub title: String,
    /// Day by which answers are due.
    pub deadline: Option<Day>,
}

/// A work that the study used.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Author or body.
    pub author: Option<String>,
    /// Year.
    pub year: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// One who answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Short name, for the heads of columns.
    pub short: String,
    /// Keys that select its rows of reference tables.
    pub keys: BTreeMap<String, String>,
    /// Expected answer to the grouping question.
    pub group: Option<String>,
    /// Why it does not answer, where it has said so: nobody waits for it.
    pub not_taking_part: Option<String>,
}

impl Participant {
    /// Whether its answers are waited for.
    pub fn takes_part(&self) -> bool {
        self.not_taking_part.is_none()
    }
}

/// A table of outside data.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Its date, as fine as its source says.
    pub date: Option<Date>,
    /// Its licence.
    pub licence: Option<String>,
    /// Path of the CSV file from the study's folder.
    pub file: String,
    /// The columns used.
    pub columns: Vec<ReferenceColumn>,
    /// The rows: line in the file (from 1), and a text for each column.
    pub rows: Vec<(usize, Vec<String>)>,
    /// Where what it lists lies, for maps.
    pub boundaries: Option<Boundaries>,
}

impl Reference {
    /// Position of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }
}

/// A column of outside data.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceColumn {
    /// Id, the name in the CSV's header.
    pub id: String,
    /// Position in the CSV file, from 0.
    pub position: u16,
    /// What it holds.
    pub kind: Type,
    /// Label.
    pub label: String,
    /// Unit.
    pub unit: Option<String>,
    /// Choice list, for a choice.
    pub choices: Option<String>,
    /// Decimals printed.
    pub decimals: usize,
}

/// Classes that researchers gave to free words; one file of `codings/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// Id: the name of the further column.
    pub id: String,
    /// Path of the file from the study's folder.
    pub file: String,
    /// Full id of the question or column whose words are coded.
    pub question: QuestionId,
    /// The list of classes.
    pub choices: String,
    /// A text may have several classes.
    pub several: bool,
    /// Who coded.
    pub coder: String,
    /// When.
    pub date: Day,
    /// What stands for what.
    pub entries: Vec<Coded>,
}

/// One text and its classes.
#[derive(Debug, Clone, PartialEq)]
pub struct Coded {
    /// The text as written in the cell.
    pub text: String,
    /// Only for this participant.
    pub participant: Option<String>,
    /// The classes.
    pub classes: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// Line of the file.
    pub line: usize,
}

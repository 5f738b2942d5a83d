// SPDX-License-Identifier: EUPL-1.2
//! The road in one place: what a study's files say, taken as far as a command needs.
//!
//! [`collect`] and [`collect_for`] go from the study's folder to answers and findings; [`Collected::compare`] on to
//! the declared comparisons; [`crate::report::compose`] makes the document from there. What is
//! published is of one round, what is looked after of each participant's last one. Other choices of
//! answers are taken as far by [`Collected::checked`].

use crate::answers::{self, Answers, CellIndex, Published};
use crate::check;
use crate::comparison::Comparer;
use crate::diag::{Error, Finding};
use crate::responses::{self, Log, Response, Returned};
use crate::study::{self, Declarations, ReportRound, Study};
use crate::tables::{DataTable, Database};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A study with its answers, read and checked.
pub struct Collected {
    /// What researchers wrote.
    pub study: Study,
    /// What every participant returned in every round.
    pub returned: Vec<Returned>,
    /// The round that the answers are of; none when they are of each participant's last one.
    pub round: Option<String>,
    /// What the study team decided about the report as a whole.
    pub decisions: Log,
    /// All answers that stand.
    pub answers: Arc<Answers>,
    /// Everything that was noticed in the answers and in the questionnaire, sorted.
    pub findings: Vec<Finding>,
}

/// Answers with what was noticed in them.
pub struct Checked {
    /// The answers.
    pub answers: Arc<Answers>,
    /// What was noticed in the files and by the checks, sorted.
    pub findings: Vec<Finding>,
}

/// Reads and checks the study in `root`: of each participant the last round that it answered.
///
/// # Errors
///
/// What stops us: no study, mistakes in its questionnaire, a file that cannot be read.
pub fn collect(root: &Path) -> Result<Collected, Error> {
    collect_for(root, |_| Ok(ReportRound::Latest))
}

/// Reads and checks the study in `root`, with the answers of the round that `wanted` says of the
/// study: who did not answer in it has no answers.
///
/// # Errors
///
/// As [`collect`], or what `wanted` says.
pub fn collect_for(
    root: &Path,
    wanted: impl FnOnce(&Study) -> Result<ReportRound, Error>,
) -> Result<Collected, Error> {
    let loaded = study::load(root)?;
    let study = loaded.value;
    let round = wanted(&study)?;
    let returned = responses::read_rounds(root, &study.questionnaire)?;
    let questionnaire = &study.questionnaire;
    let newest = || responses::newest_round(questionnaire, &returned.value).map(str::to_owned);
    let round = match round {
        ReportRound::Latest => None,
        ReportRound::Of(id) => Some(id),
        ReportRound::Newest => newest(),
    };
    let chosen = match &round {
        Some(round) => responses::of_round(questionnaire, &returned.value, round),
        None => responses::standing(questionnaire, &returned.value),
    };
    let checked = checked(&study, &returned.value, &chosen)?;
    let mut findings = checked.findings;
    findings.extend(loaded.findings);
    findings.extend(returned.findings);
    let decisions = responses::decisions(root)?;
    findings.extend(decisions.findings);
    crate::diag::sort(&mut findings);
    let (returned, decisions, answers) = (returned.value, decisions.value, checked.answers);
    Ok(Collected { study, returned, round, decisions, answers, findings })
}

/// Lays the chosen answers out, one round a participant, and checks them. `all` knows the rounds
/// before them.
fn checked(study: &Study, all: &[Returned], chosen: &[&Returned]) -> Result<Checked, Error> {
    let questionnaire = &study.questionnaire;
    let answering: Vec<&Response> =
        chosen.iter().filter_map(|one| one.response.as_deref()).collect();
    let before = chosen.iter().filter_map(|one| responses::previous(questionnaire, all, one));
    let previous: Vec<&Response> = before.filter_map(|one| one.response.as_deref()).collect();
    let others: Vec<&Response> = all
        .iter()
        .filter(|one| !chosen.iter().any(|chosen| std::ptr::eq(*chosen, *one)))
        .filter_map(|one| one.response.as_deref())
        .collect();
    let answers = Arc::new(answers::build_after(questionnaire, &answering, &previous, &others));
    let database = Database::new(questionnaire, &answers.laid_out, &study.views)?;
    let mut findings: Vec<Finding> =
        chosen.iter().flat_map(|one| one.findings.iter().cloned()).collect();
    let cells = CellIndex::new(&answers);
    findings.extend(check::run(questionnaire, &answers, &database, &cells)?);
    findings.extend(chosen.iter().filter_map(|one| responses::thinner(questionnaire, all, one)));
    responses::waive(chosen, &mut findings);
    crate::diag::sort(&mut findings);
    check::add_excerpts(questionnaire, &cells, &mut findings);
    drop(cells);
    Ok(Checked { answers, findings })
}

/// What a study declares, with the tables it is made from.
pub struct Compared {
    /// The answers without what is private.
    pub answers: Published,
    /// The views, run, by name.
    pub views: BTreeMap<String, DataTable>,
    /// The declared comparisons and claims.
    pub declarations: Arc<Declarations>,
}

impl Collected {
    /// The rounds whose answers stand, one a participant.
    pub fn standing(&self) -> Vec<&Returned> {
        responses::standing(&self.study.questionnaire, &self.returned)
    }

    /// What a participant returned for a round.
    pub fn returned_by(&self, participant: &str, round: &str) -> Option<&Returned> {
        self.returned.iter().find(|one| one.participant == participant && one.round == round)
    }

    /// The rounds that stand, but for one participant this one.
    pub fn standing_with<'a>(&'a self, one: &'a Returned) -> Vec<&'a Returned> {
        let others = self.standing().into_iter();
        let mut all: Vec<&Returned> =
            others.filter(|other| other.participant != one.participant).collect();
        all.push(one);
        all
    }

    /// Checks other answers than the standing ones: one round a participant.
    ///
    /// # Errors
    ///
    /// A check or a view that cannot be run.
    pub fn checked(&self, chosen: &[&Returned]) -> Result<Checked, Error> {
        checked(&self.study, &self.returned, chosen)
    }

    /// The answers as tables that can be queried: new ones, which nothing has read yet.
    ///
    /// # Errors
    ///
    /// A view that SQLite does not understand.
    pub fn database(&self) -> Result<Database, Error> {
        Database::new(&self.study.questionnaire, &self.answers.laid_out, &self.study.views)
    }

    /// Runs the views, for the declared comparisons and claims.
    ///
    /// # Errors
    ///
    /// Mistakes in `report-templates/`, or a view that does not end.
    pub fn compare(&self) -> Result<Compared, Error> {
        let study = self.study.sound()?;
        let database = self.database()?;
        let mut views = BTreeMap::new();
        for view in &study.views {
            views.insert(view.name.clone(), database.view(view)?);
        }
        let answers = Published::of(&self.answers);
        Ok(Compared { answers, views, declarations: Arc::clone(&study.declarations) })
    }

    /// A comparer of these answers.
    pub fn comparer<'a>(&'a self, compared: &'a Compared) -> Comparer<'a> {
        Comparer::new(&self.study.questionnaire, &compared.answers, &compared.views)
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The road in one place: what a study's files say, taken as far as a command needs.
//!
//! [`collect`] goes from the YAML to answers and findings; [`Collected::compare`] on to the
//! declared comparisons; [`crate::report::compose`] makes the document from there. Other choices
//! of answers than the standing ones, such as those of one round, are [`Collected::judge`]d alike.

use crate::answers::{self, Answers, CellIndex, DataTable, Database};
use crate::check;
use crate::comparison::{self, Comparer, Declarations, View};
use crate::diag::{Error, Finding};
use crate::questionnaire::{self, Questionnaire};
use crate::responses::{self, Response, Returned};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A study with its answers, read and checked.
pub struct Collected {
    /// The study's folder.
    pub root: PathBuf,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// What every participant returned in every round.
    pub returned: Vec<Returned>,
    /// All answers that stand.
    pub answers: Arc<Answers>,
    /// The study's views.
    pub views: Vec<View>,
    /// Everything that was noticed, from reading to checking, sorted.
    pub findings: Vec<Finding>,
}

/// Answers with what was noticed in them.
pub struct Judged {
    /// The answers.
    pub answers: Arc<Answers>,
    /// What was noticed in the files and by the checks, sorted.
    pub findings: Vec<Finding>,
}

/// Reads and checks the study in `root`.
///
/// # Errors
///
/// What stops us: no study, mistakes in its YAML or SQL, a file that cannot be read.
pub fn collect(root: &Path) -> Result<Collected, Error> {
    let loaded = questionnaire::load(root)?;
    let questionnaire = loaded.value;
    let returned = responses::read_rounds(root, &questionnaire)?;
    let views = comparison::views(root)?;
    let standing = responses::standing(&questionnaire, &returned.value);
    let judged = judge(&questionnaire, &views, &returned.value, &standing)?;
    let mut findings = judged.findings;
    findings.extend(loaded.findings);
    findings.extend(returned.findings);
    crate::diag::sort(&mut findings);
    Ok(Collected {
        root: root.to_owned(),
        questionnaire,
        returned: returned.value,
        answers: judged.answers,
        views,
        findings,
    })
}

/// Lays the chosen answers out, one round a participant, and checks them. `all` knows the rounds
/// before them.
fn judge(
    questionnaire: &Questionnaire,
    views: &[View],
    all: &[Returned],
    chosen: &[&Returned],
) -> Result<Judged, Error> {
    let answering: Vec<&Response> =
        chosen.iter().filter_map(|one| one.response.as_deref()).collect();
    let before = chosen.iter().filter_map(|one| responses::previous(questionnaire, all, one));
    let previous: Vec<&Response> = before.filter_map(|one| one.response.as_deref()).collect();
    let answers = Arc::new(answers::build_after(questionnaire, &answering, &previous));
    let database = database(questionnaire, &answers, views)?;
    let mut findings: Vec<Finding> =
        chosen.iter().flat_map(|one| one.findings.iter().cloned()).collect();
    let cells = CellIndex::new(&answers);
    findings.extend(check::run(questionnaire, &answers, &database, &cells)?);
    responses::waive(chosen, &mut findings);
    crate::diag::sort(&mut findings);
    check::add_excerpts(questionnaire, &cells, &mut findings);
    drop(cells);
    Ok(Judged { answers, findings })
}

fn database(
    questionnaire: &Questionnaire,
    answers: &Arc<Answers>,
    views: &[View],
) -> Result<Database, Error> {
    let queries: Vec<(String, String)> =
        views.iter().map(|view| (view.name.clone(), view.text.clone())).collect();
    Database::new(questionnaire, answers, &queries)
}

/// What a study declares, with the tables it is made from.
pub struct Compared {
    /// The views, run, by name.
    pub views: BTreeMap<String, DataTable>,
    /// The declared comparisons and claims.
    pub declarations: Declarations,
}

impl Collected {
    /// The rounds whose answers stand, one a participant.
    pub fn standing(&self) -> Vec<&Returned> {
        responses::standing(&self.questionnaire, &self.returned)
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
    pub fn judge(&self, chosen: &[&Returned]) -> Result<Judged, Error> {
        judge(&self.questionnaire, &self.views, &self.returned, chosen)
    }

    /// The answers as tables that can be queried: new ones, which nothing has read yet.
    ///
    /// # Errors
    ///
    /// A view that SQLite does not understand.
    pub fn database(&self) -> Result<Database, Error> {
        database(&self.questionnaire, &self.answers, &self.views)
    }

    /// Runs the views and loads the declared comparisons and claims.
    ///
    /// # Errors
    ///
    /// Mistakes in `report-templates/`.
    pub fn compare(&self) -> Result<Compared, Error> {
        let database = self.database()?;
        let mut views = BTreeMap::new();
        for view in &self.views {
            let table = database.view(&self.answers, &view.name, &view.text)?;
            views.insert(view.name.clone(), table);
        }
        let mut tables: BTreeMap<String, &DataTable> =
            self.answers.tables.iter().map(|(id, table)| (id.clone(), table)).collect();
        tables.extend(views.values().map(|table| (table.id.clone(), table)));
        let declarations = comparison::load(&self.root, &self.questionnaire, &tables)?;
        Ok(Compared { views, declarations })
    }

    /// A comparer of these answers.
    pub fn comparer<'a>(&'a self, compared: &'a Compared) -> Comparer<'a> {
        Comparer::new(&self.questionnaire, &self.answers, &compared.views)
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The road in one place: what a study's files say, taken as far as a command needs.
//!
//! [`collect`] goes from the YAML to answers and findings; [`Collected::compare`] on to the
//! declared comparisons; [`crate::report::compose`] makes the document from there.

use crate::answers::{self, Answers, DataTable, Database};
use crate::check;
use crate::comparison::{self, Comparer, Declarations, View};
use crate::diag::{Error, Finding};
use crate::questionnaire::{self, Questionnaire};
use crate::responses::{self, Response};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A study with its answers, read and checked.
pub struct Collected {
    /// The study's folder.
    pub root: PathBuf,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// What each participant answered, as it was read.
    pub responses: Vec<Response>,
    /// All answers.
    pub answers: Answers,
    /// The answers as tables that can be queried.
    pub database: Database,
    /// The study's views.
    pub views: Vec<View>,
    /// Everything that was noticed, from reading to checking, sorted.
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
    let mut findings = loaded.findings;
    let responses = responses::read_all(root, &questionnaire)?;
    findings.extend(responses.findings);
    let answers = answers::build(&questionnaire, &responses.value);
    let views = comparison::views(root)?;
    let queries: Vec<(String, String)> =
        views.iter().map(|view| (view.name.clone(), view.text.clone())).collect();
    let database = Database::new(&questionnaire, &answers, &queries)?;
    findings.extend(check::run(&questionnaire, &answers, &database)?);
    crate::diag::sort(&mut findings);
    check::add_excerpts(&questionnaire, &answers, &mut findings);
    let responses = responses.value;
    Ok(Collected {
        root: root.to_owned(),
        questionnaire,
        responses,
        answers,
        database,
        views,
        findings,
    })
}

/// What a study declares, with the tables it is made from.
pub struct Compared {
    /// The views, run, by name.
    pub views: BTreeMap<String, DataTable>,
    /// The declared comparisons and claims.
    pub declarations: Declarations,
}

impl Collected {
    /// Runs the views and loads the declared comparisons and claims.
    ///
    /// # Errors
    ///
    /// Mistakes in `report-templates/`.
    pub fn compare(&self) -> Result<Compared, Error> {
        let mut views = BTreeMap::new();
        for view in &self.views {
            let table = self.database.view(&self.answers, &view.name, &view.text)?;
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

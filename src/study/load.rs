// SPDX-License-Identifier: EUPL-1.2
//! Reads a whole study.

use super::parts::Known;
use super::{CheckScope, Declarations, Study, TEMPLATES};
use super::{checks, claims, comparisons, templates, views};
use crate::diag::{Code, Error, Finding, Mistakes, Noted, Place, Severity, TextSpan, Topic, sort};
use crate::files::Files;
use crate::questionnaire::{self, Draft, Questionnaire};
use crate::tables::{self, DataTable, Database, Tables, View};
use crate::templates::Names;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Ends of the names of text files.
const TEXTS: [&str; 3] = ["yaml", "sql", "md"];

/// Loads the study in `root`, with findings that do not stop it.
///
/// # Errors
///
/// [`Error::User`] when there is no study or a file cannot be read. [`Error::Study`] when the
/// questionnaire or its checks do not hold: with the mistakes of all files, also of those that the
/// answers could be collected without.
pub fn load(root: &Path) -> Result<Noted<Study>, Error> {
    let files = Files::new(root);
    let draft = questionnaire::read(&files)?;
    let schema = Arc::new(tables::schema(&draft.questionnaire));
    let views = views::views(&files, &schema)?;
    let (views, database, mut mistakes) = prepared(&draft, &schema, views)?;
    let tables = all_tables(&schema, &views);
    let views: Vec<View> = views.into_iter().map(|(view, _)| view).collect();
    let is_broken = |mistake: &&Finding| mistake.code == Code::ViewSql;
    let broken_views: Vec<String> = mistakes.iter().filter(is_broken).filter_map(view_of).collect();
    let of_checks = of_checks(&draft, &schema, &database);

    let known = Known { questionnaire: &draft.questionnaire, tables: &tables };
    let comparisons = comparisons::comparisons(&files, known)?;
    let claims = claims::claims(&files, known)?;
    let mut names = asked_names(&draft.questionnaire);
    names.add("comparison", comparisons.ids);
    names.add("claim", claims.ids);
    let templates = templates::templates(&files, &draft.questionnaire, names)?;
    let declarations = Declarations { comparisons: comparisons.all, claims: claims.all };
    let texts = texts(&files)?;
    mistakes.extend(files.mistakes.take());
    let lost = |word: &str| broken_views.iter().any(|view| word == view) || draft.may_name(word);
    mistakes.retain(|finding| !is_consequence(finding, lost));
    sort(&mut mistakes);

    let mut findings = draft.findings.clone();
    findings.extend(of_checks);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        findings.extend(mistakes);
        sort(&mut findings);
        return Err(Error::Study(findings));
    }
    let study = Study {
        questionnaire: draft.questionnaire,
        views,
        declarations: Arc::new(declarations),
        templates,
        mistakes,
        texts,
    };
    Ok(Noted { value: study, findings })
}

/// The questionnaire of the study in `root`, for who needs nothing else: it is not kept from sending
/// forms out and taking them in by a chapter that somebody is still writing.
///
/// # Errors
///
/// As [`questionnaire::load_to_ask`].
pub fn questionnaire(root: &Path) -> Result<Noted<Questionnaire>, Error> {
    questionnaire::load_to_ask(&Files::new(root))
}

/// The views that can be run, each with its table; the database with them; and what is wrong with
/// the others.
type Prepared = (Vec<(View, DataTable)>, Database, Vec<Finding>);

/// Prepares each view over the tables as they are before anybody answers. A view may read another,
/// whatever their names are.
fn prepared(draft: &Draft, schema: &Arc<Tables>, mut views: Vec<View>) -> Result<Prepared, Error> {
    let mistakes = Mistakes::default();
    let mut failed = Vec::new();
    let database = loop {
        match Database::with_views(&draft.questionnaire, schema, &views)? {
            Ok(database) => break database,
            Err((at, error)) => failed.push((views.remove(at), error)),
        }
    };
    let mut sound = Vec::new();
    for view in views {
        match database.columns_of(&view.file, &view.all()) {
            Ok(columns) => {
                view.check(&columns, &mistakes);
                let table = view.table(&columns);
                sound.push((view, table));
            }
            Err(error) => failed.push((view, error)),
        }
    }
    for (view, error) in failed {
        mistakes.push(broken(&view, error, &database));
    }
    Ok((sound, database, mistakes.take()))
}

/// What the database says of a view, as a mistake at its place.
fn broken(view: &View, error: Error, database: &Database) -> Finding {
    let file: Arc<str> = view.file.as_str().into();
    let before = database.stops_at(&view.query).and_then(|at| view.query.get(..at));
    let place = match before {
        None => Place::File(file),
        Some(before) => {
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
            let source = view.query.lines().nth(line - 1).unwrap_or_default().into();
            Place::Text(TextSpan { file, line, column, length: 1, source })
        }
    };
    let (message, help) = match error {
        Error::User { message, help } => (message, help),
        Error::Study(_) => (String::new(), None),
    };
    let args = [("error", message.as_str()), ("help", &help.unwrap_or_default())];
    Finding::new(Code::ViewSql, place, &args)
}

/// All tables that a comparison may read, by full id.
fn all_tables(schema: &Tables, views: &[(View, DataTable)]) -> BTreeMap<String, DataTable> {
    let mut tables = schema.tables.clone();
    tables.extend(views.iter().map(|(_, table)| (table.id.clone(), table.clone())));
    tables
}

/// The mistakes in the declared checks, which nobody has answered to yet.
fn of_checks(draft: &Draft, schema: &Tables, database: &Database) -> Vec<Finding> {
    let scope = CheckScope { questionnaire: &draft.questionnaire, tables: &schema.tables };
    let mut mistakes = checks::mistakes(scope, database);
    mistakes.retain(|finding| !is_consequence(finding, |word| draft.may_name(word)));
    mistakes
}

/// What templates may name of the questionnaire.
fn asked_names(questionnaire: &Questionnaire) -> Names {
    let mut names = Names::default();
    let participants = questionnaire.participants.iter().map(|one| one.id.clone());
    names.add("participant", participants.collect());
    names.add("section", questionnaire.sections.iter().map(|one| one.id.clone()).collect());
    let questions = questionnaire.sections.iter().flat_map(|section| section.questions());
    let public = questions.filter(|question| !question.private);
    names.add("question", public.map(|question| question.id.to_string()).collect());
    names
}

/// The texts below `report-templates/`: those that nothing names, too.
fn texts(files: &Files) -> Result<BTreeMap<String, Arc<str>>, Error> {
    let mut texts = BTreeMap::new();
    for file in files.all(TEMPLATES, &TEXTS)? {
        if let Some(text) = files.text(&file)? {
            texts.insert(file, text);
        }
    }
    Ok(texts)
}

/// The id under which a comparison would read the view in whose file a mistake stands.
fn view_of(mistake: &Finding) -> Option<String> {
    let name = mistake.place.file()?.rsplit('/').next()?;
    Some(format!("view.{}", name.trim_end_matches(".sql")))
}

/// Whether something is told only because another mistake kept what it names from being read: that
/// one is told already. `lost` says so of a word.
fn is_consequence(finding: &Finding, lost: impl Fn(&str) -> bool) -> bool {
    if finding.code.topic() != Topic::StudyName {
        return false;
    }
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    // The way out names what anybody may have.
    let said = finding.study_words().filter(|(name, _)| *name != "help");
    let values = said.map(|(_, value)| value);
    let mut words = values.flat_map(|text| text.split(|c| !letter(c))).map(|w| w.trim_matches('.'));
    words.any(|word| !word.is_empty() && lost(word))
}

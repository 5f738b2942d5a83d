// SPDX-License-Identifier: EUPL-1.2
//! Finds the study, and in it what the arguments name.

use sestante::diag::{Error, Finding, Severity, say, say_with};
use sestante::locale::fold;
use sestante::pipeline::{self, Collected};
use sestante::questionnaire::{Participant, Questionnaire, Round};
use sestante::responses::Returned;
use sestante::study::{LATEST, ReportRound};
use sestante::yaml;
use std::path::{Path, PathBuf};

/// The study's folder; an empty path for the current one, so that files below it are named as the
/// user would name them. No parent is searched, but one that holds a study is pointed to.
pub(super) fn root(folder: &Path) -> Result<PathBuf, Error> {
    let is_study = |folder: &Path| folder.join("questionnaire/study.yaml").is_file();
    if is_study(folder) {
        let here = folder == Path::new(".");
        return Ok(if here { PathBuf::new() } else { folder.to_owned() });
    }
    let about = folder.metadata().map_err(|error| Error::io(folder, &error))?;
    let shown = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let args = [("path", &*shown.display().to_string())];
    if !about.is_dir() {
        return Err(Error::user("cli-study-is-file", &args));
    }
    let mut error = Error::user("no-study", &args);
    if let (Some(above), Error::User { help, .. }) =
        (shown.ancestors().skip(1).find(|folder| is_study(folder)), &mut error)
    {
        *help = Some(say_with("cli-study-above", &[("path", &above.display().to_string())]));
    }
    Err(error)
}

/// The participants of these ids or short names, each once, in the study's order; all when none is
/// named.
pub(super) fn participants<'a>(
    questionnaire: &'a Questionnaire,
    names: &[String],
) -> Result<Vec<&'a Participant>, Error> {
    let all = &questionnaire.participants;
    let mut wanted = Vec::new();
    for name in names {
        let folded = fold(name);
        let is = |p: &&Participant| [&p.id, &p.short, &p.name].iter().any(|n| fold(n) == folded);
        let found = all.iter().find(is);
        wanted.push(found.ok_or_else(|| unknown_participant(questionnaire, name))?);
    }
    let chosen = |p: &&Participant| names.is_empty() || wanted.iter().any(|w| w.id == p.id);
    Ok(all.iter().filter(chosen).collect())
}

/// The participant of this id or short name.
pub(super) fn participant<'a>(
    questionnaire: &'a Questionnaire,
    name: &str,
) -> Result<&'a Participant, Error> {
    let found = participants(questionnaire, &[name.to_owned()])?;
    found.first().copied().ok_or_else(|| unknown_participant(questionnaire, name))
}

/// The study with the answers that its report is of: those of this round, or of the one that
/// `report.yaml` names, or of the newest.
pub(super) fn collect(root: &Path, round: Option<&str>) -> Result<Collected, Error> {
    pipeline::collect_for(root, |study| {
        let Some(word) = round else { return Ok(study.templates.settings.round.clone()) };
        let questionnaire = &study.questionnaire;
        let rounds = questionnaire.study.rounds.iter();
        let last = say("cli-round-latest");
        let known: Vec<(&str, &str)> = rounds
            .map(|round| (round.id.as_str(), round.title.as_str()))
            .chain([(LATEST, last.as_str())])
            .collect();
        let found = ReportRound::parse(word, questionnaire);
        found.ok_or_else(|| unknown_titled("cli-unknown-round", word, &known))
    })
}

/// The round of this id; the last one when none is named.
pub(super) fn round<'a>(
    questionnaire: &'a Questionnaire,
    id: Option<&str>,
) -> Result<&'a Round, Error> {
    let rounds = &questionnaire.study.rounds;
    let Some(id) = id else {
        return rounds.last().ok_or_else(|| Error::user("cli-no-round", &[]));
    };
    let titles: Vec<(&str, &str)> =
        rounds.iter().map(|round| (round.id.as_str(), round.title.as_str())).collect();
    let found = rounds.iter().find(|round| round.id == id);
    found.ok_or_else(|| unknown_titled("cli-unknown-round", id, &titles))
}

/// What a participant returned for a round; for the last answered one when none is named.
pub(super) fn returned<'a>(
    collected: &'a Collected,
    participant: &Participant,
    id: Option<&str>,
) -> Result<&'a Returned, Error> {
    let found = match id {
        Some(id) => {
            let round = round(&collected.study.questionnaire, Some(id))?;
            collected.returned_by(&participant.id, &round.id)
        }
        None => collected.standing().into_iter().find(|one| one.participant == participant.id),
    };
    found.filter(|one| one.response.is_some()).ok_or_else(|| nothing_read(collected, participant))
}

/// Why there are no answers: what stands in the way of reading them, or that none came.
fn nothing_read(collected: &Collected, participant: &Participant) -> Error {
    let own = format!("responses/{}/", participant.id);
    let in_the_way = collected.findings.iter().filter(|finding| {
        finding.severity == Severity::Error
            && finding.place.file().is_some_and(|file| file.starts_with(&own))
    });
    let in_the_way: Vec<Finding> = in_the_way.cloned().collect();
    if in_the_way.is_empty() {
        return Error::user("cli-nothing-returned", &[("name", &participant.short)]);
    }
    Error::Study(in_the_way)
}

fn unknown_participant(questionnaire: &Questionnaire, name: &str) -> Error {
    let all = &questionnaire.participants;
    let ids: Vec<&str> = all.iter().map(|p| p.id.as_str()).collect();
    let names: Vec<&str> = all.iter().flat_map(|p| [p.short.as_str(), &p.name]).collect();
    let near = |words: &[&str]| yaml::nearest(name, words.iter().copied()).is_some();
    let known = if !near(&ids) && near(&names) { names } else { ids };
    unknown("cli-unknown-participant", name, &known)
}

/// A word that is not among the known ones.
pub(super) fn unknown(key: &str, word: &str, known: &[&str]) -> Error {
    let Error::User { message, .. } = Error::user(key, &[("word", word)]) else {
        return Error::user(key, &[]);
    };
    Error::User { message, help: Some(yaml::did_you_mean(word, known.iter().copied()).said()) }
}

/// A word that is not among the known ids; when none is near, all are listed with their titles.
pub(super) fn unknown_titled(key: &str, word: &str, known: &[(&str, &str)]) -> Error {
    let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
    if yaml::nearest(word, ids.iter().copied()).is_some() {
        return unknown(key, word, &ids);
    }
    let titled: Vec<String> = known.iter().map(|(id, title)| format!("{id} («{title}»)")).collect();
    unknown(key, word, &titled.iter().map(String::as_str).collect::<Vec<_>>())
}

// SPDX-License-Identifier: EUPL-1.2
//! Outside data: `reference/<name>.yaml` describes `reference/<name>.csv`.

use super::boundaries::Boundaries;
use super::validate::{Declared, Name, id};
use super::{MOST_DECIMALS, Reference, ReferenceColumn, Type};
use crate::diag::{Code, Error, Finding, Place};
use crate::files::Files;
use crate::yaml::{Fields, Node, YamlFile, did_you_mean};

/// The reference table described in a file, with its rows.
pub(super) fn reference(
    files: &Files,
    file: &str,
    declared: &mut Declared,
) -> Result<Option<Reference>, Error> {
    let Some((source, node)) = YamlFile::read(files, file)? else { return Ok(None) };
    let csv_file = file.replace(".yaml", ".csv");
    let Some((header, records)) = read_csv(files, &csv_file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let id = id(&source, &fields, &[]);
    if let Some(node) = fields.get("id") {
        declared.name(Name::Reference, &id, source.span(node));
    }
    fields.need("columns");
    let columns: Vec<ReferenceColumn> = fields
        .list("columns")
        .into_iter()
        .filter_map(|node| column(&source, node, &header, declared))
        .collect();
    let rows = records
        .into_iter()
        .map(|(line, record)| {
            let text = |column: &ReferenceColumn| {
                record.get(usize::from(column.position)).cloned().unwrap_or_default()
            };
            (line, columns.iter().map(text).collect())
        })
        .collect();
    let reference = Reference {
        id,
        title: fields.need_text("title"),
        source: fields.need_text("source"),
        date: fields.date("date"),
        licence: fields.text("licence"),
        file: csv_file,
        columns,
        rows,
        boundaries: boundaries(files, file, &source, &fields)?,
    };
    fields.finish();
    Ok(Some(reference))
}

/// The boundaries that `boundaries` names, a file beside the table, by the column and property
/// that `boundary_key` names.
fn boundaries(
    files: &Files,
    file: &str,
    source: &YamlFile,
    fields: &Fields<'_>,
) -> Result<Option<Boundaries>, Error> {
    let (name, key) = (fields.text("boundaries"), fields.text("boundary_key"));
    let (Some(name), Some(node)) = (name, fields.get("boundaries")) else { return Ok(None) };
    let Some(key) = key else {
        source.report(Code::YamlMissingKey, node, &[("key", "boundary_key")]);
        return Ok(None);
    };
    let unreadable = |error: &str| {
        source.report(Code::BoundariesUnreadable, node, &[("file", &name), ("error", error)]);
    };
    if name.contains(['/', '\\']) {
        unreadable(&name);
        return Ok(None);
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let Some(text) = files.needed(&format!("{folder}/{name}"))? else { return Ok(None) };
    let read = Boundaries::parse(&text, &key);
    Ok(read.map_err(|error| unreadable(&error)).ok())
}

fn column(
    source: &YamlFile,
    node: &Node,
    header: &[String],
    declared: &mut Declared,
) -> Option<ReferenceColumn> {
    let fields = Fields::of(source, node);
    let id = fields.need_text("id");
    let position = header.iter().position(|name| *name == id);
    if let (None, Some(node)) = (position, fields.get("id")) {
        let help = did_you_mean(&id, header.iter().map(String::as_str));
        source.report_with_help(Code::YamlUnknownWord, node, &[("word", &id)], help);
    }
    let choices = fields.text("choices");
    if let (Some(list), Some(node)) = (&choices, fields.get("choices")) {
        declared.refer(Name::Choices, list, source.span(node));
    }
    fields.need("type");
    let kind = fields.one_of("type", &Type::ALL)?;
    let column = ReferenceColumn {
        position: u16::try_from(position?).ok()?,
        id,
        kind,
        label: fields.need_text("label"),
        unit: fields.text("unit"),
        choices,
        decimals: fields
            .count_up_to("decimals", MOST_DECIMALS)
            .unwrap_or(usize::from(matches!(kind, Type::Decimal | Type::Percent))),
    };
    fields.finish();
    Some(column)
}

type Csv = (Vec<String>, Vec<(usize, Vec<String>)>);

/// Header and records with their lines; a mistake and nothing when the file is not there.
fn read_csv(files: &Files, file: &str) -> Result<Option<Csv>, Error> {
    let Some(text) = files.needed(file)? else { return Ok(None) };
    let broken = |error: &csv::Error| {
        let place = Place::File(file.into());
        let args = [("file", file), ("error", &*error.to_string())];
        files.mistakes.push(Finding::new(Code::CsvUnreadable, place, &args));
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => {
            broken(&error);
            return Ok(None);
        }
    };
    let mut records = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let texts = record.iter().map(str::to_owned).collect();
                records.push((usize::try_from(line).unwrap_or(0), texts));
            }
            Err(error) => broken(&error),
        }
    }
    Ok(Some((header, records)))
}

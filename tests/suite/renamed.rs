// SPDX-License-Identifier: EUPL-1.2
//! A copy of a study in which every id, label, choice and participant has another name.
//!
//! An id gets `zz_` before it, which keeps the order of ids; a text for people has its letters
//! replaced by as many Cyrillic ones, which keeps order, case and length. Words of the engine (keys
//! of the YAML, types, states of answers, `participant`, `row_id`, `value` …) stay. [`back`] undoes
//! both in whatever came out.

use serde_json::{Map, Value as Json};
use sestante::diag::Mistakes;
use sestante::questionnaire::{Item, Questionnaire, Type};
use sestante::yaml::{Kind, Node, YamlFile};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names that the engine gives to columns, tables and axes.
const OURS: [&str; 17] = [
    "participant",
    "row",
    "row_id",
    "column_id",
    "value",
    "cell",
    "cell2",
    "group",
    "none",
    "total",
    "view",
    "reference",
    "yes",
    "count",
    "all",
    "participants",
    "",
];

/// Renames a study; knows its ids.
pub(crate) struct Renaming {
    /// Names that stand in SQL: sections, questions, tables, columns, codings, columns of views.
    names: BTreeSet<String>,
    /// Names of tables in SQL, with the new ones.
    tables: Vec<(String, String)>,
    choices: BTreeSet<String>,
    participants: BTreeSet<String>,
}

/// The new id.
fn id(old: &str) -> String {
    if old.is_empty() { String::new() } else { format!("zz_{old}") }
}

/// A dotted id, but for the parts that are the engine's.
fn dotted(old: &str) -> String {
    let part = |part: &str| match part.split_once("__") {
        Some((coding, attribute)) => format!("{}__{}", id(coding), id(attribute)),
        None if OURS.contains(&part) && part != "count" => part.to_owned(),
        None => id(part),
    };
    old.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// A text for people in other letters; what stands in braces is not theirs.
fn label(text: &str, inside: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').expect("a brace is closed");
        out.push_str(&other_letters(before));
        out.push_str(&format!("{{{}}}", inside(placeholder)));
        rest = after;
    }
    out + &other_letters(rest)
}

fn other_letters(text: &str) -> String {
    let other = |c: char| match c {
        'a'..='z' => shifted(c, 'a', 'а'),
        'A'..='Z' => shifted(c, 'A', 'А'),
        c => c,
    };
    text.chars().map(other).collect()
}

/// Undoes the renaming in a text, and takes out hashes of files and numbers of lines.
pub(crate) fn back(text: &str) -> String {
    let first = |c: char| match c {
        'а'..='щ' => shifted(c, 'а', 'a'),
        'А'..='Щ' => shifted(c, 'А', 'A'),
        c => c,
    };
    let text: String = text.chars().map(first).collect();
    let text = text.replace("zz_", "").replace("zz-", "").replace("ZZ_", "");
    let mut parts = text.split("/01-");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("/01-");
        out.push_str(part.get(8..).unwrap_or(part));
    }
    without_lines(&out)
}

/// `riga 12` without its number: a file written anew has other lines.
fn without_lines(text: &str) -> String {
    let mut parts = text.split("riga ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("riga ");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

fn shifted(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).unwrap()
}

impl Renaming {
    /// The renaming of a study in its folder.
    pub(crate) fn of(root: &Path, questionnaire: &Questionnaire) -> Self {
        let mut names = BTreeSet::new();
        let mut tables = Vec::new();
        let mut full = |sql: String, new: String| tables.push((sql, new));
        for section in &questionnaire.sections {
            names.insert(section.id.clone());
            for item in &section.items {
                let name = item.id().rsplit('.').next().unwrap();
                names.insert(name.to_owned());
                if !matches!(item, Item::Question(_)) {
                    full(item.id().replace('.', "_"), dotted(item.id()).replace('.', "_"));
                }
                match item {
                    Item::Table(table) => {
                        names.extend(table.columns.iter().map(|c| c.name.clone()));
                    }
                    Item::Grid(grid) => drop(names.insert(grid.cell.name.clone())),
                    Item::Question(_) => {}
                }
            }
        }
        for reference in questionnaire.references.values() {
            full(format!("reference_{}", reference.id), format!("reference_{}", id(&reference.id)));
            names.extend(reference.columns.iter().map(|column| column.id.clone()));
        }
        names.extend(questionnaire.codings.iter().map(|coding| coding.id.clone()));
        for view in sestante::study::load(root).unwrap().value.views {
            // a view may read another
            names.insert(view.name.clone());
            let declared = view.query.lines().filter_map(|line| line.strip_prefix("-- column "));
            names.extend(declared.filter_map(|line| Some(line.split_once(':')?.0.to_owned())));
        }
        names.retain(|name| name == "count" || !OURS.contains(&name.as_str()));
        let lists = questionnaire.choices.values();
        Renaming {
            names,
            tables,
            choices: lists.flat_map(|l| l.choices.iter().map(|c| c.id.clone())).collect(),
            participants: questionnaire.participants.iter().map(|p| p.id.clone()).collect(),
        }
    }

    /// Writes the renamed questionnaire and templates of `from` into `to`.
    pub(crate) fn write(&self, from: &Path, to: &Path) {
        for folder in ["questionnaire", "report-templates"] {
            self.folder(from, to, folder);
        }
    }

    fn folder(&self, from: &Path, to: &Path, folder: &str) {
        fs::create_dir_all(to.join(folder)).unwrap();
        for entry in fs::read_dir(from.join(folder)).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            let file = format!("{folder}/{name}");
            if entry.file_type().unwrap().is_dir() {
                self.folder(from, to, &file);
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let (stem, kind) = name.rsplit_once('.').unwrap();
            let (stem, text) = match (folder, kind) {
                (_, "yaml") => (self.stem(folder, stem), self.yaml(&file, &text)),
                (_, "csv") => (id(stem), self.csv(&text)),
                (_, "sql") => (id(stem), self.view(&text)),
                (_, "geojson") => (stem.to_owned(), text.replace("\"code\":", "\"zz_code\":")),
                _ => (stem.to_owned(), chapter(&text)),
            };
            fs::write(to.join(folder).join(format!("{stem}.{kind}")), text).unwrap();
        }
    }

    /// The name of a file is the engine's for some, the study's for others.
    fn stem(&self, folder: &str, stem: &str) -> String {
        let fixed = ["study", "participants", "checks", "claims", "report", "slides", "pages"];
        if folder.ends_with("comparisons") || fixed.contains(&stem) {
            stem.to_owned()
        } else {
            id(stem)
        }
    }

    fn yaml(&self, file: &str, text: &str) -> String {
        let mistakes = Mistakes::default();
        let (_, node) = YamlFile::parse(file, text, &mistakes).expect("the study's YAML is good");
        // JSON is YAML
        format!("{:#}\n", self.node(file, &[], &node))
    }

    fn node(&self, file: &str, path: &[&str], node: &Node) -> Json {
        match &node.kind {
            Kind::Null => Json::Null,
            Kind::Bool(yes) => Json::Bool(*yes),
            Kind::Number(number) => match number.to_string().parse::<i64>() {
                Ok(whole) => Json::from(whole),
                Err(_) => Json::from(number.to_f64()),
            },
            Kind::Text(text) => Json::String(self.text(file, path, text)),
            Kind::List(items) => items.iter().map(|item| self.node(file, path, item)).collect(),
            Kind::Map(entries) => {
                let mut map = Map::new();
                for (key, value) in entries {
                    let key = key.scalar().unwrap();
                    let inner: Vec<&str> = [path, &[key.as_str()]].concat();
                    let value = self.node(file, &inner, value);
                    map.insert(self.key(path, &key), value);
                }
                Json::Object(map)
            }
        }
    }

    /// Keys are the engine's, but where they name something of the study.
    fn key(&self, path: &[&str], key: &str) -> String {
        match path.last() {
            Some(&("where" | "of" | "possibly" | "keys" | "attributes" | "section_chapters")) => {
                dotted(key)
            }
            _ => key.to_owned(),
        }
    }

    fn text(&self, file: &str, path: &[&str], text: &str) -> String {
        let key = path.last().copied().unwrap_or_default();
        let above = path.iter().rev().nth(1).copied().unwrap_or_default();
        // column: word, column: { not: word }
        let filtered = ["where", "of", "possibly"].iter().find_map(|word| {
            let at = path.iter().rposition(|key| key == word)?;
            path.get(at + 1).copied()
        });
        if let Some(column) = filtered {
            return self.word(column, text);
        }
        match (above, key) {
            ("attributes", _) => id(text),
            ("keys" | "section_chapters", _) => text.to_owned(),
            ("figure", "label") => dotted(text),
            (_, "boundaries") if text.ends_with(".geojson") => text.to_owned(),
            _ if key == "text" && file.ends_with("slides.yaml") => chapter(text),
            _ if file.ends_with("slides.yaml") && !matches!(key, "title" | "heading") => id(text),
            _ if file.ends_with("pages.yaml") && !matches!(key, "section" | "headline") => {
                text.to_owned()
            }
            _ if key == "text" && file.contains("/codings/") => text.to_owned(),
            _ if key == "code" && file.ends_with("checks.yaml") => format!("zz-{text}"),
            (_, "sql") => self.sql(text),
            (_, "is" | "equals") => self.word("", text),
            (
                _,
                "version" | "date" | "deadline" | "type" | "code" | "severity" | "kind" | "expect"
                | "totals" | "order" | "unknown" | "shape" | "figure" | "measure" | "answers"
                | "formats" | "chapters" | "categories" | "year",
            ) => text.to_owned(),
            (
                _,
                "title" | "subtitle" | "publisher" | "label" | "sheet" | "intro" | "who" | "help"
                | "example" | "definition" | "also" | "name" | "short" | "unit" | "row_head"
                | "message" | "notes" | "caption" | "reserve" | "not_comparable" | "text"
                | "heading" | "quoted_from" | "coder" | "reason" | "source" | "licence" | "author"
                | "note",
            ) => label(text, &|inside| self.placeholder(inside)),
            _ => dotted(text),
        }
    }

    /// A word that a column is held against.
    fn word(&self, column: &str, text: &str) -> String {
        let known = match column {
            "participant" => self.participants.contains(text),
            "province" => self.choices.contains(text),
            _ => self.choices.contains(text) && !matches!(text, "no" | "yes"),
        };
        if known { id(text) } else { text.to_owned() }
    }

    fn placeholder(&self, inside: &str) -> String {
        match inside.split_once(':') {
            Some((kind, name)) => format!("{kind}:{}", id(name)),
            None => self.sql_name(inside),
        }
    }

    fn sql_name(&self, name: &str) -> String {
        if let Some((_, new)) = self.tables.iter().find(|(old, _)| old == name) {
            return new.clone();
        }
        match name.split_once("__") {
            Some((base, tail @ ("cell" | "state"))) => format!("{}__{tail}", self.sql_name(base)),
            Some((base, attribute)) => format!("{}__{}", self.sql_name(base), id(attribute)),
            None if self.names.contains(name) => id(name),
            None => name.to_owned(),
        }
    }

    /// A query: lower-case words are names, upper-case ones are SQL's.
    fn sql(&self, text: &str) -> String {
        let mut out = String::new();
        let mut word = String::new();
        let mut literal: Option<String> = None;
        for c in text.chars().chain([' ']) {
            if let Some(inside) = &mut literal {
                if c == '\'' {
                    out.push_str(&self.literal(inside));
                    out.push('\'');
                    literal = None;
                } else {
                    inside.push(c);
                }
            } else if c.is_ascii_alphanumeric() || c == '_' {
                word.push(c);
            } else {
                out.push_str(&self.sql_name(&word));
                word.clear();
                out.push(c);
                literal = (c == '\'').then(String::new);
            }
        }
        out.trim_end_matches(' ').to_owned()
    }

    fn literal(&self, text: &str) -> String {
        let bare = text.trim_matches(['|', '%']);
        if self.choices.contains(bare) { text.replace(bare, &id(bare)) } else { text.to_owned() }
    }

    fn view(&self, text: &str) -> String {
        let comments = text.lines().take_while(|line| line.starts_with("--")).count();
        let mut out = String::new();
        for line in text.lines().take(comments) {
            out.push_str(&self.view_line(line));
            out.push('\n');
        }
        let rest: Vec<&str> = text.lines().skip(comments).map(uncommented).collect();
        out + &self.sql(&rest.join("\n"))
    }

    fn view_line(&self, line: &str) -> String {
        let Some((key, value)) = line.split_once(": ") else { return line.to_owned() };
        let value = match (key, value.split_once(' ')) {
            ("-- label", _) => other_letters(value),
            ("-- row_label", _) => self.sql_name(value),
            (_, Some(("like", other))) => format!("like {}", dotted(other)),
            (_, Some((kind, label))) => format!("{kind} {}", other_letters(label)),
            _ => value.to_owned(),
        };
        match key.strip_prefix("-- column ") {
            Some(column) => format!("-- column {}: {value}", self.sql_name(column)),
            None => format!("{key}: {value}"),
        }
    }

    fn csv(&self, text: &str) -> String {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let heads: Vec<String> = records[0].iter().map(str::to_owned).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(heads.iter().map(|head| dotted(head))).unwrap();
        for record in &records[1..] {
            let cells = heads.iter().zip(record).map(|(head, cell)| match head.as_str() {
                "participant" => id(cell),
                // the checks of the study hold these against ids of choices
                "sigla" | "province_sigla" => format!("ZZ_{cell}"),
                _ => cell.to_owned(),
            });
            writer.write_record(cells).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// A fact of the transcription.
    pub(crate) fn fact(
        &self,
        questionnaire: &Questionnaire,
        question: &str,
        row: &str,
        value: &str,
    ) -> [String; 3] {
        let kind = questionnaire.question(question).map(|question| question.kind);
        let word = matches!(kind, Some(Type::Choice | Type::Choices))
            && !matches!(value, "nessuno" | "n.d.");
        let value = if word { other_letters(value) } else { value.to_owned() };
        let row = match row.split_once('/') {
            Some((down, across)) => format!("{}/{}", id(down), id(across)),
            None => row.to_owned(),
        };
        [dotted(question), row, value]
    }
}

/// A line of SQL without its comment, whose words would be taken for names.
fn uncommented(line: &str) -> &str {
    line.split_once("--").map_or(line, |(before, _)| before)
}

/// A chapter: what stands in quotes inside `{{ … }}` after `=` is an id, but for titles.
fn chapter(text: &str) -> String {
    let mut parts = text.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (call, prose) = part.split_once("}}").unwrap();
        out.push_str("{{");
        for (number, piece) in call.split('"').enumerate() {
            if number > 0 {
                out.push('"');
            }
            let title = out.ends_with("title=\"") || out.ends_with("author=\"");
            out.push_str(&if number % 2 == 1 && !title { dotted(piece) } else { piece.to_owned() });
        }
        out.push_str("}}");
        out.push_str(prose);
    }
    out
}

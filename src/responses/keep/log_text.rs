// SPDX-License-Identifier: EUPL-1.2
//! Adds to a log as text, so that what people wrote in it stays: their order, their comments.
//!
//! 1. An entry goes to the end of its list, which is made when there is none.
//! 2. The new text is read again: when it does not say just what it should, because somebody has
//!    written the list in another way, the whole log is written anew.
//!
//! A log with mistakes is never touched.

use super::folder::put;
use super::log::{Correction, LOG_FILE, Log, LogEntry, Signed, Validation, Waiver};
use crate::datum::Day;
use crate::diag::{Error, Mistakes, TextSpan};
use std::path::Path;
use std::sync::Arc;

/// What is added to a log.
#[derive(Debug, Clone)]
pub enum Addition {
    /// A file that was kept.
    File(LogEntry),
    /// An answer put right.
    Correction(Correction),
    /// A finding let stand.
    Waiver(Waiver),
    /// Answers found good.
    Validation(Validation),
    /// The form was sent on this day.
    Sent(Day),
}

/// A place for what is about to be written: the log says its own when it is read.
pub fn nowhere() -> TextSpan {
    let empty: Arc<str> = Arc::from("");
    TextSpan { file: Arc::clone(&empty), line: 1, column: 1, length: 1, source: empty }
}

/// Adds to the log in `folder` below `root`, all or nothing.
///
/// # Errors
///
/// A log with mistakes, or one that cannot be written.
pub fn add(root: &Path, folder: &str, additions: &[Addition]) -> Result<(), Error> {
    let file = format!("{folder}/{LOG_FILE}");
    let path = root.join(&file);
    let mistakes = Mistakes::default();
    let mut log = Log::read(root, folder, &mistakes)?;
    let found = mistakes.take();
    if !found.is_empty() {
        // A log that is not understood would be written anew without what it says.
        return Err(Error::Study(found));
    }
    if let Some(above) = path.parent() {
        std::fs::create_dir_all(above).map_err(|error| Error::io(above, &error))?;
    }
    let mut text = match std::fs::read(&path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::io(&path, &error)),
    };
    for addition in additions {
        addition.apply(&mut log);
        text = match addition {
            Addition::Sent(day) => with_line(&text, "sent", &quoted(&day.to_string())),
            other => with_item(&text, other.list(), &other.lines()),
        };
    }
    let again = Log::parse(&file, &text, &mistakes);
    let same = mistakes.take().is_empty() && without_places(again) == without_places(log.clone());
    let text = if same { text } else { log.to_yaml() };
    put(&path, text.as_bytes())
}

impl Addition {
    fn apply(&self, log: &mut Log) {
        match self.clone() {
            Addition::File(entry) => log.files.push(entry),
            Addition::Correction(one) => log.corrections.push(one),
            Addition::Waiver(one) => log.waivers.push(one),
            Addition::Validation(one) => log.validated.push(one),
            Addition::Sent(day) => log.sent = Some(day),
        }
    }

    fn list(&self) -> &'static str {
        match self {
            Addition::File(_) => "files",
            Addition::Correction(_) => "corrections",
            Addition::Waiver(_) => "waivers",
            Addition::Validation(_) => "validated",
            Addition::Sent(_) => "sent",
        }
    }

    /// The item, a line a key.
    fn lines(&self) -> Vec<String> {
        match self {
            Addition::File(entry) => file_lines(entry),
            Addition::Correction(one) => correction_lines(one),
            Addition::Waiver(one) => waiver_lines(one),
            Addition::Validation(one) => validation_lines(one),
            Addition::Sent(_) => Vec::new(),
        }
    }
}

impl Log {
    /// The log as text: the same log gives the same text.
    pub fn to_yaml(&self) -> String {
        let mut text = String::new();
        if let Some(day) = self.sent {
            text = with_line(&text, "sent", &quoted(&day.to_string()));
        }
        let files = self.files.iter().cloned().map(Addition::File);
        let corrections = self.corrections.iter().cloned().map(Addition::Correction);
        let waivers = self.waivers.iter().cloned().map(Addition::Waiver);
        let validated = self.validated.iter().cloned().map(Addition::Validation);
        for addition in files.chain(corrections).chain(waivers).chain(validated) {
            text = with_item(&text, addition.list(), &addition.lines());
        }
        text
    }
}

fn without_places(mut log: Log) -> Log {
    let corrections = log.corrections.iter_mut().map(|one| &mut one.signed.at);
    let waivers = log.waivers.iter_mut().map(|one| &mut one.signed.at);
    let validated = log.validated.iter_mut().map(|one| &mut one.at);
    corrections.chain(waivers).chain(validated).for_each(|at| *at = nowhere());
    log
}

fn pair(key: &str, value: &str) -> Option<String> {
    Some(format!("{key}: {}", quoted(value)))
}

fn day(key: &str, day: Option<Day>) -> Option<String> {
    pair(key, &day?.to_string())
}

fn words(key: &str, values: &[String]) -> Option<String> {
    let list: Vec<String> = values.iter().map(|value| quoted(value)).collect();
    (!list.is_empty()).then(|| format!("{key}: [{}]", list.join(", ")))
}

fn file_lines(entry: &LogEntry) -> Vec<String> {
    let lines = [
        pair("file", &entry.file),
        pair("sha256", &entry.sha256),
        pair("original_name", &entry.original_name),
        day("received", entry.received),
        pair("origin", entry.origin.id()),
        entry.note.as_ref().and_then(|note| pair("note", note)),
        words("sections", &entry.sections),
        entry.stamped.as_ref().and_then(|id| pair("stamped", id)),
    ];
    lines.into_iter().flatten().collect()
}

fn correction_lines(one: &Correction) -> Vec<String> {
    let mut lines = vec![
        pair("question", &one.question),
        one.row.as_ref().and_then(|row| pair("row", row)),
        one.column.as_ref().and_then(|column| pair("column", column)),
        pair("value", &one.value),
    ];
    lines.extend(signed_lines(&one.signed));
    lines.push(one.public_reason.as_ref().and_then(|reason| pair("public_reason", reason)));
    lines.into_iter().flatten().collect()
}

fn waiver_lines(one: &Waiver) -> Vec<String> {
    let mut lines = vec![
        pair("finding", &one.code),
        one.question.as_ref().and_then(|question| pair("question", question)),
        one.cell.as_ref().and_then(|cell| pair("cell", cell)),
        one.value.as_ref().and_then(|value| pair("value", value)),
    ];
    lines.extend(signed_lines(&one.signed));
    lines.into_iter().flatten().collect()
}

fn signed_lines(signed: &Signed) -> [Option<String>; 3] {
    [pair("author", &signed.author), day("date", signed.date), pair("reason", &signed.reason)]
}

fn validation_lines(one: &Validation) -> Vec<String> {
    let files = one.files.map(|number| format!("files: {number}"));
    let lines = [pair("by", &one.by), day("date", one.on), words("sections", &one.sections), files];
    lines.into_iter().flatten().collect()
}

/// The text with a key of its top level set.
fn with_line(text: &str, key: &str, value: &str) -> String {
    let line = format!("{key}: {value}");
    let mut lines: Vec<&str> = text.lines().collect();
    match lines.iter_mut().find(|known| is_key(known, key)) {
        Some(known) => *known = &line,
        None => lines.insert(0, &line),
    }
    lines.join("\n") + "\n"
}

/// The text with an item at the end of a list of its top level.
fn with_item(text: &str, list: &str, item: &[String]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (end, indent) = match lines.iter().position(|line| is_key(line, list)) {
        Some(head) => {
            if let Some(line) = lines.get_mut(head)
                && line.ends_with("[]")
            {
                *line = format!("{list}:");
            }
            end_of(&lines, head)
        }
        None => {
            lines.push(format!("{list}:"));
            (lines.len(), String::new())
        }
    };
    let written = item.iter().enumerate().map(|(at, line)| {
        let mark = if at == 0 { "- " } else { "  " };
        format!("{indent}{mark}{line}")
    });
    lines.splice(end..end, written.collect::<Vec<_>>());
    lines.join("\n") + "\n"
}

/// Where a list ends that begins below `head`, and by how much its items stand in.
fn end_of(lines: &[String], head: usize) -> (usize, String) {
    let mut end = head + 1;
    let mut indent = None;
    for (at, line) in lines.iter().enumerate().skip(head + 1) {
        let own = line.trim_start();
        if own.is_empty() || own.starts_with('#') {
            continue;
        }
        let inside = line.starts_with([' ', '\t']) || own.starts_with('-');
        if !inside {
            break;
        }
        if own.starts_with('-') && indent.is_none() {
            indent = Some(line.chars().take_while(|c| *c == ' ').collect());
        }
        end = at + 1;
    }
    (end, indent.unwrap_or_default())
}

fn is_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
}

/// A text between quotes: a name of a file may hold anything.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datum::Origin;
    use crate::diag::Permit;

    fn entry(name: &str, note: Option<&str>) -> LogEntry {
        LogEntry {
            file: "01-0123abcd.xlsx".to_owned(),
            sha256: "0123456789".to_owned(),
            original_name: name.to_owned(),
            received: Day::parse("2022-06-30"),
            origin: Origin::Transcribed,
            note: note.map(str::to_owned),
            sections: vec!["s".to_owned(), "t".to_owned()],
            stamped: None,
        }
    }

    fn signed(reason: &str) -> Signed {
        Signed {
            author: "A. Rossi".to_owned(),
            date: Day::parse("2022-07-20"),
            reason: reason.to_owned(),
            at: nowhere(),
        }
    }

    fn full() -> Log {
        Log {
            sent: Day::parse("2022-05-01"),
            files: vec![
                entry("Modulo «AA» (1).xlsx", None),
                entry("a: b # \"c\" \\ d\te\u{85}.ods", Some("due\nrighe: sì")),
            ],
            corrections: vec![Correction {
                public_reason: Some("così risulta dagli atti".to_owned()),
                question: "s.roles.people".to_owned(),
                row: Some("3".to_owned()),
                column: None,
                value: String::new(),
                signed: signed("telefonata: «sono 6»"),
            }],
            waivers: vec![Waiver {
                code: "band-gap".to_owned(),
                question: None,
                cell: Some("Tariffe!C7".to_owned()),
                value: Some("499".to_owned()),
                signed: signed("il listino dice così"),
            }],
            validated: vec![Validation {
                by: "B. Bianchi".to_owned(),
                on: Day::parse("2022-07-21"),
                sections: vec!["s".to_owned()],
                files: Some(1),
                at: nowhere(),
            }],
        }
    }

    fn read(text: &str) -> Log {
        let mistakes = Mistakes::default();
        let log = Log::parse("log.yaml", text, &mistakes);
        assert_eq!(mistakes.take(), []);
        log
    }

    #[test]
    fn a_log_is_read_as_it_was_written() {
        assert_eq!(without_places(read(&full().to_yaml())), full());
    }

    #[test]
    fn what_people_wrote_stays_where_it_was() {
        let folder = std::env::temp_dir().join(format!("sestante-log-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "# nostro\nwaivers:\n  # il primo\n  - { finding: a, author: b, date: 2022-01-01, reason: c }\n\n\
                    # i file\nfiles: []\n";
        std::fs::write(folder.join(LOG_FILE), text).unwrap();
        let waiver = Waiver { code: "z".to_owned(), ..full().waivers.remove(0) };
        let additions = [Addition::Waiver(waiver), Addition::File(entry("n.xlsx", None))];
        add(&folder, ".", &additions).unwrap();
        let written = std::fs::read_to_string(folder.join(LOG_FILE)).unwrap();
        for kept in ["# nostro\n", "  # il primo\n", "\n# i file\nfiles:\n- file:"] {
            assert!(written.contains(kept), "{written}");
        }
        assert!(written.contains("reason: c }\n  - finding: \"z\"\n    cell:"), "{written}");
        // a list in another form is written anew, with all that it says
        std::fs::write(
            folder.join(LOG_FILE),
            "waivers: [{ finding: a, author: b, date: 2022-01-01, reason: c }]\n",
        )
        .unwrap();
        add(&folder, ".", &additions).unwrap();
        let written = std::fs::read_to_string(folder.join(LOG_FILE)).unwrap();
        let codes: Vec<String> = read(&written).waivers.into_iter().map(|w| w.code).collect();
        assert_eq!(codes, ["a", "z"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn an_entry_without_an_author_is_a_mistake_with_its_line() {
        let mistakes = Mistakes::default();
        let text = "waivers:\n- finding: a\n  date: ieri\n  reason: b\n";
        Log::parse("log.yaml", text, &mistakes);
        let found: Vec<String> = mistakes
            .take()
            .iter()
            .map(|finding| crate::diag::short(finding, Permit::COLLECTOR))
            .collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|f| f.starts_with("log.yaml:2:3") && f.contains("author")));
        assert!(found.iter().any(|f| f.starts_with("log.yaml:3:9") && f.contains("ieri")));
    }
}

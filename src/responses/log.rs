// SPDX-License-Identifier: EUPL-1.2
//! What `log.yaml` beside a round's files says of them.
//!
//! The program writes it by hand, always in the same way, and people may read it and correct it:
//! it is read like the study's own YAML, with a finding for every mistake.

use crate::diag::Error;
use crate::yaml::{Fields, Kind, Mistakes, Node, Source};
use std::path::Path;

/// How the answers of a round came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Filled in by the participant.
    Returned,
    /// Written by the study team from a document; what is empty is «non riportato nella fonte».
    Transcribed,
}

/// One returned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Name of the kept file, in the same folder.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Name under which it came.
    pub original_name: String,
    /// Day it was received, `2022-06-30`.
    pub received: String,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside every answer of this round («Trascrizione dal documento del 2022 …»).
    pub note: Option<String>,
}

/// A round's log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// The files, in the order in which they came.
    pub files: Vec<LogEntry>,
}

impl Origin {
    /// The word in the log.
    pub fn id(self) -> &'static str {
        match self {
            Origin::Returned => "returned",
            Origin::Transcribed => "transcribed",
        }
    }
}

/// Name of the log in a round's folder.
pub(super) const LOG_FILE: &str = "log.yaml";

impl Log {
    /// Reads the log in `folder` below `root`; an empty one when there is none.
    pub fn read(root: &Path, folder: &str, mistakes: &Mistakes) -> Result<Log, Error> {
        let file = format!("{folder}/{LOG_FILE}");
        if !root.join(&file).exists() {
            return Ok(Log::default());
        }
        let Some((source, node)) = Source::read(root, &file, mistakes)? else {
            return Ok(Log::default());
        };
        if matches!(node.kind, Kind::Null) {
            return Ok(Log::default());
        }
        let fields = Fields::of(&source, &node);
        let files = fields.list("files").into_iter().map(|node| entry(&source, node)).collect();
        fields.finish();
        Ok(Log { files })
    }

    /// The log as text: the same log gives the same text.
    pub fn to_yaml(&self) -> String {
        let mut out = String::from("files:\n");
        for entry in &self.files {
            let note = entry.note.as_deref();
            let fields = [
                ("file", Some(entry.file.as_str())),
                ("sha256", Some(&entry.sha256)),
                ("original_name", Some(&entry.original_name)),
                ("received", Some(&entry.received)),
                ("origin", Some(entry.origin.id())),
                ("note", note),
            ];
            let mut dash = "- ";
            for (name, value) in fields {
                if let Some(value) = value {
                    out.push_str(&format!("{dash}{name}: {}\n", quoted(value)));
                    dash = "  ";
                }
            }
        }
        out
    }
}

fn entry(source: &Source, node: &Node) -> LogEntry {
    let fields = Fields::of(source, node);
    let entry = LogEntry {
        file: fields.need_text("file"),
        sha256: fields.need_text("sha256"),
        original_name: fields.text("original_name").unwrap_or_default(),
        received: fields.text("received").unwrap_or_default(),
        origin: fields
            .one_of("origin", &[Origin::Returned, Origin::Transcribed].map(|o| (o.id(), o)))
            .unwrap_or(Origin::Returned),
        note: fields.text("note"),
    };
    fields.finish();
    entry
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

    #[test]
    fn a_log_is_read_as_it_was_written() {
        let entry = |name: &str, note: Option<&str>| LogEntry {
            file: "01-0123abcd.xlsx".to_owned(),
            sha256: "0123456789".to_owned(),
            original_name: name.to_owned(),
            received: "2022-06-30".to_owned(),
            origin: Origin::Transcribed,
            note: note.map(str::to_owned),
        };
        let files = vec![
            entry("Modulo «PU» (1).xlsx", None),
            entry("a: b # \"c\" \\ d\te\u{85}.ods", Some("due\nrighe: sì")),
        ];
        let log = Log { files };
        let folder = std::env::temp_dir().join(format!("sestante-log-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(LOG_FILE), log.to_yaml()).unwrap();
        let mistakes = Mistakes::default();
        assert_eq!(Log::read(&folder, ".", &mistakes).unwrap(), log);
        assert_eq!(mistakes.take(), []);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

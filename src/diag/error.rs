// SPDX-License-Identifier: EUPL-1.2
//! What stops the program.

use super::catalogue::{optional, say_with};
use super::finding::Finding;
use super::render::Texts;
use std::fmt;

/// What stops the program. Each kind has its exit status in one place, `main.rs`.
#[derive(Debug)]
pub enum Error {
    /// The user can mend it: a file that is not there, no room, a wrong argument.
    User {
        /// What is wrong.
        message: String,
        /// What to do.
        help: Option<String>,
    },
    /// The study's own files have mistakes: all of them at once.
    Study(Vec<Finding>),
}

impl Error {
    /// An error with the message, and the help if any, under a key of the catalogue.
    pub fn user(key: &str, args: &[(&str, &str)]) -> Self {
        Error::User { message: say_with(key, args), help: optional(&format!("{key}.help"), args) }
    }

    /// What a finding says, where it stops what somebody asked for.
    pub fn finding(finding: &Finding) -> Self {
        let Texts { message, help, .. } = super::render::made(finding);
        Error::User { message, help }
    }

    /// What the system said about a file.
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let key = match error.kind() {
            ErrorKind::NotFound => "io-not-found",
            ErrorKind::PermissionDenied => "io-permission",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "io-full",
            ErrorKind::ReadOnlyFilesystem => "io-read-only",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "io-not-folder",
            ErrorKind::InvalidFilename => "io-name",
            _ => "io-other",
        };
        let path = path.display().to_string();
        Error::user(key, &[("path", &path), ("error", &error.to_string())])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::User { message, .. } => write!(f, "{message}"),
            Error::Study(findings) => write!(f, "{}", findings.len()),
        }
    }
}

impl std::error::Error for Error {}

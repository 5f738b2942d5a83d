// SPDX-License-Identifier: EUPL-1.2
//! The pictures that chapters show: `![what it shows](pictures/file.png)`, from the study's folder.

use super::TEMPLATES;
use crate::diag::{Code, Error, Finding, Place, TextSpan};
use crate::files::{Files, PictureKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pictures by the path under which texts name them.
pub type Pictures = BTreeMap<String, Arc<[u8]>>;

/// Longest file of a picture.
const LONGEST: usize = 5 << 20;
/// Most pixels of a picture.
const MOST_PIXELS: u64 = 24_000_000;

/// Takes in the pictures that a text names. One without words, one that is not there, is too large
/// or is no picture, is a mistake where it is named.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn named(
    files: &Files,
    file: &str,
    text: &str,
    pictures: &mut Pictures,
) -> Result<(), Error> {
    let place = |named: &Named| TextSpan {
        file: file.into(),
        line: named.line + 1,
        column: named.column + 1,
        length: named.length,
        source: text.lines().nth(named.line).unwrap_or_default().into(),
    };
    taken(files, text, &place, pictures)
}

/// The same for the text of a slide, which stands somewhere.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn on_slide(
    files: &Files,
    text: &str,
    at: &TextSpan,
    pictures: &mut Pictures,
) -> Result<(), Error> {
    taken(files, text, &|_| at.clone(), pictures)
}

fn taken(
    files: &Files,
    text: &str,
    place: &dyn Fn(&Named) -> TextSpan,
    pictures: &mut Pictures,
) -> Result<(), Error> {
    for named in pictures_in(text) {
        let told = |code: Code, args: &[(&'static str, &str)]| {
            files.mistakes.push(Finding::new(code, Place::Text(place(&named)), args));
        };
        let path = named.path.as_str();
        if named.words.trim().is_empty() {
            told(Code::PictureWithoutWords, &[("file", path)]);
        }
        if pictures.contains_key(path) {
            continue;
        }
        let from_root = format!("{TEMPLATES}/{path}");
        if !is_plain(path) || (files.has(&from_root) && !files.is_inside(&from_root)) {
            told(Code::PictureOutside, &[("file", path)]);
        } else if !files.has(&from_root) {
            told(Code::PictureMissing, &[("file", path)]);
        } else {
            let bytes = files.bytes(&from_root)?;
            match PictureKind::of(&bytes) {
                _ if bytes.len() > LONGEST => {
                    let most = format!("{} MB", LONGEST >> 20);
                    told(Code::PictureTooLarge, &[("file", path), ("most", &most)]);
                }
                Some(kind) if kind.pixels() > MOST_PIXELS => {
                    let most = format!("{} megapixel", MOST_PIXELS / 1_000_000);
                    told(Code::PictureTooLarge, &[("file", path), ("most", &most)]);
                }
                None => told(Code::PictureUnreadable, &[("file", path)]),
                Some(_) => {
                    pictures.insert(path.to_owned(), bytes.into());
                }
            }
        }
    }
    Ok(())
}

/// Whether a path leads down from where it begins: no address, no way up, no drive.
fn is_plain(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':']) && path.split('/').all(part)
}

/// A picture as a text names it.
struct Named {
    words: String,
    path: String,
    line: usize,
    column: usize,
    length: usize,
}

/// The pictures of a text, but for those in code.
fn pictures_in(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        let mut from = 0;
        while let Some(at) = line.get(from..).and_then(|rest| rest.find("![")).map(|at| at + from) {
            from = at + 2;
            let before = line.get(..at).unwrap_or_default();
            let inside = line.get(from..).unwrap_or_default();
            if before.matches('`').count() % 2 == 1 || before.ends_with('\\') {
                continue;
            }
            let Some((words, after)) = inside.split_once("](") else { continue };
            let Some((path, _)) = after.split_once(')') else { continue };
            from += words.len() + 2 + path.len();
            found.push(Named {
                words: words.to_owned(),
                path: path.split_whitespace().next().unwrap_or_default().to_owned(),
                line: number,
                column: before.chars().count(),
                length: words.chars().count() + path.chars().count() + 5,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_with_their_words_but_not_in_code() {
        let text = "# Uno\n\nQui ![La sede](a/b.png) e ![](c.svg \"titolo\")\n`![no](d.png)`\n\
                    ```\n![no](e.png)\n```\n![non chiusa](\n";
        let found: Vec<(String, String, usize, usize)> = pictures_in(text)
            .into_iter()
            .map(|one| (one.words, one.path, one.line, one.column))
            .collect();
        let wanted = [("La sede", "a/b.png", 2, 4), ("", "c.svg", 2, 26)];
        let wanted = wanted
            .map(|(words, path, line, column)| (words.to_owned(), path.to_owned(), line, column));
        assert_eq!(found, wanted);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["a.png", "pictures/a b.png"] {
            assert!(is_plain(path), "{path}");
        }
        for path in ["../a.png", "/a.png", "a/../b.png", "https://a/b.png", "c:\\a.png", "", "a//b"]
        {
            assert!(!is_plain(path), "{path}");
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The documents say what is so: links lead somewhere, modules exist, every code is explained.

use sestante::diag::Code;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 5] =
    ["README.md", "GUIDA.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

/// In two parts, so that nothing takes this line for the mark of a licence.
const LICENCE_TAG: &str = concat!("SPDX-License-", "Identifier:");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// The parts of a text between two marks on one line.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.lines()
        .flat_map(|line| line.split(open).skip(1))
        .filter_map(|rest| rest.split_once(close).map(|(inside, _)| inside))
        .collect()
}

pub(super) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => found.extend(sources(&path)),
            Some(extension) if extension == "rs" => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    for document in DOCUMENTS {
        let text = read(document);
        let headings = text.lines().filter(|line| line.starts_with('#'));
        let anchors: BTreeSet<String> =
            headings.map(|line| anchor(line.trim_start_matches('#'))).collect();
        for link in between(&text, "](", ")") {
            if let Some(name) = link.strip_prefix('#') {
                assert!(anchors.contains(name), "{document}: #{name}");
            } else if !link.contains("://") {
                assert!(root().join(link).exists(), "{document}: {link}");
            }
        }
    }
}

#[test]
fn every_file_named_exists() {
    let folders = ["src/", "tests/", "assets/", "questionnaire/", ".ci/", "benches/"];
    for document in DOCUMENTS {
        for name in between(&read(document), "`", "`") {
            let is_path = folders.iter().any(|folder| name.starts_with(folder));
            if is_path && !name.contains(['<', '*', ' ', '…']) {
                assert!(root().join(name).exists(), "{document}: {name}");
            }
        }
    }
}

#[test]
fn every_module_stands_in_the_architecture() {
    let architecture = read("ARCHITECTURE.md");
    for module in between(&read("src/lib.rs"), "pub mod ", ";") {
        assert!(architecture.contains(&format!("`{module}`")), "{module}");
    }
}

#[test]
fn every_code_is_explained_in_the_guide() {
    let guide = read("GUIDA.md");
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(Code::as_str)
        .filter(|code| !guide.contains(&format!("`{code}`")))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_type_of_question_stands_in_the_guide() {
    let guide = read("GUIDA.md");
    for (word, _) in sestante::questionnaire::Type::ALL {
        assert!(guide.contains(&format!("`{word}`")), "{word}");
    }
}

#[test]
fn every_source_file_names_its_licence() {
    let folders = ["src", "tests", "benches"].map(|folder| root().join(folder));
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| sources(folder));
    let missing: Vec<PathBuf> = files
        .filter(|path| {
            let text = fs::read_to_string(path).unwrap();
            !text.starts_with(&format!("// {LICENCE_TAG} EUPL-1.2\n"))
        })
        .collect();
    assert_eq!(missing, Vec::<PathBuf>::new());
}

// SPDX-License-Identifier: EUPL-1.2
//! Workbooks mutated as bytes, as packages, and as the XML inside.

use super::super::damage::dice::Dice;
use super::super::study::{Study, repository};
use sestante::answers::{self, CellIndex};
use sestante::form::{self, FormLayout};
use sestante::questionnaire::Questionnaire;
use sestante::tables::Database;
use sestante::{check, responses, workbook};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A good file, whole and taken apart.
struct Seed {
    bytes: Vec<u8>,
    parts: Vec<(String, Vec<u8>)>,
    /// Which of the studies it belongs to.
    study: usize,
    /// It is read at once.
    small: bool,
}

struct Reader {
    questionnaire: Questionnaire,
    layout: FormLayout,
}

/// Opens, reads and checks one mutated workbook at each call.
pub(super) fn target() -> Box<dyn FnMut(&mut Dice) -> bool> {
    let seeds = seeds();
    let reader = |questionnaire: Questionnaire, participant: &str| {
        let whose = questionnaire.participant(participant).unwrap().clone();
        let layout = form::lay_out(&questionnaire, &whose, "r1");
        Reader { questionnaire, layout }
    };
    let readers = [
        reader(Study::from("tipi").questionnaire(), "uno"),
        reader(sestante::study::questionnaire(repository()).unwrap().value, "mc"),
    ];
    Box::new(move |dice| {
        // The real returns take ten times as long.
        let small: Vec<&Seed> = seeds.iter().filter(|seed| seed.small).collect();
        let all: Vec<&Seed> = seeds.iter().collect();
        let seed = if dice.below(12) == 0 { *dice.one(&all) } else { *dice.one(&small) };
        let bytes = mutated(seed, &seeds, dice);
        let Ok(book) = workbook::open_bytes("mutated.xlsx", &bytes) else { return false };
        let Reader { questionnaire, layout } = &readers[seed.study];
        let read = responses::read(questionnaire, layout, "mutated.xlsx", &book);
        let _ = responses::stamp(&book);
        let answers = Arc::new(answers::build(questionnaire, &[&read.value]));
        let database = Database::new(questionnaire, &answers.laid_out, &[]).unwrap();
        let _ = check::run(questionnaire, &answers, &database, &CellIndex::new(&answers)).unwrap();
        true
    })
}

fn seeds() -> Vec<Seed> {
    let mut files: Vec<_> = fs::read_dir(repository().join("tests/workbooks"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "xlsx" || e == "ods"))
        .collect();
    for participant in ["lc", "mc", "pu"] {
        let folder = repository().join("responses").join(participant).join("r1");
        let found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.extend(found.filter(|path| path.extension().is_some_and(|e| e == "xlsx")));
    }
    files.sort();
    let small = |path: &Path| path.starts_with(repository().join("tests"));
    let seeds = files.iter().map(|path| {
        let bytes = fs::read(path).unwrap();
        let study = usize::from(!small(path));
        Seed { parts: parts(&bytes), bytes, study, small: small(path) }
    });
    let seeds: Vec<Seed> = seeds.collect();
    assert!(seeds.iter().filter(|seed| seed.small).count() >= 10 && seeds.len() >= 13);
    seeds
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

/// Parts of the same name are left to programs that do not mind.
fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        if writer.start_file(name.as_str(), plain).is_ok() {
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn mutated(seed: &Seed, seeds: &[Seed], dice: &mut Dice) -> Vec<u8> {
    if dice.below(4) == 0 {
        let mut bytes = seed.bytes.clone();
        for _ in 0..=dice.below(3) {
            rough(&mut bytes, &dice.one(seeds).bytes, dice);
        }
        return bytes;
    }
    let mut parts = seed.parts.clone();
    for _ in 0..=dice.below(4) {
        match dice.below(12) {
            0 => shuffle(&mut parts, dice),
            1 => {
                let at = dice.below(parts.len());
                let from = dice.below(seeds.len());
                let other = dice.one(&seeds[from].parts).1.clone();
                rough(&mut parts[at].1, &other, dice);
            }
            _ => {
                let at = telling(&parts, dice);
                xml(&mut parts[at].1, dice);
            }
        }
    }
    package(&parts)
}

/// A part that the reader looks at, more often than one that it does not.
fn telling(parts: &[(String, Vec<u8>)], dice: &mut Dice) -> usize {
    let looked_at = |name: &str| {
        ["sheet", "workbook", "content.xml", "meta.xml", "styles", "Strings", "comments", "drawing"]
            .iter()
            .any(|word| name.contains(word))
    };
    let of_interest: Vec<usize> = (0..parts.len()).filter(|at| looked_at(&parts[*at].0)).collect();
    if of_interest.is_empty() || dice.below(6) == 0 {
        dice.below(parts.len())
    } else {
        *dice.one(&of_interest)
    }
}

/// Other names, parts left out, twice, or in each other's place.
fn shuffle(parts: &mut Vec<(String, Vec<u8>)>, dice: &mut Dice) {
    let at = dice.below(parts.len());
    let other = dice.below(parts.len());
    match dice.below(6) {
        0 if parts.len() > 1 => drop(parts.remove(at)),
        1 => {
            let names =
                ["../../etc/passwd", "/xl/workbook.xml", "xl\\workbook.xml", "a/../b", "\u{0}", ""];
            parts[at].0 = (*dice.one(&names)).to_owned();
        }
        2 => parts[at].0 = parts[at].0.to_uppercase(),
        3 => {
            let bytes = parts[other].1.clone();
            parts[at].1 = bytes;
        }
        4 => {
            let copy = (format!("{}{}", parts[at].0, dice.below(9)), parts[at].1.clone());
            parts.push(copy);
        }
        _ => parts.swap(at, other),
    }
}

/// Mutations that know nothing of what the bytes mean.
pub(super) fn rough(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    if bytes.is_empty() {
        bytes.extend_from_slice(other);
        return;
    }
    let at = dice.below(bytes.len());
    let length = 1 + dice.below(bytes.len() - at).min(1 << dice.below(14));
    let stretch = at..at + length.min(bytes.len() - at);
    match dice.below(8) {
        0 | 1 => {
            for _ in 0..=dice.below(16) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        2 => bytes.truncate(at),
        3 => {
            let copy = bytes[stretch.clone()].to_vec();
            bytes.splice(at..at, copy);
        }
        4 => drop(bytes.drain(stretch)),
        5 => {
            let from = dice.below(other.len());
            let piece = other[from..].iter().copied().take(length).collect::<Vec<u8>>();
            bytes.splice(stretch, piece);
        }
        6 => {
            let byte = *dice.one(&[0, 0xFF, b'<', b'&', 0x7F, 0x80]);
            bytes[stretch].fill(byte);
        }
        _ => {
            // Numbers in a package's own tables stand in four bytes; the last table counts most.
            let near = bytes.len().saturating_sub(1 + dice.below(400));
            let number = *dice.one(&[u32::MAX, 0, 0x7FFF_FFFF, 1, 0x8000_0000]);
            for (place, byte) in bytes[near..].iter_mut().zip(number.to_le_bytes()) {
                *place = byte;
            }
        }
    }
}

/// Words where the file has others.
const VALUES: [&str; 34] = [
    "",
    "0",
    "-1",
    "1",
    "1048576",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1e308",
    "-1e999",
    "NaN",
    "inf",
    "0.1e-400",
    "A1",
    "XFD1048576",
    "ZZZZZZZ99999999999",
    "A1:XFD1048576",
    "XFD1048576:A1",
    "$A$1",
    "'è'!$A$1",
    "#REF!",
    "2022-13-45",
    "9999-99-99T99:99",
    "0000-00-00",
    "è€\u{1F600}",
    "\u{202E}rovescio",
    "s",
    "str",
    "inlineStr",
    "e",
    "b",
    "d",
    "../../../x.xml",
    "percentage",
];

/// XML that does harm where it is believed.
const PIECES: [&str; 14] = [
    "&lol;",
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&amp",
    "&",
    "<![CDATA[x]]>",
    "<!-- -- -->",
    "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>",
    "<?xml version=\"1.1\" encoding=\"UTF-16\"?>",
    "<c r=\"XFD1048576\"><v>1</v></c>",
    "<row r=\"4294967295\"/>",
    "</c></row>",
    "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
];

/// Mutations of elements, attributes and texts.
fn xml(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let tags = tags(bytes);
    if tags.is_empty() {
        return;
    }
    let tag = dice.one(&tags).clone();
    let stretch = tag.start..tags[dice.below(tags.len())].end.max(tag.end).min(tag.end + 4_000);
    match dice.below(13) {
        0 => drop(bytes.drain(tag)),
        1 => drop(bytes.drain(stretch)),
        2 => {
            let copy = bytes[tag.clone()].to_vec();
            bytes.splice(tag.end..tag.end, copy);
        }
        3 => {
            let many = 1usize << dice.below(9);
            let copy = bytes[stretch.clone()].repeat(many.min(2_000_000 / stretch.len()));
            bytes.splice(stretch.end..stretch.end, copy);
        }
        4 => {
            let other = dice.one(&tags).clone();
            let copy = bytes[other].to_vec();
            bytes.splice(tag, copy);
        }
        5 => {
            let many = 1usize << dice.below(17);
            let open = *dice.one(&["<a>", "<c>", "<is>", "<text:p>", "<si>", "<table:table>"]);
            let deep = open.repeat(many).into_bytes();
            bytes.splice(tag.end..tag.end, deep);
        }
        6 => {
            let piece = (*dice.one(&PIECES)).as_bytes().to_vec();
            bytes.splice(tag.end..tag.end, piece);
        }
        7 => {
            let piece = *dice.one(&[&b"\xFF\xFE"[..], b"\xC3", b"\0", b"\xED\xA0\x80", b"\xF5"]);
            let at = tag.start + dice.below(tag.len());
            bytes.splice(at..at, piece.iter().copied());
        }
        8 => {
            // The text behind the element.
            let end = bytes[tag.end..].iter().position(|byte| *byte == b'<').unwrap_or(0);
            let value = value(dice);
            bytes.splice(tag.end..tag.end + end, value.into_bytes());
        }
        9 => bytes.truncate(tag.end),
        _ => attribute(bytes, tag, dice),
    }
}

fn value(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => "x".repeat(1 << dice.below(21)),
        1 => "è ".repeat(1 << dice.below(17)),
        2 => "1".repeat(1 << dice.below(12)),
        _ => (*dice.one(&VALUES)).to_owned(),
    }
}

/// Another value in one of the element's attributes, or that of another element.
fn attribute(bytes: &mut Vec<u8>, tag: std::ops::Range<usize>, dice: &mut Dice) {
    let quotes: Vec<usize> = tag.filter(|at| bytes[*at] == b'"').collect();
    if quotes.len() < 2 {
        return;
    }
    let pair = dice.below(quotes.len() / 2) * 2;
    let value = value(dice);
    bytes.splice(quotes[pair] + 1..quotes[pair + 1], value.into_bytes());
}

/// Where the elements begin and end.
fn tags(bytes: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, open) {
            (b'<', _) => open = Some(at),
            (b'>', Some(start)) => {
                found.push(start..at + 1);
                open = None;
            }
            _ => {}
        }
    }
    found
}

// SPDX-License-Identifier: EUPL-1.2
//! How long the road takes: forms, reading and checking, the report; on the real study and on one of
//! 107 participants, whose answers are those of the real ones, given anew. Reading and checking also
//! with 1 000 returns, and with files that LibreOffice has saved again.
//!
//! `cargo bench`; results and what to hold them against are in `benches/README.md`.

mod generate;

use divan::{Bencher, black_box};
use sestante::edition;
use sestante::pipeline::{self, Collected};
use sestante::report::{self, Document};
use sestante::{export, form};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Participants: of the real study, and of all Provinces and what is like them.
const SIZES: [usize; 2] = [3, 107];

fn main() {
    divan::main();
    generate::clean_up();
}

/// The study of this size.
fn study(participants: usize) -> &'static Path {
    static REAL: LazyLock<PathBuf> = LazyLock::new(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    static PROVINCES: LazyLock<PathBuf> = LazyLock::new(|| generate::study(&REAL, 107));
    static THOUSAND: LazyLock<PathBuf> = LazyLock::new(|| generate::study(&REAL, 1_000));
    match participants {
        3 => &REAL,
        107 => &PROVINCES,
        _ => &THOUSAND,
    }
}

fn collect(participants: usize) -> Collected {
    pipeline::collect(study(participants)).expect("the study can be read")
}

/// Lays out and writes the form of every participant.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn forms(bencher: Bencher, participants: usize) {
    let loaded =
        sestante::study::questionnaire(study(participants)).expect("the study can be read").value;
    bencher.bench_local(|| {
        for participant in &loaded.participants {
            let layout = form::lay_out(&loaded, participant, "r1");
            black_box(form::write(&loaded, &layout).expect("the form can be written"));
        }
    });
}

/// From the files to answers in SQLite and findings.
#[divan::bench(args = [3, 107, 1_000], sample_count = 5, sample_size = 1)]
fn read_and_check(bencher: Bencher, participants: usize) {
    let root = study(participants);
    bencher.bench_local(|| black_box(pipeline::collect(root).map(|collected| collected.findings)));
}

/// The same of files that LibreOffice has saved again.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_and_check_libreoffice(bencher: Bencher) {
    let Some(root) = generate::saved_again(study(107)) else { return };
    bencher.bench_local(|| black_box(pipeline::collect(&root).map(|collected| collected.findings)));
}

/// From answers and findings to the document.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn compose(bencher: Bencher, participants: usize) {
    let collected = collect(participants);
    bencher.bench_local(|| black_box(composed(&collected)));
}

fn composed(collected: &Collected) -> Document {
    let compared = collected.compare().expect("the declarations hold");
    report::compose(collected, &compared).expect("the chapters hold").value.remove(0)
}

/// From the document to each file.
#[divan::bench(args = files(), sample_count = 3, sample_size = 1)]
fn write(bencher: Bencher, (file, participants): &(&str, usize)) {
    let edition = edition::settle(&composed(&collect(*participants)));
    let format = export::FORMATS.iter().find(|format| format.file == *file).expect("a format");
    bencher.bench_local(|| black_box((format.write)(&edition).expect("it can be written").value));
}

fn files() -> Vec<(&'static str, usize)> {
    let files = export::FORMATS.iter().map(|format| format.file);
    files.flat_map(|file| SIZES.map(|size| (file, size))).collect()
}

// SPDX-License-Identifier: EUPL-1.2
//! Any bytes as a workbook, any text as YAML: no panic, and never longer or bigger than the limits.
//!
//! Dice of a seed mutate good files. Few are tried in each run; `SESTANTE_FUZZ=10000` tries as many
//! of each kind, `SESTANTE_FUZZ_SECONDS=600` goes on for so long, `SESTANTE_FUZZ_FROM` begins at
//! another seed. The figures of the long runs are in `tests/README.md`; what was found is kept as a
//! test of its own beside the reader.

#![expect(clippy::disallowed_methods, reason = "a time limit is what is tried here")]

mod packages;
mod yaml;

use super::damage::dice::Dice;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What one file may take, and when a file is given up as endless.
const LIMIT: Duration = Duration::from_secs(5);
const ENDLESS: Duration = Duration::from_secs(300);
/// Bytes that a run of nothing but this may ever hold.
const MEMORY: u64 = 512 * 1024 * 1024;

thread_local! {
    /// Where this thread panicked, while it is being watched.
    static PANICS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Notes panics of watched threads, those that the reader catches itself too.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let watched = PANICS.with(|panics| {
                panics.borrow_mut().as_mut().map(|found| found.push(info.to_string())).is_some()
            });
            if !watched {
                before(info);
            }
        }));
    });
    PANICS.with(|panics| *panics.borrow_mut() = Some(Vec::new()));
}

fn panics() -> Vec<String> {
    PANICS.with(|panics| panics.borrow_mut().as_mut().map(std::mem::take).unwrap_or_default())
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// What became of all files of a run.
#[derive(Default)]
struct Tally {
    files: u64,
    accepted: u64,
    slowest: Duration,
    slowest_seed: u64,
}

/// Makes and tries one file a seed until there are enough; `try_one` says whether it was accepted.
/// A file that panics or takes too long fails the test with its seed.
#[allow(clippy::disallowed_macros, reason = "figures of a long run, when asked for")]
fn run(
    kind: &'static str,
    few: u64,
    make: impl FnOnce() -> Box<dyn FnMut(&mut Dice) -> bool> + Send + 'static,
) {
    let seconds = asked("SESTANTE_FUZZ_SECONDS").map(Duration::from_secs);
    let count = asked("SESTANTE_FUZZ").unwrap_or(if seconds.is_some() { u64::MAX } else { few });
    let from = asked("SESTANTE_FUZZ_FROM").unwrap_or(0);
    let (said, heard) = channel();
    let worker = move || {
        watch();
        let mut try_one = make();
        let start = Instant::now();
        let until = |length: Duration| start.elapsed() >= length;
        for seed in from..from.saturating_add(count) {
            if seconds.is_some_and(until) {
                return;
            }
            let began = worked();
            let mut dice = Dice::of(kind, seed);
            let accepted = catch_unwind(AssertUnwindSafe(|| try_one(&mut dice))).ok();
            if said.send((seed, accepted, worked().saturating_sub(began), panics())).is_err() {
                return;
            }
        }
    };
    // As much stack as the program's own threads have, not more.
    std::thread::Builder::new().stack_size(8 << 20).spawn(worker).unwrap();
    let mut tally = Tally::default();
    let mut wrong = Vec::new();
    // The first answer waits for the seeds to be read.
    let mut patience = ENDLESS * 2;
    loop {
        match heard.recv_timeout(patience) {
            Ok((seed, accepted, took, panics)) => {
                patience = ENDLESS;
                tally.files += 1;
                tally.accepted += u64::from(accepted == Some(true));
                if took > tally.slowest {
                    (tally.slowest, tally.slowest_seed) = (took, seed);
                }
                wrong.extend(panics.into_iter().map(|text| format!("seed {seed}: {text}")));
                if took > LIMIT {
                    wrong.push(format!("seed {seed}: {took:?}"));
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                panic!("{kind}: the file after {} others has no end", tally.files)
            }
        }
    }
    let peak = peak_memory();
    if count != few {
        println!(
            "{kind}: {} files, {} accepted, {} panics or too slow, slowest {} ms (seed {}), \
             peak memory of the process {} MiB",
            tally.files,
            tally.accepted,
            wrong.len(),
            tally.slowest.as_millis(),
            tally.slowest_seed,
            peak.unwrap_or(0) >> 20
        );
        // Beside other tests it would be theirs too.
        assert!(peak.is_none_or(|bytes| bytes < MEMORY), "{peak:?} bytes");
    }
    assert!(tally.files > 0, "{kind}: no file was tried");
    wrong.truncate(20);
    assert!(wrong.is_empty(), "{kind}:\n{}", wrong.join("\n"));
}

/// How long this thread has worked; others that want the processor do not count.
fn worked() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|text| text.split(' ').next()?.parse().ok());
    told.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The most that this process ever held, where the system says it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn mutated_workbooks_never_panic_and_keep_the_limits() {
    run("workbooks", 100, packages::target);
}

#[test]
fn mutated_yaml_never_panics_and_has_an_end() {
    run("yaml", 100, yaml::target);
}

/// The runs above must be able to fail: a panic is seen though the reader would hide it.
#[test]
fn a_hidden_panic_is_noticed() {
    let seen = std::thread::spawn(|| {
        watch();
        let _ = catch_unwind(|| panic!("hidden"));
        panics()
    });
    let seen = seen.join().unwrap();
    assert!(seen.len() == 1 && seen[0].contains("hidden"), "{seen:?}");
}

// SPDX-License-Identifier: EUPL-1.2
//! Opens a returned file without trusting it.
//!
//! 1. What the file is shows in its first bytes, not in its name; anything but .xlsx, .xlsm, .ods
//!    and .fods is refused with advice.
//! 2. The parts that are wanted are inflated, once, and never beyond the caps, because the sizes
//!    that a package declares can lie.
//! 3. The cells are streamed with caps; nothing is ever allocated for the cells between two that
//!    are far apart.
//!
//! A file that is not what it should be is an [`Error`]; what stands in its cells never is.

use super::Workbook;
use super::bad::Bad;
use super::package::{PART, Package};
use super::recognise::{Kind, recognise};
use super::{ods, xlsx};
use crate::diag::Error;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Opens the workbook at `path`.
pub fn open(path: &Path) -> Result<Workbook, Error> {
    open_bytes(&path.display().to_string(), &read(path)?)
}

/// Reads a file that may be a workbook; not more of it than a workbook can have.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let shown = path.display().to_string();
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err(Error::user("workbook-lock-file", &[("path", &shown)]));
    }
    let about = std::fs::metadata(path).map_err(|error| Error::io(path, &error))?;
    if about.is_dir() {
        return Err(Error::user("workbook-is-folder", &[("path", &shown)]));
    }
    // A pipe would never end, or never begin.
    if !about.is_file() {
        return Err(Error::user("workbook-no-file", &[("path", &shown)]));
    }
    let file = std::fs::File::open(path).map_err(|error| Error::io(path, &error))?;
    let mut bytes = Vec::new();
    file.take(PART + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    Ok(bytes)
}

/// The ending that these bytes should have, whatever the file is called.
pub(crate) fn ending(bytes: &[u8]) -> &'static str {
    match recognise(bytes) {
        Kind::Ods => "ods",
        Kind::FlatOds => "fods",
        _ => "xlsx",
    }
}

/// Opens the workbook that these bytes are; `name` is only for messages.
pub fn open_bytes(name: &str, bytes: &[u8]) -> Result<Workbook, Error> {
    if bytes.len() as u64 > PART {
        return Err(Error::user("workbook-too-big", &[("path", name)]));
    }
    let opened = match recognise(bytes) {
        Kind::Xlsx => guarded(bytes, xlsx::read),
        Kind::Ods => guarded(bytes, ods::read),
        Kind::FlatOds => caught(|| ods::read_flat(bytes)),
        other => return Err(Error::user(other.message(), &[("path", name)])),
    };
    opened.map_err(|bad| match bad {
        Bad::TooBig => Error::user("workbook-too-big", &[("path", name)]),
        Bad::Encrypted => Error::user("workbook-encrypted", &[("path", name)]),
        Bad::Damaged(error) => {
            Error::user("workbook-damaged", &[("path", name), ("error", &error)])
        }
    })
}

/// Runs a reader on a package. It may stumble over a file that was made to hurt it; that must not
/// end the program.
fn guarded(
    bytes: &[u8],
    reader: impl FnOnce(&mut Package<'_>) -> Result<Workbook, Bad>,
) -> Result<Workbook, Bad> {
    let mut package = Package::open(bytes)?;
    caught(|| reader(&mut package))
}

fn caught(read: impl FnOnce() -> Result<Workbook, Bad>) -> Result<Workbook, Bad> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Bad::Damaged(String::new())))
}

// SPDX-License-Identifier: EUPL-1.2
//! The study's views: `report-templates/views/*.sql`.

use crate::diag::Error;
use crate::files::Files;
use crate::tables::{Tables, View};

/// The views of the study, by name; `schema` has the tables that their columns may be like.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn views(files: &Files, schema: &Tables) -> Result<Vec<View>, Error> {
    let mut views = Vec::new();
    for file in files.list("report-templates/views", "sql")? {
        let Some(text) = files.text(&file)? else { continue };
        let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".sql");
        views.push(View::parse(name, &file, &text, schema, &files.mistakes));
    }
    views.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(views)
}

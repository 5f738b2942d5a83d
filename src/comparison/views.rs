// SPDX-License-Identifier: EUPL-1.2
//! The study's views: `report-templates/views/*.sql`.

use crate::diag::Error;
use std::path::Path;

/// A view and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Name, the file's.
    pub name: String,
    /// The text of the file: comment lines and a query.
    pub text: String,
}

/// The views of the study in `root`, by name.
///
/// # Errors
///
/// A file that cannot be read.
pub fn views(root: &Path) -> Result<Vec<View>, Error> {
    let folder = root.join("report-templates/views");
    let mut views = Vec::new();
    if !folder.is_dir() {
        return Ok(views);
    }
    for entry in std::fs::read_dir(&folder).map_err(|error| Error::io(&folder, &error))? {
        let path = entry.map_err(|error| Error::io(&folder, &error))?.path();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        if path.extension().is_some_and(|extension| extension == "sql")
            && let Some(name) = name
        {
            let text = std::fs::read_to_string(&path).map_err(|error| Error::io(&path, &error))?;
            let text = text.trim().trim_end_matches(';').to_owned();
            views.push(View { name, text });
        }
    }
    views.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(views)
}

// SPDX-License-Identifier: EUPL-1.2
//! What ARCHITECTURE.md says: the modules in their order, their entry points, the owners of libraries.

/// A row of a table: the texts of its cells.
type Row = Vec<String>;

/// What ARCHITECTURE.md says of the modules.
pub(super) struct Road {
    /// Modules that serve every stage, and then the stages, each before those that may know it.
    pub(super) order: Vec<String>,
    /// A module and an entry point of it.
    pub(super) entries: Vec<(String, String)>,
    /// A library and the modules that may name it.
    pub(super) owners: Vec<(String, Vec<String>)>,
    /// The rows about modules, as lib.rs repeats them.
    pub(super) rows: Vec<Row>,
}

/// Reads the tables of the text.
pub(super) fn read(text: &str) -> Road {
    let serving = table(text, "serves every stage");
    let stages = table(text, "stage");
    let owners = table(text, "library");
    let module = |row: &Row| words(&row[0]).into_iter().next().unwrap_or_default();
    Road {
        order: serving.iter().chain(&stages).map(module).collect(),
        entries: stages
            .iter()
            .flat_map(|row| words(&row[2]).into_iter().map(move |entry| (module(row), entry)))
            .collect(),
        owners: owners
            .iter()
            .flat_map(|row| words(&row[0]).into_iter().map(move |name| (name, words(&row[1]))))
            .collect(),
        rows: serving.into_iter().chain(stages).collect(),
    }
}

/// The rows of the table whose first head is this one.
pub(super) fn table(text: &str, head: &str) -> Vec<Row> {
    let cells = |line: &str| -> Row {
        let line = line.trim().trim_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let lines = text.lines().map(|line| line.trim_start_matches("//!").trim());
    let rows = lines.skip_while(|line| !line.starts_with(&format!("| {head} |"))).skip(2);
    rows.take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The words in code marks of a cell.
fn words(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

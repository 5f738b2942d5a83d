// SPDX-License-Identifier: EUPL-1.2
//! The words of the frame, in the language of the document. Writers have them from here: none of
//! them asks the catalogue.

use crate::datum::Decimal;
use crate::diag::{say, say_with};
use crate::locale;
use crate::report::Content;

/// The fixed words of an edition.
#[derive(Debug, Clone)]
pub struct Words {
    /// «Indice».
    pub contents: String,
    /// «Scorciatoie», the name of the links that skip to a part of a page.
    pub skip_links: String,
    /// «Vai al contenuto».
    pub skip_to_content: String,
    /// «Vai all'indice».
    pub skip_to_contents: String,
    /// «Allegati».
    pub annexes: String,
    /// «Elenco delle tabelle».
    pub list_of_tables: String,
    /// «Elenco delle figure».
    pub list_of_figures: String,
    /// How the numbers of pages are had, in the file that is edited.
    pub update_contents: String,
    /// «Tabella».
    pub table: String,
    /// «Figura».
    pub figure: String,
    /// «Dati della figura».
    pub figure_data: String,
    /// Stands where a figure was not drawn.
    pub not_drawn: String,
    /// «Base».
    pub base: String,
    /// «Nota».
    pub note: String,
    /// «Passaggi».
    pub steps: String,
    /// «fonte del valore», said before the number of the source.
    pub source_of_value: String,
    /// «(non interpretato)», after a text that was not understood.
    pub unreadable: String,
    /// What made the document.
    pub made_with: String,
    /// Those of the workbook.
    pub workbook: WorkbookWords,
}

/// The words of the workbook with the tables.
#[derive(Debug, Clone)]
pub struct WorkbookWords {
    /// «Indice», the name of the first sheet.
    pub contents: String,
    /// «Torna all'indice».
    pub to_contents: String,
    /// «Dati dei grafici», the name of their sheet.
    pub chart_data: String,
    /// What they are.
    pub chart_data_intro: String,
    /// Name of the sheet with the numbers one by one.
    pub published: String,
    /// What stands on it.
    pub published_intro: String,
    /// Heads of its columns.
    pub published_heads: [String; 10],
    /// «Foglio», «Titolo», «Capitolo».
    pub heads: [String; 3],
    /// «Come si legge».
    pub how: String,
    /// How it is read, in paragraphs.
    pub how_lines: [String; 3],
}

/// After a text that was cut, where a format holds no longer one.
pub(crate) fn cut() -> String {
    say("xlsx-cut")
}

/// Heads of the sheet with the numbers one by one.
const PUBLISHED: [&str; 10] = [
    "comparison",
    "row",
    "column",
    "least",
    "point",
    "greatest",
    "n",
    "unknown",
    "participants",
    "text",
];

impl Words {
    /// The words in the language of the program.
    pub(super) fn new() -> Self {
        Words {
            contents: say("document-contents"),
            skip_links: say("html-skip-links"),
            skip_to_content: say("document-skip-to-content"),
            skip_to_contents: say("document-skip-to-contents"),
            annexes: say("html-annexes"),
            list_of_tables: say("docx-list-of-tables"),
            list_of_figures: say("docx-list-of-figures"),
            update_contents: say("docx-update-contents"),
            table: say("document-table"),
            figure: say("document-figure"),
            figure_data: say("document-figure-data"),
            not_drawn: say("html-no-drawing"),
            base: say("document-base"),
            note: say("document-note"),
            steps: say("document-source-steps"),
            source_of_value: say("document-source-of-value"),
            unreadable: say("html-unreadable"),
            made_with: say_with("document-made-with", &[("version", env!("CARGO_PKG_VERSION"))]),
            workbook: WorkbookWords {
                contents: say("xlsx-contents"),
                to_contents: say("xlsx-to-contents"),
                chart_data: say("xlsx-chart-data"),
                chart_data_intro: say("xlsx-chart-data-intro"),
                published: say("xlsx-published"),
                published_intro: say("xlsx-published-intro"),
                published_heads: PUBLISHED.map(|head| say(&format!("xlsx-published-{head}"))),
                heads: ["xlsx-sheet", "xlsx-title", "xlsx-chapter"].map(say),
                how: say("xlsx-how"),
                how_lines: ["xlsx-how-sheets", "xlsx-how-numbers", "xlsx-how-empty"].map(say),
            },
        }
    }

    /// How many rows and columns a table has, for who hears it.
    pub(crate) fn table_summary(&self, rows: usize, columns: usize) -> String {
        let (rows, columns) = (rows.to_string(), columns.to_string());
        say_with("docx-table-summary", &[("rows", &rows), ("columns", &columns)])
    }

    /// That a table is shown by its first rows, and where the others are.
    pub(super) fn table_rest(&self, shown: usize, all: usize) -> String {
        let (shown, all) = (shown.to_string(), all.to_string());
        say_with("table-rest", &[("shown", &shown), ("n", &all)])
    }

    /// The name of a style of ours, as who edits the file sees it.
    pub(crate) fn style(&self, style: &str) -> String {
        say(&format!("docx-style-{style}"))
    }
}

impl WorkbookWords {
    /// How the sources of a sheet's values are found, on the sheet of this name.
    pub(crate) fn how_sources(&self, sheet: &str) -> String {
        say_with("xlsx-how-sources", &[("sheet", sheet)])
    }

    /// The head over the sources of a column.
    pub(crate) fn sources_of(&self, label: &str) -> String {
        say_with("xlsx-sources-of", &[("label", label)])
    }

    /// That a link leads to the first of several sources.
    pub(crate) fn several_sources(&self, first: &str, list: &str) -> String {
        say_with("xlsx-several-sources", &[("first", first), ("list", list)])
    }

    /// What a chart shows no bar for.
    pub(crate) fn without_bar(&self, list: &str) -> String {
        say_with("xlsx-not-drawn", &[("list", list)])
    }

    /// The head over what may come on top of a series.
    pub(crate) fn beyond(&self, name: &str) -> String {
        say_with("xlsx-beyond", &[("name", name)])
    }

    /// Least and greatest of a value that is known only between them; none for any other.
    pub(crate) fn bounds(&self, content: &Content) -> Option<String> {
        let Content::Range { least, greatest, decimals, unit, years } = content else {
            return None;
        };
        let number = |bound: &Option<Decimal>| match bound {
            Some(bound) if *years => locale::year(*bound),
            Some(bound) => locale::with_unit(*bound, *decimals, unit.as_deref()),
            None => say("xlsx-no-bound"),
        };
        let least = say_with("xlsx-least", &[("number", &number(least))]);
        let greatest = say_with("xlsx-greatest", &[("number", &number(greatest))]);
        Some(format!("{least}\n{greatest}"))
    }
}

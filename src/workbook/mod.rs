//! The only place that names the spreadsheet libraries: opening guarded, cells, writing.

// SPDX-License-Identifier: EUPL-1.2
//! Sestante turns a questionnaire in YAML into a spreadsheet form, reads the forms that come back,
//! checks them cell by cell, compares the participants, and writes the comparative report.
//!
//! One road, a new type at each stage:
//!
//! | stage | from → to | entry point |
//! |---|---|---|
//! | [`questionnaire`] | YAML → `Questionnaire` | `questionnaire::load` |
//! | [`form`] | `Questionnaire` → `FormLayout` → workbook | `form::lay_out`, `form::write` |
//! | [`responses`] | returned workbook → `Response` | `responses::read` |
//! | [`answers`] | `Response`s + codings → `Answers`, SQLite | `answers::build` |
//! | [`check`] | `Questionnaire` + `Answers` → findings | `check::run` |
//! | [`feedback`] | `Response` + findings → workbook, receipt, e-mail | `feedback::gather`, `feedback::write` |
//! | [`study`] | everything that researchers wrote → `Study` | `study::load` |
//! | [`comparison`] | `Answers` + declarations → `Comparison` | `Comparer::compare` |
//! | [`status`] | a round's returns → `Overview`, page, letters | `status::build` |
//! | [`report`] | `Comparison`s + chapters → `Document` | `report::compose` |
//! | [`figures`] | `Chart` → `Drawing` | `figures::draw` |
//! | [`edition`] | `Document` → `Edition`: how it stands | `edition::settle` |
//! | [`export`] | `Edition` → files | `export::FORMATS` |
//!
//! [`files`] (the study's folder), [`datum`] (answers, amounts, traces), [`diag`] (findings, errors, texts), [`yaml`] (mistakes with line and column) and [`workbook`]
//! (the spreadsheet libraries) serve every stage.

pub mod answers;
pub mod check;
pub mod comparison;
pub mod datum;
pub mod diag;
pub mod edition;
pub mod export;
pub mod feedback;
pub mod figures;
pub mod files;
pub mod form;
pub mod locale;
pub mod palette;
pub mod pipeline;
pub mod questionnaire;
pub mod report;
pub mod responses;
pub mod status;
pub mod study;
pub mod workbook;
pub mod yaml;

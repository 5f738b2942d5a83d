// SPDX-License-Identifier: EUPL-1.2
//! Sestante turns a questionnaire in YAML into a spreadsheet form, reads the forms that come back,
//! checks them cell by cell, compares the participants, and writes the comparative report.
//!
//! Modules that serve every stage, each before those that may know it:
//!
//! | serves every stage | what it gives |
//! |---|---|
//! | [`diag`] | findings, errors, and the catalogue of texts in `assets/messages/it.yaml` |
//! | [`files`] | the study's folder: each text read once, in one way |
//! | [`datum`] | an answer on its way, its trace, days, numbers between bounds |
//! | [`yaml`] | YAML as nodes with line and column, all mistakes at once |
//! | [`locale`] | Italian numbers, and when two texts are the same |
//! | [`palette`] | every colour, named once |
//! | [`workbook`] | spreadsheets read and written, behind a guard against files made to hurt |
//!
//! One road, a new type at each stage:
//!
//! | stage | from → to | entry point |
//! |---|---|---|
//! | [`questionnaire`] | YAML → `Questionnaire` | `questionnaire::load` |
//! | [`tables`] | `Questionnaire` + codings → `Tables`, and what SQL makes of them: `Database`, `View` | `tables::schema`, `Database::new` |
//! | [`templates`] | texts with calls → `Parsed` → `Filler` → Markdown with placeholders | `Parser::file`, `Parsed::filler` |
//! | [`study`] | the study's folder → `Study`: questionnaire, what checks look at, views, comparisons, claims, templates | `study::load` |
//! | [`form`] | `Questionnaire` → `FormLayout` → workbook | `form::lay_out`, `form::write` |
//! | [`responses`] | returned workbook → `Response` | `responses::read`, `responses::import`, `responses::read_rounds` |
//! | [`answers`] | `Tables` + `Response`s → `Answers` | `answers::build` |
//! | [`check`] | `Questionnaire` + `Answers` → findings | `check::run` |
//! | [`figures`] | `Chart` → `Drawing`, a list of marks | `figures::draw` |
//! | [`comparison`] | `Answers` + declarations → `Comparison`, `Judgement` | `Comparer::compare`, `Comparer::judge` |
//! | [`pipeline`] | all of these in a row, as far as a command needs | `pipeline::collect`, `Collected::compare` |
//! | [`report`] | comparisons + pages → a `Document` for each volume | `report::compose` |
//! | [`status`] | a round's returns and findings → `Overview`, page, letters | `status::build` |
//! | [`feedback`] | `Response` + findings → workbook to send back, receipt, e-mail | `feedback::gather`, `feedback::write` |
//! | [`edition`] | `Document` → `Edition`: how it stands, settled once for all formats | `edition::settle` |
//! | [`export`] | `Edition` → files | `export::FORMATS`, `export::place` |

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
pub mod tables;
pub mod templates;
pub mod workbook;
pub mod yaml;

// SPDX-License-Identifier: EUPL-1.2
//! All tests that see the library from outside, one module a stage.

mod accounts;
mod catalogue;
mod cli;
mod cli_files;
mod comparison;
mod damage;
mod docs;
mod docx;
mod docx_template;
mod drawing;
mod edition;
mod exports;
mod feedback;
mod figures;
mod findings;
mod fuzz;
mod hostile;
mod html;
mod imports;
mod mistakes;
mod needs;
mod payloads;
mod questionnaire;
mod renamed;
mod renaming;
mod report;
mod returns;
mod sample_document;
mod second_study;
mod slides;
mod status;
mod study;
mod traces;
mod transcription;
mod tree;

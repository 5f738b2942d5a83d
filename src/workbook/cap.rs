// SPDX-License-Identifier: EUPL-1.2
//! Caps on what is kept of a workbook, so that no file can take all the memory.

/// Filled cells of a sheet.
pub(super) const CELLS: usize = 200_000;
/// Filled cells of a workbook.
pub(super) const ALL_CELLS: usize = 500_000;
/// Rows read; what stands below is counted.
pub(super) const ROWS: u32 = 5_000;
/// Columns read; what stands to the right is counted.
pub(super) const COLUMNS: u32 = 200;
/// Sheets of a workbook.
pub(super) const SHEETS: usize = 60;
/// Things of one kind that have a name: defined names, relations, properties.
pub(super) const NAMES: usize = 50_000;
/// Texts that cells share, and styles of cells.
pub(super) const SHARED: usize = 1_000_000;
/// Merged areas of a sheet, and notes or boxes on it; what is beyond is left out.
pub(super) const BESIDE: usize = 20_000;
/// Cells met in a workbook, the empty ones included.
pub(super) const MET: usize = 10_000_000;
/// Characters of a cell, as in Excel.
pub(super) const TEXT: usize = 32_767;
/// Bytes of all texts kept.
pub(super) const TEXTS: usize = 64 * 1024 * 1024;
/// Conditional formats of a sheet that are held against its cells.
pub(super) const RULES: usize = 200;

// SPDX-License-Identifier: EUPL-1.2
//! What a formula adds up, when adding up is all it does.

use crate::diag::CellRef;

/// Functions that add up; the number is the argument with which the areas begin.
const SUMS: [(&str, usize); 4] = [("SUM", 0), ("SUBTOTAL", 1), ("AGGREGATE", 2), ("SUMPRODUCT", 0)];
/// Kinds of SUBTOTAL and AGGREGATE that are sums.
const KINDS: [&str; 2] = ["9", "109"];

/// Areas of a formula: no function takes more arguments.
const MOST: usize = 255;

/// The areas of its own sheet that a formula adds up: of `SUM(C13:C15)`, `SUBTOTAL(9,C13:C15)`,
/// `C13+C14`; in an .ods they stand as `of:=SUM([.C13:.C15])`. None when it does anything else.
pub(super) fn sums(formula: &str) -> Vec<(CellRef, CellRef)> {
    let text = bare(formula);
    // Blanks, signs of fixed places, and how an .ods writes a place.
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '$').collect();
    let text = text.replace("_xlfn.", "").replace("[.", "").replace(":.", ":").replace(']', "");
    let mut areas = Vec::new();
    for part in parts(&text, '+') {
        match part_sums(part) {
            Some(found) if areas.len() + found.len() <= MOST => areas.extend(found),
            _ => return Vec::new(),
        }
    }
    areas
}

fn part_sums(part: &str) -> Option<Vec<(CellRef, CellRef)>> {
    let Some((name, rest)) = part.split_once('(') else {
        return Some(vec![area(part)?]);
    };
    let inside = rest.strip_suffix(')')?;
    let name = name.to_uppercase();
    let (_, skip) = SUMS.iter().find(|(known, _)| *known == name)?;
    let arguments: Vec<&str> = parts(inside, ',').flat_map(|part| part.split(';')).collect();
    if *skip > 0 && !arguments.first().is_some_and(|kind| KINDS.contains(kind)) {
        return None;
    }
    arguments.into_iter().skip(*skip).map(area).collect()
}

/// Pieces of a text between marks that stand in no parentheses.
fn parts(text: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut depth = 0usize;
    text.split(move |c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == mark && depth == 0
    })
}

/// The corners of `B2:D4`, in their order whichever way round they are written.
pub(super) fn area(text: &str) -> Option<(CellRef, CellRef)> {
    area_of(text, CellRef::parse)
}

/// The same where a place is written in another way.
pub(super) fn area_of(
    text: &str,
    place: impl Fn(&str) -> Option<CellRef>,
) -> Option<(CellRef, CellRef)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (a, b) = (place(first)?, place(last)?);
    let first = CellRef::new(a.row.min(b.row), a.col.min(b.col));
    Some((first, CellRef::new(a.row.max(b.row), a.col.max(b.col))))
}

/// A formula without the signs that begin it.
fn bare(formula: &str) -> &str {
    formula.trim().trim_start_matches("of:").trim_start_matches('=')
}

/// An area as a formula that was copied to another cell has it; shared formulas are written once.
pub(super) fn shifted(
    (first, last): (CellRef, CellRef),
    rows: i64,
    cols: i64,
) -> Option<(CellRef, CellRef)> {
    let moved = |at: CellRef| {
        let row = u32::try_from(i64::from(at.row) + rows).ok()?;
        let col = u16::try_from(i64::from(at.col) + cols).ok()?;
        Some(CellRef::new(row, col))
    };
    Some((moved(first)?, moved(last)?))
}

/// The address and nothing else of `HYPERLINK("https://…","words")`.
pub(super) fn link(formula: &str) -> Option<&str> {
    let text = bare(formula);
    let name = text.get(..10).filter(|name| name.eq_ignore_ascii_case("HYPERLINK("))?;
    let rest = text.strip_prefix(name)?.trim_start().strip_prefix('"')?;
    let (address, after) = rest.split_once('"')?;
    let ends = after.trim_start().starts_with([',', ';', ')']);
    (ends && !address.is_empty()).then_some(address)
}

/// Whether a formula puts a picture in its cell.
pub(super) fn is_picture(formula: &str) -> bool {
    let text = bare(formula);
    let name = text.trim_start_matches("_xlfn.").trim_start_matches("_xlws.");
    let name = name.split('(').next().unwrap_or_default().trim().to_uppercase();
    matches!(name.as_str(), "DISPIMG" | "IMAGE") && text.contains('(')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_known_in_both_kinds_of_file() {
        let shown = |formula: &str| -> Vec<String> {
            sums(formula).iter().map(|(a, b)| format!("{a}:{b}")).collect()
        };
        for formula in ["SUM(C13:C15)", "=SUM($C$13:C15)", "of:=SUM([.C13:.C15])"] {
            assert_eq!(shown(formula), ["C13:C15"], "{formula}");
        }
        assert_eq!(shown("SUBTOTAL(9,C13:C15)"), ["C13:C15"]);
        assert_eq!(shown("of:=SUBTOTAL(109;[.C13:.C15])"), ["C13:C15"]);
        assert_eq!(shown("C13+C14"), ["C13:C13", "C14:C14"]);
        assert_eq!(shown("SUM(C13,C14:C15)+C16"), ["C13:C13", "C14:C15", "C16:C16"]);
        for other in [
            "C13*2",
            "AVERAGE(C13:C15)",
            "SUBTOTAL(1,C13:C15)",
            "C13+1",
            "SUM(Foglio1!C13:C15)",
            "SUM(C13:C15",
            "",
            "IF(C13>0,SUM(C13:C15),0)",
        ] {
            assert!(shown(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn addresses_of_links_are_read_where_they_are_written_out() {
        assert_eq!(
            link("HYPERLINK(\"https://example.org/a\",\"qui\")"),
            Some("https://example.org/a")
        );
        assert_eq!(
            link("of:=HYPERLINK(\"https://example.org\";\"qui\")"),
            Some("https://example.org")
        );
        assert_eq!(link("HYPERLINK(A1,\"qui\")"), None);
        assert_eq!(link("HYPERLINK(\"a\"&B1,\"qui\")"), None);
    }

    #[test]
    fn formulas_that_are_pictures_are_told() {
        assert!(is_picture("_xlfn.DISPIMG(\"ID_1\",1)") && is_picture("=IMAGE(\"https://a\")"));
        assert!(!is_picture("SUM(A1)") && !is_picture("IMAGE"));
    }
}

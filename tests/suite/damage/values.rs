// SPDX-License-Identifier: EUPL-1.2
//! What people and programs do to the values in the cells.

use super::case::{Case, Damage, Entry, Must};
use super::dice::Dice;
use super::package::{Book, Xcell};
use sestante::datum::Value;
use sestante::questionnaire::Type;

/// Writes something else into some of these cells.
fn rewritten(
    case: &Case,
    entries: &[Entry],
    mut write: impl FnMut(&mut Book, &Entry, Xcell) -> Option<Xcell>,
) -> (Book, String) {
    let mut book = case.book.clone();
    let mut what = Vec::new();
    for entry in entries {
        let cell = book.tab(&entry.sheet).get(entry.cell);
        if let Some(cell) = write(&mut book, entry, cell) {
            what.push(format!("{}!{} = {:?}", entry.sheet, entry.cell, cell.value));
            book.tab(&entry.sheet).put(entry.cell, cell);
        }
    }
    (book, what.join("; "))
}

fn number(entry: &Entry) -> Option<f64> {
    entry.shown.parse().ok()
}

/// `1234.5` with a comma and with dots between thousands.
fn italian(number: f64, dots: bool) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if dots && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if fraction.is_empty() { out } else { format!("{out},{fraction}") }
}

/// Pasting brings the format of where it comes from: `001` becomes 1, numbers become texts.
pub(super) fn pasted_over(case: &Case, dice: &mut Dice) -> Damage {
    let entries = dice.some(&case.entries, 12);
    let (mut book, what) = rewritten(case, &entries, |_, entry, cell| {
        let plain = Xcell { style: String::new(), ..cell };
        Some(match number(entry) {
            Some(n) if entry.question.kind.is_text() => plain.number(n),
            Some(n) if entry.question.kind != Type::Date => plain.text(&italian(n, false)),
            _ => plain,
        })
    });
    // Validation is gone, and with it what kept wrong answers out.
    for tab in &mut book.tabs {
        for cell in tab.cells.values_mut() {
            if dice.below(4) == 0 && cell.kind == "s" {
                cell.style = String::new();
            }
        }
    }
    Damage::of(&book, Must::EqualOrNamed, what)
}

/// Blanks that nobody sees, accents in two pieces, capitals.
pub(super) fn spaces_accents_case(case: &Case, dice: &mut Dice) -> Damage {
    let entries = dice.some(&case.entries, 10);
    let (mut book, what) = rewritten(case, &entries, |_, entry, cell| {
        let word = matches!(entry.question.kind, Type::Choice | Type::Choices | Type::YesNo);
        let text =
            if cell.kind == "s" { cell.value.clone() } else { italian(number(entry)?, false) };
        Some(cell.text(&blurred(&text, word, dice)))
    });
    // What is printed suffers as well.
    for name in case.sheets() {
        let answers: Vec<_> =
            case.entries.iter().filter(|e| e.sheet == name).map(|e| e.cell).collect();
        for (at, cell) in &mut book.tab(&name).cells {
            if cell.kind == "s" && at.col < 2 && !answers.contains(at) && dice.below(3) == 0 {
                cell.value = blurred(&cell.value, true, dice);
            }
        }
    }
    Damage::of(&book, Must::Equal, what)
}

fn blurred(text: &str, word: bool, dice: &mut Dice) -> String {
    let pairs = [
        ('à', "a\u{300}"),
        ('è', "e\u{300}"),
        ('é', "e\u{301}"),
        ('ì', "i\u{300}"),
        ('ò', "o\u{300}"),
        ('ù', "u\u{300}"),
        ('È', "E\u{300}"),
        ('ô', "o\u{302}"),
    ];
    let mut out = text.to_owned();
    for (whole, parts) in pairs {
        out = out.replace(whole, parts);
    }
    if word {
        out = match dice.below(3) {
            0 => out.to_uppercase(),
            1 => out.to_lowercase(),
            _ => out,
        };
        // Accents as people type them on a foreign keyboard.
        if dice.below(3) == 0 {
            out = out.replace("\u{300}", "'");
        }
    }
    if word && dice.below(2) == 0 {
        out = out.replace(' ', "\u{a0}");
    }
    let blank = dice.one(&[" ", "\u{a0}", "\u{200b}", "\t", "\n", "  ", "\u{feff}", ""]);
    format!("{blank}{out}{}", dice.one(&[" ", "\u{a0}", "\u{202f}", "\n"]))
}

/// The words of an older list, and words with other signs between them.
pub(super) fn old_words(case: &Case, dice: &mut Dice) -> Damage {
    let entries = dice.some(&case.of_types(|kind| kind == Type::Choice), 8);
    let (book, what) = rewritten(case, &entries, |_, entry, cell| {
        let list = &case.questionnaire.choices[entry.question.choices.as_ref()?].choices;
        let choice = list.iter().find(|choice| choice.id == entry.shown)?;
        let mut words: Vec<String> = choice.also.clone();
        words.push(choice.label.replace(',', " –"));
        words.push(choice.label.replace(", ", ","));
        words.push(format!("{}.", choice.label.to_lowercase()));
        words.push(format!("«{}»", choice.label));
        words.push(choice.label.replace(' ', "  "));
        let word: &String = dice.one(&words);
        Some(cell.text(word))
    });
    let entries = dice.some(&case.of_types(|kind| kind == Type::Choice), 1);
    let Some(entry) = entries.first().filter(|_| dice.below(3) == 0) else {
        return Damage::of(&book, Must::Equal, what);
    };
    // A word that no list has any more.
    let mut book = book;
    let cell = book.tab(&entry.sheet).get(entry.cell).text("Voce di un altro elenco");
    book.tab(&entry.sheet).put(entry.cell, cell);
    Damage::of(&book, Must::EqualOrNamed, what).noted(&["choice-unreadable"])
}

/// Days as texts, as numbers, in other orders, by half.
pub(super) fn dates(case: &Case, dice: &mut Dice) -> Damage {
    let mut months = vec!["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio"];
    months.extend(["agosto", "settembre", "ottobre", "novembre", "dicembre"]);
    let whole = dice.below(2) == 0;
    let entries = dice.some(&case.of_types(|kind| matches!(kind, Type::Date | Type::Year)), 6);
    let (book, what) = rewritten(case, &entries, |book, entry, cell| {
        if entry.question.kind == Type::Year {
            let year = number(entry)?;
            return Some(match dice.below(4) {
                0 => cell.text(&format!(" {year} ")),
                // A year in a cell formatted as a date.
                1 => Xcell { style: book.style(14), ..cell.number(year) },
                2 => {
                    Xcell { style: book.style(14), ..cell.number(serial(&format!("{year}-06-15"))) }
                }
                _ => cell.text(&format!("{year}.")),
            });
        }
        let parts: Vec<&str> = entry.shown.split('-').collect();
        let [year, month, day] = parts[..] else { return None };
        let (m, d): (usize, usize) = (month.parse().unwrap(), day.parse().unwrap());
        let name = months[m - 1];
        if whole {
            return Some(match dice.below(10) {
                0 => cell.text(&format!("{d}/{m}/{year}")),
                1 => cell.text(&format!("{day}.{month}.{year}")),
                2 => cell.text(&format!("{d} {name} {year}")),
                3 => cell.text(&format!("{d} {} {year}", &name[..3])),
                4 => cell.text(&format!("{d}-{m}-{}", &year[2..])),
                5 => cell.text(&format!("{year}-{month}-{day}")),
                6 => cell.text(&format!("{year}-{month}-{day}T00:00:00")),
                7 => cell.text(&format!("{day}/{month}/{year} 00:00")),
                8 => Xcell { style: book.style(0), ..cell.number(serial(&entry.shown)) },
                _ => cell.text(&format!("{d}°{} {year}", format_args!(" {}", name.to_uppercase()))),
            });
        }
        Some(match dice.below(7) {
            0 => cell.text(&format!("12/31/{year}")),
            1 => cell.text(&format!("{}-{}", &name[..3], &year[2..])),
            2 => cell.text(&format!("{name} {year}")),
            3 => cell.text(year),
            4 => cell.number(year.parse().unwrap()),
            5 => cell.text(&format!("primi mesi del {year}")),
            // A year typed in a cell formatted as a date.
            _ => Xcell { style: book.style(14), ..cell.number(year.parse().unwrap()) },
        })
    });
    let some = entries.iter().any(|entry| entry.question.kind == Type::Date);
    let must = if whole { Must::Equal } else { Must::EqualOrNamed };
    let damage = Damage::of(&book, must, what);
    if !whole && some { damage.noted(&["date-without-day", "date-unreadable"]) } else { damage }
}

/// Days after 30/12/1899.
fn serial(day: &str) -> f64 {
    let parts: Vec<i64> = day.split('-').map(|part| part.parse().unwrap()).collect();
    let (year, month) = (parts[0] - i64::from(parts[1] <= 2), (parts[1] + 9) % 12);
    let days =
        365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + parts[2] - 1;
    (days - 693_899) as f64
}

/// Numbers with signs and words around them.
pub(super) fn numbers(case: &Case, dice: &mut Dice) -> Damage {
    let whole = dice.below(3) > 0;
    let entries: Vec<Entry> =
        case.of_types(Type::is_number).into_iter().filter(|e| number(e).is_some()).collect();
    let entries = dice.some(&entries, 8);
    let (book, what) = rewritten(case, &entries, |book, entry, cell| {
        let n = number(entry)?;
        let (text, dots) = (italian(n, false), italian(n, true));
        if !whole {
            let words = [
                "circa {}",
                "{} ca.",
                "~{}",
                "{} - 999999",
                "oltre {}",
                "{} (stima)",
                "{}?",
                "{} €/mese",
                "tra {} e 999999",
            ];
            return Some(match dice.below(11) {
                // 12,5 typed in an Excel set to English, or 1.12 typed in one set to Italian.
                9 => Xcell { style: book.style(14), ..cell.number(44_000.0) },
                10 => Xcell { style: book.style(16), ..cell.number(44_000.0) },
                _ => cell.text(&dice.one(&words).replace("{}", &dots)),
            });
        }
        let around = match entry.question.kind {
            Type::Money => [
                "{}",
                "€ {}",
                "{} €",
                "EUR {}",
                "{} euro",
                "Euro {}",
                "€{}",
                "{}€",
                "\u{20ac}\u{a0}{}",
            ]
            .as_slice(),
            Type::Percent if n > 1.0 => ["{}%", "{} %", "{}\u{a0}%", "{} per cento"].as_slice(),
            Type::Percent => ["{}%", "{} %"].as_slice(),
            _ => ["{}", " {} ", "\u{a0}{}", "+{}"].as_slice(),
        };
        if entry.question.kind == Type::Percent && dice.below(3) == 0 {
            return Some(Xcell {
                style: book.style(if n.fract() == 0.0 { 9 } else { 10 }),
                ..cell.number(n / 100.0)
            });
        }
        let unit = entry.question.unit.clone().filter(|unit| unit.chars().all(char::is_alphabetic));
        let text = match (dice.below(4), unit) {
            (0, Some(unit)) => format!("{text} {unit}"),
            (1, _) => dots.replace('.', " "),
            (2, _) => dots,
            _ => text,
        };
        Some(cell.text(&dice.one(around).replace("{}", &text)))
    });
    let must = if whole { Must::Equal } else { Must::EqualOrNamed };
    Damage::of(&book, must, what)
}

/// The many words for nothing; none of them is 0 or a blank.
pub(super) fn words_for_nothing(case: &Case, dice: &mut Dice) -> Damage {
    let entries = dice.some(&case.entries, 10);
    let mut means = Vec::new();
    let (book, what) = rewritten(case, &entries, |_, entry, cell| {
        let words = [
            ("n.d.", "(not_available)"),
            ("N.D.", "(not_available)"),
            ("nd", "(not_available)"),
            ("n/d", "(not_available)"),
            ("non disponibile", "(not_available)"),
            ("dato non disponibile", "(not_available)"),
            ("nessuno", "(none)"),
            ("Nessuna", "(none)"),
            ("NESSUNO.", "(none)"),
            ("-", "?-"),
            ("--", "?--"),
            ("N/A", "?N/A"),
            ("n.a.", "?n.a."),
            ("/", "?/"),
            ("?", "??"),
        ];
        let (text, meaning) = dice.one(&words);
        means.push((entry.sheet.clone(), entry.cell, (*meaning).to_owned()));
        Some(cell.text(text))
    });
    let asked = means.iter().any(|(_, _, meaning)| meaning.starts_with('?'));
    let damage = Damage::of(&book, Must::Equal, what).means(means);
    let codes = ["empty-unclear", "choice-unreadable", "yes-no-unreadable"];
    if asked { damage.noted(&codes) } else { damage }
}

/// Errors, and formulas that were saved without their result.
pub(super) fn errors(case: &Case, dice: &mut Dice) -> Damage {
    let entries = dice.some(&case.entries, 4);
    let (book, what) = rewritten(case, &entries, |_, entry, cell| {
        let words = ["#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"];
        Some(match (dice.below(4), number(entry)) {
            (0, _) => {
                Xcell { value: String::new(), formula: Some("B1+1".into()), ..cell.emptied() }
            }
            // A result that the program did store.
            (1, Some(n)) if entry.question.kind.is_number() => {
                Xcell { formula: Some("SUM(1,2)".into()), ..cell.number(n) }
            }
            (2, _) => cell.text("#N/D"),
            _ => cell.error(dice.one::<&str>(&words)),
        })
    });
    Damage::of(&book, Must::EqualOrNamed, what)
}

/// Several choices in one cell with whatever between them.
pub(super) fn several(case: &Case, dice: &mut Dice) -> Damage {
    let Some(entry) = dice.some(&case.of_types(|kind| kind == Type::Choices), 1).pop() else {
        // No such question here: two answers in a cell that takes one are asked about.
        let entry = dice.one(&case.of_types(|kind| kind == Type::Choice)).clone();
        let list = &case.questionnaire.choices[entry.question.choices.as_ref().unwrap()].choices;
        let both = format!("{}; {}", list[0].label, list[1].label);
        let (book, what) = rewritten(case, &[entry], |_, _, cell| Some(cell.text(&both)));
        return Damage::of(&book, Must::EqualOrNamed, what).noted(&["choice-unreadable"]);
    };
    let list = &case.questionnaire.choices[entry.question.choices.as_ref().unwrap()].choices;
    let extra = dice.below(2);
    let chosen = dice.some(&(0..list.len()).collect::<Vec<_>>(), 2 + extra);
    let marks = [
        "; ", ";", "\n", ", ", " / ", "/", " e ", " + ", " & ", " | ", " AND ", " e/o ", "\n- ",
        " - ", ";\n", " • ", ". ",
    ];
    let mark = *dice.one(&marks);
    let labels: Vec<&str> = chosen.iter().map(|at| list[*at].label.as_str()).collect();
    let written = match dice.below(3) {
        0 => format!("- {}", labels.join(mark)),
        1 => labels.join(mark).to_lowercase(),
        _ => labels.join(mark),
    };
    let mut order = chosen;
    order.sort_unstable();
    let ids: Vec<_> = order.iter().map(|at| list[*at].id.as_str().into()).collect();
    let datum = sestante::datum::Datum {
        state: sestante::datum::State::Value(Value::Choices(ids)),
        written: "".into(),
        trace: sestante::datum::Trace::default(),
    };
    let means = vec![(entry.sheet.clone(), entry.cell, super::case::shown(&datum))];
    let (book, what) = rewritten(case, &[entry], |_, _, cell| Some(cell.text(&written)));
    Damage::of(&book, Must::Equal, what).means(means)
}

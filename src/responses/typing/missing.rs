// SPDX-License-Identifier: EUPL-1.2
//! Words in place of an answer: for none, for not available, for «look elsewhere».

use super::choose;
use super::unplaced::{Meaning, Unplaced};
use crate::datum::{Empty, State};
use crate::diag::Code;
use crate::locale::fold;

const NONE: [&str; 4] = ["nessuno", "nessuna", "nulla", "niente"];

const NOT_AVAILABLE: [&str; 9] = [
    "n.d",
    "nd",
    "n/d",
    "n. d",
    "non disponibile",
    "non disponibili",
    "dato non disponibile",
    "dati non disponibili",
    "non noto",
];

/// Words that may mean none, not available, or that the question is not theirs.
const UNCLEAR: [&str; 42] = [
    "n.a",
    "na",
    "n/a",
    "n.p",
    "np",
    "boh",
    "xxx",
    "non applicabile",
    "non applicabili",
    "non pertinente",
    "non so",
    "non lo so",
    "non saprei",
    "non sappiamo",
    "da definire",
    "da definirsi",
    "in definizione",
    "in corso di definizione",
    "in via di definizione",
    "da confermare",
    "da verificare",
    "da stabilire",
    "da decidere",
    "da determinare",
    "da quantificare",
    "da precisare",
    "da completare",
    "da compilare",
    "da inserire",
    "non lo sappiamo",
    "non conosciuto",
    "sconosciuto",
    "ignoto",
    "non risulta",
    "non rilevato",
    "non rilevabile",
    "dato mancante",
    "non quantificabile",
    "non definito",
    "tbd",
    "tbc",
    "?",
];

/// Words that say the same as what stands elsewhere.
const AS_ELSEWHERE: [&str; 15] = [
    "idem",
    "id",
    "come sopra",
    "c.s",
    "cs",
    "come da allegato",
    "come gia indicato",
    "in allegato",
    "allegato",
    "si allega",
    "v. s",
    "come anno precedente",
    "come l'anno scorso",
    "invariato",
    "invariata",
];

/// How texts begin that say that there is no answer yet.
const NOT_YET: [&str; 6] = [
    "da defini",
    "in corso di defini",
    "in fase di defini",
    "in via di defini",
    "non ancora defini",
    "ancora da defini",
];

/// Words with which a text sends its reader elsewhere, and what it sends to.
const SEES: [&str; 16] = [
    "vedi",
    "veda",
    "si veda",
    "vedere",
    "v",
    "v.",
    "vd",
    "vd.",
    "cfr",
    "cfr.",
    "come da",
    "si rimanda a",
    "si rimanda",
    "rinvio a",
    "si rinvia a",
    "come",
];
const PLACES: [&str; 18] = [
    "allegato",
    "allegati",
    "all.",
    "nota",
    "note",
    "sopra",
    "sotto",
    "foglio",
    "file",
    "documento",
    "pagina",
    "sezione",
    "tabella",
    "risposta",
    "domanda",
    "mail",
    "email",
    "relazione",
];
/// Most words of a text that does nothing but send elsewhere.
const FEW: usize = 7;

/// What a text says when it is no answer, but a word in place of one.
pub(super) fn known_empty(written: &str) -> Option<Meaning> {
    let word = fold(written);
    let word = word.trim_matches(|c: char| "«»\"'()[]".contains(c)).trim_end_matches('.').trim();
    let empty = |empty| Some(Meaning::plain(State::Empty(empty)));
    if NONE.contains(&word) {
        empty(Empty::None)
    } else if NOT_AVAILABLE.contains(&word) {
        empty(Empty::NotAvailable)
    } else if sends_elsewhere(word) {
        Some(Meaning::unreadable(Unplaced::new(Code::AnswerElsewhere)))
    } else if UNCLEAR.contains(&word)
        || is_not_yet(word)
        || !written.chars().any(char::is_alphanumeric)
    {
        // A tick is no word either, but it says yes; a box or a cross says something as well.
        (!choose::is_mark(written)).then(|| Meaning::unreadable(Unplaced::new(Code::EmptyUnclear)))
    } else {
        None
    }
}

fn is_not_yet(word: &str) -> bool {
    word.split(' ').count() < FEW && NOT_YET.iter().any(|start| word.starts_with(start))
}

/// Whether a text does nothing but send its reader elsewhere: «vedi allegato», «idem».
fn sends_elsewhere(word: &str) -> bool {
    let few = word.split_whitespace().count() < 5;
    if AS_ELSEWHERE.contains(&word) || few && word.starts_with("idem ") {
        return true;
    }
    let rest = SEES.iter().filter_map(|sees| word.strip_prefix(sees)?.strip_prefix(' '));
    let mut words = rest.map(|rest| rest.split_whitespace().collect::<Vec<_>>());
    words.any(|rest| {
        let articles =
            ["l'", "il", "la", "lo", "le", "i", "gli", "al", "alla", "all'", "in", "nel"];
        let mut named = rest.iter().filter(|word| !articles.contains(word));
        let first =
            named.next().map(|word| word.trim_start_matches("l'").trim_start_matches("all'"));
        let place = first.is_some_and(|word| PLACES.contains(&word.trim_end_matches([',', ':'])));
        place && rest.len() < FEW
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_send_elsewhere_are_no_answers() {
        for text in [
            "Idem come sopra",
            "vedi allegato",
            "Vedi l'allegato 2",
            "idem",
            "IDEM.",
            "come sopra",
            "(vedi nota)",
            "v. allegato",
            "Si veda il foglio 2",
            "cfr. tabella 3",
            "in allegato",
        ] {
            assert_eq!(known_empty(text).map(|m| m.state), Some(State::Unreadable), "{text}");
        }
        for text in [
            "vedi allegato per i comuni sotto i 5.000 abitanti che aderiscono dal 2020",
            "come previsto dallo statuto",
            "Segreteria",
            "relazione annuale",
            "allegato tecnico",
        ] {
            assert_eq!(known_empty(text), None, "{text}");
        }
    }
}

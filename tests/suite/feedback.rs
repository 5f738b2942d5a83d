// SPDX-License-Identifier: EUPL-1.2
//! The round trip: form, filled in with slips, import, check, feedback, corrected there, import,
//! profile, report; and the feedback of the three real returns.

use super::study::{Study, day, repository, transcription, whole, write};
use sestante::datum::{Datum, Empty, Origin, State};
use sestante::diag::{CellRef, Permit, Severity};
use sestante::edition::settle;
use sestante::export;
use sestante::feedback::{self, Feedback, StrayKind, gather};
use sestante::form::{self, Entry, Filled, Marks, Spot};
use sestante::pipeline::Collected;
use sestante::questionnaire::Questionnaire;
use sestante::report::{self, plain};
use sestante::responses::{self, Arrival, Fate, Response};
use sestante::workbook::{self, Look, Sheet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const NOW: &str = "  - { id: r1, title: Prima rilevazione }";
const TWO_ROUNDS: &str = "  - { id: r1, title: Prima rilevazione }
  - { id: r2, title: Seconda rilevazione, deadline: 2026-12-15 }";
const CONTACT: &str = "Ada Neri, ada.neri@provincia.example";

/// What each cell says, in the order of the form.
fn states(response: &Response) -> Vec<String> {
    let shown = |datum: &Datum| match &datum.state {
        State::Empty(Empty::Blank | Empty::NotInSource) => String::new(),
        State::Unreadable => format!("? {}", datum.written),
        state => format!("{state:?}"),
    };
    let mut all: Vec<String> =
        response.answers.iter().map(|(id, datum)| format!("{id} {}", shown(datum))).collect();
    for (id, rows) in &response.tables {
        let row = |answers: &[Datum]| answers.iter().map(shown).collect::<Vec<_>>().join("|");
        all.extend(rows.iter().map(|r| format!("{id} {}", row(&r.answers))));
    }
    let cells = response.grids.iter().flat_map(|(id, cells)| cells.iter().map(move |c| (id, c)));
    all.extend(cells.map(|(id, (key, datum))| format!("{id} {key:?} {}", shown(datum))));
    all
}

fn of<'a>(collected: &'a Collected, participant: &str) -> Feedback<'a> {
    let participant = collected.study.questionnaire.participant(participant).unwrap();
    gather(collected, participant, Permit::COLLECTOR).expect("it has answered")
}

/// The workbook that goes back, read as if it had come back without a change.
fn read_back(questionnaire: &Questionnaire, feedback: &Feedback<'_>) -> (Response, Vec<String>) {
    let bytes = feedback::write(feedback).unwrap();
    let book = workbook::open_bytes("riscontro.xlsx", &bytes).unwrap();
    assert_eq!(responses::stamp(&book).unwrap().round, feedback.next.unwrap().id);
    let layout = form::lay_out(questionnaire, feedback.participant, &feedback.next.unwrap().id);
    let read = responses::read(questionnaire, &layout, "riscontro.xlsx", &book);
    let codes = read.findings.into_iter().map(|finding| finding.code.to_string()).collect();
    (read.value, codes)
}

fn import(study: &Study, name: &str, bytes: &[u8]) {
    let file = study.root().join(name);
    fs::write(&file, bytes).unwrap();
    let questionnaire = study.questionnaire();
    let arrival = Arrival::on(day("2026-12-01"), Origin::Returned);
    let imported = responses::import(study.root(), &questionnaire, &[file], &arrival);
    let imported = imported.unwrap();
    assert!(matches!(imported[0].fate, Fate::Kept(_)), "{imported:?}");
}

/// A returned form with slips: a number in words, a word that no list has, a day without a day.
fn with_slips(study: &Study) -> Vec<u8> {
    let questionnaire = study.questionnaire();
    let mut facts = transcription("mc");
    for (question, row, value) in [
        ("skills.roles.headcount", "1", "circa 4"),
        ("profile.management_model", "", "Terzo modello"),
        ("agreement.start_date", "", "gennaio 2021"),
        ("profile.contact", "", CONTACT),
    ] {
        facts.retain(|fact| fact.question != question || fact.row != row);
        facts.push(super::study::fact(question, row, value));
    }
    write(&questionnaire, "mc", "r1", &facts)
}

#[test]
fn a_form_goes_back_is_corrected_and_comes_back() {
    let study = Study::unanswered().edit("questionnaire/study.yaml", NOW, TWO_ROUNDS);
    import(&study, "mc.xlsx", &with_slips(&study));

    // Check and feedback.
    let collected = study.collect();
    let mut feedback = of(&collected, "mc");
    let codes = |feedback: &Feedback<'_>| -> Vec<String> {
        feedback.remarks.iter().map(|remark| remark.code.to_string()).collect()
    };
    let slips = ["number-unreadable", "choice-unreadable", "date-without-day"];
    for slip in slips {
        assert!(codes(&feedback).iter().any(|code| code == slip), "{:?}", codes(&feedback));
    }
    let remark = feedback.remarks.iter().find(|r| r.code == "number-unreadable").unwrap();
    assert_eq!((remark.written.as_str(), remark.understood.as_str()), ("circa 4", "non si legge"));
    assert_eq!(remark.cells.len(), 1);
    assert!(remark.todo.contains("scrivere solo 4"), "{}", remark.todo);
    assert!(feedback.stray.is_empty(), "{:?}", feedback.stray);

    // What comes back unchanged says the same, and has the same slips.
    let (again, found) = read_back(&collected.study.questionnaire, &feedback);
    assert_eq!(states(&again), states(feedback.response));
    for slip in slips {
        assert!(found.iter().any(|code| code == slip), "{found:?}");
    }

    // Corrected in the coloured cells.
    let filled = &mut feedback.refilled.filled;
    filled.set(Spot::Row("skills.roles.headcount".into(), 1), Entry::Number(4.0));
    let model = Spot::Question("profile.management_model".into());
    filled.set(model, Entry::Text("In house".to_owned()));
    let start = Spot::Question("agreement.start_date".into());
    filled.set(start, Entry::Day(day("2021-01-01")));
    let original = study.root().join(&*feedback.response.file);
    let before = fs::read(&original).unwrap();
    import(&study, "mc-riscontro.xlsx", &feedback::write(&feedback).unwrap());
    assert_eq!(fs::read(original).unwrap(), before);

    let collected = study.collect();
    let corrected = of(&collected, "mc");
    assert_eq!(corrected.response.stamp.round, "r2");
    for slip in slips {
        assert!(codes(&corrected).iter().all(|code| code != slip), "{:?}", codes(&corrected));
    }
    // Our own sheet, signs and notes are nobody's answers, and nothing out of place.
    assert!(corrected.stray.is_empty(), "{:?}", corrected.stray);
    assert_eq!(corrected.received.len(), 2);

    // Profile and report.
    let compared = collected.compare().unwrap();
    let profile = report::profile(&collected, &compared, corrected.participant).unwrap().value;
    for format in export::FORMATS {
        assert!(!(format.write)(&settle(&profile)).unwrap().value.is_empty(), "{}", format.name);
    }
    let page = export::html::write(&settle(&profile));
    assert!(page.contains("Convalida") && page.contains("Task s.r.l."));
    let report =
        export::html::write(&settle(&whole(report::compose(&collected, &compared).unwrap()).value));
    let receipt = export::html::write(&settle(&feedback::receipt(&corrected)));
    let letter = feedback::message(&corrected, &["a.xlsx".to_owned()]);
    for text in [&page, &report, &receipt, &letter] {
        assert!(!text.contains("Neri"), "{text}");
    }
}

#[test]
fn the_feedback_of_each_real_return_reads_back_with_equal_answers() {
    let collected = sestante::pipeline::collect(repository()).unwrap();
    for participant in &collected.study.questionnaire.participants {
        let feedback = of(&collected, &participant.id);
        let (again, found) = read_back(&collected.study.questionnaire, &feedback);
        assert_eq!(states(&again), states(feedback.response));
        assert_eq!(found, [""; 0], "{}", participant.id);
        assert!(feedback.refilled.left_out.is_empty() && feedback.stray.is_empty());
        assert!(feedback.remarks.iter().all(|remark| !remark.cells.is_empty()));
        // What no participant can mend is not sent.
        assert!(feedback.remarks.iter().all(|remark| remark.code != "base-price-units-differ"));
    }
}

/// UPI reads the status, the Province the e-mail: two counts of one thing would be doubted.
#[test]
fn the_email_counts_answers_as_the_status_does() {
    let collected = sestante::pipeline::collect(repository()).unwrap();
    let round = &collected.study.questionnaire.study.rounds[0];
    let overview = sestante::status::build(&collected, round, None).unwrap();
    assert_eq!(overview.participants.len(), collected.study.questionnaire.participants.len());
    for status in &overview.participants {
        let (answered, asked) = status.answered();
        assert!(answered > 0 && answered < asked);
        let text = feedback::message(&of(&collected, &status.id), &[]);
        assert!(text.contains(&format!("{answered} su {asked} domande")), "{text}");
    }
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let collected = sestante::pipeline::collect(repository()).unwrap();
    let feedback = of(&collected, "lc");
    assert!(feedback::write(&feedback).unwrap() == feedback::write(&feedback).unwrap());
}

#[test]
fn marked_cells_have_a_colour_a_sign_a_note_and_a_link() {
    let study = Study::unanswered();
    import(&study, "mc.xlsx", &with_slips(&study));
    let collected = study.collect();
    let feedback = of(&collected, "mc");
    let bytes = feedback::write(&feedback).unwrap();
    let book = workbook::open_bytes("riscontro.xlsx", &bytes).unwrap();
    assert_eq!(&*book.sheets[0].name, "Da rivedere");
    for remark in &feedback.remarks {
        for (sheet, cell) in &remark.cells {
            let notes = &book.sheet(sheet).unwrap().notes;
            let note = notes.iter().find(|note| note.at == *cell);
            let note = note.unwrap_or_else(|| panic!("no note at {sheet}!{cell}"));
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert!(squeezed(&note.text).contains(&squeezed(&remark.todo)), "{}", note.text);
        }
        let listed = book.sheets[0].cells.values().any(|cell| cell.written() == remark.todo);
        assert!(listed, "{}", remark.todo);
    }
    // A sign in the first column: of a row of a table as a text, of a question by its format.
    let remark = feedback.remarks.iter().find(|r| r.code == "number-unreadable").unwrap();
    let (sheet, cell) = &remark.cells[0];
    let beside = book.sheet(sheet).unwrap().text(CellRef::new(cell.row, 0));
    assert!(form::is_signed(&beside), "{beside}");
    let index = part(&bytes, "xl/worksheets/sheet1.xml");
    let linked = index.matches("<hyperlink ").count();
    assert_eq!(linked, feedback.remarks.iter().filter(|r| !r.cells.is_empty()).count());
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("FFE3A8") && styles.contains("\u{25b2}"));
}

#[test]
fn sheets_notes_and_words_out_of_place_are_listed() {
    let study = Study::unanswered();
    let questionnaire = study.questionnaire();
    let participant = questionnaire.participant("pu").unwrap();
    let layout = form::lay_out(&questionnaire, participant, "r1");
    let mut filled = Filled::new();
    filled.set(Spot::Question("profile.manager_name".into()), Entry::Text("Ente".to_owned()));
    let mut extra = Sheet::new("Appunti").unwrap();
    extra.text(CellRef::new(2, 1), "Telefonare a marzo", Look::Plain).unwrap();
    extra.note(CellRef::new(2, 1), "chiedere in ragioneria").unwrap();
    let marks = Marks::new();
    let bytes = form::write_marked(&questionnaire, &layout, &filled, &marks, extra).unwrap();
    // The third sheet is that of the first section; its second row has the introduction.
    let bytes = rewrite(&bytes, "xl/worksheets/sheet3.xml", |xml| {
        let word = "<c r=\"AZ2\" t=\"inlineStr\"><is><t>vedi delibera 12</t></is></c></row>";
        let (before, after) = xml.split_once("<row r=\"2\"").expect("row 2");
        format!("{before}<row r=\"2\"{}", after.replacen("</row>", word, 1))
    });
    import(&study, "pu.xlsx", &bytes);
    let collected = study.collect();
    let feedback = of(&collected, "pu");
    let found: Vec<(StrayKind, &str, &str)> = feedback
        .stray
        .iter()
        .map(|stray| (stray.kind, stray.place.as_str(), stray.text.as_str()))
        .collect();
    let sheet = questionnaire.sections[0].sheet.as_str();
    assert_eq!(
        found,
        [
            (StrayKind::Text, &*format!("{sheet}, AZ2"), "vedi delibera 12"),
            (StrayKind::Comment, "Appunti, B3", "chiedere in ragioneria"),
            (
                StrayKind::Sheet,
                "Appunti, B3",
                "Il foglio «Appunti» non fa parte del modulo e non è letto (1 cella; la prima: \
                 «Telefonare a marzo»)."
            ),
        ]
    );
    let bytes = feedback::write(&feedback).unwrap();
    let book = workbook::open_bytes("riscontro.xlsx", &bytes).unwrap();
    let listed = |text: &str| book.sheets[0].cells.values().any(|cell| cell.written() == text);
    assert!(listed("vedi delibera 12") && listed("chiedere in ragioneria"));
    assert!(feedback::message(&feedback, &[]).contains("nulla è andato perso"));
}

#[test]
fn without_a_finding_there_is_nothing_to_look_at_again() {
    let study = Study::unanswered();
    import(&study, "mc.xlsx", &with_slips(&study));
    let collected = study.collect();
    let mut feedback = of(&collected, "mc");
    feedback.remarks.clear();
    let bytes = feedback::write(&feedback).unwrap();
    let book = workbook::open_bytes("riscontro.xlsx", &bytes).unwrap();
    let says = |text: &str| book.sheets[0].cells.values().any(|cell| cell.written() == text);
    assert!(says("Nessun rilievo.") && says("nessun rilievo"));
    assert!(feedback::message(&feedback, &[]).starts_with("Oggetto: "));
    assert_eq!(feedback.count(Severity::Error), 0);
}

#[test]
fn who_has_not_answered_gets_nothing() {
    let study = Study::unanswered();
    let collected = study.collect();
    let participant = &collected.study.questionnaire.participants[0];
    assert!(gather(&collected, participant, Permit::COLLECTOR).is_none());
}

#[test]
fn the_profile_has_the_own_column_first_and_no_private_answer() {
    let collected = sestante::pipeline::collect(repository()).unwrap();
    let compared = collected.compare().unwrap();
    let participant = collected.study.questionnaire.participant("lc").unwrap();
    let noted = report::profile(&collected, &compared, participant).unwrap();
    assert_eq!(noted.findings, []);
    let mut tables = 0;
    for block in noted.value.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        let report::Block::Table(table) = block else { continue };
        let heads: Vec<&str> = table.columns.iter().map(|head| head.label.as_str()).collect();
        if table.even && heads.len() == 3 {
            tables += 1;
            assert_eq!(heads, ["Lecco", "Pesaro e Urbino", "Macerata"]);
            assert!(table.rows.iter().all(|row| row.cells.len() == 3));
        }
        let private = table.rows.iter().any(|row| row.label.text.contains("Persona da contattare"));
        assert!(!private);
    }
    assert!(tables >= collected.study.questionnaire.sections.len(), "{tables}");
    assert!(!noted.value.sources.is_empty());
    let last = noted.value.chapters.last().unwrap();
    assert_eq!(last.title, "Convalida");
    let text: String = last
        .blocks
        .iter()
        .map(|block| match block {
            report::Block::Paragraph(inlines) => plain(inlines),
            _ => String::new(),
        })
        .collect();
    assert!(text.contains("convalida"), "{text}");
}

fn part(bytes: &[u8], path: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The package with one part changed.
fn rewrite(bytes: &[u8], path: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if Path::new(&name) == Path::new(path) {
            content = change(&String::from_utf8(content).unwrap()).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn the_receipt_is_a_page_and_a_pdf_and_one_that_fails_stops_nothing() {
    let study =
        Study::from("biblioteche").returns("alba", "spring", "2024-04-20", "seat.surface,,9");
    let (status, out, err) = study.run(&["feedback", "alba"]);
    assert_eq!(status, 0, "{err}");
    let folder = study.root().join("output/feedback/alba");
    if cfg!(feature = "pdf") {
        assert!(out.contains("output/feedback/alba/ricevuta.pdf"), "{out}");
        assert!(fs::read(folder.join("ricevuta.pdf")).unwrap().starts_with(b"%PDF"));
        let letter = fs::read_to_string(folder.join("messaggio.txt")).unwrap();
        assert!(letter.contains("- ricevuta.pdf"), "{letter}");
        // Where no file can be written.
        fs::remove_file(folder.join("ricevuta.pdf")).unwrap();
        fs::create_dir_all(folder.join("ricevuta.pdf/in")).unwrap();
        let (status, out, err) = study.run(&["feedback"]);
        assert_eq!(status, 2, "{err}");
        assert!(err.contains("ricevuta.pdf non è stato scritto"), "{err}");
        assert!(out.contains("ricevuta.html") && out.contains("messaggio.txt"), "{out}");
        let letter = fs::read_to_string(folder.join("messaggio.txt")).unwrap();
        assert!(letter.contains("- ricevuta.html"), "{letter}");
    }
}

#[test]
fn what_is_said_to_be_understood_is_what_sums_use() {
    let study = Study::from("tipi").fill("uno", "r1", "tables.total,,2.5\nanswers.cost,,1234.567");
    let collected = study.collect();
    let feedback = of(&collected, "uno");
    let remark = feedback.remarks.iter().find(|remark| remark.code == "not-whole").unwrap();
    assert_eq!(remark.understood, "2,5");
}

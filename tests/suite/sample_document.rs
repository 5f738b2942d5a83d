// SPDX-License-Identifier: EUPL-1.2
//! A document with every kind of block, for the tests of the exports.

use sestante::datum::{Day, Decimal};
use sestante::diag::{CellAt, CellRef};
use sestante::figures::{Bar, Bars, Chart, Series, Timeline, TimelineRow, Tone, draw};
use sestante::report::*;

pub(crate) fn empty_document() -> Document {
    Document {
        volume: sestante::study::VolumeKind::Report,
        language: "it".to_owned(),
        title: "Rapporto".to_owned(),
        subtitle: None,
        publisher: None,
        date: "30 novembre 2026".to_owned(),
        day: Day::parse("2026-11-30").unwrap(),
        notices: Vec::new(),
        chapters: Vec::new(),
        deck: Deck::default(),
        published: Vec::new(),
        word_template: None,
        has_others: false,
        sources: Vec::new(),
    }
}

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

pub(crate) fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

pub(crate) fn heading(level: u8, id: &str, words: &str) -> Block {
    Block::Heading { level, id: id.to_owned(), text: vec![text(words)] }
}

pub(crate) fn plain_value(text: &str) -> Value {
    Value { text: text.to_owned(), content: Content::Text, source: None }
}

pub(crate) fn table(id: &str, number: usize, caption: &str) -> Table {
    Table {
        id: id.to_owned(),
        number,
        caption: caption.to_owned(),
        spanners: Vec::new(),
        stub_head: "Centro".to_owned(),
        columns: Vec::new(),
        rows: Vec::new(),
        even: false,
        base: None,
        notes: Vec::new(),
    }
}

pub(crate) fn column(label: &str, align: Align) -> Column {
    Column { label: label.to_owned(), align }
}

pub(crate) fn chapter(id: &str, title: &str, blocks: Vec<Block>) -> Chapter {
    Chapter { id: id.to_owned(), title: title.to_owned(), blocks, annex: false }
}

/// So many cells below each other in column D.
pub(crate) fn cells(file: &str, sheet: &str, row: u32, count: u32) -> CellRange {
    let first = CellAt { file: file.into(), sheet: sheet.into(), cell: CellRef::new(row, 3) };
    CellRange { first, last: CellRef::new(row + count - 1, 3) }
}

/// Builds the sources beside the values.
pub(crate) struct Sample {
    sources: Vec<Source>,
    table: String,
}

const CENTRES: [&str; 3] = ["Centro Alfa", "Centro Beta", "Centro Gamma"];
const FILES: [&str; 3] =
    ["alfa/r1/scheda_def2 (1).xlsx", "beta/r1/scheda.xlsx", "gamma/r1/Scheda CST.ods"];

impl Sample {
    fn value(&mut self, printed: &str, content: Content, at: &str) -> Value {
        let n = self.sources.len() + 1;
        let file = FILES[n % 3];
        let several = if n.is_multiple_of(5) { 4 } else { 1 };
        let cells = (0..several).map(|i| {
            let sheet = format!("{} Competenze", 1 + n % 6);
            cells(&format!("responses/{file}"), &sheet, (9 + n % 40 + 2 * i) as u32, 1)
        });
        let cells = cells.collect();
        let steps = match n % 4 {
            0 => vec!["somma delle righe".to_owned(), "codifica titoli.csv:12".to_owned()],
            1 => vec!["vista people_by_degree".to_owned()],
            _ => Vec::new(),
        };
        self.sources.push(Source {
            place: vec![self.table.clone(), at.to_owned()],
            value: printed.to_owned(),
            cells,
            more_cells: 0,
            steps,
        });
        Value { text: printed.to_owned(), content, source: Some(n) }
    }

    fn number(&mut self, number: f64, decimals: usize, at: &str) -> Value {
        let printed = italian(number, decimals);
        let number = Decimal::from_f64(number).unwrap();
        self.value(&printed, Content::Number { number, decimals, unit: None }, at)
    }

    fn empty(&mut self, why: &str, at: &str) -> Value {
        self.value(why, Content::Empty, at)
    }

    fn begin(&mut self, caption: &str) {
        caption.clone_into(&mut self.table);
    }
}

fn italian(number: f64, decimals: usize) -> String {
    let fixed = format!("{number:.decimals$}");
    let (whole, rest) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::new();
    for (at, digit) in digits.iter().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(*digit);
    }
    if rest.is_empty() { out } else { format!("{out},{rest}") }
}

fn one(value: Value) -> Cell {
    Cell { values: vec![value], shade: None }
}

fn row(label: &str, cells: Vec<Cell>) -> Row {
    Row { label: plain_value(label), group: None, cells, total: false }
}

pub(crate) fn rich_document() -> Document {
    let mut sample = Sample { sources: Vec::new(), table: String::new() };
    let mut chapters = vec![summary(&mut sample), models(&mut sample), skills(&mut sample)];
    chapters.push(services(&mut sample));
    chapters.push(costs(&mut sample));
    chapters.push(conclusions());
    chapters.push(method());
    Document {
        volume: sestante::study::VolumeKind::Report,
        title: "I Centri Servizi Territoriali a confronto: modelli, servizi, competenze, costi".to_owned(),
        subtitle: Some("Rapporto comparativo sulle schede compilate da tre centri".to_owned()),
        publisher: Some("Unione delle Province – Progetto di esempio".to_owned()),
        notices: vec![
            "Bozza: due spazi degli autori sono ancora vuoti.".to_owned(),
            "Le risposte di Centro Gamma sono trascritte da una pubblicazione; ciò che la fonte non riporta è segnato come tale.".to_owned(),
        ],
        chapters,
        deck: Deck::default(),
        published: Vec::new(),
        word_template: None,
        sources: sample.sources,
        ..empty_document()
    }
}

fn summary(sample: &mut Sample) -> Chapter {
    sample.begin("Sintesi");
    let bodies = sample.number(181.0, 0, "Enti serviti");
    let share = sample.value(
        "92 %",
        Content::Number { number: 92.into(), decimals: 0, unit: Some("%".to_owned()) },
        "Comuni serviti",
    );
    let range = sample.value(
        "fra 6,3 e 6,7",
        Content::Range {
            least: "6.3".parse().ok(),
            greatest: "6.7".parse().ok(),
            decimals: 1,
            unit: None,
            years: false,
        },
        "FTE",
    );
    let score = indicators(sample);
    chapter(
        "sintesi",
        "Sintesi",
        vec![
            Block::Paragraph(vec![
                text("I tre centri servono "),
                Inline::Strong(vec![Inline::Value(bodies), text(" enti")]),
                text(" e raggiungono il "),
                Inline::Value(share),
                text(" dei Comuni del loro territorio. Il personale dedicato di Centro Alfa vale "),
                Inline::Value(range),
                text(" unità a tempo pieno. La "),
                Inline::Link {
                    to: Target::parse("#tab-indicatori"),
                    text: vec![text("tabella degli indicatori")],
                },
                text(" mette i centri uno accanto all’altro; il metodo sta "),
                Inline::Link { to: Target::parse("#metodo"), text: vec![text("in allegato")] },
                text("."),
            ]),
            heading(2, "indicatori", "Otto indicatori in una pagina"),
            Block::Table(Box::new(score)),
            heading(
                2,
                "affermazioni",
                "Che cosa dicono le risposte delle frasi che si leggono in giro",
            ),
            claim(
                "stem",
                "Più di metà del personale ha una laurea STEM",
                Some("Presentazione del 2021, diapositiva 14"),
                Verdict::Undecided,
                sample,
            ),
            claim(
                "laurea",
                "Nei tre centri i laureati sono più dei diplomati",
                None,
                Verdict::Confirmed,
                sample,
            ),
            claim(
                "costo",
                "Il canone per abitante è uguale ovunque",
                Some("Verbale dell’incontro di avvio"),
                Verdict::Refuted,
                sample,
            ),
            claim(
                "ticket",
                "Le richieste di assistenza diminuiscono",
                None,
                Verdict::NoData,
                sample,
            ),
        ],
    )
}

fn claim(
    id: &str,
    words: &str,
    from: Option<&str>,
    verdict: Verdict,
    sample: &mut Sample,
) -> Block {
    sample.begin("Affermazioni");
    let evidence = sample.number(19.0, 0, words);
    Block::Claim(Box::new(Claim {
        id: id.to_owned(),
        text: vec![text(words)],
        quoted_from: from.map(str::to_owned),
        verdict,
        evidence: vec![
            text("La laurea è certa per "),
            Inline::Value(evidence),
            text(
                " persone su 40; per altre 8 la scheda dice «Diploma/Laurea» e non si può dividere.",
            ),
        ],
    }))
}

fn indicators(sample: &mut Sample) -> Table {
    let mut table = table("tab-indicatori", 1, "Indicatori dei tre centri. Anno 2024");
    sample.begin("Indicatori dei tre centri. Anno 2024");
    table.stub_head = "Indicatore".to_owned();
    table.columns = CENTRES.iter().map(|centre| column(centre, Align::Right)).collect();
    let labels = [
        "Enti serviti (numero)",
        "Comuni serviti (% dei Comuni)",
        "Persone (numero)",
        "FTE (tempo pieno equivalente)",
        "Entrate (€)",
        "Uscite (€)",
        "Quota coperta dai canoni (%)",
        "Costo per abitante (€)",
    ];
    for (index, label) in labels.iter().enumerate() {
        let cells = CENTRES
            .iter()
            .enumerate()
            .map(|(c, centre)| {
                let at = format!("{label} › {centre}");
                one(match (index, c) {
                    (1, 1) => sample.empty("non riportato nella fonte", &at),
                    (6, 2) => sample.empty("non disponibile", &at),
                    (3, 0) => sample.value(
                        "6,3–6,7",
                        Content::Range {
                            least: "6.3".parse().ok(),
                            greatest: "6.7".parse().ok(),
                            decimals: 1,
                            unit: None,
                            years: false,
                        },
                        &at,
                    ),
                    (7, 1) => sample.value("circa 1,5 a testa", Content::Unreadable, &at),
                    _ => sample.number(
                        ((index + 2) * (c + 3) * 1217) as f64
                            / if index % 2 == 0 { 1.0 } else { 37.0 },
                        index % 3,
                        &at,
                    ),
                })
            })
            .collect();
        table.rows.push(row(label, cells));
    }
    table.base = Some("3 centri".to_owned());
    table.notes = vec!["Gli importi sono al netto dell’IVA.".to_owned(), "Il FTE di Centro Alfa sta fra due valori perché una scheda dà la quota di tempo solo per il gruppo.".to_owned()];
    table
}

fn models(sample: &mut Sample) -> Chapter {
    sample.begin("Profilo dei modelli");
    let mut table = table("tab-profilo", 2, "Profilo dei modelli di gestione");
    table.stub_head = "Voce".to_owned();
    table.columns = CENTRES.iter().map(|centre| column(centre, Align::Left)).collect();
    let words = [
        ("Modello", ["pubblico", "in house", "partenariato pubblico-privato"]),
        (
            "Gestore",
            [
                "Settore informatica della Provincia",
                "Società in house",
                "Operatore economico scelto con gara",
            ],
        ),
        (
            "Strumento giuridico",
            [
                "Convenzione ex art. 30 del TUEL",
                "Convenzione ex art. 30 del TUEL e contratto di servizio",
                "Concessione di servizi, con convenzione tra gli enti",
            ],
        ),
        (
            "Note del centro",
            [
                "La convenzione è in corso di rinnovo.\nIl nuovo testo è all’esame dell’assemblea dei Sindaci.",
                "—",
                "<b>Attenzione</b>: dati provvisori & da verificare",
            ],
        ),
    ];
    for (label, cells) in words {
        let cells =
            cells.iter().map(|words| one(sample.value(words, Content::Text, label))).collect();
        table.rows.push(row(label, cells));
    }
    let several = CENTRES
        .iter()
        .enumerate()
        .map(|(c, _)| Cell {
            values: ["Assemblea dei Sindaci", "Comitato tecnico", "Cabina di regia"][..=c]
                .iter()
                .map(|organ| sample.value(organ, Content::Text, "Organi"))
                .collect(),
            shade: None,
        })
        .collect();
    table.rows.push(row("Organi", several));
    chapter(
        "modelli",
        "I modelli di gestione",
        vec![
            paragraph(
                "Un modello dice chi guida il centro, chi vi lavora e con quale atto gli enti vi aderiscono. Qui i tre modelli stanno l’uno accanto all’altro con le parole delle schede.",
            ),
            Block::Table(Box::new(table)),
            Block::Figure(Box::new(timeline(sample))),
            Block::Quote(vec![
                paragraph(
                    "Il centro non vende servizi: li mette in comune. Chi aderisce decide insieme agli altri che cosa serve.",
                ),
                paragraph("Dalla scheda di Centro Beta"),
            ]),
            Block::Callout {
                kind: Callout::Slot,
                title: "Lettura degli autori".to_owned(),
                blocks: vec![
                    paragraph(
                        "I tre modelli rispondono a territori diversi. Dove i Comuni sono pochi e piccoli la Provincia regge da sola; dove sono molti conviene una struttura dedicata.",
                    ),
                    Block::Paragraph(vec![Inline::Emphasis(vec![text(
                        "A. Rossi, 12 novembre 2026",
                    )])]),
                ],
            },
            Block::Callout {
                kind: Callout::EmptySlot,
                title: "Spazio degli autori: punti di forza e limiti".to_owned(),
                blocks: vec![Block::Paragraph(vec![
                    text("Da scrivere in "),
                    Inline::Code("slots/modelli.md".to_owned()),
                    text("."),
                ])],
            },
        ],
    )
}

fn timeline(sample: &mut Sample) -> Figure {
    sample.begin("Convenzioni");
    let mut data = table("fig-convenzioni-dati", 0, "Durata delle convenzioni");
    data.columns = vec![column("Inizio", Align::Right), column("Fine", Align::Right)];
    let mut rows = Vec::new();
    for (centre, (from, to)) in CENTRES.iter().zip([(2021, 2025), (2021, 2023), (2018, 2022)]) {
        rows.push(TimelineRow {
            label: (*centre).to_owned(),
            colour: rows.len(),
            spans: vec![(f64::from(from), f64::from(to), format!("{from}–{to}"))],
            moments: Vec::new(),
        });
        let cells = vec![
            one(sample.value(&from.to_string(), Content::Text, centre)),
            one(sample.value(&to.to_string(), Content::Text, centre)),
        ];
        data.rows.push(row(centre, cells));
    }
    Figure {
        id: "fig-convenzioni".to_owned(),
        number: 1,
        title: "Tutte e tre le convenzioni sono scadute alla data del rapporto".to_owned(),
        caption: "Durata delle convenzioni in corso alla data della scheda. Base: 3 centri. Anni 2018–2027.".to_owned(),
        alternative: "Tutte e tre le convenzioni sono scadute alla data del rapporto. Linea del tempo: Centro Alfa 2021–2025, Centro Beta 2021–2023, Centro Gamma 2018–2022.".to_owned(),
        chart: Chart::Tree(Vec::new()),
        drawing: draw(&Chart::Timeline(Timeline { rows, mark: None }), 760).ok(),
        narrow: None,
        data,
    }
}

fn skills(sample: &mut Sample) -> Chapter {
    let mut table = table(
        "tab-competenze",
        3,
        "Persone per titolo di studio, datore di lavoro e sede. Dodici colonne e quaranta figure professionali. Anno 2024",
    );
    sample.begin("Persone per titolo di studio");
    table.stub_head = "Figura professionale".to_owned();
    table.spanners = vec![
        Spanner { label: String::new(), span: 1 },
        Spanner { label: "Provincia".to_owned(), span: 4 },
        Spanner { label: "Società in house".to_owned(), span: 4 },
        Spanner { label: "Partner privato".to_owned(), span: 3 },
    ];
    for label in [
        "Quota di tempo (%)",
        "Diploma",
        "Laurea",
        "Laurea STEM",
        "Misto",
        "Diploma",
        "Laurea",
        "Laurea STEM",
        "Misto",
        "Diploma",
        "Laurea",
        "n.d.",
    ] {
        table.columns.push(column(label, Align::Right));
    }
    table.columns[0].align = Align::Centre;
    let figures = [
        "Responsabile del centro",
        "Sistemista",
        "Analista programmatore",
        "Addetto all’assistenza agli utenti",
        "Esperto di sicurezza informatica",
        "Esperto di dati territoriali",
        "Addetto alla formazione",
        "Amministrativo",
    ];
    for index in 0..40 {
        let label = format!("{} {}", figures[index % figures.len()], 1 + index / figures.len());
        let cells = (0..12)
            .map(|c| {
                let at = format!("{label} › {}", table.columns[c].label);
                if c == 0 {
                    return one(plain_value("35"));
                }
                match (index * 7 + c * 3) % 11 {
                    0 => one(sample.empty("n.d.", &at)),
                    1..=6 => one(sample.number((1 + (index + c) % 5) as f64, 0, &at)),
                    _ => one(plain_value("0")),
                }
            })
            .collect();
        let mut row = row(&label, cells);
        row.group = match index {
            0 => Some("Direzione e sistemi".to_owned()),
            16 => Some("Servizi agli enti".to_owned()),
            32 => Some("Amministrazione".to_owned()),
            _ => None,
        };
        table.rows.push(row);
    }
    let totals =
        (0..12).map(|c| one(sample.number(f64::from(c) * 3.0 + 11.0, 0, "Totale"))).collect();
    table.rows.push(Row {
        label: plain_value("Totale"),
        group: Some(String::new()),
        cells: totals,
        total: true,
    });
    table.base = Some("40 persone in 20 figure".to_owned());
    table.notes =
        vec!["«Misto»: la scheda scrive «Diploma/Laurea» e non si può dividere.".to_owned()];
    chapter(
        "competenze",
        "Le competenze",
        vec![
            heading(2, "competenze-figura", "Chi lavora nei centri"),
            paragraph(
                "Le persone sono contate una volta per figura professionale; chi lavora a quota di tempo conta come persona intera e, a parte, come FTE.",
            ),
            Block::Figure(Box::new(bars(sample))),
            heading(2, "competenze-titoli", "Titoli di studio"),
            Block::Table(Box::new(table)),
            heading(3, "competenze-letture", "Come leggere la tabella"),
            Block::List {
                ordered: true,
                items: vec![
                    vec![paragraph("Si parte dalla figura professionale, nella prima colonna.")],
                    vec![
                        paragraph("Le teste di gruppo dicono il datore di lavoro:"),
                        Block::List {
                            ordered: false,
                            items: vec![
                                vec![paragraph("Provincia;")],
                                vec![paragraph("società in house;")],
                                vec![paragraph("partner privato.")],
                            ],
                        },
                    ],
                    vec![paragraph("Uno zero è scritto nella scheda; «n.d.» è ciò che manca.")],
                ],
            },
        ],
    )
}

fn bars(sample: &mut Sample) -> Figure {
    sample.begin("Persone per datore di lavoro");
    let mut data = table("fig-persone-dati", 0, "Persone per datore di lavoro");
    data.columns =
        vec![column("Persone", Align::Right), column("di cui con titolo incerto", Align::Right)];
    let counts = [18.0, 15.0, 9.0];
    for (index, centre) in CENTRES.iter().enumerate() {
        let cells =
            vec![one(sample.number(counts[index], 0, centre)), one(sample.number(1.0, 0, centre))];
        data.rows.push(row(centre, cells));
    }
    let values = counts.iter().map(|n| Bar::Known(*n, n.to_string())).collect();
    let chart = Chart::Bars(Bars {
        axis: "persone".to_owned(),
        categories: CENTRES.map(str::to_owned).to_vec(),
        series: vec![Series {
            name: "Persone".to_owned(),
            colour: 0,
            tone: Tone::Category,
            values,
        }],
        stacked: false,
        colours: Vec::new(),
    });
    Figure {
        id: "fig-persone".to_owned(),
        number: 2,
        title: "Centro Alfa ha il doppio delle persone di Centro Gamma".to_owned(),
        caption: "Persone che lavorano nel centro, a qualunque titolo; tratteggiate quelle di cui la scheda non dice se sono contate due volte. Base: 42 persone. Anno 2024.".to_owned(),
        alternative: "Centro Alfa ha il doppio delle persone di Centro Gamma: 18, contro 15 di Centro Beta e 9 di Centro Gamma. Barre orizzontali, una per centro.".to_owned(),
        drawing: draw(&chart, 760).ok(),
        chart,
        narrow: None,
        data,
    }
}

fn services(sample: &mut Sample) -> Chapter {
    let mut table = table(
        "tab-servizi",
        4,
        "Comuni che usano almeno un servizio, per classe di abitanti e livello (% dei Comuni della classe)",
    );
    sample.begin("Comuni che usano almeno un servizio");
    table.stub_head = "Classe di abitanti".to_owned();
    table.columns = ["Base", "Intermedio", "Avanzato"]
        .iter()
        .map(|level| column(level, Align::Centre))
        .collect();
    for (index, class) in
        ["fino a 1.000", "1.001–3.000", "3.001–5.000", "5.001–10.000", "oltre 10.000"]
            .iter()
            .enumerate()
    {
        let cells = (0..3)
            .map(|c| {
                let share = 95 - index * 9 - c * 22;
                let shade = u8::try_from(share / 26).unwrap_or(0);
                if (index, c) == (4, 2) {
                    return Cell {
                        values: vec![sample.empty("non pertinente", class)],
                        shade: None,
                    };
                }
                Cell { values: vec![sample.number(share as f64, 0, class)], shade: Some(shade) }
            })
            .collect();
        table.rows.push(row(class, cells));
    }
    let mut undrawn = timeline(sample);
    undrawn.id = "fig-non-disegnata".to_owned();
    undrawn.data.id = "fig-non-disegnata-dati".to_owned();
    undrawn.number = 3;
    undrawn.drawing = None;
    chapter(
        "servizi",
        "I servizi",
        vec![
            Block::Callout {
                kind: Callout::Notice,
                title: "Avvertenza".to_owned(),
                blocks: vec![paragraph(
                    "I cataloghi dei tre centri non hanno gli stessi nomi: il confronto passa per l’elenco comune dei servizi.",
                )],
            },
            Block::Table(Box::new(table)),
            Block::Figure(Box::new(undrawn)),
        ],
    )
}

fn costs(sample: &mut Sample) -> Chapter {
    let mut table = table("tab-canoni", 5, "Canone annuo di base per Comuni tipo (€)");
    sample.begin("Canone annuo di base");
    table.stub_head = "Abitanti".to_owned();
    table.columns = CENTRES.iter().map(|centre| column(centre, Align::Right)).collect();
    for inhabitants in [500, 1000, 5000, 20000, 60000] {
        let label = italian(f64::from(inhabitants), 0);
        let cells = vec![
            one(sample.number(f64::from(inhabitants) * 0.44, 2, &label)),
            one(sample.number(f64::from(inhabitants) * 0.3 + 600.0, 2, &label)),
            one(sample.empty("non calcolabile: mancano le postazioni", &label)),
        ];
        table.rows.push(row(&label, cells));
    }
    chapter("costi", "I costi e la sostenibilità", vec![Block::Table(Box::new(table))])
}

fn conclusions() -> Chapter {
    chapter(
        "conclusioni",
        "Conclusioni",
        vec![Block::Callout {
            kind: Callout::EmptySlot,
            title: "Spazio degli autori: conclusioni".to_owned(),
            blocks: vec![paragraph("Da scrivere.")],
        }],
    )
}

fn method() -> Chapter {
    Chapter {
        annex: true,
        ..chapter(
            "metodo",
            "Metodo",
            vec![
                Block::Paragraph(vec![
                    text("Il questionario e le regole stanno nel "),
                    Inline::Link {
                        to: Target::parse("https://example.org/sestante?a=1&b=2"),
                        text: vec![text("deposito del progetto")],
                    },
                    text("; il comando è "),
                    Inline::Code("sestante report --wave 2026".to_owned()),
                    text("."),
                ]),
                paragraph("Ciò che manca non è mai zero."),
            ],
        )
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Every kind of drawing with what comes out of real studies, and with what should not.
//!
//! `SESTANTE_DRAWINGS=dir cargo test figures` also writes the drawings there, to be looked at.

use crate::drawing::{faults, words};
use sestante::figures::{
    AreaPart, Bar, Bars, Chart, HeatCell, HeatMap, Line, Lines, Map, MapArea, Series, Timeline,
    TimelineRow, Tone, TreeNode, draw, svg,
};

/// The drawing of a chart as it is written into a page.
fn drawn(chart: &Chart, width: u32) -> Result<String, String> {
    draw(chart, width).map(|drawing| svg(&drawing))
}

const NASTY: &str = "Ufficio <b>\"unico\"</b> & l'«altro»\u{0}\n\tcon 😀 \u{202e}e un nome d'una \
                     lunghezza che nessun modulo prevede, precipitevolissimevolmente detto";
const LONG: &str = "Servizio associato per la transizione digitale, l'innovazione amministrativa e \
                    l'assistenza tecnica agli Enti Locali del territorio";

fn series(name: &str, colour: usize, values: Vec<Bar>) -> Series {
    Series { name: name.to_owned(), colour, tone: Tone::Category, values }
}

fn known(value: f64, text: &str) -> Bar {
    Bar::Known(value, text.to_owned())
}

fn integer(value: f64) -> Bar {
    known(value, &format!("{value}"))
}

fn between(least: f64, greatest: f64, text: &str) -> Bar {
    Bar::Between(least, greatest, text.to_owned())
}

fn unknown() -> Bar {
    Bar::Unknown("n.d.".to_owned())
}

fn bars(axis: &str, categories: &[&str], stacked: bool, series: Vec<Series>) -> Chart {
    let categories = categories.iter().map(|c| (*c).to_owned()).collect();
    let colours = Vec::new();
    Chart::Bars(Bars { axis: axis.to_owned(), categories, series, stacked, colours })
}

fn many(count: usize) -> Vec<String> {
    let names = ["Pesaro e Urbino", "Città metropolitana di Reggio Calabria", "Lecco", "Aosta"];
    (0..count).map(|i| format!("{} {i}", names[i % names.len()])).collect()
}

fn bar_charts() -> Vec<(&'static str, Chart)> {
    let three = ["Provincia di Nord", "Provincia di Mezzo", "Provincia di Sud"];
    let fte = vec![
        known(6.3, "6,3"),
        between(0.0, 15.0, "n.d., al più 15"),
        between(2.9, 6.9, "da 2,9 a 6,9 (5 persone su 9)"),
    ];
    let education = |values: [f64; 3], name: &str, colour| {
        series(name, colour, values.into_iter().map(integer).collect())
    };
    let levels = ["base", "intermedio", "avanzato"].iter().enumerate().map(|(i, name)| Series {
        tone: Tone::Step,
        ..education([[3.0, 7.0, 0.0], [4.0, 2.0, 6.0], [1.0, 9.0, 2.0]][i], name, i)
    });
    let mut charts = vec![
        ("bars-one", bars("persone", &["Totale"], false, vec![series("n", 0, vec![integer(7.0)])])),
        (
            "bars-between",
            bars("FTE (tempo pieno equivalente)", &three, false, vec![series("FTE", 0, fte)]),
        ),
        (
            "bars-grouped",
            bars(
                "persone",
                &["Diploma", "Diploma/Laurea", "Laurea", "Laurea STEM", "Non dichiarato"],
                false,
                vec![
                    series(
                        three[0],
                        0,
                        vec![integer(3.0), Bar::Nothing, integer(12.0), integer(2.0), unknown()],
                    ),
                    series(
                        three[1],
                        1,
                        vec![
                            integer(0.0),
                            integer(8.0),
                            between(2.0, 7.0, "2–7"),
                            unknown(),
                            integer(1.0),
                        ],
                    ),
                    series(
                        three[2],
                        2,
                        vec![integer(4.0), integer(1.0), integer(2.0), integer(1.0), unknown()],
                    ),
                ],
            ),
        ),
        (
            "bars-stacked",
            bars(
                "persone in servizio al 31 dicembre, per datore di lavoro",
                &three,
                true,
                vec![
                    education([12.0, 4.0, 0.0], "Provincia", 0),
                    education([1.0, 9.0, 2.0], "Società in house", 1),
                    series(
                        "Partner privato",
                        2,
                        vec![unknown(), between(1.0, 6.0, "1–6"), integer(22.0)],
                    ),
                    series("Altro", 3, vec![unknown(), integer(1.0), unknown()]),
                ],
            ),
        ),
        ("bars-levels", bars("servizi", &three, true, levels.collect())),
        (
            "bars-negative",
            bars(
                "saldo, € per abitante",
                &["Nord", "Mezzo", "Sud", "Isole", "Estero"],
                false,
                vec![series(
                    "saldo",
                    2,
                    vec![
                        known(-1.25, "−1,25 €"),
                        known(3.4, "3,40 €"),
                        between(-2.0, -0.5, "da −2,00 a −0,50 €"),
                        between(-0.5, 1.0, "da −0,50 a 1,00 €"),
                        unknown(),
                    ],
                )],
            ),
        ),
    ];
    let names = many(60);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values = (0..60).map(|i| match i % 7 {
        3 => unknown(),
        5 => known(0.0, "0"),
        _ => known(f64::from(i) * 1234.5, &format!("{}.{:03} €", i + 1, i * 11)),
    });
    charts
        .push(("bars-sixty", bars("euro", &names, false, vec![series("a", 0, values.collect())])));
    let eight = (0..8).map(|k| {
        let values = (0..3).map(|i| integer(f64::from(k * 3 + i))).collect();
        series(&format!("Serie numero {k}"), k as usize, values)
    });
    charts.push(("bars-eight", bars("persone", &three, false, eight.clone().collect())));
    charts.push(("bars-eight-stacked", bars("persone", &three, true, eight.collect())));
    let nasty = vec![
        series(
            NASTY,
            0,
            vec![known(1e12, "1.000.000.000.000 €"), known(0.000_001, "0,000001"), unknown()],
        ),
        series(LONG, 1, vec![between(1.0, 1e12, LONG), Bar::Unknown(LONG.into()), integer(0.0)]),
    ];
    charts.push(("bars-nasty", bars(LONG, &[NASTY, LONG, ""], false, nasty.clone())));
    charts.push(("bars-nasty-stacked", bars(LONG, &[NASTY, LONG, ""], true, nasty)));
    let tiny = vec![known(0.000_002, "0,000002"), known(0.000_000_5, "0,0000005")];
    charts.push(("bars-tiny", bars("quota", &["a", "b"], false, vec![series("a", 0, tiny)])));
    let zero = vec![known(0.0, "0"), known(0.0, "0 persone")];
    charts.push(("bars-zero", bars("quota", &["a", "b"], true, vec![series("a", 0, zero)])));
    charts
}

fn line(name: &str, colour: usize, points: &[(f64, f64)]) -> Line {
    let points = points.iter().map(|(x, y)| (*x, y.is_finite().then_some(*y))).collect();
    Line { name: name.to_owned(), colour, points }
}

fn lines(axes: (&str, &str), log_x: bool, lines: Vec<Line>) -> Chart {
    Chart::Lines(Lines { x_axis: axes.0.to_owned(), y_axis: axes.1.to_owned(), log_x, lines })
}

fn line_charts() -> Vec<(&'static str, Chart)> {
    let gap = f64::NAN;
    let bands = [
        (500.0, 960.0),
        (1000.0, 1210.0),
        (3000.0, 1980.0),
        (5000.0, 2860.0),
        (10000.0, 4180.0),
        (20000.0, 5720.0),
        (40000.0, 7700.0),
        (60000.0, 7700.0),
    ];
    let per_head: Vec<_> = bands.iter().map(|(x, _)| (*x, x * 0.44)).collect();
    let near = (0..8).map(|k| {
        let points: Vec<_> = (2018..=2024)
            .map(|y| (f64::from(y), 10.0 + f64::from(k) * 0.05 + f64::from(y % 3)))
            .collect();
        line(&format!("Provincia numero {k}"), k as usize, &points)
    });
    let fees = vec![
        line("Provincia di Nord, tariffa per abitante", 0, &per_head),
        line("Provincia di Sud, tariffa per fasce", 2, &bands),
    ];
    let broken = vec![
        line(
            "Con una lacuna",
            0,
            &[(2019.0, 3.0), (2020.0, 4.0), (2021.0, gap), (2022.0, 6.0), (2023.0, 5.0)],
        ),
        line("Un punto solo", 1, &[(2021.0, 2.0)]),
        line("Finisce prima", 2, &[(2019.0, 1.0), (2020.0, 1.5)]),
    ];
    let nasty = vec![
        line(NASTY, 0, &[(0.001, -1e12), (1.0, 1e12)]),
        line(LONG, 1, &[(0.001, 0.0), (1.0, 1e12)]),
        line("", 2, &[]),
    ];
    let flat = vec![line("piatta", 0, &[(1.0, 0.0), (2.0, 0.0)])];
    let high = vec![line("alta", 0, &[(2020.0, 10000.0), (2021.0, 10100.0), (2022.0, 10050.0)])];
    let fee = ("abitanti (scala logaritmica)", "quota annua di base, €");
    vec![
        ("lines-fees", lines(fee, true, fees.clone())),
        ("lines-fees-linear", lines(("abitanti", "quota annua di base, €"), false, fees)),
        ("lines-near", lines(("anno", "enti aderenti"), false, near.collect())),
        ("lines-broken", lines(("anno", "bandi vinti"), false, broken)),
        ("lines-nasty", lines((LONG, NASTY), true, nasty)),
        ("lines-flat", lines(("x", "y"), false, flat)),
        ("lines-one-point", lines(("x", "y"), true, vec![line("uno", 0, &[(5.0, 3.0)])])),
        ("lines-high", lines(("anno", "indice"), false, high)),
    ]
}

fn cell(text: &str, shade: Option<u8>) -> HeatCell {
    HeatCell { text: text.to_owned(), shade }
}

fn grid(spanners: &[(&str, usize)], columns: &[&str], rows: Vec<(String, Vec<HeatCell>)>) -> Chart {
    Chart::HeatMap(HeatMap {
        spanners: spanners.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect(),
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        rows,
    })
}

fn numbers(rows: usize, columns: usize) -> Vec<(String, Vec<HeatCell>)> {
    let shade = |r: usize, c: usize| (r * 7 + c * 5) % 21;
    let text = |n: usize| if n == 20 { "n.d.".to_owned() } else { format!("{}", n * 6) };
    many(rows)
        .into_iter()
        .enumerate()
        .map(|(r, name)| {
            let cells = (0..columns)
                .map(|c| shade(r, c))
                .map(|n| HeatCell { text: text(n), shade: (n < 20).then_some((n / 5) as u8) });
            (name, cells.collect())
        })
        .collect()
}

fn heat_maps() -> Vec<(&'static str, Chart)> {
    let levels = ["Base", "Intermedio", "Avanzato"];
    let nine: Vec<&str> = levels.iter().cycle().take(9).copied().collect();
    let spanners = [("Provincia di Nord", 3), ("Provincia di Mezzo", 3), ("Provincia di Sud", 3)];
    let marks = ["incluso", "a richiesta", "non offerto", "n.d."];
    let services =
        ["Sito web istituzionale", "Protocollo informatico e conservazione", "PagoPA", LONG];
    let matrix = services.iter().enumerate().map(|(r, name)| {
        let cells = (0..3).map(|c| (r + c) % 4);
        let cells = cells.map(|m| cell(marks[m], [Some(3), Some(1), Some(0), None][m])).collect();
        ((*name).to_owned(), cells)
    });
    let long_heads: Vec<String> =
        (0..18).map(|i| format!("Amministrazione trasparente {i}")).collect();
    let long_heads: Vec<&str> = long_heads.iter().map(String::as_str).collect();
    let nasty = vec![
        (NASTY.to_owned(), vec![cell(LONG, Some(3)), cell(NASTY, None)]),
        (String::new(), vec![cell("", Some(9)), cell("0", Some(0))]),
    ];
    vec![
        ("heat-map-levels", grid(&spanners, &nine, numbers(7, 9))),
        ("heat-map-matrix", grid(&[], &["Nord", "Mezzo", "Sud"], matrix.collect())),
        (
            "heat-map-tall",
            grid(
                &[("", 2), ("Quota di enti che usano il servizio, %", 4)],
                &["a", "b", "c", "d", "e", "f"],
                numbers(110, 6),
            ),
        ),
        ("heat-map-wide", grid(&[], &long_heads[..12], numbers(6, 12))),
        ("heat-map-nasty", grid(&[(NASTY, 2)], &[NASTY, LONG], nasty)),
        ("heat-map-one", grid(&[], &["persone"], numbers(1, 1))),
    ]
}

fn row(
    label: &str,
    colour: usize,
    spans: &[(f64, f64, &str)],
    moments: &[(f64, &str)],
) -> TimelineRow {
    TimelineRow {
        label: label.to_owned(),
        colour,
        spans: spans.iter().map(|(a, b, t)| (*a, *b, (*t).to_owned())).collect(),
        moments: moments.iter().map(|(a, t)| (*a, (*t).to_owned())).collect(),
    }
}

fn timelines() -> Vec<(&'static str, Chart)> {
    let timeline = |rows, mark: Option<(f64, &str)>| {
        Chart::Timeline(Timeline { rows, mark: mark.map(|(m, l)| (m, l.to_owned())) })
    };
    let current = vec![
        row("Provincia di Nord", 0, &[(2021.0, 2026.0, "2021–2025, 5 anni")], &[]),
        row("Provincia di Mezzo", 1, &[(2021.0, 2024.0, "2021–2023, 3 anni")], &[]),
        row(
            "Provincia di Sud",
            2,
            &[(2018.0, 2023.0, "2018–2022, 5 anni"), (2023.0, 2023.5, "proroga")],
            &[],
        ),
    ];
    let history = vec![
        row(
            "Provincia di Nord",
            0,
            &[(1998.0, 2005.0, "Rete civica"), (2005.0, 2024.0, "CST")],
            &[
                (1998.2, "Statuto"),
                (1998.9, "Prima convenzione con i Comuni"),
                (2005.0, "Nasce il CST"),
                (2023.7, "Nuovo regolamento approvato dal Consiglio"),
            ],
        ),
        row(
            "Provincia di Mezzo",
            1,
            &[],
            &[(2003.0, "Avvio"), (2003.1, "Gara"), (2003.2, "Contratto"), (2024.0, "Fine")],
        ),
        row(
            "Provincia di Sud, con la società in house",
            2,
            &[
                (2002.0, 2010.0, "Prima fase"),
                (2008.0, 2022.0, "Seconda fase"),
                (2009.0, 2009.5, LONG),
            ],
            &[(2015.5, LONG)],
        ),
    ];
    let nasty = vec![
        row(
            NASTY,
            0,
            &[(2000.0, 2000.0, NASTY), (2000.0, 2030.0, LONG)],
            &[(2030.0, NASTY), (2000.0, "")],
        ),
        row("", 7, &[(2000.0, 2030.0, "tratteggiato")], &[(2015.0, LONG)]),
    ];
    let full = (0..40).map(|i| {
        let from = 2000.0 + f64::from(i % 20);
        row(
            &format!("Ente {i}"),
            0,
            &[(from, from + 3.0, "convenzione")],
            &[(from + 1.5, "rinnovo")],
        )
    });
    vec![
        ("timeline-current", timeline(current, Some((2022.9, "data del rapporto")))),
        ("timeline-history", timeline(history, Some((2024.0, "data del rapporto")))),
        ("timeline-nasty", timeline(nasty, Some((2000.0, LONG)))),
        ("timeline-full", timeline(full.collect(), None)),
        ("timeline-one", timeline(vec![row("Ente", 0, &[], &[(2020.5, "Avvio")])], None)),
    ]
}

fn node(label: &str, detail: Option<&str>, colour: usize, children: Vec<TreeNode>) -> TreeNode {
    TreeNode { label: label.to_owned(), detail: detail.map(str::to_owned), colour, children }
}

fn trees() -> Vec<(&'static str, Chart)> {
    let office = |name: &str, people: &str| node(name, Some(people), 0, Vec::new());
    let chart = node(
        "Provincia",
        None,
        0,
        vec![
            node(
                "Servizio 2 Amministrativo e transizione digitale",
                Some("dirigente al 20 %"),
                0,
                vec![
                    office("Ufficio Sistemi informativi e reti", "6 persone al 35 %"),
                    office("Ufficio Progettazione europea", "2 persone"),
                    office("Centro Servizi Territoriale", "10 persone, 6,3 FTE"),
                ],
            ),
            node(
                "Società in house",
                Some("contratto di servizio"),
                1,
                vec![
                    node("Area Infrastrutture", Some("4 persone"), 1, vec![]),
                    node(
                        "Area Applicazioni e assistenza agli enti aderenti",
                        Some("n.d."),
                        1,
                        vec![],
                    ),
                ],
            ),
            node("Partner privato", Some("3 persone al 70 %"), 2, vec![]),
        ],
    );
    let mut deep = node("Livello 12", None, 1, vec![]);
    for level in (0..12).rev() {
        deep = node(
            &format!("Livello {level}"),
            Some("1 persona"),
            0,
            vec![deep, node(LONG, None, 3, vec![])],
        );
    }
    let wide = (0..50).map(|i| office(&format!("Ufficio {i}"), "1 persona")).collect();
    vec![
        ("tree-offices", Chart::Tree(vec![chart.clone()])),
        ("tree-two", Chart::Tree(vec![chart.clone(), node("Unione di Comuni", None, 3, vec![])])),
        ("tree-deep", Chart::Tree(vec![deep])),
        ("tree-wide", Chart::Tree(vec![node("Ente", None, 0, wide)])),
        ("tree-one", Chart::Tree(vec![node("Ente", None, 0, vec![])])),
        (
            "tree-nasty",
            Chart::Tree(vec![node(
                NASTY,
                Some(NASTY),
                9,
                vec![node("", Some(""), 0, vec![]), node(LONG, None, 1, vec![])],
            )]),
        ),
    ]
}

fn maps() -> Vec<(&'static str, Chart)> {
    let square = |x: f64, y: f64, part, name: Option<&str>| MapArea {
        rings: vec![vec![(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0), (x, y)]],
        part,
        name: name.map(str::to_owned),
    };
    let named = vec![
        square(7.0, 44.0, AreaPart::Ground, None),
        square(12.0, 43.4, AreaPart::Coloured(0), Some("Pesaro e Urbino")),
        square(12.6, 43.1, AreaPart::Coloured(1), Some("Macerata")),
        square(17.0, 40.0, AreaPart::Pending, Some(NASTY)),
    ];
    let grouped = vec![
        square(7.0, 44.0, AreaPart::Coloured(0), None),
        square(8.0, 44.0, AreaPart::Coloured(5), None),
        square(9.0, 36.0, AreaPart::Pending, None),
    ];
    let legend = vec![(0, "Pubblico".to_owned()), (5, LONG.to_owned())];
    let pending = Some("non ha ancora risposto".to_owned());
    vec![
        (
            "map-named",
            Chart::Map(Map {
                areas: named,
                tone: Tone::Category,
                legend: vec![],
                unknown: None,
                pending: pending.clone(),
            }),
        ),
        (
            "map-grouped",
            Chart::Map(Map {
                areas: grouped,
                tone: Tone::Category,
                legend,
                unknown: None,
                pending,
            }),
        ),
    ]
}

#[test]
fn where_colours_run_out_it_is_said_and_no_two_series_look_alike() {
    let series = |count: usize| {
        let one = |at: usize| series(&format!("S{at}"), at, vec![Bar::Known(1.0, "1".to_owned())]);
        let categories = vec!["A".to_owned()];
        let series = (0..count).map(one).collect();
        let (axis, colours) = (String::new(), Vec::new());
        drawn(&Chart::Bars(Bars { axis, categories, series, stacked: true, colours }), 760)
    };
    assert!(!series(6).unwrap().contains("seconda volta"));
    assert!(series(7).unwrap().contains("seconda volta"));
    assert!(series(13).unwrap_err().contains("13 colori"));
    let area = |at: usize| {
        let west = 7.0 + at as f64;
        let ring = vec![(west, 44.0), (west + 0.5, 44.0), (west + 0.5, 44.5), (west, 44.5)];
        MapArea { rings: vec![ring], part: AreaPart::Coloured(at), name: None }
    };
    let map = |count: usize| {
        let (areas, legend) = ((0..count).map(area).collect(), Vec::new());
        drawn(
            &Chart::Map(Map { areas, tone: Tone::Category, legend, unknown: None, pending: None }),
            760,
        )
    };
    assert!(map(6).is_ok() && map(7).unwrap_err().contains("7 colori"));
}

fn all() -> Vec<(&'static str, Chart)> {
    [bar_charts(), line_charts(), heat_maps(), timelines(), trees(), maps()].concat()
}

#[test]
fn no_drawing_has_text_off_the_canvas_or_on_other_text() {
    let folder = std::env::var_os("SESTANTE_DRAWINGS").map(std::path::PathBuf::from);
    let mut faulty = Vec::new();
    for (name, chart) in all() {
        for width in [760, 340, 1200] {
            let svg = drawn(&chart, width).unwrap_or_else(|e| panic!("{name} at {width}: {e}"));
            if let Some(folder) = &folder {
                std::fs::write(folder.join(format!("{name}-{width}.svg")), &svg).unwrap();
            }
            for fault in faults(&svg) {
                faulty.push(format!("{name} at {width}: {fault}"));
            }
        }
    }
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    for (_, chart) in all() {
        assert_eq!(drawn(&chart, 760), drawn(&chart, 760));
    }
}

#[test]
fn what_is_not_known_is_said_and_zero_is_a_number() {
    let values = vec![known(0.0, "0"), unknown(), between(1.0, 3.0, "1–3")];
    let chart = bars("persone", &["a", "b", "c"], false, vec![series("s", 0, values)]);
    let words = words(&drawn(&chart, 760).unwrap());
    for word in ["0", "n.d.", "1–3", "persone", "minimo certo e massimo possibile"] {
        assert!(words.iter().any(|w| w == word), "{word} in {words:?}");
    }
}

#[test]
fn words_of_respondents_stay_words() {
    let chart = bars(
        "<&>",
        &["<script>alert('x')</script>"],
        false,
        vec![series("s", 0, vec![integer(1.0)])],
    );
    let svg = drawn(&chart, 760).unwrap();
    assert!(!svg.contains("<script"));
    assert!(words(&svg).concat().contains("<script>alert('x')</script>"));
}

#[test]
fn what_cannot_be_drawn_is_refused_in_words() {
    let one = |bar| bars("x", &["a"], false, vec![series("Serie", 0, vec![bar])]);
    let cases = [
        bars("x", &[], false, vec![]),
        one(unknown()),
        one(known(f64::NAN, "?")),
        one(known(f64::INFINITY, "?")),
        one(known(1e300, "?")),
        one(between(3.0, 1.0, "?")),
        bars("x", &["a", "b"], false, vec![series("Serie", 0, vec![integer(1.0)])]),
        bars("x", &["a"], true, vec![series("Serie", 0, vec![integer(-1.0)])]),
        lines(("x", "y"), false, vec![]),
        lines(("x", "y"), true, vec![line("l", 0, &[(0.0, 1.0)])]),
        grid(&[], &[], vec![]),
        grid(&[], &["a", "b"], numbers(1, 1)),
        grid(&[("s", 3)], &["a"], numbers(1, 1)),
        grid(&[], &["a"; 90], numbers(1, 90)),
        Chart::Timeline(Timeline { rows: vec![row("r", 0, &[], &[])], mark: None }),
        Chart::Timeline(Timeline { rows: vec![row("r", 0, &[(3.0, 1.0, "")], &[])], mark: None }),
        Chart::Tree(vec![]),
    ];
    for chart in cases {
        let reason = drawn(&chart, 760).expect_err(&format!("{chart:?}"));
        assert!(reason.contains(' ') && !reason.contains('{'), "{reason}");
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    fn words(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "di",
            "e",
            "Ufficio",
            "transizione",
            "pubblico-privato",
            "Comuni/Unioni",
            "È",
            "precipitevolissimevolmente",
            "n.",
            "1.234,5",
            "<&>",
            "IIIWWWMMM__AAAA1234567890QQQ",
        ];
        let count = [1, 1, 2, 3, 6, 25][self.below(6)];
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    fn number(&mut self) -> f64 {
        let digits = self.below(1000) as f64;
        digits * [0.000_1, 0.01, 1.0, 1.0, 1.0, 50.0, 1e9][self.below(7)]
    }

    fn bar(&mut self, negative: bool) -> Bar {
        let sign = if negative && self.below(3) == 0 { -1.0 } else { 1.0 };
        let value = sign * self.number();
        match self.below(6) {
            0 => Bar::Unknown(self.words()),
            1 => Bar::Nothing,
            2 => Bar::Between(value.min(value * 2.0), value.max(value * 2.0), self.words()),
            3 => Bar::Known(value, self.words()),
            _ => Bar::Known(value, format!("{value}")),
        }
    }

    fn tree(&mut self, depth: usize) -> TreeNode {
        let count = if depth == 0 { 0 } else { self.below(4) };
        let children = (0..count).map(|_| self.tree(depth - 1)).collect();
        let detail = (self.below(2) == 0).then(|| self.words());
        TreeNode { label: self.words(), detail, colour: self.below(7), children }
    }

    fn chart(&mut self) -> Chart {
        match self.below(5) {
            0 => {
                let (rows, stacked) = (1 + self.below(12), self.below(2) == 0);
                let count = 1 + self.below(8);
                let series = (0..count).map(|colour| Series {
                    name: self.words(),
                    colour,
                    tone: if count.is_multiple_of(2) { Tone::Step } else { Tone::Category },
                    values: (0..rows).map(|_| self.bar(!stacked)).collect(),
                });
                let series = series.collect();
                let categories = (0..rows).map(|_| self.words()).collect();
                let colours = Vec::new();
                Chart::Bars(Bars { axis: self.words(), categories, series, stacked, colours })
            }
            1 => {
                let log_x = self.below(2) == 0;
                let lines = (0..1 + self.below(8)).map(|colour| {
                    let mut x = 0.0;
                    let points = (0..self.below(9)).map(|_| {
                        x += 0.1 + self.number();
                        (x, (self.below(5) > 0).then(|| self.number()))
                    });
                    let points = points.collect();
                    Line { name: self.words(), colour, points }
                });
                let lines = lines.collect();
                let (x_axis, y_axis) = (self.words(), self.words());
                Chart::Lines(Lines { x_axis, y_axis, log_x, lines })
            }
            2 => {
                let (rows, columns) = (1 + self.below(9), 1 + self.below(13));
                let rows = (0..rows).map(|_| {
                    let cells = (0..columns).map(|_| {
                        let shade = (self.below(5) > 0).then(|| self.below(4) as u8);
                        HeatCell { text: self.words(), shade }
                    });
                    let cells = cells.collect();
                    (self.words(), cells)
                });
                let rows = rows.collect();
                let spanners =
                    vec![(self.words(), columns / 2), (self.words(), columns - columns / 2)];
                let columns = (0..columns).map(|_| self.words()).collect();
                Chart::HeatMap(HeatMap { spanners, columns, rows })
            }
            3 => {
                let rows = (0..1 + self.below(5)).map(|colour| {
                    let year = |dice: &mut Dice| 1990.0 + dice.below(400) as f64 / 10.0;
                    let spans = (0..self.below(5)).map(|_| {
                        let from = year(self);
                        (from, from + self.below(100) as f64 / 10.0, self.words())
                    });
                    let spans = spans.collect();
                    let moments = (0..self.below(6)).map(|_| (year(self), self.words())).collect();
                    TimelineRow { label: self.words(), colour, spans, moments }
                });
                let rows = rows.collect();
                Chart::Timeline(Timeline { rows, mark: Some((2022.5, self.words())) })
            }
            _ => {
                let depth = self.below(6);
                Chart::Tree((0..1 + self.below(2)).map(|_| self.tree(depth)).collect())
            }
        }
    }
}

#[test]
fn no_chart_whatever_gives_a_faulty_drawing() {
    let mut dice = Dice(20_261_123);
    let mut faulty = Vec::new();
    let rounds = std::env::var("SESTANTE_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    for round in 0..rounds {
        let chart = dice.chart();
        let width = [320, 340, 500, 760, 1000, 2000][dice.below(6)];
        let Ok(svg) = drawn(&chart, width) else { continue };
        let found = faults(&svg);
        if !found.is_empty() {
            faulty.push(format!("{round} at {width}: {}\n{chart:?}", found.join("\n")));
        }
    }
    assert!(faulty.is_empty(), "{}\n{}", faulty.len(), faulty.join("\n\n"));
}

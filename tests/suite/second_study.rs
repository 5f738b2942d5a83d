//! A study of another shape: five libraries, no groups, several choices, dates, money, printed
//! villages. The engine knows nothing of Provinces.

use super::study::{Made, Study, fact, lines, repository};
use std::sync::LazyLock;

const LIBRARIES: [&str; 5] = ["alba", "borgo", "colle", "dosso", "erta"];

#[test]
fn show() {
    let made = &*MADE;
    for finding in lines(&made.findings) {
        println!("F {finding}");
    }
    for finding in lines(&made.refusals) {
        println!("R {finding}");
    }
    for (who, c) in &made.comparisons {
        if who.is_some() {
            continue;
        }
        println!("== {}", c.id);
        for row in &c.rows {
            for col in &c.columns {
                if let Some(cell) = c.cell(&row.key, &col.key) {
                    println!(
                        "{} | {} | {:?}",
                        row.key,
                        col.key,
                        cell.iter().map(|o| o.text.to_string()).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    for (id, j) in &made.judgements {
        println!("{id}: {j:?}");
    }
    for c in &made.document.chapters {
        println!("{} {}", c.annex, c.title);
    }
    std::fs::write("/tmp/tb/second.html", super::study::html(&made.document)).unwrap();
}

/// The libraries' answers, filled into their forms and taken in.
static MADE: LazyLock<Made> = LazyLock::new(|| answered().made());

fn answered() -> Study {
    LIBRARIES.iter().fold(Study::from("biblioteche"), |study, library| {
        let file = repository().join(format!("tests/studies/biblioteche/answers/{library}.csv"));
        let text = std::fs::read_to_string(file).unwrap();
        let (_, facts) = text.split_once('\n').unwrap();
        study.fill(library, "spring", facts)
    })
}

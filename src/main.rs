//! temporary
#![allow(clippy::print_stdout)]
use sestante::*;
fn run() -> Result<(), diag::Error> {
    let root = std::path::Path::new(".");
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("form") => {
            let q = questionnaire::load(root)?.value;
            for p in &q.participants {
                let l = form::lay_out(&q, p, "r1");
                export::place(&root.join(format!("output/forms/{}.xlsx", p.id)), &form::write(&q, &l)?)?;
            }
        }
        Some("import") => {
            let q = questionnaire::load(root)?.value;
            let files: Vec<_> = args[2..].iter().map(std::path::PathBuf::from).collect();
            let done = responses::import(root, &q, &files, "2022-07-15", responses::Origin::Transcribed, Some("Trascrizione dal documento del 2022, non compilata dalla Provincia"))?;
            println!("{done:?}");
        }
        Some("check") => { let c = pipeline::collect(root)?; for f in &c.findings { println!("{}", diag::short(f)); } }
        _ => {
            let c = pipeline::collect(root)?;
            let d = c.compare()?;
            let doc = report::compose(&c, &d)?;
            for f in &doc.findings { println!("{}", diag::short(f)); }
            export::place(&root.join("output/report.html"), export::html::write(&doc.value).as_bytes())?;
        }
    }
    Ok(())
}
fn main() {
    match run() {
        Ok(()) => {}
        Err(diag::Error::Study(f)) => for x in f { println!("{}", diag::long(&x)) },
        Err(diag::Error::User{message,help}) => println!("{message} {help:?}"),
    }
}

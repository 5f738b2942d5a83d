//! temporary
#![allow(clippy::print_stdout)]
fn main() {
    let root = std::path::Path::new(".");
    match sestante::pipeline::collect(root).and_then(|c| c.compare().map(|d| (d.declarations.comparisons.len(), c.findings.len()))) {
        Ok(q) => println!("ok {q:?}"),
        Err(sestante::diag::Error::Study(f)) => for x in f { println!("{}", sestante::diag::short(&x)) },
        Err(sestante::diag::Error::User{message,help}) => println!("{message} {help:?}"),
    }
}

//! temporary
#![allow(clippy::print_stdout)]
fn main() {
    match sestante::questionnaire::load(std::path::Path::new(".")) {
        Ok(q) => println!("ok {} {:?}", q.value.asked(), q.findings.len()),
        Err(sestante::diag::Error::Study(f)) => {
            for x in f {
                println!("{}", sestante::diag::long(&x))
            }
        }
        Err(e) => println!("{e}"),
    }
}

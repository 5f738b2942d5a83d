// SPDX-License-Identifier: EUPL-1.2
//! The reader of imports on small sources made up for it: what it must see is seen.

use super::circles::{self, Graph};
use super::source::{Binding, Source, read};
use super::tree::Tree;
use super::{against, folder_circles, road, strangers};
use std::collections::BTreeMap;

const TABLES: &str = "
| serves every stage | what |
|---|---|
| `diag` | findings |

| stage | from → to | entry point |
|---|---|---|
| `form` | questions → `Layout` | `form::lay_out`, `Layout::size` |
| `report` | layout → text | `report::compose` |

| library | named only by | what for |
|---|---|---|
| `zip`, `quick_xml` | `form` | parts |
";

fn tree(files: &[(&str, &str)]) -> Tree {
    let lib = ("lib.rs", "pub mod diag; pub mod form; pub mod report;");
    let diag = ("diag.rs", "pub fn say() {}");
    let form = ("form/mod.rs", "mod lay_out; mod size; pub use lay_out::{Layout, lay_out};");
    let lay_out = ("form/lay_out.rs", "pub struct Layout; pub fn lay_out() { crate::diag::say() }");
    let size =
        ("form/size.rs", "use super::Layout; impl Layout { pub(crate) const fn size(&self) {} }");
    let report = ("report.rs", "use crate::form; pub fn compose() { form::lay_out() }");
    let mut all = BTreeMap::new();
    for (name, text) in [lib, diag, form, lay_out, size, report].iter().chain(files) {
        all.insert((*name).to_owned(), (*text).to_owned());
    }
    Tree::grow(&all)
}

fn wrong(files: &[(&str, &str)]) -> Vec<String> {
    let found = against(&road::read(TABLES).order, &tree(files).imports());
    found.into_iter().map(|(from, to, file)| format!("{from} → {to}: {file}")).collect()
}

fn path(text: &str) -> Vec<String> {
    text.split("::").map(str::to_owned).collect()
}

#[test]
fn an_import_against_the_order_is_seen_however_it_is_written() {
    assert_eq!(wrong(&[]), Vec::<String>::new());
    for text in [
        "use crate::report::compose;",
        "use crate::{diag::{self, say}, report::{self as last}};",
        "pub(crate) use crate::report::*;",
        "fn f() { let _ = crate::report::compose(); }",
        "fn f() -> Vec<super::super::report::Text> { Vec::new() }",
        "use super::super::report; fn f() { report::compose() }",
        "fn f<'a>(x: &'a str) -> char { '\\'' } use crate::report as r;",
        "#[cfg(feature = \"pdf\")] use crate::report::compose;",
    ] {
        assert_eq!(wrong(&[("form/size.rs", text)]), ["form → report: form/size.rs"], "{text}");
    }
}

#[test]
fn what_is_no_import_is_not_taken_for_one() {
    for text in [
        "// use crate::report::compose;",
        "/* crate::report::compose() /* crate::report */ use crate::report; */",
        "fn f() { g(\"use crate::report;\", r#\"crate::report::\"compose\"\"#, b\"crate::report::x\") }",
        "#[cfg(test)] mod tests { use crate::report::compose; fn f() { if a { b } } }",
        "#[cfg(test)] use crate::report::compose; fn f() {}",
        "#[cfg(test)] mod testing;",
        "use std::report::compose; fn f(report: T) { report.compose() }",
        "pub(in crate::report) struct Kept { pub(in crate::report) pages: u8 }",
        "fn f() -> impl Iterator<Item = u8> + use<'_> { crate::diag::say() }",
    ] {
        let testing = ("form/size/testing.rs", "use crate::report::compose;");
        assert_eq!(wrong(&[("form/size.rs", text), testing]), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_source_is_read_into_what_it_declares_and_names() {
    let text = "pub mod a; mod b { } use a::{B, c::{self, D as E}}; pub fn f() { a::g::<T>() }";
    let binding = |name: &str, whole: &str| Binding {
        name: name.to_owned(),
        path: path(whole),
        public: false,
    };
    let expected = Source {
        children: vec![("a".to_owned(), false)],
        bindings: vec![binding("B", "a::B"), binding("c", "a::c"), binding("E", "a::c::D")],
        paths: vec![path("a::g")],
        items: vec!["fn f".to_owned()],
    };
    assert_eq!(read(text), expected);
}

#[test]
fn an_entry_point_that_is_renamed_or_hidden_is_missed() {
    let entries = road::read(TABLES).entries;
    let missing = |files: &[(&str, &str)]| -> Vec<String> {
        let tree = tree(files);
        let missing = entries.iter().filter(|(stage, entry)| !tree.has(stage, entry));
        missing.map(|(_, entry)| entry.clone()).collect()
    };
    assert_eq!(missing(&[]), Vec::<String>::new());
    assert_eq!(missing(&[("report.rs", "pub fn composed() {}")]), ["report::compose"]);
    assert_eq!(missing(&[("report.rs", "fn compose() {}")]), ["report::compose"]);
    assert_eq!(missing(&[("form/size.rs", "")]), ["Layout::size"]);
    assert_eq!(missing(&[("form/mod.rs", "mod lay_out; mod size;")]), ["form::lay_out"]);
}

#[test]
fn a_library_named_by_a_stranger_is_seen() {
    let owners = road::read(TABLES).owners;
    let users = |files: &[(&str, &str)]| {
        strangers(&owners, &tree(files).library_users(&["zip".to_owned(), "quick_xml".to_owned()]))
    };
    assert_eq!(
        users(&[("form/size.rs", "use zip::ZipArchive; fn f() { quick_xml::read() }")]),
        Vec::<String>::new()
    );
    assert_eq!(users(&[("report.rs", "fn f() -> zip::Part { }")]), ["report.rs names zip"]);
    assert_eq!(
        users(&[("report.rs", "use crate::form::zip; fn f() { zip::g() }")]),
        Vec::<String>::new()
    );
}

#[test]
fn circles_of_three_files_are_seen_and_a_child_may_know_its_mother() {
    let graph = |pairs: &[(&str, &str)]| {
        let mut graph = Graph::new();
        for (from, to) in pairs {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        graph
    };
    let star = graph(&[("m", "a"), ("a", "m"), ("m", "b"), ("b", "m")]);
    assert!(circles::longer_than_two(&star).is_empty());
    let three = graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]);
    let found: Vec<_> = circles::longer_than_two(&three).into_iter().collect();
    assert_eq!(found, [["a", "b", "c"]]);
    assert_eq!(circles::any(&three).len(), 3);
}

#[test]
fn folders_that_import_each_other_are_seen() {
    let report = [
        ("report/mod.rs", "mod a; mod b;"),
        ("report/a/mod.rs", "use super::b::B; pub struct A;"),
        ("report/b/mod.rs", "mod c; pub struct B;"),
        ("report/b/c.rs", "use crate::report::a::A;"),
    ];
    let mut files: Vec<(&str, &str)> = report.to_vec();
    files.push(("lib.rs", "pub mod diag; pub mod form; mod report;"));
    // The module in one file gives way to the folder.
    let mut all: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    all.insert("diag.rs".to_owned(), String::new());
    all.insert("form.rs".to_owned(), String::new());
    let found: Vec<_> = folder_circles(&Tree::grow(&all).imports()).into_iter().collect();
    let pair = |from: &str, to: &str| (format!("report/{from}"), format!("report/{to}"));
    assert_eq!(found, [pair("a", "b"), pair("b", "a")]);
}

// SPDX-License-Identifier: EUPL-1.2
//! The sources keep to what ARCHITECTURE.md says of them: stages know only those before them, each
//! library has its owners, entry points exist, nothing is imported in a circle.
//!
//! Where the sources are not yet so, a debt says why. A debt that is paid fails here until its line is
//! taken away, so that the list can only shrink.

mod circles;
mod made_up;
mod road;
mod source;
mod tree;

use circles::Graph;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use tree::{Import, Tree, top};

/// Modules that know a later one: who, whom, why it is not mended yet.
const AGAINST_THE_ORDER: &[(&str, &str, &str)] = &[];

/// Folders in which more than two files import each other in a circle, and why.
const CIRCLES: &[(&str, &str)] = &[];

/// The sources, and what they import of each other.
static TREE: LazyLock<Tree> = LazyLock::new(|| Tree::grow(&files()));
static IMPORTS: LazyLock<BTreeSet<Import>> = LazyLock::new(|| TREE.imports());

/// All files below `src/`, by their path there.
fn files() -> BTreeMap<String, String> {
    fn gather(folder: &Path, below: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{below}{}", path.file_name().unwrap().to_string_lossy());
            if path.is_dir() {
                gather(&path, &format!("{name}/"), found);
            } else if name.ends_with(".rs") {
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    found
}

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// Imports of what stands later in the order, as `who → whom: by which file`.
fn against(order: &[String], imports: &BTreeSet<Import>) -> Vec<(String, String, String)> {
    let place = |module: &str| order.iter().position(|one| one == module);
    let mut found = Vec::new();
    for import in imports {
        let from = top(&import.from);
        for to in [import.through.as_str(), top(&import.to)] {
            // The roots only say which modules there are.
            if from != to
                && !matches!(from, "lib" | "main")
                && !matches!(to, "lib" | "main")
                && place(to) >= place(from)
            {
                found.push((from.to_owned(), to.to_owned(), import.from.clone()));
            }
        }
    }
    found.dedup();
    found
}

#[test]
fn stages_know_only_the_stages_before_them() {
    let road = road::read(&document("ARCHITECTURE.md"));
    let missing: Vec<_> = TREE.tops().into_iter().filter(|top| !road.order.contains(top)).collect();
    assert_eq!(missing, Vec::<String>::new(), "stand in no table of ARCHITECTURE.md");
    let found = against(&road.order, &IMPORTS);
    let new: Vec<_> = found.iter().filter(|(from, to, _)| !is_debt(from, to)).collect();
    assert!(
        new.is_empty(),
        "a module may know only those that ARCHITECTURE.md names before it: {new:#?}"
    );
    for (from, to, _) in AGAINST_THE_ORDER {
        let stands = found.iter().any(|one| (one.0.as_str(), one.1.as_str()) == (*from, *to));
        assert!(stands, "paid: take the debt «{from} → {to}» away from tests/suite/imports/mod.rs");
    }
}

/// Whether a debt excuses that one module knows another.
fn is_debt(from: &str, to: &str) -> bool {
    AGAINST_THE_ORDER.iter().any(|debt| (debt.0, debt.1) == (from, to))
}

/// Imports by file, without those that a debt of the order excuses.
fn graph(imports: &BTreeSet<Import>) -> Graph {
    let mut graph = Graph::new();
    for import in imports {
        if !is_debt(top(&import.from), top(&import.to)) {
            graph.entry(import.from.clone()).or_default().insert(import.to.clone());
        }
    }
    graph
}

#[test]
fn no_more_than_two_files_import_each_other_in_a_circle() {
    let found = circles::longer_than_two(&graph(&IMPORTS));
    let inside = |circle: &[String], folder: &str| {
        circle.iter().all(|file| file.starts_with(&format!("{folder}/")))
    };
    let new: Vec<_> = found
        .iter()
        .filter(|circle| !CIRCLES.iter().any(|(folder, _)| inside(circle, folder)))
        .map(|circle| circle.join(" → "))
        .collect();
    assert!(new.is_empty(), "{} circles of imports: {new:#?}", new.len());
    for (folder, _) in CIRCLES {
        let stands = found.iter().any(|circle| inside(circle, folder));
        assert!(stands, "paid: take the debt «{folder}» away from CIRCLES");
    }
}

#[test]
fn no_folders_import_each_other_in_a_circle() {
    assert_eq!(folder_circles(&IMPORTS), BTreeSet::new());
}

/// Folders side by side, at any depth, that import each other.
fn folder_circles(imports: &BTreeSet<Import>) -> BTreeSet<(String, String)> {
    let mut levels: BTreeMap<String, Graph> = BTreeMap::new();
    for import in imports {
        let (from, to): (Vec<&str>, Vec<&str>) =
            (import.from.split('/').collect(), import.to.split('/').collect());
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        // Only what is a folder on both sides.
        if common + 1 < from.len() && common + 1 < to.len() {
            let name = |parts: &[&str]| parts[..=common].join("/");
            let graph = levels.entry(from[..common].join("/")).or_default();
            if !is_debt(from[0], to[0]) {
                graph.entry(name(&from)).or_default().insert(name(&to));
            }
        }
    }
    levels.values().flat_map(circles::any).collect()
}

#[test]
fn each_library_is_named_by_its_owners_alone() {
    let road = road::read(&document("ARCHITECTURE.md"));
    let declared = libraries(&document("Cargo.toml"));
    let owned: BTreeSet<&String> = road.owners.iter().map(|(library, _)| library).collect();
    let without: Vec<_> = declared.iter().filter(|library| !owned.contains(library)).collect();
    assert_eq!(without, Vec::<&String>::new(), "have no owner in ARCHITECTURE.md");
    let gone: Vec<_> = owned.iter().filter(|library| !declared.contains(library)).collect();
    assert_eq!(gone, Vec::<&&String>::new(), "stand in ARCHITECTURE.md and not in Cargo.toml");
    let users = TREE.library_users(&declared);
    assert_eq!(strangers(&road.owners, &users), Vec::<String>::new());
    for (library, owners) in &road.owners {
        for owner in owners {
            let used = users.iter().any(|(used, file)| used == library && is_below(file, owner));
            assert!(used, "{owner} owns {library} and does not name it");
        }
    }
}

/// The names of the libraries in Cargo.toml, as the code writes them.
fn libraries(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names =
        lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

/// Whether a file belongs to a module: `export/pdf/page.rs` to `export::pdf`.
fn is_below(file: &str, module: &str) -> bool {
    let path = module.replace("::", "/");
    file == format!("{path}.rs") || file.starts_with(&format!("{path}/"))
}

/// Files that name a library and do not belong to an owner of it.
fn strangers(owners: &[(String, Vec<String>)], users: &BTreeSet<(String, String)>) -> Vec<String> {
    let may = |library: &String, file: &String| {
        let owners = owners.iter().filter(|(owned, _)| owned == library);
        owners.flat_map(|(_, owners)| owners).any(|owner| is_below(file, owner))
    };
    let users = users.iter().filter(|(library, file)| !may(library, file));
    users.map(|(library, file)| format!("{file} names {library}")).collect()
}

#[test]
fn every_entry_point_of_the_table_can_be_called() {
    let road = road::read(&document("ARCHITECTURE.md"));
    assert!(road.entries.len() > 10, "only {} entry points", road.entries.len());
    let missing: Vec<_> =
        road.entries.iter().filter(|(stage, entry)| !TREE.has(stage, entry)).collect();
    assert_eq!(missing, Vec::<&(String, String)>::new());
}

#[test]
fn the_first_page_of_the_library_has_the_tables_of_the_architecture() {
    let lib = document("src/lib.rs").replace("[`", "`").replace("`]", "`");
    let road = road::read(&document("ARCHITECTURE.md"));
    let of_library = |row: &Vec<String>| !matches!(row[0].as_str(), "`cli`" | "`main`");
    let rows: Vec<_> = road.rows.into_iter().filter(of_library).collect();
    assert_eq!(road::read(&lib).rows, rows);
}

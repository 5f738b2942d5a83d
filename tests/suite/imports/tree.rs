// SPDX-License-Identifier: EUPL-1.2
//! All files of the crate as a tree of modules, and which file names what of which other.

use super::source::{self, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// The library's name, as the program imports it.
const LIBRARY: &str = "sestante";

/// The path of a module from the root of the library (`lib`) or of the program (`main`).
type Module = Vec<String>;

/// Where names of modules were found to stand, by how deep the search was.
type Known = BTreeMap<(Module, String, usize), Option<Module>>;

/// Every module that is not for tests alone.
pub(super) struct Tree {
    modules: BTreeMap<Module, (String, Source)>,
    known: Mutex<Known>,
}

/// One file that names something of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Import {
    /// The file that names it, below `src/`.
    pub(super) from: String,
    /// The file in which it stands.
    pub(super) to: String,
    /// The module at the top through which it is named: `diag`.
    pub(super) through: String,
}

impl Tree {
    /// The modules that can be reached from `lib.rs` and `main.rs`, given all files below `src/`.
    pub(super) fn grow(files: &BTreeMap<String, String>) -> Self {
        let mut tree = Tree { modules: BTreeMap::new(), known: Mutex::default() };
        for root in ["lib", "main"] {
            let mut open: Vec<(Module, String)> =
                vec![(vec![root.to_owned()], format!("{root}.rs"))];
            while let Some((module, file)) = open.pop() {
                let Some(text) = files.get(&file) else { continue };
                let source = source::read(text);
                let own = file.strip_suffix("mod.rs").map(str::to_owned);
                let is_root = module.len() == 1;
                let folder = own.unwrap_or_else(|| format!("{}/", file.trim_end_matches(".rs")));
                let folder = if is_root { String::new() } else { folder };
                for (child, _) in source.children.iter().filter(|(_, for_tests)| !for_tests) {
                    let path = module.iter().chain([child]).cloned().collect();
                    let file = format!("{folder}{child}.rs");
                    let file = if files.contains_key(&file) {
                        file
                    } else {
                        format!("{folder}{child}/mod.rs")
                    };
                    open.push((path, file));
                }
                tree.modules.insert(module, (file, source));
            }
        }
        tree
    }

    /// Every import of a file by another. What a module hands on from below itself is imported by
    /// those who use it.
    pub(super) fn imports(&self) -> BTreeSet<Import> {
        let mut found = BTreeSet::new();
        for (module, (file, source)) in &self.modules {
            for (path, public) in named(source) {
                let Some(start) = self.start(module, source, path) else { continue };
                let (target, through) = self.follow(&start, 0);
                let to = &self.modules[&target].0;
                if to != file && !(public && start.starts_with(module)) {
                    let through = through.unwrap_or_else(|| top(to).to_owned());
                    found.insert(Import { from: file.clone(), to: to.clone(), through });
                }
            }
        }
        found
    }

    /// The modules at the top: stages, what serves them, and the program's.
    pub(super) fn tops(&self) -> Vec<String> {
        let tops = self.modules.keys().filter(|module| module.len() == 2);
        tops.filter_map(|module| module.last().cloned()).collect()
    }

    /// The files that name each of these libraries.
    pub(super) fn library_users(&self, libraries: &[String]) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        for (module, (file, source)) in &self.modules {
            for (path, _) in named(source) {
                let is_own = self.start(module, source, path).is_some();
                found.extend(
                    path.first()
                        .filter(|first| !is_own && libraries.contains(first))
                        .map(|first| (first.clone(), file.clone())),
                );
            }
        }
        found
    }

    /// Whether others can see what a path of this stage names: `form::lay_out`, `Database::new`.
    pub(super) fn has(&self, stage: &str, path: &str) -> bool {
        let Some((owner, name)) = path.split_once("::") else { return false };
        if owner.starts_with(char::is_uppercase) {
            let of_stage = |module: &Module| module.get(1).is_some_and(|top| top == stage);
            let here = self.modules.iter().filter(|(module, _)| of_stage(module));
            let here: Vec<&Source> = here.map(|(_, (_, source))| source).collect();
            return here.iter().any(|source| shows(source, &["struct", "enum"], owner))
                && here.iter().any(|source| shows(source, &["fn"], name));
        }
        let at = ["lib", owner].map(str::to_owned).to_vec();
        let Some((_, source)) = self.modules.get(&at) else { return false };
        let kinds = ["fn", "const", "static"];
        let handed_on = self.handed_on(&at, name, 0).map(|path| self.follow(&path, 1).0);
        shows(source, &kinds, name)
            || handed_on.is_some_and(|target| {
                target.starts_with(&at) && shows(&self.modules[&target].1, &kinds, name)
            })
    }

    /// The path from a root that a path in this module stands for; none for what is not ours.
    fn start(&self, module: &Module, source: &Source, path: &[String]) -> Option<Module> {
        let first = path.first()?;
        let is_child = source.children.iter().any(|(child, _)| child == first);
        let alias = source.bindings.iter().find(|binding| binding.name == *first && !is_child);
        let mut path = path.to_vec();
        if let Some(alias) = alias.filter(|alias| alias.path.first() != Some(first)) {
            path.splice(..1, alias.path.iter().cloned());
        }
        let (mut base, skipped) = match path.first()?.as_str() {
            "crate" => (module[..1].to_vec(), 1),
            "self" => (module.clone(), 1),
            "super" => (module.clone(), 0),
            LIBRARY if module[0] == "main" => (vec!["lib".to_owned()], 1),
            _ if is_child => (module.clone(), 0),
            _ => return None,
        };
        for part in path.iter().skip(skipped) {
            if part == "super" {
                base.pop();
            } else {
                base.push(part.clone());
            }
        }
        (!base.is_empty()).then_some(base)
    }

    /// The module in which a path from a root ends, through whatever hands it on, and the module at
    /// the top of the library that it names.
    fn follow(&self, path: &[String], depth: usize) -> (Module, Option<String>) {
        let through = path.get(1).filter(|_| path[0] == "lib").cloned();
        let through =
            through.filter(|top| self.modules.contains_key(&["lib".to_owned(), top.clone()][..]));
        let mut at = vec![path[0].clone()];
        for (place, part) in path.iter().enumerate().skip(1) {
            let inner: Module = at.iter().chain([part]).cloned().collect();
            let handed_on = self.handed_on(&at, part, depth).filter(|target| *target != inner);
            let is_last = place + 1 == path.len();
            match handed_on {
                Some(target) if depth < 8 && (is_last || !self.modules.contains_key(&inner)) => {
                    let whole: Module =
                        target.into_iter().chain(path[place + 1..].to_vec()).collect();
                    return (self.follow(&whole, depth + 1).0, through);
                }
                _ if self.modules.contains_key(&inner) => at = inner,
                _ => break,
            }
        }
        (at, through)
    }

    /// Where a name that a module imports stands; each is looked for once, as modules that hand on
    /// all that others hand on would be gone through again and again.
    fn handed_on(&self, at: &Module, name: &str, depth: usize) -> Option<Module> {
        let key = (at.clone(), name.to_owned(), depth);
        let known = self.known.lock().unwrap().get(&key).cloned();
        known.unwrap_or_else(|| {
            let found = self.look_for(at, name, depth);
            self.known.lock().unwrap().insert(key, found.clone());
            found
        })
    }

    /// Where a name that a module imports stands.
    fn look_for(&self, at: &Module, name: &str, depth: usize) -> Option<Module> {
        let (_, source) = &self.modules[at];
        let all = source.bindings.iter().filter(|binding| binding.name == "*" && depth < 8);
        let named = source.bindings.iter().filter(|binding| binding.name == name);
        named.chain(all).find_map(|binding| {
            let mut start = self.start(at, source, &binding.path)?;
            if binding.name == "*" {
                start.pop();
                start.push(name.to_owned());
                let (target, _) = self.follow(&start[..start.len() - 1], depth + 1);
                let kinds = ["fn", "const", "static", "struct", "enum", "trait", "type"];
                shows(&self.modules[&target].1, &kinds, name).then_some(start)
            } else {
                Some(start)
            }
        })
    }
}

/// Whether a file has an item of one of these kinds that others can see.
fn shows(source: &Source, kinds: &[&str], name: &str) -> bool {
    kinds.iter().any(|kind| source.items.contains(&format!("{kind} {name}")))
}

/// Everything that a file names, and whether it hands it on.
fn named(source: &Source) -> impl Iterator<Item = (&Vec<String>, bool)> {
    let imported = source.bindings.iter().map(|binding| (&binding.path, binding.public));
    imported.chain(source.paths.iter().map(|path| (path, false)))
}

/// The folder or file at the top: `export` of `export/html/page.rs`.
pub(super) fn top(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

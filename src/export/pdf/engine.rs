// SPDX-License-Identifier: EUPL-1.2
//! Typst with nothing around it: fonts, sources and drawings come from memory.
//!
//! No file is read, no package fetched, no clock asked; the same text gives the same bytes.

use super::links::Links;
use crate::diag::Error;
use crate::edition::slides::{
    Area, BODY_AREA, COVER_TEXT_AREA, COVER_TITLE_AREA, FOOTER_AREA, NUMBER_AREA, RULE_AREA,
    SECTION_AREA, SLIDE, SMALL, SOURCES_AREA, STRIPE_AREA, TEXT, TITLE_AREA, leading,
};
use crate::palette::{NAMED, ink_on, shade};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The functions that the text calls.
const LOOK: &str = include_str!("assets/report.typ");
/// Those of the slides, which use some of the others.
const SLIDES_LOOK: &str = include_str!("assets/slides.typ");
/// Name of [`LOOK`] for `import`.
pub(super) const LOOK_FILE: &str = "report.typ";
/// Name of [`SLIDES_LOOK`].
pub(super) const SLIDES_LOOK_FILE: &str = "slides.typ";
/// Name of the colours, which both looks use.
const COLOURS_FILE: &str = "colours.typ";
/// Name of the parts of a slide, and of the sizes of its text.
const AREAS_FILE: &str = "areas.typ";
/// Name of the text.
const MAIN_FILE: &str = "main.typ";

/// Titillium Web, and Source Sans for what it lacks: arrows, Greek, Cyrillic.
static FONT_FILES: [&[u8]; 4] = [
    include_bytes!("../../../assets/fonts/TitilliumWeb-Regular.ttf"),
    include_bytes!("../../../assets/fonts/TitilliumWeb-Italic.ttf"),
    include_bytes!("../../../assets/fonts/TitilliumWeb-Bold.ttf"),
    include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // For the heads of rows and the summaries of tables.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The fonts in the program.
pub(super) fn fonts() -> &'static [Font] {
    &FONTS
}

/// The drawings that the text shows, by file name.
#[derive(Default)]
pub(super) struct Sheets(BTreeMap<String, Bytes>);

impl Sheets {
    /// Adds a drawing; returns its file name.
    pub(super) fn add(&mut self, svg: String) -> String {
        let name = format!("drawing-{}.svg", self.0.len() + 1);
        self.0.insert(name.clone(), Bytes::from_string(svg));
        name
    }

    /// Adds a picture, PNG; returns its file name.
    pub(super) fn add_picture(&mut self, png: Vec<u8>) -> String {
        let name = format!("picture-{}.png", self.0.len() + 1);
        self.0.insert(name.clone(), Bytes::new(png));
        name
    }
}

/// Lays out the text and writes it as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
///
/// What Typst or the standards refuse, with the reason in Typst's words: a defect of ours.
pub(super) fn pdf(text: String, sheets: Sheets, links: &Links) -> Result<Vec<u8>, Error> {
    let world = Memory {
        main: Source::new(id(MAIN_FILE)?, text),
        looks: [
            Source::new(id(LOOK_FILE)?, LOOK.to_owned()),
            Source::new(id(SLIDES_LOOK_FILE)?, SLIDES_LOOK.to_owned()),
            Source::new(id(COLOURS_FILE)?, colours()),
            Source::new(id(AREAS_FILE)?, areas()),
        ],
        sheets,
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    let document = compiled.output.map(|document| links.resolve(&document));
    let document = document.map_err(|errors| refused(&world, &errors))?;
    // What Typst remembers of the layout, for who lays the same out again.
    typst::comemo::evict(0);
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| failed(error.message()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some(concat!("Sestante ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| refused(&world, &errors))
}

/// The palette by name, and ground and ink of the steps of a heat map.
fn colours() -> String {
    let named = NAMED.iter().map(|(name, colour)| format!("{name}: rgb(\"#{colour}\"),"));
    let shades = (0..4).map(|step| {
        let ground = shade(step);
        format!("(rgb(\"#{ground}\"), rgb(\"#{}\")),", ink_on(ground))
    });
    let (named, shades) = (named.collect::<String>(), shades.collect::<String>());
    format!("#let colours = ({named})\n#let shades = ({shades})\n")
}

/// The parts of a slide by name: from the left, from above, width, height.
fn areas() -> String {
    let named = [
        ("section", SECTION_AREA),
        ("title", TITLE_AREA),
        ("rule", RULE_AREA),
        ("body", BODY_AREA),
        ("sources", SOURCES_AREA),
        ("footer", FOOTER_AREA),
        ("number", NUMBER_AREA),
        ("cover-title", COVER_TITLE_AREA),
        ("stripe", STRIPE_AREA),
        ("cover-text", COVER_TEXT_AREA),
    ];
    let one = |(name, area): (&str, Area)| {
        format!("{name}: ({}pt, {}pt, {}pt, {}pt),", area.x, area.y, area.width, area.height)
    };
    let sizes = [("page-width", SLIDE.0), ("page-height", SLIDE.1)];
    let sizes = sizes.into_iter().chain([("small", SMALL), ("small-lead", leading(SMALL))]);
    let sizes = sizes.chain([("running", TEXT), ("running-lead", leading(TEXT))]);
    let sizes: String = sizes.map(|(name, size)| format!("#let {name} = {size}pt\n")).collect();
    format!("#let areas = ({})\n{sizes}", named.map(one).concat())
}

fn id(name: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(name).map_err(|_| failed(name))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn refused(world: &Memory, errors: &[SourceDiagnostic]) -> Error {
    let one = |error: &SourceDiagnostic| {
        let is_main = error.span.id() == Some(world.main.id());
        let range = world.range(error.span).filter(|_| is_main);
        let line = range.and_then(|range| world.main.text().get(range));
        let hints: Vec<&str> = error.hints.iter().map(|hint| hint.v.as_str()).collect();
        let near: String = line.unwrap_or_default().chars().take(80).collect();
        format!("{} [{near}] {}", error.message, hints.join("; "))
    };
    let all: Vec<String> = errors.iter().take(3).map(one).collect();
    failed(&all.join(" · "))
}

fn failed(reason: &str) -> Error {
    Error::user("pdf-refused", &[("error", reason)])
}

struct Memory {
    main: Source,
    looks: [Source; 4],
    sheets: Sheets,
}

impl World for Memory {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(&self.main)
            .chain(&self.looks)
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.get().vpath().get_without_slash().to_owned();
        self.sheets.0.get(&name).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

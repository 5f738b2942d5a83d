// SPDX-License-Identifier: EUPL-1.2
//! Styles by name: what a cell is for decides how it looks.

use crate::diag::Severity;
use crate::palette::{self, Colour, cells, ink_on, shade};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

const PRIMARY: Color = library(palette::PRIMARY);
const DARK: Color = library(palette::TITLE);
const MUTED: Color = library(cells::QUIET);
const LINE: Color = library(cells::LINE);
const ANSWER: Color = library(cells::ANSWER);
const ANSWER_LINE: Color = library(cells::ANSWER_LINE);
const PRINTED: Color = library(cells::PRINTED);
const BAND: Color = library(cells::BAND);
const FONT: &str = "Calibri";

/// What a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The band with a sheet's title.
    Title,
    /// A link in that band.
    TitleLink,
    /// Small words at the right of that band.
    TitleNote,
    /// The line below that band, on the first sheet.
    Subtitle,
    /// An introduction, wrapped.
    Intro,
    /// Small grey words, wrapped.
    Small,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph, wrapped.
    Paragraph,
    /// A number before a paragraph.
    Step,
    /// A printed code.
    Code,
    /// A question's label.
    Label,
    /// A unit.
    Unit,
    /// Help beside a question.
    Help,
    /// Help above a table.
    Guide,
    /// The title of a table or a grid.
    TableTitle,
    /// The code before that title.
    BlockCode,
    /// A printed code above a column.
    ColumnCode,
    /// The head of a column.
    Head,
    /// The head of a row.
    RowHead,
    /// A cell of a table that is only to be read.
    Cell,
    /// The same, centred.
    CellCentre,
    /// The same, grey.
    CellMuted,
    /// A bar drawn with squares.
    Bar,
    /// A link in such a cell.
    CellLink,
    /// Printed from reference data, not to be changed.
    Printed,
    /// Where people write.
    Answer,
    /// Where people write at length, or in a row with long texts.
    LongAnswer,
    /// An answer that somebody should look at again; of a table when it stands at the top.
    Marked {
        /// How much what is said of it weighs.
        severity: Severity,
        /// Of a table, whose rows begin at the same height.
        top: bool,
    },
    /// The sign beside it; it may be moved and deleted with its row.
    Sign(Severity),
    /// A printed code with such a sign before it.
    SignedCode(Severity),
    /// The same sign in a list.
    SignCell(Severity),
    /// An example of what people write: looks like an answer, but is locked.
    Sample,
    /// Below a table: people may go on here.
    Free,
    /// Nothing special.
    Plain,
    /// The caption above a published table; it runs on over empty cells.
    Caption,
    /// A line below it or below the table; it runs on too.
    Line,
    /// The same, grey.
    LineMuted,
    /// A link on a line of its own.
    LineLink,
    /// The head of a column of numbers.
    HeadRight,
    /// A head over several columns, repeated in each.
    Spanner,
    /// A label over a group of rows.
    Group,
    /// The head of a column that leads to the sources.
    SourceHead,
    /// A link to a row of the sources.
    SourceLink,
    /// A cell of a published table.
    Published(Face),
}

/// How a cell of a published table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Face {
    /// Numbers and their columns stand at the right, marks in the middle.
    pub side: Side,
    /// Step of a heat map, 0 (lightest) to 3.
    pub shade: Option<u8>,
    /// Of a total.
    pub total: bool,
    /// The head of a row.
    pub head: bool,
    /// Words for what is not there, or for what was not understood.
    pub aside: bool,
}

/// Where the content of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
    /// Marks.
    Centre,
}

/// How a number, or a text in a cell for texts, is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// As the program likes.
    General,
    /// Kept as typed: leading zeros survive.
    Text,
    /// A text with an asterisk after it; the asterisk is not part of the cell.
    Starred,
    /// `1.234`
    Integer,
    /// `1.234,5`
    Decimal,
    /// As the program shows it: who types 35 % gets the format of a percentage with it, while a
    /// format of ours would leave 0,35 in the cell and no trace of the sign.
    Percent,
    /// `1.234,50`
    Money,
    /// `2007`
    Year,
    /// `2007,5`
    BetweenYears,
    /// `31/12/2022`
    Date,
    /// So many decimals: `1.234,50`
    Fixed(u8),
    /// The number 35 as `35 %`, with so many decimals.
    WithPercent(u8),
    /// `960,00 €`, with so many decimals.
    WithEuro(u8),
}

impl Number {
    fn code(self) -> String {
        let code = match self {
            Number::Fixed(decimals) => return fixed(decimals),
            // Quoted, or the program would show 3.500 %.
            Number::WithPercent(decimals) => return fixed(decimals) + "\"\u{a0}%\"",
            Number::WithEuro(decimals) => return fixed(decimals) + "\"\u{a0}€\"",
            Number::General | Number::Percent => "General",
            Number::Text => "@",
            Number::Starred => "@\" *\"",
            Number::Integer => "#,##0",
            Number::Decimal => "#,##0.0##",
            Number::Money => "#,##0.00",
            Number::Year => "0",
            Number::BetweenYears => "0.0",
            Number::Date => "dd/mm/yyyy",
        };
        code.to_owned()
    }
}

/// The marks are those of the file format: a program shows those of its reader.
fn fixed(decimals: u8) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        n => format!("#,##0.{}", "0".repeat(usize::from(n))),
    }
}

/// A look and a number format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// What the cell is for.
    pub look: Look,
    /// How its value is shown.
    pub number: Number,
}

impl From<Look> for Style {
    fn from(look: Look) -> Self {
        Style { look, number: Number::General }
    }
}

impl Look {
    /// The look with a number format.
    pub fn with(self, number: Number) -> Style {
        Style { look: self, number }
    }
}

/// The library's format of a style.
pub(super) fn format(style: Style) -> Format {
    let format = base(style.look).set_num_format(style.number.code());
    match style.number {
        Number::Integer
        | Number::Decimal
        | Number::Percent
        | Number::Money
        | Number::Year
        | Number::BetweenYears
        | Number::Date
            if matches!(style.look, Look::Answer | Look::LongAnswer | Look::Marked { .. }) =>
        {
            format.set_align(FormatAlign::Right).set_indent(1)
        }
        // LibreOffice forgets the indent of a number that might wrap.
        number if number != Number::General && matches!(style.look, Look::Published(_)) => {
            format.unset_text_wrap()
        }
        _ => format,
    }
}

fn base(look: Look) -> Format {
    let plain = Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::Top);
    let middle = plain.clone().set_align(FormatAlign::VerticalCenter);
    let wrapped = plain.clone().set_text_wrap();
    let centred = middle.clone().set_text_wrap();
    let title = middle.clone().set_font_color(Color::White).set_background_color(PRIMARY);
    match look {
        Look::Title => title.set_bold().set_font_size(16).set_indent(1),
        // Programs have their own colour for links: the ground must suit any blue.
        Look::TitleLink => boxed(middle, PRIMARY)
            .set_bold()
            .set_font_color(PRIMARY)
            .set_background_color(ANSWER)
            .set_align(FormatAlign::Center)
            .set_underline(FormatUnderline::Single),
        Look::TitleNote => title.set_bold().set_align(FormatAlign::Right).set_indent(1),
        Look::Subtitle => middle
            .set_bold()
            .set_font_size(13)
            .set_font_color(DARK)
            .set_background_color(BAND)
            .set_indent(1),
        Look::Intro => wrapped.set_font_color(DARK).set_align(FormatAlign::VerticalCenter),
        Look::Small => wrapped.set_font_size(9).set_font_color(MUTED),
        Look::Heading => plain
            .set_bold()
            .set_font_size(14)
            .set_font_color(PRIMARY)
            .set_align(FormatAlign::Bottom),
        Look::Paragraph => wrapped.set_font_color(DARK),
        Look::Step => plain.set_bold().set_font_color(PRIMARY).set_align(FormatAlign::Right),
        Look::Code => ruled(middle.set_font_size(9).set_font_color(MUTED)),
        Look::Label => ruled(centred.set_bold().set_font_color(DARK)),
        Look::Unit => ruled(centred.set_font_color(MUTED)).set_indent(1),
        Look::Guide => wrapped.set_font_size(10).set_font_color(MUTED),
        Look::Help => ruled(centred.set_font_size(10).set_font_color(MUTED)),
        Look::TableTitle => plain
            .set_bold()
            .set_font_size(13)
            .set_font_color(PRIMARY)
            .set_align(FormatAlign::Bottom),
        Look::BlockCode => {
            plain.set_font_size(9).set_font_color(MUTED).set_align(FormatAlign::Bottom)
        }
        Look::ColumnCode => plain.set_font_size(8).set_font_color(MUTED),
        Look::Head => head(wrapped),
        Look::RowHead => boxed(centred, LINE).set_bold().set_background_color(BAND).set_indent(1),
        Look::Cell => boxed(centred, LINE).set_indent(1),
        Look::CellCentre => boxed(centred, LINE).set_align(FormatAlign::Center),
        Look::Bar => boxed(middle, LINE).set_font_color(PRIMARY),
        Look::CellMuted => boxed(centred, LINE).set_font_color(MUTED).set_indent(1),
        Look::CellLink => {
            boxed(centred, LINE).set_font_color(PRIMARY).set_underline(FormatUnderline::Single)
        }
        Look::Printed => boxed(centred, LINE).set_background_color(PRINTED),
        Look::LongAnswer => answer(wrapped),
        Look::Answer => answer(centred),
        Look::Marked { severity, top: true } => marked(answer(wrapped), severity),
        Look::Marked { severity, top: false } => marked(answer(centred), severity),
        Look::Sign(severity) => marked(middle, severity).set_bold().set_font_size(9).set_unlocked(),
        Look::SignedCode(severity) => marked(middle, severity)
            .set_bold()
            .set_font_size(9)
            .set_border_right(FormatBorder::None),
        Look::SignCell(severity) => marked(centred, severity).set_bold().set_indent(1),
        Look::Sample => boxed(centred, ANSWER_LINE).set_background_color(ANSWER).set_indent(1),
        Look::Free => wrapped.set_unlocked(),
        Look::Plain => plain,
        Look::Caption => middle.set_bold().set_font_size(14).set_font_color(DARK),
        Look::Line => middle.set_font_color(DARK),
        Look::LineMuted => middle.set_font_size(10).set_font_color(MUTED),
        Look::LineLink => middle.set_font_color(PRIMARY).set_underline(FormatUnderline::Single),
        Look::HeadRight => head(wrapped).set_align(FormatAlign::Right),
        Look::Spanner => head(wrapped).set_background_color(PRIMARY),
        Look::Group => boxed(middle, LINE)
            .set_bold()
            .set_font_color(DARK)
            .set_background_color(BAND)
            .set_indent(1),
        Look::SourceHead => boxed(wrapped, LINE).set_font_size(9).set_font_color(MUTED),
        Look::SourceLink => boxed(centred, LINE)
            .set_font_size(9)
            .set_font_color(PRIMARY)
            .set_underline(FormatUnderline::Single)
            .set_align(FormatAlign::Center),
        Look::Published(face) => published(centred, face),
    }
}

fn head(format: Format) -> Format {
    boxed(format, DARK)
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(DARK)
        .set_align(FormatAlign::VerticalCenter)
        .set_indent(1)
}

fn published(format: Format, face: Face) -> Format {
    let mut format = boxed(format, LINE);
    format = match face.side {
        Side::Left => format.set_align(FormatAlign::Left).set_indent(1),
        Side::Right => format.set_align(FormatAlign::Right).set_indent(1),
        Side::Centre => format.set_align(FormatAlign::Center),
    };
    if face.head || face.total {
        format = format.set_bold().set_background_color(BAND);
    }
    if face.total {
        format = format.set_border_top(FormatBorder::Medium).set_border_top_color(DARK);
    }
    if face.aside {
        format = format.set_italic().set_font_color(MUTED);
    }
    match face.shade {
        None => format,
        Some(step) => format
            .set_background_color(library(shade(step)))
            .set_font_color(library(ink_on(shade(step)))),
    }
}

/// A strong line besides the ground: on paper and to who sees no colours it is the line that says it.
fn marked(format: Format, severity: Severity) -> Format {
    let [note, warning, error] = cells::MARKS;
    let [ground, line, ink] = match severity {
        Severity::Note => note,
        Severity::Warning => warning,
        Severity::Error => error,
    };
    format
        .set_background_color(library(ground))
        .set_font_color(library(ink))
        .set_border(FormatBorder::Medium)
        .set_border_color(library(line))
}

fn answer(format: Format) -> Format {
    boxed(format, ANSWER_LINE)
        .set_background_color(ANSWER)
        .set_align(FormatAlign::Left)
        .set_indent(1)
        .set_unlocked()
}

fn boxed(format: Format, line: Color) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(line)
}

fn ruled(format: Format) -> Format {
    format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
}

/// What a cell with an answer looks like: white, so that the blue ones are those left.
pub(super) fn filled() -> Format {
    Format::new().set_background_color(Color::White)
}

/// What a cell looks like that need not be answered.
pub(super) fn not_asked() -> Format {
    on_ground(cells::NOT_ASKED)
}

/// What the word for «complete» looks like.
pub(super) fn done() -> Format {
    on_ground(cells::DONE)
}

/// What the word for «missing» looks like.
pub(super) fn missing() -> Format {
    on_ground(cells::MISSING)
}

/// The colour of a sheet's tab.
pub(super) fn colour(dark: bool) -> Color {
    if dark { DARK } else { PRIMARY }
}

fn on_ground([ground, ink]: [Colour; 2]) -> Format {
    Format::new().set_background_color(library(ground)).set_font_color(library(ink))
}

/// The colour as the library has it.
const fn library(colour: Colour) -> Color {
    Color::RGB(colour.rgb())
}

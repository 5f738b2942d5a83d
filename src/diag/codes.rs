// SPDX-License-Identifier: EUPL-1.2
//! Every code that a finding of the program can have: its word, its weight unless said otherwise,
//! and the names of its arguments. They stand here by what they are about; their texts stand in
//! the catalogue under the same word, and each has its line in the guide.

use super::severity::Severity;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// What findings are about, where that decides who hears of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A whole file of the study that cannot be read: nobody can say what is missing elsewhere.
    StudyFile,
    /// A name in the study's files that leads nowhere: perhaps because what it names was not read.
    StudyName,
    /// Something else written in the study's files.
    Study,
    /// Whose a returned file is.
    Whose,
    /// The returned form itself; a new form has everything in its place again.
    Form,
    /// A text where no question asks for it.
    StrayText,
    /// A comment where no question asks for it.
    StrayComment,
    /// A sheet where no question asks for it.
    StraySheet,
    /// An answer, and where it stands.
    Answer,
    /// An answer that is not there.
    Blank,
    /// How much was answered by all, or by one.
    Coverage,
    /// A kept file that is not as it came.
    Kept,
    /// What only the study team can do something about.
    Team,
    /// What the study team decided: corrections, waivers, validations.
    Decision,
    /// The report and its files.
    Report,
}

/// A code that the study declares itself, with its texts.
#[derive(Debug)]
pub struct OwnCode {
    /// Its word, in kebab-case.
    pub code: String,
    /// What is wrong, with the names of arguments in braces.
    pub message: String,
    /// What to do, likewise.
    pub help: Option<String>,
}

/// Makes [`Code`] and what is known of each from one list.
macro_rules! codes {
    ($($topic:ident { $($name:ident = $word:literal, $severity:ident, [$($argument:ident),*];)* })*) => {
        /// Names a fault; never changes its meaning.
        #[derive(Debug, Clone)]
        pub enum Code {
            $($(#[doc = concat!("`", $word, "`")] $name,)*)*
            /// One of the study's own.
            Own(Arc<OwnCode>),
        }

        impl Code {
            /// Every code of the program.
            pub const ALL: &[Code] = &[$($(Code::$name,)*)*];

            /// Its word, in kebab-case: the key of its texts in the catalogue.
            pub fn as_str(&self) -> &str {
                match self {
                    $($(Code::$name => $word,)*)*
                    Code::Own(own) => &own.code,
                }
            }

            /// How much it weighs unless somebody says otherwise.
            pub fn severity(&self) -> Severity {
                match self {
                    $($(Code::$name => Severity::$severity,)*)*
                    Code::Own(_) => Severity::Warning,
                }
            }

            /// The names of its arguments; a study's own code may have any.
            pub fn arguments(&self) -> &'static [&'static str] {
                match self {
                    $($(Code::$name => &[$(stringify!($argument)),*],)*)*
                    Code::Own(_) => &[],
                }
            }

            /// What it is about.
            pub fn topic(&self) -> Topic {
                match self {
                    $($(Code::$name => Topic::$topic,)*)*
                    Code::Own(_) => Topic::Answer,
                }
            }
        }
    };
}

codes! {
    StudyFile {
        YamlSyntax = "yaml-syntax", Error, [error];
        FileMissing = "file-missing", Error, [file];
        FileTooLong = "file-too-long", Error, [file, most];
        NotUtf8 = "not-utf8", Error, [file];
        CsvUnreadable = "csv-unreadable", Error, [file, error];
    }
    StudyName {
        YamlUnknownWord = "yaml-unknown-word", Error, [word];
        TemplateName = "template-name", Error, [word];
        SlideTemplate = "slide-template", Error, [error, help];
        CheckSql = "check-sql", Error, [error, help];
        ViewSql = "view-sql", Error, [error, help];
        ViewLike = "view-like", Error, [word];
    }
    Study {
        YamlMissingKey = "yaml-missing-key", Error, [key];
        YamlUnknownKey = "yaml-unknown-key", Error, [key];
        YamlWrongKind = "yaml-wrong-kind", Error, [found];
        YamlBareWord = "yaml-bare-word", Error, [word];
        YamlTooMany = "yaml-too-many", Error, [number, most];
        DateWanted = "date-wanted", Error, [text];
        DateOrYearWanted = "date-or-year-wanted", Error, [text];
        SheetName = "sheet-name", Error, [name];
        IdForm = "id-form", Error, [id];
        IdTaken = "id-taken", Error, [id];
        LabelForm = "label-form", Error, [label];
        ChoicesMissing = "choices-missing", Error, [id];
        ChoicesUnused = "choices-unused", Error, [id];
        LimitsCrossed = "limits-crossed", Error, [id];
        DeclaredTwice = "declared-twice", Error, [name, file, line];
        GroupingNotChoice = "grouping-not-choice", Error, [id];
        PrivateNamed = "private-named", Error, [id];
        PrivateRowLabel = "private-row-label", Warning, [id, column];
        WasInUse = "was-in-use", Error, [old, now];
        BoundariesUnreadable = "boundaries-unreadable", Error, [file, error];
        CheckCodeTaken = "check-code-taken", Error, [code];
        CheckSqlColumn = "check-sql-column", Error, [name];
        CheckPlaceholder = "check-placeholder", Error, [name];
        LineTwice = "line-twice", Error, [id];
        CodingTwice = "coding-twice", Warning, [text];
        ComparisonTwice = "comparison-twice", Error, [id];
        WhereForm = "where-form", Error, [];
        MeasureForm = "measure-form", Error, [];
        MeasureOfWords = "measure-of-words", Error, [column];
        MeasureNotAdded = "measure-not-added", Error, [column];
        MeasureAcross = "measure-across", Error, [column];
        FigureStack = "figure-stack", Error, [];
        FigureColours = "figure-colours", Error, [];
        RelationForm = "relation-form", Error, [];
        PlaceholderUnknown = "placeholder-unknown", Error, [word];
        BoundariesUnknown = "boundaries-unknown", Error, [word];
        QuestionUnused = "question-unused", Note, [n, list];
        SlideKind = "slide-kind", Error, [keys];
        ViewLabel = "view-label", Error, [];
        ViewType = "view-type", Error, [word];
        ViewRest = "view-rest", Error, [word];
        ViewColumnMissing = "view-column-missing", Error, [word];
        ViewColumnBare = "view-column-bare", Error, [word];
        TextTooDeep = "text-too-deep", Error, [n, most];
        PictureWithoutWords = "picture-without-words", Error, [file];
        PictureMissing = "picture-missing", Error, [file];
        PictureOutside = "picture-outside", Error, [file];
        PictureTooLarge = "picture-too-large", Error, [file, most];
        PictureUnreadable = "picture-unreadable", Error, [file];
        ChapterMissing = "chapter-missing", Error, [file];
        PageKind = "page-kind", Error, [keys];
        PagesTwice = "pages-twice", Error, [];
        VolumeTwice = "volume-twice", Error, [];
        VolumeMissing = "volume-missing", Error, [];
        TemplateSyntax = "template-syntax", Error, [error];
        TemplateGrows = "template-grows", Error, [word];
        TemplateArgument = "template-argument", Error, [function, name];
    }
    Whose {
        StampsDiffer = "stamps-differ", Warning, [found, taken];
        PrintedNameDiffers = "printed-name-differs", Warning, [taken, printed];
        FormOfAnother = "form-of-another", Note, [participant, round];
        FileNameOfAnother = "file-name-of-another", Note, [name, other];
    }
    Form {
        QuestionnaireVersion = "questionnaire-version", Note, [found, now];
        PrintedRowMissing = "printed-row-missing", Warning, [n, label, names];
        RowAdded = "row-added", Note, [row, label];
        AnchorMoved = "anchor-moved", Note, [code, was, now, label];
        AnchorLost = "anchor-lost", Warning, [code, label];
        CodeTwice = "code-twice", Warning, [code, row];
        ColumnRenamed = "column-renamed", Warning, [column, head];
        ColumnHeadLost = "column-head-lost", Warning, [column];
        ColumnsMoved = "columns-moved", Note, [code, columns];
        GridLineNotFound = "grid-line-not-found", Warning, [code, label];
        SheetRenamed = "sheet-renamed", Note, [sheet, found];
        SheetHidden = "sheet-hidden", Note, [sheet];
        CellsOffGrid = "cells-off-grid", Warning, [n, first];
        HeadRepeated = "head-repeated", Note, [row, label];
        RowsHidden = "rows-hidden", Note, [rows];
        ColumnsHidden = "columns-hidden", Note, [columns];
    }
    StrayText {
        TextOutside = "text-outside", Warning, [written, label];
        TextNowhere = "text-nowhere", Warning, [written];
        TextBox = "text-box", Warning, [written];
        Drawing = "drawing", Warning, [];
    }
    StrayComment {
        CellNote = "cell-note", Warning, [written];
    }
    StraySheet {
        SheetExtra = "sheet-extra", Warning, [sheet, n, first];
    }
    Answer {
        SheetNotFound = "sheet-not-found", Error, [sheet, section];
        SheetTwice = "sheet-twice", Warning, [other, sheet];
        QuestionNotFound = "question-not-found", Error, [code, label];
        QuestionMoved = "question-moved", Note, [label, old];
        AnswerWithoutPlace = "answer-without-place", Warning, [label];
        ColumnNotFound = "column-not-found", Error, [column];
        CellClaimedTwice = "cell-claimed-twice", Error, [one, other];
        CellMerged = "cell-merged", Warning, [first, written];
        CellDragged = "cell-dragged", Warning, [code, from, to, onto];
        AnswerBeside = "answer-beside", Warning, [written, cell];
        UnitChanged = "unit-changed", Warning, [written, unit, times];
        CellStruck = "cell-struck", Warning, [written];
        CellPartlyStruck = "cell-partly-struck", Warning, [all, written];
        CellMaybeStruck = "cell-maybe-struck", Warning, [written];
        CellPale = "cell-pale", Warning, [written];
        CellCovered = "cell-covered", Warning, [written, first];
        CellBlanked = "cell-blanked", Warning, [written];
        CellPicture = "cell-picture", Warning, [];
        RowStruck = "row-struck", Warning, [row, label, written];
        RowTotal = "row-total", Note, [row, label, written];
        RowMaybeTotal = "row-maybe-total", Warning, [row, label, written];
        PrintedChanged = "printed-changed", Warning, [printed, written];
        RowFar = "row-far", Warning, [row, label];
        CellError = "cell-error", Warning, [written];
        FormulaWithoutResult = "formula-without-result", Warning, [];
        EmptyUnclear = "empty-unclear", Warning, [written];
        AnswerElsewhere = "answer-elsewhere", Warning, [written];
        LinkBehind = "link-behind", Note, [written, address];
        YesNoUnreadable = "yes-no-unreadable", Warning, [written];
        TextIsNumber = "text-is-number", Note, [written];
        TextIsDate = "text-is-date", Warning, [written];
        NumberUnreadable = "number-unreadable", Warning, [written, number];
        NumberIsDate = "number-is-date", Warning, [written];
        NumberIsPercent = "number-is-percent", Warning, [written];
        NumberIsTime = "number-is-time", Warning, [written];
        NumberMaybeDate = "number-maybe-date", Warning, [written, day, short];
        NumberShown = "number-shown", Warning, [written, held, number];
        DateShown = "date-shown", Warning, [written, day];
        NumberCurrency = "number-currency", Warning, [written];
        NumberTimes = "number-times", Note, [written, number];
        NumberNegative = "number-negative", Note, [written, number];
        NumberRaised = "number-raised", Warning, [written, number];
        NumberComma = "number-comma", Warning, [written, number, thousands];
        NumberDot = "number-dot", Note, [written, number, other];
        NumberLong = "number-long", Warning, [written, number];
        NumberEnglish = "number-english", Note, [written, number];
        NotWhole = "not-whole", Warning, [written];
        PercentFraction = "percent-fraction", Warning, [written, number, other];
        OutOfRange = "out-of-range", Warning, [written, min, max];
        BelowRange = "below-range", Warning, [written, min];
        AboveRange = "above-range", Warning, [written, max];
        DateUnreadable = "date-unreadable", Warning, [written, day];
        DateWithoutDay = "date-without-day", Warning, [when];
        DateCentury = "date-century", Note, [written, day];
        DateSerial = "date-serial", Warning, [written, day];
        DateShifted = "date-shifted", Warning, [day, after];
        YearUnreadable = "year-unreadable", Warning, [written, year];
        YearFromDate = "year-from-date", Note, [written, year];
        ChoiceUnreadable = "choice-unreadable", Warning, [wrong, label, labels];
        AnswersDiffer = "answers-differ", Warning, [earlier, later];
        TablesDiffer = "tables-differ", Warning, [label, before, after];
        AnswerTakenBack = "answer-taken-back", Note, [earlier];
        FileSameAnswers = "file-same-answers", Note, [other];
        FolderUnknown = "folder-unknown", Warning, [folder];
        BandInverted = "band-inverted", Warning, [from, to];
    }
    Blank {
        RequiredBlank = "required-blank", Error, [question, row, n];
    }
    Kept {
        KeptFileMissing = "kept-file-missing", Error, [file];
        KeptFileChanged = "kept-file-changed", Error, [file];
        KeptFileUnreadable = "kept-file-unreadable", Error, [error];
        KeptFileElsewhere = "kept-file-elsewhere", Error, [participant, round];
    }
    Team {
        AnswersOfAnother = "answers-of-another", Warning, [n, of, other, file];
        FileNotInLog = "file-not-in-log", Error, [file];
        GroupDiffers = "group-differs", Warning, [question, given, participant, expected];
        Uncoded = "uncoded", Note, [text, classes, file, n, of];
    }
    Decision {
        SectionUnknown = "section-unknown", Error, [id];
        RoundThinner = "round-thinner", Error, [round, now, before, were];
        CorrectionUnknownQuestion = "correction-unknown-question", Error, [question];
        CorrectionUnknownRow = "correction-unknown-row", Error, [question, row];
        CorrectionIdle = "correction-idle", Note, [value];
        CorrectionOlder = "correction-older", Warning, [received, written, date, value];
        WaiverIdle = "waiver-idle", Warning, [code];
    }
    Coverage {
        ParticipantMissing = "participant-missing", Error, [participant];
        CoverageLow = "coverage-low", Error, [name, n, of, wanted];
    }
    Report {
        SlotEmpty = "slot-empty", Error, [title, file];
        ReportDateOld = "report-date-old", Error, [date, day, participant, round];
        FigureFailed = "figure-failed", Warning, [id, reason];
        ClaimNotTrue = "claim-not-true", Error, [sentence, verdict, value, cells];
        QuotationVerdict = "quotation-verdict", Error, [sentence, verdict, expected, value, cells];
        MessageUndecided = "message-undecided", Error, [id, placeholder, said];
        MessageTie = "message-tie", Warning, [id, placeholder, said];
        MessageNoCell = "message-no-cell", Error, [id, placeholder];
        CallNotInline = "call-not-inline", Error, [name, file];
        ValueMissing = "value-missing", Error, [id, row, column];
        BareNumber = "bare-number", Warning, [number];
        WordTemplateUnusable = "word-template-unusable", Warning, [error];
        WordTemplateNoPlace = "word-template-no-place", Note, [];
        GlyphMissing = "glyph-missing", Warning, [n, list];
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A code is its word: what it says may be put better one day.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Code {}

impl PartialEq<str> for Code {
    fn eq(&self, word: &str) -> bool {
        self.as_str() == word
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

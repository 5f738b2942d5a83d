// SPDX-License-Identifier: EUPL-1.2
//! Reads `report-templates/claims.yaml`.

use super::parts::{Declared, Known, Parts, id, id_of};
use super::{Against, ClaimSpec, Relation, Subject, Test, Unknown, Verdict};
use crate::datum::Decimal;
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::yaml::{Fields, Kind, Node, YamlFile};

/// The placeholders of a claim's sentence, besides `{participant:…}`.
const SENTENCE: [&str; 5] = ["value", "other", "least", "greatest", "base"];

/// The claims of the study; none when it has no `claims.yaml`.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn claims(files: &Files, known: Known<'_>) -> Result<Declared<ClaimSpec>, Error> {
    let read = YamlFile::read_if_there(files, "report-templates/claims.yaml")?;
    let Some((source, node)) = read else { return Ok(Declared::default()) };
    let fields = Fields::of(&source, &node);
    let reader = Reader { parts: Parts { source: &source, known, table: None } };
    let mut declared: Declared<ClaimSpec> = Declared::default();
    for node in fields.list("claims") {
        declared.ids.extend(id_of(node));
        let Some(claim) = reader.claim(node) else { continue };
        if declared.all.iter().any(|known| known.id == claim.id) {
            source.report(Code::ComparisonTwice, node, &[("id", &claim.id)]);
        }
        declared.all.push(claim);
    }
    fields.finish();
    Ok(declared)
}

/// Whose sentence a claim is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// A source's.
    Quotation,
    /// Ours.
    Assertion,
}

const WHOSE: [(&str, Whose); 2] =
    [("quotation", Whose::Quotation), ("assertion", Whose::Assertion)];

struct Reader<'a> {
    parts: Parts<'a>,
}

impl Reader<'_> {
    fn claim(&self, node: &Node) -> Option<ClaimSpec> {
        let source = self.parts.source;
        let fields = Fields::of(source, node);
        fields.need("kind");
        let quotation = fields.one_of("kind", &WHOSE)? == Whose::Quotation;
        let quoted_from = fields.text("quoted_from");
        if quotation && quoted_from.is_none() {
            source.report(Code::YamlMissingKey, node, &[("key", "quoted_from")]);
        }
        let section = fields.text("section");
        if let (Some(id), Some(node)) = (&section, fields.get("section"))
            && self.parts.known.questionnaire.section(id).is_none()
        {
            let known = self.parts.known.questionnaire.sections.iter().map(|one| one.id.as_str());
            let help = crate::yaml::did_you_mean(id, known);
            source.report_with_help(Code::YamlUnknownWord, node, &[("word", id)], help);
        }
        self.parts.placeholders(fields.get("text"), &SENTENCE);
        let claim = ClaimSpec {
            id: id(source, &fields),
            section,
            text: fields.need_text("text"),
            quoted_from: quoted_from.filter(|_| quotation),
            test: self.test(fields.need("test")?)?,
            expect: fields.one_of("expect", &Verdict::ALL),
            at: source.span(fields.get("text").unwrap_or(node)),
        };
        fields.finish();
        Some(claim)
    }

    fn test(&self, node: &Node) -> Option<Test> {
        let source = self.parts.source;
        let fields = Fields::of(source, node);
        let subject = match fields.text("question") {
            Some(question) => {
                self.parts.single_question(&fields, "question");
                self.parts.participant(&fields, "participant");
                let participant = fields.need_text("participant");
                Subject::Answer { question: question.into(), participant }
            }
            None => {
                let part = self.parts.part_of(&fields, Unknown::Bounds)?;
                self.parts.part_adds(fields.get("measure"), &part);
                Subject::Part(part)
            }
        };
        let is = fields.need("is")?;
        // both sides treat what is not known alike, unless the other one says so itself
        let unknown = match &subject {
            Subject::Part(part) => part.unknown,
            Subject::Answer { .. } => Unknown::Bounds,
        };
        let (relation, against) = self.relation(is, unknown)?;
        let asks_a_number = relation != Relation::Equals
            || matches!(&subject, Subject::Part(part) if part.measure.is_number());
        if let Against::Word(word) = &against
            && asks_a_number
            && word.parse::<Decimal>().is_err()
        {
            source.report(Code::RelationForm, is, &[]);
        }
        fields.finish();
        Some(Test { subject, relation, against })
    }

    /// One key, the relation, and what it holds against.
    fn relation(&self, node: &Node, unknown: Unknown) -> Option<(Relation, Against)> {
        const RELATIONS: [(&str, Relation); 5] = [
            ("more_than", Relation::MoreThan),
            ("at_least", Relation::AtLeast),
            ("less_than", Relation::LessThan),
            ("at_most", Relation::AtMost),
            ("equals", Relation::Equals),
        ];
        let source = self.parts.source;
        let fields = Fields::of(source, node);
        for (word, relation) in RELATIONS {
            let Some(value) = fields.get(word) else { continue };
            let against = match value.kind {
                Kind::Map(_) => {
                    let fields = Fields::of(source, value);
                    let part = self.parts.part_of(&fields, unknown)?;
                    self.parts.part_adds(fields.get("measure"), &part);
                    fields.finish();
                    Against::Part(part)
                }
                Kind::Bool(yes) => {
                    let key = if yes { "word-yes" } else { "word-no" };
                    Against::Word(crate::diag::say(key))
                }
                _ => Against::Word(source.text(value)?),
            };
            fields.finish();
            return Some((relation, against));
        }
        let numbers: Vec<Decimal> = fields
            .list("between")
            .into_iter()
            .filter_map(|node| match node.kind {
                Kind::Number(number) => Some(number),
                _ => None,
            })
            .collect();
        if let [low, high] = numbers[..] {
            fields.finish();
            return Some((Relation::Between, Against::Range(low, high)));
        }
        source.report(Code::RelationForm, node, &[]);
        None
    }
}

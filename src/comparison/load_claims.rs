// SPDX-License-Identifier: EUPL-1.2
//! Reads `report-templates/claims.yaml`.

use super::load_parts::Parts;
use super::{Against, ClaimSpec, Relation, Subject, Test, Verdict};
use crate::answers::DataTable;
use crate::diag::Error;
use crate::questionnaire::Questionnaire;
use crate::yaml::{Fields, Kind, Mistakes, Node, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// The claims of the study; none when it has no `claims.yaml`.
pub(super) fn claims(
    root: &Path,
    questionnaire: &Questionnaire,
    tables: &BTreeMap<String, &DataTable>,
    mistakes: &Mistakes,
) -> Result<Vec<ClaimSpec>, Error> {
    let file = "report-templates/claims.yaml";
    if !root.join(file).is_file() {
        return Ok(Vec::new());
    }
    let Some((source, node)) = Source::read(root, file, mistakes)? else {
        return Ok(Vec::new());
    };
    let fields = Fields::of(&source, &node);
    let reader = Reader { parts: Parts { source: &source, questionnaire, tables, table: None } };
    let mut claims: Vec<ClaimSpec> = Vec::new();
    for node in fields.list("claims") {
        let Some(claim) = reader.claim(node) else { continue };
        if claims.iter().any(|known| known.id == claim.id) {
            source.report("comparison-twice", node, &[("id", &claim.id)]);
        }
        claims.push(claim);
    }
    fields.finish();
    Ok(claims)
}

struct Reader<'a> {
    parts: Parts<'a>,
}

impl Reader<'_> {
    fn claim(&self, node: &Node) -> Option<ClaimSpec> {
        let source = self.parts.source;
        let fields = Fields::of(source, node);
        fields.need("kind");
        let quotation = fields.one_of("kind", &[("quotation", true), ("assertion", false)])?;
        let quoted_from = fields.text("quoted_from");
        if quotation && quoted_from.is_none() {
            source.report("yaml-missing-key", node, &[("key", "quoted_from")]);
        }
        let section = fields.text("section");
        if let (Some(id), Some(node)) = (&section, fields.get("section"))
            && self.parts.questionnaire.section(id).is_none()
        {
            let known = self.parts.questionnaire.sections.iter().map(|one| one.id.as_str());
            let help = crate::yaml::did_you_mean(id, known);
            source.report_with_help("yaml-unknown-word", node, &[("word", id)], help);
        }
        self.parts.placeholders(fields.get("text"), &super::claim::KNOWN);
        let claim = ClaimSpec {
            id: fields.need_text("id"),
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
                Subject::Answer { question, participant: fields.need_text("participant") }
            }
            None => Subject::Part(self.parts.part_of(&fields)?),
        };
        let (relation, against) = self.relation(fields.need("is")?)?;
        fields.finish();
        Some(Test { subject, relation, against })
    }

    /// One key, the relation, and what it holds against.
    fn relation(&self, node: &Node) -> Option<(Relation, Against)> {
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
                    let part = self.parts.part_of(&fields)?;
                    fields.finish();
                    Against::Part(part)
                }
                Kind::Bool(yes) => {
                    let key = if yes { "word-yes" } else { "word-no" };
                    Against::Word(crate::diag::say(key))
                }
                _ => Against::Word(value.scalar()?),
            };
            fields.finish();
            return Some((relation, against));
        }
        let numbers: Vec<f64> = fields
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
        source.report("relation-form", node, &[]);
        None
    }
}

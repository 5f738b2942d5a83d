// SPDX-License-Identifier: EUPL-1.2
//! A YAML file as a tree in which every scalar, list and map knows its line and column.

use crate::datum::Decimal;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Length in characters; 0 when not known (lists and maps).
    pub length: usize,
    /// What stands there.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; one too great to be counted with is a text.
    Number(Decimal),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map; keys in the order of the file.
    Map(Vec<(Node, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Kind>::deserialize(deserializer)?;
        let at = spanned.referenced;
        let number = |n: u64| usize::try_from(n).unwrap_or(0);
        Ok(Node {
            line: number(at.line()).max(1),
            column: number(at.column()).max(1),
            length: number(at.span().len()),
            kind: spanned.value,
        })
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

fn number(text: String) -> Kind {
    text.parse().map_or(Kind::Text(text), Kind::Number)
}

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }
    fn visit_none<E: de::Error>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind, D::Error> {
        Kind::deserialize(deserializer)
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Kind, E> {
        Ok(Kind::Bool(value))
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Kind, E> {
        Ok(number(value.to_string()))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Kind, E> {
        Ok(number(value.to_string()))
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Kind, E> {
        Ok(Decimal::from_f64(value).map_or_else(|| Kind::Text(value.to_string()), Kind::Number))
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Kind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Kind::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Kind::Map(entries))
    }
}

impl Node {
    /// What this is, for a message: a catalogue key.
    pub fn kind_key(&self) -> &'static str {
        match self.kind {
            Kind::Null => "yaml-kind-null",
            Kind::Bool(_) => "yaml-kind-bool",
            Kind::Number(_) => "yaml-kind-number",
            Kind::Text(_) => "yaml-kind-text",
            Kind::List(_) => "yaml-kind-list",
            Kind::Map(_) => "yaml-kind-map",
        }
    }

    /// The text of a text or number; `None` for anything else.
    pub fn scalar(&self) -> Option<String> {
        match &self.kind {
            Kind::Text(text) => Some(text.clone()),
            Kind::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

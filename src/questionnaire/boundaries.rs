// SPDX-License-Identifier: EUPL-1.2
//! Boundaries of what a reference table lists, from a `GeoJSON` file (RFC 7946) beside it.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A point: degrees of longitude and latitude.
pub type Position = (f64, f64);

/// Outer rings by the key of what they enclose.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boundaries {
    /// The rings of each area, the first and the last point of a ring being the same.
    pub areas: BTreeMap<String, Vec<Vec<Position>>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: BTreeMap<String, serde_json::Value>,
    geometry: Geometry,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Polygon),
    MultiPolygon(Vec<Polygon>),
}

/// The outer ring, then the holes.
type Polygon = Vec<Vec<Vec<f64>>>;

impl Boundaries {
    /// Reads the areas from the text of a `GeoJSON` file, by the property that names them. Holes are
    /// left out: what lies in one is an area of its own, or nobody's.
    ///
    /// # Errors
    ///
    /// Why the text is not such a file.
    pub(super) fn parse(text: &str, property: &str) -> Result<Self, String> {
        let collection: Collection =
            serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut areas: BTreeMap<String, Vec<Vec<Position>>> = BTreeMap::new();
        for feature in collection.features {
            let Some(key) = feature.properties.get(property) else { continue };
            let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
            let polygons = match feature.geometry {
                Geometry::Polygon(polygon) => vec![polygon],
                Geometry::MultiPolygon(polygons) => polygons,
            };
            let outer = polygons.into_iter().filter_map(|polygon| polygon.into_iter().next());
            let position = |point: Vec<f64>| match point[..] {
                [x, y, ..] if x.is_finite() && y.is_finite() => Some((x, y)),
                _ => None,
            };
            let rings = outer.map(|ring| ring.into_iter().filter_map(position).collect());
            areas.entry(key).or_default().extend(rings);
        }
        Ok(Boundaries { areas })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_read_by_the_property_that_names_them() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"041","n":7},
             "geometry":{"type":"Polygon","coordinates":[[[12,43],[13,43],[13,44],[12,43]]]}},
            {"type":"Feature","properties":{"code":"043"},"geometry":{"type":"MultiPolygon",
             "coordinates":[[[[13,43],[14,43],[14,44],[13,43]]],[[[1,1],[2,1],[2,2],[1,1]]]]}}]}"#;
        let found = Boundaries::parse(text, "code").unwrap();
        assert_eq!(found.areas["041"], [[(12.0, 43.0), (13.0, 43.0), (13.0, 44.0), (12.0, 43.0)]]);
        assert_eq!(found.areas["043"].len(), 2);
        assert!(Boundaries::parse(text, "n").unwrap().areas.contains_key("7"));
        assert!(Boundaries::parse("{}", "code").is_err());
    }
}

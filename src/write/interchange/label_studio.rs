//! Tasks with predictions for Label Studio. It shows texts in a browser, but counts code points: its own tests have an emoji
//! count as one.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{called, name};
use crate::report::{Findings, Record};
use crate::span::ByPoints;

/// The configuration of a project that takes such tasks.
pub const CONFIG: &str = r##"<View>
  <Labels name="label" toName="text">
    <Label value="Source" background="#1f4e9e"/>
    <Label value="Cue" background="#a36a00"/>
    <Label value="Content" background="#176b3a"/>
  </Labels>
  <Relations>
    <Relation value="source"/>
    <Relation value="content"/>
  </Relations>
  <Text name="text" value="$text" granularity="word"/>
  <TextArea name="chain" toName="text" perRegion="true" editable="true" displayMode="region-list"/>
</View>
"##;

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    predictions: [Prediction; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    outlet: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    published: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Prediction {
    model_version: &'static str,
    /// How sure the least sure of the attributions is, so that tasks can be sorted by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    result: Vec<Value>,
}

/// Writes the task of an article.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let points = ByPoints::new(&document.text);
    let records = findings.records();
    let result =
        records.iter().enumerate().flat_map(|(number, record)| results(&name(document, number), record, &points));
    let task = Task {
        data: Data {
            id: &document.id,
            text: &document.text,
            outlet: &document.outlet,
            published: &document.published,
            url: document.url.as_deref(),
        },
        predictions: [Prediction {
            model_version: concat!("sayso ", env!("CARGO_PKG_VERSION")),
            score: records.iter().filter_map(|record| record.confidence).min_by(f64::total_cmp),
            result: result.collect(),
        }],
    };
    serde_json::to_writer(out, &task).map_err(io::Error::from)
}

/// The regions of an attribution, and the relations of its cue to source and content.
fn results(id: &str, record: &Record, points: &ByPoints<'_>) -> Vec<Value> {
    let mut results = Vec::new();
    let mut regions = |label: &str, spans: &[[usize; 2]]| -> Vec<String> {
        let mut ids = Vec::new();
        for (number, [start, end]) in spans.iter().enumerate() {
            let region = format!("{id}-{}-{}", label.to_lowercase(), number + 1);
            results.push(json!({ "id": region, "type": "labels", "from_name": "label", "to_name": "text",
                "value": { "start": start, "end": end, "text": points.slice([*start, *end]), "labels": [label] } }));
            ids.push(region);
        }
        ids
    };
    let (cues, sources) = (regions("Cue", &record.cue), regions("Source", &record.source));
    let contents = regions("Content", &record.content);
    let Some((cue, [start, end])) = cues.first().zip(record.cue.first()) else { return results };
    if !record.chain.is_empty() {
        let names: Vec<&str> = record.chain.iter().map(called).collect();
        results.push(json!({ "id": cue, "type": "textarea", "from_name": "chain", "to_name": "text",
            "value": { "start": start, "end": end, "text": [names.join(" > ")] } }));
    }
    for (ids, label) in [(sources, "source"), (contents, "content")] {
        let relation = |id: String| {
            json!({ "from_id": cue, "to_id": id, "type": "relation", "direction": "right",
            "labels": [label] })
        };
        results.extend(ids.into_iter().map(relation));
    }
    results
}

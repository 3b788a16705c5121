//! An attribution as a gold file or a report in JSON Lines gives it. Spans are half-open, in code points.

use serde::{Deserialize, Deserializer};

use crate::report::Record;

/// One attribution.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Attribution {
    /// The source beside the cue; empty where it is dropped.
    #[serde(deserialize_with = "or_default")]
    pub source: Vec<[usize; 2]>,
    /// The cue.
    #[serde(deserialize_with = "or_default")]
    pub cue: Vec<[usize; 2]>,
    /// The content.
    #[serde(deserialize_with = "or_default")]
    pub content: Vec<[usize; 2]>,
    /// What may belong to the content or not.
    #[serde(deserialize_with = "or_default")]
    pub content_optional: Vec<[usize; 2]>,
    /// `direct`, `indirect` or `mixed`; empty where it is not said.
    #[serde(deserialize_with = "or_default")]
    pub kind: String,
    /// Relays first, the origin last; absent where it is not said.
    pub chain: Option<Vec<Link>>,
    /// The type of the origin; empty where it is not said.
    #[serde(rename = "type", deserialize_with = "or_default")]
    pub source_type: String,
    /// The pattern and frame of a prediction.
    #[serde(deserialize_with = "or_default")]
    pub pattern: String,
    /// What told who the source of a prediction is.
    #[serde(deserialize_with = "or_default")]
    pub sieve: String,
    /// How often predictions of its kind are right.
    pub confidence: Option<f64>,
    /// The class of a prediction's cue.
    #[serde(skip)]
    pub class: String,
    /// The lemma of a prediction's cue with its frame: `deny/object`.
    #[serde(skip)]
    pub cue_frame: String,
}

/// A link of a chain: a name alone, or what else is known.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Link {
    /// The name.
    Name(String),
    /// Names and type.
    Known(KnownLink),
}

/// A link with its names and its type; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct KnownLink {
    /// As the article has it.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// The canonical English name.
    #[serde(deserialize_with = "or_default")]
    pub canonical: String,
    /// The canonical Arabic name.
    #[serde(deserialize_with = "or_default")]
    pub canonical_ar: String,
    /// What it is.
    #[serde(rename = "type", deserialize_with = "or_default")]
    pub kind: String,
}

/// `null` says as little as a key that is not there.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

impl Attribution {
    /// A row of the report, with the class of its cue and its lemma and frame.
    pub fn predicted(record: Record, class: String, cue_frame: String) -> Self {
        let link = |link: crate::report::RecordLink| {
            let kind = link.kind.name().to_owned();
            Link::Known(KnownLink { name: link.name, canonical: link.canonical, kind, ..KnownLink::default() })
        };
        Self {
            source: record.source,
            cue: record.cue,
            content: record.content,
            content_optional: Vec::new(),
            kind: record.kind.to_owned(),
            chain: Some(record.chain.into_iter().map(link).collect()),
            source_type: record.source_type.name().to_owned(),
            pattern: record.pattern,
            sieve: record.sieve.to_owned(),
            confidence: record.confidence,
            class,
            cue_frame,
        }
    }

    /// The type of the origin, or else that of the last link; empty where neither is said.
    pub fn origin_type(&self) -> &str {
        match self.chain.as_deref().unwrap_or_default().last() {
            Some(Link::Known(link)) if self.source_type.is_empty() => &link.kind,
            _ => &self.source_type,
        }
    }

    /// The first span that is empty or does not fit a text of that many code points.
    pub(super) fn outside(&self, length: usize) -> Option<String> {
        let parts = [("source", &self.source), ("cue", &self.cue), ("content", &self.content)];
        let optional = ("content_optional", &self.content_optional);
        parts.into_iter().chain([optional]).find_map(|(part, spans)| {
            let bad = spans.iter().find(|[start, end]| start >= end || *end > length);
            bad.map(|[start, end]| format!("the {part} [{start}, {end}] is no span of a text of {length} code points"))
        })
    }
}

impl Link {
    /// The names of the link that are known.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = match self {
            Self::Name(name) => [name.as_str(), "", ""],
            Self::Known(link) => [link.name.as_str(), &link.canonical, &link.canonical_ar],
        };
        names.into_iter().filter(|name| !name.is_empty())
    }
}

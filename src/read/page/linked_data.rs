//! The article that a page describes in JSON-LD, where it does: `@graph`, arrays and references are followed.

use serde_json::{Map, Value};

use super::flow::one_line;

/// How deep things are looked for in things.
const DEPTH: usize = 6;
/// How many things are looked at in a page.
const THINGS: usize = 2000;
/// How many names are looked at in a list.
const NAMES: usize = 20;

/// What the page says of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) section: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) language: Option<String>,
    pub(super) urls: Vec<String>,
}

/// The things that the scripts of a page describe.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    things: Vec<Map<String, Value>>,
}

impl LinkedData {
    /// Adds a script. One that is no JSON is passed over.
    pub(super) fn add(&mut self, script: &str) {
        let bare = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
        let bare = bare.strip_prefix("//").map_or(bare, str::trim_start);
        let bare = bare.strip_prefix("<![CDATA[").map_or(bare, |bare| bare.trim_end().trim_end_matches("//]]>"));
        // Line breaks inside strings are the fault that is made most often.
        let clean = bare.replace(|c: char| c.is_control(), " ");
        if let Ok(value) = serde_json::from_str(clean.trim_end_matches("]]>")) {
            self.collect(value, 0);
        }
    }

    fn collect(&mut self, value: Value, depth: usize) {
        if depth > DEPTH || self.things.len() >= THINGS {
            return;
        }
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.collect(value, depth + 1)),
            Value::Object(mut thing) => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    // What a page is about may be described in the page's own description.
                    if thing.get(key).is_some_and(|value| value.is_array() || value.is_object()) {
                        let inner = if key == "@graph" { thing.remove(key) } else { thing.get(key).cloned() };
                        self.collect(inner.unwrap_or_default(), depth + 1);
                    }
                }
                self.things.push(thing);
            }
            _ => {}
        }
    }

    /// The article that fits the page: `fits` says how well a description does. Of several that do not fit at all
    /// none is taken: they are other pages' articles.
    pub(super) fn article(&self, fits: impl Fn(&Described) -> usize) -> Option<Described> {
        let articles = self.things.iter().filter(|thing| is_article(thing));
        let mut rated: Vec<(usize, Described)> = articles
            .map(|thing| {
                let described = self.describe(thing);
                (fits(&described), described)
            })
            .collect();
        let alone = rated.len() == 1;
        // The first of equals.
        rated.reverse();
        rated
            .into_iter()
            .max_by_key(|(fit, _)| *fit)
            .filter(|(fit, _)| alone || *fit > 0)
            .map(|(_, described)| described)
    }

    fn describe(&self, thing: &Map<String, Value>) -> Described {
        let text = |key: &str| thing.get(key).and_then(|value| self.names(value).into_iter().next());
        let urls = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| address(thing.get(*key)?));
        Described {
            headline: text("headline").or_else(|| text("name")),
            authors: thing
                .get("author")
                .or_else(|| thing.get("creator"))
                .map(|value| self.names(value))
                .unwrap_or_default(),
            publisher: text("publisher"),
            section: text("articleSection"),
            published: text("datePublished"),
            modified: text("dateModified"),
            language: text("inLanguage"),
            urls: urls.map(str::to_owned).collect(),
        }
    }

    /// The names in a value: of texts, of things, of things referred to.
    fn names(&self, value: &Value) -> Vec<String> {
        match value {
            Value::String(text) => Some(one_line(&html_escape::decode_html_entities(text))).into_iter().collect(),
            Value::Array(values) => {
                let values = values.iter().filter(|value| !value.is_array()).take(NAMES);
                values.flat_map(|value| self.names(value)).collect()
            }
            Value::Object(thing) => {
                let name = thing
                    .get("name")
                    .or_else(|| thing.get("alternateName"))
                    .or_else(|| self.referred(thing)?.get("name"));
                name.filter(|name| name.is_string()).map(|name| self.names(name)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn referred(&self, thing: &Map<String, Value>) -> Option<&Map<String, Value>> {
        let id = thing.get("@id")?.as_str()?;
        self.things
            .iter()
            .find(|thing| thing.contains_key("name") && thing.get("@id").and_then(Value::as_str) == Some(id))
    }
}

fn address(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("@id")?.as_str()).or_else(|| value.get("url")?.as_str())
}

fn is_article(thing: &Map<String, Value>) -> bool {
    let is = |kind: &str| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report";
    match thing.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(scripts: &[&str], headline: &str) -> Option<Described> {
        let mut data = LinkedData::default();
        scripts.iter().for_each(|script| data.add(script));
        data.article(|described| usize::from(described.headline.as_deref() == Some(headline)))
    }

    #[test]
    fn names_are_found_in_texts_things_lists_and_references() {
        let authors = |value: &str| {
            let person = r##"{"@type":"Person","@id":"#p","name":"Ada &amp; Co"}"##;
            let thing = format!(r#"{{"@graph":[{person},{{"@type":["Thing","NewsArticle"],"author":{value}}}]}}"#);
            article(&[&thing], "").unwrap().authors
        };
        assert_eq!(authors(r#""Ida Kern""#), ["Ida Kern"]);
        assert_eq!(authors(r#"{"name":"Ida\n Kern"}"#), ["Ida Kern"]);
        assert_eq!(authors(r#"[{"name":"Ida Kern"},"Tom Reed"]"#), ["Ida Kern", "Tom Reed"]);
        assert_eq!(authors(r##"{"@id":"#p"}"##), ["Ada & Co"]);
        assert_eq!(authors(r#"[[["x"]],{"name":7},null]"#), [""; 0]);
    }

    #[test]
    fn of_several_articles_the_one_that_fits_is_taken() {
        let one = r#"{"@type":"NewsArticle","headline":"One","datePublished":"2024-01-01"}"#;
        let two =
            r#"[{"@type":"ReportageNewsArticle","headline":"Two","url":"https://a.example/2"},{"@type":"Person"}]"#;
        assert_eq!(article(&[one, two], "Two").unwrap().urls, ["https://a.example/2"]);
        assert_eq!(article(&[one, two], "Three"), None);
        assert_eq!(article(&[one], "Three").unwrap().published.as_deref(), Some("2024-01-01"));
        assert_eq!(article(&[r#"{"@type":"WebPage","headline":"One"}"#], "One"), None);
    }

    #[test]
    fn faults_that_pages_make_are_put_up_with() {
        for script in [
            "<!--\n{\"@type\":\"Article\",\"headline\":\"One\"}\n-->",
            "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"One\"}\n//]]>",
            "{\"@type\":\"Article\",\"headline\":\"\nOne\t\"}",
        ] {
            assert!(
                article(&[script], "One").is_some_and(|found| found.headline.as_deref() == Some("One")),
                "{script}"
            );
        }
        assert_eq!(article(&["", "{", "[1, \"a\"]", "null"], "One"), None);
    }
}

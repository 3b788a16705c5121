//! What programs need to know of the tables, in two forms: CSV on the Web of the W3C, and a Frictionless data package. Both
//! say what the declaration of the rows says.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::grammar::titles::Titles;
use crate::report::plain::RULE;
use crate::report::{Column, Datatype, SCHEMA, Table, choices, values};

/// What a report was made with.
#[derive(Clone, Debug, Default)]
pub struct Makers {
    /// The version of the program.
    pub version: String,
    /// Names of grammar files and registry, with their versions.
    pub knowledge: Vec<(String, String)>,
}

/// Writes the description for CSV on the Web: `csv-metadata.json`, where the standard looks for it.
///
/// # Errors
/// Those of the writer.
pub fn csvw(out: &mut impl Write, tables: &[Table], makers: &Makers) -> io::Result<()> {
    let titles = Titles::builtin();
    let table = |table: &Table| {
        let columns: Vec<Value> = table.columns.iter().map(|column| csvw_column(column, &titles)).collect();
        json!({ "url": table.file(), "dc:description": table.about, "tableSchema": { "columns": columns } })
    };
    let description = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": "Sourcing report",
        "dc:creator": maker(makers),
        "dc:conformsTo": format!("schema version {SCHEMA}"),
        "dc:provenance": makers.knowledge.iter().map(|(name, version)| format!("{name} {version}")).collect::<Vec<_>>(),
        "rdfs:comment": RULE,
        "dialect": { "encoding": "utf-8", "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "header": true,
            "lineTerminators": ["\r\n"], "skipInitialSpace": false, "trim": false },
        "tables": tables.iter().map(table).collect::<Vec<_>>(),
    });
    pretty(out, &description)
}

fn csvw_column(column: &Column, titles: &Titles) -> Value {
    let datatype = match column.datatype {
        Datatype::Text => json!({ "base": "string" }),
        Datatype::Count => json!({ "base": "nonNegativeInteger" }),
        Datatype::Number => json!({ "base": "decimal" }),
    };
    let title = |(tag, title): (&str, &str)| json!({ "@value": title, "@language": tag });
    let mut description = json!({ "name": column.name, "titles": column.name, "datatype": datatype, "required": column.required,
        "null": "", "dc:title": titles.of(column.name).map(title).collect::<Vec<_>>(), "dc:description": column.about });
    if let Some(pattern) = pattern(column) {
        description["datatype"]["format"] = pattern.into();
    }
    description
}

/// The values of a column as a regular expression, which is how CSV on the Web tells of a closed list.
fn pattern(column: &Column) -> Option<String> {
    let values = closed(column)?;
    let one = format!("({})", values.join("|").replace('+', "\\+"));
    let several = choices(column.name).is_some_and(|choices| choices.several);
    Some(if several { format!("{one}(;{one})*") } else { one })
}

/// The closed list that all cells of a column with text come from.
fn closed(column: &Column) -> Option<Vec<&'static str>> {
    Some(values(column.name)).filter(|values| !values.is_empty() && column.datatype == Datatype::Text)
}

/// Writes the Frictionless data package: `datapackage.json`.
///
/// # Errors
/// Those of the writer.
pub fn datapackage(out: &mut impl Write, tables: &[Table], makers: &Makers) -> io::Result<()> {
    let titles = Titles::builtin();
    let resource = |table: &Table| {
        let fields: Vec<Value> = table.columns.iter().map(|column| field(column, &titles)).collect();
        json!({ "name": table.name, "path": table.file(), "description": table.about, "profile": "tabular-data-resource",
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
            "schema": { "fields": fields, "missingValues": [""] } })
    };
    let knowledge = |(name, version): &(String, String)| json!({ "file": name, "version": version });
    let description = json!({
        "name": "sourcing-report",
        "title": "Sourcing report",
        "profile": "tabular-data-package",
        "contributors": [{ "title": maker(makers), "role": "author" }],
        "schema_version": SCHEMA,
        "knowledge": makers.knowledge.iter().map(knowledge).collect::<Vec<_>>(),
        "formula_guard": RULE,
        "byte_order_mark": true,
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    });
    pretty(out, &description)
}

fn field(column: &Column, titles: &Titles) -> Value {
    let kind = match column.datatype {
        Datatype::Text => "string",
        Datatype::Count => "integer",
        Datatype::Number => "number",
    };
    let mut constraints = json!({});
    if column.required {
        constraints["required"] = true.into();
    }
    if column.datatype == Datatype::Count {
        constraints["minimum"] = 0.into();
    }
    match closed(column) {
        Some(_) if choices(column.name).is_some_and(|choices| choices.several) => {
            constraints["pattern"] = pattern(column).into();
        }
        Some(values) => constraints["enum"] = values.into(),
        None => {}
    }
    let translated: serde_json::Map<String, Value> =
        titles.of(column.name).map(|(tag, title)| (tag.to_owned(), title.into())).collect();
    let title = translated.get("en").cloned().unwrap_or_else(|| column.name.into());
    json!({ "name": column.name, "type": kind, "title": title, "titles": translated, "description": column.about,
        "constraints": constraints })
}

fn maker(makers: &Makers) -> String {
    format!("sayso {}", makers.version)
}

fn pretty(out: &mut impl Write, description: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, description)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corroboration::CorroborationRow;
    use crate::report::summary::{CorpusRow, RelayRow, SourceRow};
    use crate::report::{ArticleRow, Row, StatementRow};

    const TABLES: [Table; 7] = [
        Table::of::<Row>("attributions"),
        Table::of::<ArticleRow>("articles"),
        Table::of::<StatementRow>("statements"),
        Table::of::<SourceRow>("sources"),
        Table::of::<RelayRow>("relays"),
        Table::of::<CorpusRow>("corpus"),
        Table::of::<CorroborationRow>("corroboration"),
    ];

    fn written(write: fn(&mut Vec<u8>, &[Table], &Makers) -> io::Result<()>) -> Value {
        let makers = Makers { version: "1".to_owned(), knowledge: vec![("ar.toml".to_owned(), "0a".to_owned())] };
        let mut out = Vec::new();
        write(&mut out, &TABLES, &makers).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn both_describe_every_column_in_its_order() {
        let (csvw, package) = (written(csvw), written(datapackage));
        for (number, table) in TABLES.iter().enumerate() {
            let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
            let of = |list: &Value| -> Vec<String> {
                list.as_array().unwrap().iter().map(|column| column["name"].as_str().unwrap().to_owned()).collect()
            };
            assert_eq!(of(&csvw["tables"][number]["tableSchema"]["columns"]), names);
            assert_eq!(of(&package["resources"][number]["schema"]["fields"]), names);
            assert_eq!(csvw["tables"][number]["url"], package["resources"][number]["path"]);
        }
    }

    #[test]
    fn columns_have_type_list_and_titles() {
        let package = written(datapackage);
        let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap().clone();
        let field = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap().clone();
        assert_eq!(field("relay_depth")["type"], "integer");
        assert_eq!(field("quote_type")["constraints"]["enum"], json!(["direct", "indirect", "mixed"]));
        assert_eq!(field("cue")["title"], "Reporting word");
        assert!(field("cue")["titles"]["ar"].is_string());
        assert_eq!(field("cue")["constraints"], json!({}));
        let csvw = written(csvw);
        let columns = csvw["tables"][1]["tableSchema"]["columns"].as_array().unwrap().clone();
        let band = columns.iter().find(|column| column["name"] == "fully_identified_band").unwrap().clone();
        assert_eq!(band["datatype"]["format"], "(0|1|2-3|4\\+)");
        assert_eq!(csvw["dc:provenance"], json!(["ar.toml 0a"]));
    }

    #[test]
    fn every_column_has_a_title() {
        let titles = Titles::builtin();
        for column in TABLES.iter().flat_map(|table| table.columns) {
            assert!(titles.of(column.name).count() > 0, "give `{}` a title in grammars/titles.csv", column.name);
        }
    }
}

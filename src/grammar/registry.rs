//! The registry: outlets, agencies and institutions that are known by name, one row of `sources.csv` each.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::terms::SourceType;
use crate::error::{Error, ErrorKind, Problem, did_you_mean};

/// The columns of the file, in order.
const COLUMNS: [&str; 8] = ["id", "type", "country", "name_en", "aliases_en", "name_ar", "aliases_ar", "guarded_ar"];

/// A known outlet or institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Stable id, lower-case ASCII.
    pub id: String,
    /// What it is.
    pub kind: SourceType,
    /// Country, ISO 3166 alpha-2; empty for international bodies.
    pub country: String,
    /// Canonical English name.
    pub name_en: String,
    /// Canonical name in the language of the article.
    pub name: String,
}

/// A name of a known source, as folded words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The words after the first.
    pub rest: Vec<String>,
    /// Index into [`Registry::known`].
    pub known: u32,
    /// Whether the name is an ordinary word too, and counts only in marks or after a noun that introduces names.
    pub guarded: bool,
}

/// All known sources with their names, in one language.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    known: Vec<Known>,
    aliases: FxHashMap<String, Vec<Alias>>,
}

/// A row as it stands in the file.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    r#type: String,
    country: String,
    name_en: String,
    aliases_en: String,
    name_ar: String,
    aliases_ar: String,
    guarded_ar: String,
}

impl Registry {
    /// Reads a registry file. `fold` turns a name into the keys that tokens of the language have, `language` is its tag.
    ///
    /// # Errors
    /// All faults of the file with their lines: wrong columns, unknown types, an id or a name given twice.
    pub fn load(path: &str, text: &str, language: &str, fold: impl Fn(&str) -> Vec<String>) -> Result<Self, Error> {
        let mut registry = Self::default();
        let mut problems = Vec::new();
        let mut ids: FxHashMap<String, u64> = FxHashMap::default();
        let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let mut fault = |line: u64, message: String| {
            let start = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
            problems.push(Problem::at(path, text, start, start + 1, message));
        };
        match reader.headers() {
            Ok(headers) if headers.iter().eq(COLUMNS) => {}
            Ok(headers) => {
                let found = headers.iter().collect::<Vec<_>>().join(",");
                fault(1, format!("the columns are `{found}`; expected `{}`", COLUMNS.join(",")));
            }
            Err(error) => fault(1, error.to_string()),
        }
        let headers = reader.headers().cloned().unwrap_or_default();
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    fault(error.position().map_or(1, csv::Position::line), error.to_string());
                    continue;
                }
            };
            let line = record.position().map_or(1, csv::Position::line);
            let row: Row = match record.deserialize(Some(&headers)) {
                Ok(row) => row,
                Err(error) => {
                    fault(line, error.to_string());
                    continue;
                }
            };
            if let Some(first) = ids.insert(row.id.clone(), line) {
                fault(line, format!("the id `{}` is taken by line {first}; ids are unique", row.id));
            }
            let Some(kind) = SourceType::named(&row.r#type) else {
                fault(line, unknown_type(&row.r#type));
                continue;
            };
            for message in registry.add(row, kind, language, &fold) {
                fault(line, message);
            }
        }
        if problems.is_empty() { Ok(registry) } else { Err(ErrorKind::Load(problems).into()) }
    }

    fn add(&mut self, row: Row, kind: SourceType, language: &str, fold: &impl Fn(&str) -> Vec<String>) -> Vec<String> {
        let number = self.known.len() as u32;
        let mut faults = Vec::new();
        let arabic = language == "ar";
        let name = if arabic { &row.name_ar } else { &row.name_en };
        let (aliases, guarded) =
            if arabic { (&row.aliases_ar, row.guarded_ar.as_str()) } else { (&row.aliases_en, "") };
        let open = std::iter::once(name.as_str()).chain(aliases.split('|')).map(|alias| (alias, false));
        for (alias, guarded) in open.chain(guarded.split('|').map(|alias| (alias, true))) {
            let mut words = fold(alias).into_iter();
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let list = self.aliases.entry(first).or_default();
            if let Some(taken) = list.iter().find(|other| other.rest == rest) {
                if taken.known != number {
                    let other = &self.known[taken.known as usize].id;
                    faults.push(format!("the name `{alias}` belongs to `{other}` already; a name means one source"));
                }
                continue;
            }
            list.push(Alias { rest, known: number, guarded });
            list.sort_by_key(|alias| std::cmp::Reverse(alias.rest.len()));
        }
        let name = name.clone();
        self.known.push(Known { id: row.id, kind, country: row.country, name_en: row.name_en, name });
        faults
    }

    /// A known source by its number.
    pub fn known(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    /// The names that begin with this folded word, longest first.
    pub fn aliases(&self, first: &str) -> &[Alias] {
        self.aliases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The first words of all names.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.aliases.keys().map(String::as_str)
    }

    /// How many sources are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

fn unknown_type(name: &str) -> String {
    let names = SourceType::ALL.iter().map(|kind| kind.name());
    let hint = did_you_mean(name, names).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("no source type `{name}`{hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,type,country,name_en,aliases_en,name_ar,aliases_ar,guarded_ar\n";

    fn load(rows: &str) -> Result<Registry, Error> {
        let fold = |name: &str| name.split_whitespace().map(str::to_owned).collect();
        Registry::load("sources.csv", &format!("{HEAD}{rows}"), "ar", fold)
    }

    #[test]
    fn names_lead_to_their_source() {
        let registry = load("marfa,news_agency,,Al-Marfa,,وكالة المرفأ,المرفأ للأنباء,المرفأ\n").unwrap();
        assert_eq!(registry.aliases("المرفأ").len(), 2);
        assert!(registry.aliases("المرفأ")[1].guarded);
        assert_eq!(registry.known(registry.aliases("وكالة")[0].known).id, "marfa");
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let error = load("a,news_agncy,,A,,,,\nb,ngo,,B,,اسم,,\nb,ngo,,C,,اسم,,\n").unwrap_err();
        let messages: Vec<_> = error.problems().iter().map(|p| (p.line, p.message.as_str())).collect();
        assert_eq!(messages.len(), 3, "{error}");
        assert!(messages[0].1.contains("did you mean `news_agency`"));
        assert_eq!(messages[1].0, 4);
    }
}

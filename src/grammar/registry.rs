//! The registry: outlets, agencies and institutions that are known by name, one row of `sources.csv` each.

use std::ops::Range;
use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::pairs::Pairs;
use super::terms::SourceType;
use super::words_of;
use crate::error::{Error, ErrorKind, Problem, did_you_mean};
use crate::fold::Folds;
use crate::intern::Interned;

/// The columns of the file, in order.
const COLUMNS: [&str; 8] = ["id", "type", "country", "name_en", "aliases_en", "name_ar", "aliases_ar", "guarded_ar"];

/// A known outlet or institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Stable id, lower-case ASCII.
    pub id: CompactString,
    /// What it is.
    pub kind: SourceType,
    /// Country, ISO 3166 alpha-2; empty for international bodies.
    pub country: CompactString,
    /// Canonical English name.
    pub name_en: CompactString,
    /// Canonical name in the language of the article.
    pub name: CompactString,
    /// Where its folded words stand among those of all canonical names.
    words: Range<u32>,
    /// The words of both names as an outlet's name is compared with them, once that was asked for.
    plain: OnceLock<[PlainWords; 2]>,
}

/// The words of a name without what is written in many ways.
pub type PlainWords = Vec<CompactString>;

impl Known {
    /// The plain words of both names; `of` tells those of a name, always the same.
    pub fn plain(&self, of: impl Fn(&str) -> PlainWords) -> &[PlainWords; 2] {
        self.plain.get_or_init(|| [&self.name, &self.name_en].map(|name| of(name)))
    }
}

/// A name of a known source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Where its words after the first stand among those of all names.
    rest: Range<u32>,
    /// Its number in the registry.
    pub known: u32,
    /// Whether the name is an ordinary word too, and counts only in marks or after a noun that introduces names.
    pub guarded: bool,
    /// The next name with the same first two words, which is not longer.
    next: Option<u32>,
}

/// All known sources with their names, in one language.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    known: Vec<Known>,
    /// The folded words of all names.
    words: Interned,
    /// The numbers of the words of canonical names.
    canonical: Vec<u32>,
    aliases: Vec<Alias>,
    rests: Vec<u32>,
    /// The longest name with these first words; many names begin with one word.
    firsts: FxHashMap<(u32, Option<u32>), u32>,
    /// By the numbers of words: whether names begin with it and go on, and whether it is a name alone.
    begins: Vec<[bool; 2]>,
    /// Which first two words, or one and [`ALONE`], may begin a name.
    pairs: Pairs,
}

/// Stands for the second word of a name that has none.
const ALONE: u32 = u32::MAX;

/// A row as it stands in the file.
struct Row<'r> {
    id: &'r str,
    kind: &'r str,
    country: &'r str,
    name_en: &'r str,
    aliases_en: &'r str,
    name_ar: &'r str,
    aliases_ar: &'r str,
    guarded_ar: &'r str,
}

impl Registry {
    /// Reads a registry file for the language with that tag, whose words are folded so.
    ///
    /// # Errors
    /// All faults of the file with their lines: wrong columns, unknown types, an id or a name given twice.
    pub fn load(path: &str, text: &str, language: &str, folds: Folds) -> Result<Self, Error> {
        let mut registry = Self::default();
        registry.known.reserve(text.lines().count());
        let mut problems = Vec::new();
        let (mut ids, mut lines) = (Interned::default(), Vec::new());
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
        // Without its columns no row means anything.
        let mut more = reader.headers().is_ok_and(|headers| headers.iter().eq(COLUMNS));
        let mut record = csv::StringRecord::new();
        while more {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => {
                    more = false;
                    continue;
                }
                Err(error) => {
                    fault(error.position().map_or(1, csv::Position::line), error.to_string());
                    continue;
                }
            }
            let line = record.position().map_or(1, csv::Position::line);
            // The reader sees to it that a row has as many cells as there are columns.
            let [id, kind, country, name_en, aliases_en, name_ar, aliases_ar, guarded_ar] =
                std::array::from_fn(|at| record.get(at).unwrap_or_default());
            let row = Row { id, kind, country, name_en, aliases_en, name_ar, aliases_ar, guarded_ar };
            match ids.number(row.id) {
                Ok(taken) => {
                    let first: u64 = lines[taken as usize];
                    fault(line, format!("the id `{}` is taken by line {first}; ids are unique", row.id));
                }
                Err(_) => lines.push(line),
            }
            let Some(kind) = SourceType::named(row.kind) else {
                fault(line, unknown_type(row.kind));
                continue;
            };
            for message in registry.add(&row, kind, language, folds) {
                fault(line, message);
            }
        }
        if problems.is_empty() { Ok(registry) } else { Err(ErrorKind::Load(problems).into()) }
    }

    fn add(&mut self, row: &Row<'_>, kind: SourceType, language: &str, folds: Folds) -> Vec<String> {
        let number = self.known.len() as u32;
        let mut faults = Vec::new();
        let mut folded = String::new();
        let arabic = language == "ar";
        let name = if arabic { row.name_ar } else { row.name_en };
        let (aliases, guarded) = if arabic { (row.aliases_ar, row.guarded_ar) } else { (row.aliases_en, "") };
        let words = self.canonical.len() as u32;
        let open = std::iter::once(name).chain(aliases.split('|')).map(|alias| (alias, false));
        for (before, (alias, guarded)) in open.chain(guarded.split('|').map(|alias| (alias, true))).enumerate() {
            folded.clear();
            folds.push(alias, &mut folded);
            // The canonical name comes first.
            if before == 0 {
                self.canonical.extend(words_of(&folded).map(|word| self.words.add(word)));
            }
            if let Some(taken) = self.name(&folded, number, guarded) {
                let other = &self.known[taken as usize].id;
                faults.push(format!("the name `{alias}` belongs to `{other}` already; a name means one source"));
            }
        }
        let [id, country, name_en, name] = [row.id, row.country, row.name_en, name].map(CompactString::from);
        let words = words..self.canonical.len() as u32;
        let plain = OnceLock::new();
        self.known.push(Known { id, kind, country, name_en, name, words, plain });
        faults
    }

    /// A known source by its number.
    pub fn known(&self, number: u32) -> &Known {
        &self.known[number as usize]
    }

    /// The folded words of the canonical name of a known source.
    pub fn words(&self, number: u32) -> impl Iterator<Item = &str> {
        let Range { start, end } = self.known(number).words;
        self.canonical[start as usize..end as usize].iter().map(|word| self.words.word(*word))
    }

    /// Adds a folded name; the number of another source that has it already, if one does.
    fn name(&mut self, name: &str, known: u32, guarded: bool) -> Option<u32> {
        let mut words = words_of(name);
        let first = self.words.add(words.next()?);
        let start = self.rests.len() as u32;
        for word in words {
            let word = self.words.add(word);
            self.rests.push(word);
        }
        let rest = start..self.rests.len() as u32;
        let key = (first, self.rests.get(start as usize).copied());
        self.pairs.add(first, key.1.unwrap_or(ALONE));
        self.begins.resize(self.words.len(), [false; 2]);
        self.begins[first as usize][usize::from(key.1.is_none())] = true;
        let (mut before, mut next) = (None, self.firsts.get(&key).copied());
        while let Some(number) = next {
            let other = &self.aliases[number as usize];
            if self.rest(other) == &self.rests[start as usize..] {
                let taken = other.known;
                self.rests.truncate(start as usize);
                return (taken != known).then_some(taken);
            }
            if other.rest.len() < rest.len() {
                break;
            }
            (before, next) = (next, other.next);
        }
        let number = self.aliases.len() as u32;
        self.aliases.push(Alias { rest, known, guarded, next });
        match before {
            Some(before) => self.aliases[before as usize].next = Some(number),
            None => {
                self.firsts.insert(key, number);
            }
        }
        None
    }

    /// The number of a word of names.
    pub fn word(&self, word: &str) -> Option<u32> {
        self.words.get(word)
    }

    /// Whether names begin with the word of that number and go on, and whether it is a name alone.
    pub fn begins(&self, first: u32) -> [bool; 2] {
        self.begins.get(first as usize).copied().unwrap_or_default()
    }

    /// The names that begin with these two words or, without a second, are this word; the longest first.
    pub fn aliases(&self, first: u32, second: Option<u32>) -> impl Iterator<Item = &Alias> {
        let may = self.pairs.may_have(first, second.unwrap_or(ALONE));
        let longest = if may { self.firsts.get(&(first, second)).copied() } else { None };
        std::iter::successors(longest, |number| self.aliases[*number as usize].next)
            .map(|number| &self.aliases[number as usize])
    }

    /// The words of a name after the first.
    pub fn rest(&self, alias: &Alias) -> &[u32] {
        &self.rests[alias.rest.start as usize..alias.rest.end as usize]
    }

    /// The first words of all names.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.firsts.keys().map(|(first, _)| self.words.word(*first))
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
        Registry::load("sources.csv", &format!("{HEAD}{rows}"), "ar", Folds::default())
    }

    #[test]
    fn names_lead_to_their_source() {
        let registry = load("marfa,news_agency,,Al-Marfa,,وكالة المرفأ,المرفأ للأنباء,المرفأ\n").unwrap();
        let ids = |words: &[&str]| {
            let [first, second] = [0, 1].map(|at| words.get(at).map(|word| registry.word(word).unwrap()));
            let found: Vec<_> = registry.aliases(first.unwrap(), second).collect();
            found.iter().map(|alias| (registry.known(alias.known).id.as_str(), alias.guarded)).collect::<Vec<_>>()
        };
        assert_eq!(ids(&["المرفأ", "للأنباء"]), [("marfa", false)]);
        assert_eq!(ids(&["المرفأ"]), [("marfa", true)]);
        assert_eq!(ids(&["وكالة", "المرفأ"]), [("marfa", false)]);
        assert_eq!(ids(&["وكالة"]), []);
    }

    #[test]
    fn of_names_with_the_same_first_words_the_longest_comes_first() {
        let registry =
            load("a,ngo,,A,,نادي الجسر,,\nb,ngo,,B,,نادي الجسر القديم,,\nc,ngo,,C,,نادي الجسر الجديد,,\n").unwrap();
        let [first, second] = ["نادي", "الجسر"].map(|word| registry.word(word).unwrap());
        let ids: Vec<&str> =
            registry.aliases(first, Some(second)).map(|alias| registry.known(alias.known).id.as_str()).collect();
        assert_eq!(ids, ["b", "c", "a"]);
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

//! From the shelves of a grammar file to a [`Grammar`]: each section read, every fault noted.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::admission::Admission;
use super::claims::Claims;
use super::clitics::Clitics;
use super::endings::Endings;
use super::file::{File, Table};
use super::governs::Governs;
use super::lexicon::{ClassId, Lexicon, MAX_CLASSES, Sense, Target};
use super::marks::Marks;
use super::pattern::FrameId;
use super::patterns::read_patterns;
use super::reliability::Reliability;
use super::roles::Roles;
use super::terms::{Agreement, CueForm, SourceType};
use super::{Grammar, Language};
use crate::error::{Error, ErrorKind};
use crate::fold::{self, Folds};

const SECTIONS: [&str; 16] = [
    "language",
    "quotation",
    "words",
    "nouns",
    "metonyms",
    "class",
    "paradigm",
    "cue",
    "deed",
    "frame",
    "guard",
    "pattern",
    "claim",
    "unsourced",
    "contentious",
    "reliability",
];
const LANGUAGE: [&str; 30] = [
    "tag",
    "name",
    "direction",
    "letters",
    "common",
    "common_beginnings",
    "fold",
    "conjunctions",
    "article",
    "verb_prefixes",
    "contractions",
    "enclitics",
    "verb_enclitics",
    "swaps",
    "linking",
    "terminators",
    "abbreviations",
    "months",
    "adjective_endings",
    "passive_marks",
    "accusative_endings",
    "oblique_endings",
    "nominative_endings",
    "feminine_endings",
    "accusative_marks",
    "order",
    "adverb_endings",
    "possessive_endings",
    "verb_endings",
    "plural_endings",
];

/// The parts of a paradigm table that hold templates, with the form each builds.
pub(super) const FORMS: [(&str, CueForm); 6] = [
    ("perfect", CueForm::Perfect),
    ("imperfect", CueForm::Imperfect),
    ("jussive", CueForm::Jussive),
    ("passive", CueForm::Passive),
    ("participle", CueForm::Participle),
    ("noun", CueForm::Noun),
];

/// Reads a grammar file.
pub(super) fn load(path: &str, text: &str) -> Result<Grammar, Error> {
    let (mut file, document) = File::open(path, text);
    let root = Table::root(&document);
    file.only(&root, &SECTIONS);
    let mut loader = Loader::new(file);
    let (language, clitics) = loader.language(&root);
    let quotations = loader.quotations(&root);
    let classes = loader.words(&root);
    loader.nouns(&root, "nouns", |kind, agreement| Sense::Noun { kind, agreement });
    loader.nouns(&root, "metonyms", |kind, agreement| Sense::Metonym { kind, agreement });
    let frame_names: Vec<String> = frame_names(&mut loader.file, &root);
    let paradigms = loader.paradigms(&root);
    let mut cues = loader.cues(&root, &frame_names, &paradigms);
    let deeds = loader.deeds(&root, &paradigms);
    let rules = read_patterns(&mut loader.file, &root, &classes, &frame_names);
    // Lemmas with the same frames share what these begin with, so that it is at hand when it is asked for.
    let mut governs: FxHashMap<Vec<FrameId>, Arc<Governs>> = FxHashMap::default();
    for cue in &mut cues {
        let shared = governs.entry(cue.frames.clone());
        let of = || Arc::new(Governs::of(&cue.frames, &rules.frames, language.subject_first));
        cue.governs = shared.or_insert_with(of).clone();
    }
    let reliability = Reliability::read(&mut loader.file, &root, &rules, &cues);
    let known = (loader.folds, &clitics);
    let claims = Claims::read(&mut loader.file, &root, known, &cues);
    let Loader { file, mut lexicon, folds, prepositions, .. } = loader;
    if !file.problems.is_empty() {
        let mut problems = file.problems;
        problems.sort_by_key(|problem| (problem.line, problem.column));
        return Err(ErrorKind::Load(problems).into());
    }
    let clitics = Clitics { prepositions, ..clitics };
    let endings = Endings::new(&language, &clitics);
    let marks = Marks::of(&quotations);
    lexicon.arrange();
    let admission = Admission::of(&rules.patterns, &cues);
    let class = |name: &String| classes.iter().find(|(known, _)| known == name).map(|(_, class)| *class);
    let months = language.months.iter().map(class).collect();
    Ok(Grammar {
        language,
        folds,
        clitics,
        endings,
        quotations,
        marks,
        lexicon,
        classes,
        months,
        cues,
        deeds,
        rules,
        admission,
        reliability,
        claims,
    })
}

/// Reads the section `[language]` of a grammar file, which is found by its header and ends with the next one.
pub(super) fn language(path: &str, text: &str) -> Result<Language, Error> {
    let header = |line: &str| line.starts_with('[');
    let mut end = 0;
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        if inside && header(line) {
            break;
        }
        inside |= line.trim_end() == "[language]";
        end += line.len();
    }
    // Comments and other sections before it stand where they stood, so that faults keep their places.
    let (file, document) = File::open(path, &text[..end]);
    let mut loader = Loader::new(file);
    let (language, _) = loader.language(&Table::root(&document));
    let problems = loader.file.problems;
    if problems.is_empty() { Ok(language) } else { Err(ErrorKind::Load(problems).into()) }
}

fn frame_names<'a>(file: &mut File<'a>, root: &Table<'a>) -> Vec<String> {
    let key = |table: &Table<'_>| table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
    // Missing ids are noted where the frames are read.
    let Some(value) = root.get("frame") else { return Vec::new() };
    let Some(items) = value.get_ref().as_array() else {
        file.fault(value.span(), "expected `[[frame]]`, a list of tables");
        return Vec::new();
    };
    items.iter().filter_map(|item| file.table(item)).filter_map(|table| key(&table)).collect()
}

pub(super) struct Loader<'a> {
    pub file: File<'a>,
    lexicon: Lexicon,
    folds: Folds,
    /// The form that is added, folded; one buffer for all.
    folded: String,
    prepositions: Vec<(String, ClassId)>,
}

impl<'a> Loader<'a> {
    fn new(file: File<'a>) -> Self {
        let (mut lexicon, folds) = (Lexicon::default(), Folds::default());
        // Grammar files have about a form in so many bytes.
        lexicon.reserve(file.text.len() / 16);
        Self { file, lexicon, folds, folded: String::new(), prepositions: Vec::new() }
    }

    fn language(&mut self, root: &Table<'a>) -> (Language, Clitics) {
        let Some(value) = root.get("language") else {
            self.file.fault(0..1, "the section `[language]` is missing");
            return Default::default();
        };
        let Some(table) = self.file.table(value) else { return Default::default() };
        self.file.only(&table, &LANGUAGE);
        if let Some(folds) = self.file.optional(&table, "fold") {
            for (name, place) in folds.words() {
                if !self.folds.add(&name) {
                    self.file.unknown(place, "fold", &name, fold::NAMES);
                }
            }
        }
        let direction = self.file.optional(&table, "direction");
        if let Some(text) = direction.as_ref().filter(|text| text.text != "rtl" && text.text != "ltr") {
            self.file.fault(text.place.clone(), "`direction` is `rtl` or `ltr`");
        }
        let order = self.file.optional(&table, "order");
        if let Some(text) = order.as_ref().filter(|text| text.text != "verb-first" && text.text != "subject-first") {
            self.file.fault(text.place.clone(), "`order` is `verb-first` or `subject-first`");
        }
        let language = Language {
            tag: self.file.required(&table, "tag").map(|text| text.text.into_owned()).unwrap_or_default(),
            name: self.file.required(&table, "name").map(|text| text.text.into_owned()).unwrap_or_default(),
            right_to_left: direction.is_some_and(|text| text.text == "rtl"),
            letters: self.plain(&table, "letters"),
            common: self.plain(&table, "common"),
            common_beginnings: self.plain(&table, "common_beginnings"),
            terminators: self.plain(&table, "terminators").concat().chars().collect(),
            abbreviations: self.folded(&table, "abbreviations").into_iter().collect(),
            months: self
                .file
                .optional(&table, "months")
                .map(|text| text.text.split_whitespace().map(str::to_owned).collect())
                .unwrap_or_default(),
            adjective_endings: self.folded(&table, "adjective_endings"),
            oblique_endings: self.folded(&table, "oblique_endings"),
            nominative_endings: self.folded(&table, "nominative_endings"),
            feminine_endings: self.folded(&table, "feminine_endings"),
            passive_marks: self.plain(&table, "passive_marks"),
            accusative_endings: self.folded(&table, "accusative_endings"),
            accusative_marks: self.plain(&table, "accusative_marks"),
            subject_first: order.is_some_and(|text| text.text == "subject-first"),
            adverb_endings: self.folded(&table, "adverb_endings"),
            possessive_endings: self.folded(&table, "possessive_endings"),
            plural_endings: self.folded(&table, "plural_endings"),
            verb_endings: self.folded(&table, "verb_endings"),
        };
        let mut clitics = Clitics {
            conjunctions: self.folded(&table, "conjunctions"),
            verb_prefixes: self.folded(&table, "verb_prefixes"),
            article: self.folded(&table, "article").pop(),
            contractions: self.pairs(&table, "contractions"),
            enclitics: self.folded(&table, "enclitics"),
            verb_enclitics: self.folded(&table, "verb_enclitics"),
            swaps: self.pairs(&table, "swaps"),
            linking: self.pairs(&table, "linking"),
            prepositions: Vec::new(),
        };
        clitics.enclitics.sort_by_key(|pronoun| std::cmp::Reverse(pronoun.len()));
        (language, clitics)
    }

    pub(super) fn plain(&mut self, table: &Table<'a>, key: &str) -> Vec<String> {
        let text = self.file.optional(table, key);
        text.map(|text| text.words().map(|(word, _)| word.into_owned()).collect()).unwrap_or_default()
    }

    fn folded(&mut self, table: &Table<'a>, key: &str) -> Vec<String> {
        let folds = self.folds;
        self.plain(table, key).iter().map(|word| folds.fold(word)).collect()
    }

    /// Which spellings count as one.
    pub(super) fn folds(&self) -> Folds {
        self.folds
    }

    /// Pairs written as `ه=ة`.
    fn pairs(&mut self, table: &Table<'a>, key: &str) -> Vec<(String, String)> {
        let Some(text) = self.file.optional(table, key) else { return Vec::new() };
        let mut pairs = Vec::new();
        for (word, place) in text.words() {
            match word.split_once('=') {
                Some((written, meant)) => pairs.push((self.folds.fold(written), self.folds.fold(meant))),
                None => self.file.fault(place, "expected a pair `written=meant`"),
            }
        }
        pairs
    }

    fn quotations(&mut self, root: &Table<'a>) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for table in self.file.tables(root, "quotation") {
            self.file.only(&table, &["open", "close"]);
            let open = self.file.required(&table, "open");
            let close = self.file.required(&table, "close");
            if let (Some(open), Some(close)) = (open, close) {
                pairs.push((open.text.into_owned(), close.text.into_owned()));
            }
        }
        pairs
    }

    /// The word classes, those that the program asks for by their own numbers, others by the next free ones.
    fn words(&mut self, root: &Table<'a>) -> Vec<(String, ClassId)> {
        let Some(value) = root.get("words") else { return Vec::new() };
        let Some(table) = self.file.table(value) else { return Vec::new() };
        let mut classes = Vec::new();
        let mut next = Roles::NAMES.len();
        for (name, words) in self.file.strings(&table) {
            let role = Roles::named(&name.text);
            if role.is_none() && next == MAX_CLASSES {
                let own = MAX_CLASSES - Roles::NAMES.len();
                self.file.fault(name.place, format!("more than {own} word classes that only patterns name"));
                break;
            }
            let class = role.unwrap_or(ClassId(next as u8));
            next += usize::from(role.is_none());
            classes.push((name.text.clone().into_owned(), class));
            for (word, _) in words.words() {
                match word.strip_suffix('-').filter(|letters| !letters.is_empty() && !letters.contains(' ')) {
                    Some(letters) => self.prepositions.push((self.folds.fold(letters), class)),
                    None => self.add(&word, Target::Class(class)),
                }
            }
        }
        classes
    }

    /// Adds a form; `word` may have several words parted by spaces.
    pub(super) fn add(&mut self, word: &str, target: Target) {
        self.folded.clear();
        self.folds.push(word, &mut self.folded);
        self.lexicon.add(&self.folded, target);
    }

    fn nouns(&mut self, root: &Table<'a>, section: &str, sense: fn(SourceType, Agreement) -> Sense) {
        for (name, table) in self.file.named_tables(root, section) {
            let Some(kind) = SourceType::named(&name.text) else {
                let known = SourceType::ALL.iter().map(|kind| kind.name());
                self.file.unknown(name.place.clone(), "source type", &name.text, known);
                continue;
            };
            for (tag, words) in self.file.strings(&table) {
                let Some(agreement) = Agreement::named(&tag.text) else {
                    self.file.fault(tag.place, "expected an agreement such as `ms`, `fs`, `mp`");
                    continue;
                };
                for (word, _) in words.words() {
                    self.add(&word, Target::Sense(sense(kind, agreement)));
                }
            }
        }
    }
}

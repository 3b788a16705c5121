//! Floor 1: what is known of a language. Grammar files in TOML, patterns in a one-line notation, the registry of sources.
//!
//! Loading checks everything and may fail, with all faults at once; a loaded [`Grammar`] cannot fail.

pub mod admission;
pub mod builtin;
pub mod claims;
pub mod clitics;
mod cues;
pub mod deeds;
pub mod endings;
mod file;
pub mod foreign;
pub mod governs;
pub mod kinds;
pub mod lexicon;
mod load;
pub mod marks;
pub mod notation;
pub mod opener;
pub mod pairs;
pub mod paradigm;
pub mod pattern;
mod patterns;
pub mod phrases;
pub mod registry;
pub mod reliability;
pub mod roles;
pub mod side;
pub mod terms;
pub mod titles;

use std::sync::Arc;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::error::Error;
use crate::fold::Folds;
use crate::fold::letter::Letters;
use crate::label::Prepared;
use admission::Admission;
use claims::Claims;
use clitics::Clitics;
use deeds::Deeds;
use endings::Endings;
use governs::Governs;
use lexicon::{ClassId, ClassSet, Lexicon, Sense, Target};
use marks::Marks;
use opener::Openers;
use pattern::{Frame, FrameId, Guard, Pattern};
use registry::Registry;
use reliability::Reliability;
use terms::{Act, Stance};

/// What a language is and how it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Name in the language itself.
    pub name: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Ranges of letters that its texts are made of, such as `ا-ي`.
    pub letters: Vec<String>,
    /// Common words in small letters, not folded, that other languages in these letters hardly have.
    pub common: Vec<String>,
    /// What many of its words begin with, in small letters, not folded, and hardly any of other languages in these letters.
    pub common_beginnings: Vec<String>,
    /// Characters that end a sentence.
    pub terminators: Vec<char>,
    /// Folded words after which a full stop ends nothing.
    pub abbreviations: FxHashSet<String>,
    /// The word classes of the twelve months, in order.
    pub months: Vec<String>,
    /// Endings of adjectives of nationality, which stay with their noun.
    pub adjective_endings: Vec<String>,
    /// Endings of a bare noun that cannot be a subject.
    pub accusative_endings: Vec<String>,
    /// Marks that make a form passive where they are written on its first letter.
    pub passive_marks: Vec<String>,
    /// Endings of plurals and duals in the case that no subject has.
    pub oblique_endings: Vec<String>,
    /// Endings of plurals in the case that only a subject has.
    pub nominative_endings: Vec<String>,
    /// Endings of feminine nouns and adjectives in the singular.
    pub feminine_endings: Vec<String>,
    /// Written endings, not folded, that show the same beyond doubt.
    pub accusative_marks: Vec<String>,
    /// Whether the subject stands before its verb and is never dropped: verbs beside each other share one.
    pub subject_first: bool,
    /// Endings of adverbs of manner, which may stand inside a verb group.
    pub adverb_endings: Vec<String>,
    /// Endings of possessors, which are no subjects.
    pub possessive_endings: Vec<String>,
    /// Endings of nouns in the plural.
    pub plural_endings: Vec<String>,
    /// Endings of verbs, that of the past first, of which only the reporting ones are listed.
    pub verb_endings: Vec<String>,
}

impl Language {
    /// Reads what a grammar file says of its language, and nothing else of it.
    ///
    /// # Errors
    /// All faults of that section at once, each with its place.
    pub fn read(path: &str, text: &str) -> Result<Self, Error> {
        load::language(path, text)
    }

    /// The first and last letters of the ranges of its letters.
    pub fn ranges(&self) -> impl Iterator<Item = (char, char)> {
        self.letters.iter().filter_map(|range| {
            let mut ends = range.chars().filter(|c| *c != '-');
            let first = ends.next()?;
            Some((first, ends.next_back().unwrap_or(first)))
        })
    }
}

/// A lemma of a reporting cue.
#[derive(Clone, Debug)]
pub struct CueEntry {
    /// The dictionary form.
    pub lemma: CompactString,
    /// Its class, as the report prints it.
    pub class: CompactString,
    /// Whether that is the class of those that add to what was said.
    pub adds: bool,
    /// Whether it is the class of those that hand on what another said.
    pub relays: bool,
    /// The cells of lemma, class and stance, where the first two are letters and spaces between them.
    pub told: Option<Prepared>,
    /// What it does to the claim.
    pub stance: Stance,
    /// Whether it is speech, belief or intention.
    pub act: Act,
    /// What it may govern, in order of preference.
    pub frames: Vec<FrameId>,
    /// What these begin with.
    pub governs: Arc<Governs>,
    /// Whether it counts only where a clause opens: the form is an ordinary word elsewhere.
    pub opening: bool,
    /// Whether things do it as well: it counts only where a speaker stands beside it or a clause goes on.
    pub speaker: bool,
    /// Spellings of a complementiser that no other cue takes, not folded: they belong to it from afar.
    pub own: Vec<String>,
}

/// Frames, guards and patterns in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// What lemmas govern.
    pub frames: Vec<Frame>,
    /// Vetoes.
    pub guards: Vec<Guard>,
    /// What stands right before a cue that a guard may block.
    pub vetoes: Openers,
    /// What covers a cue that a guard may block.
    pub covers: Openers,
    /// Constructions around a cue.
    pub patterns: Vec<Pattern>,
}

impl Rules {
    /// Whether a guard may forbid a cue in a sentence with words of these classes.
    pub fn may_guard(&self, classes: ClassSet) -> bool {
        self.vetoes.has_other_than_words() || classes.meets(self.vetoes.classes.with(self.covers.classes))
    }
}

/// All that is known of a language.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    /// What the language is and how it is written.
    pub language: Language,
    /// Which spellings count as one.
    pub folds: Folds,
    /// What is joined to words.
    pub clitics: Clitics,
    /// What the ends of words show.
    pub endings: Endings,
    /// Pairs of quotation marks.
    pub quotations: Vec<(String, String)>,
    /// The marks of these pairs.
    pub marks: Marks,
    /// All forms.
    pub lexicon: Lexicon,
    /// The word classes by name, in the order of the file.
    pub classes: Vec<(String, ClassId)>,
    /// The word classes of the months, in order; none where the file has no such class.
    pub months: Vec<Option<ClassId>>,
    /// The reporting cues.
    pub cues: Vec<CueEntry>,
    /// Verbs that report nothing.
    pub deeds: Deeds,
    /// Frames, guards and patterns.
    pub rules: Rules,
    /// Which patterns can be tried at a cue.
    pub admission: Admission,
    /// How often rows of a kind are right.
    pub reliability: Reliability,
    /// Words that tell the kind of a claim.
    pub claims: Claims,
}

impl Grammar {
    /// Reads a grammar file; `path` is the name that messages print.
    ///
    /// # Errors
    /// All faults of the file at once, each with its place.
    pub fn load(path: &str, text: &str) -> Result<Self, Error> {
        load::load(path, text)
    }

    /// The months that are called by the word or phrase at a place, in order, each with what `at` tells of its class.
    pub fn month_at<T>(&self, at: impl Fn(ClassId) -> Option<T>) -> Option<(usize, T)> {
        self.months.iter().enumerate().find_map(|(index, class)| Some((index, at((*class)?)?)))
    }

    /// The word class of that name.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().find(|(known, _)| known == name).map(|(_, class)| *class)
    }

    /// Reads a registry file for this language and teaches the lexicon where its names begin.
    ///
    /// # Errors
    /// All faults of the file at once, each with its line.
    pub fn load_registry(&mut self, path: &str, text: &str) -> Result<Registry, Error> {
        let registry = Registry::load(path, text, &self.language.tag, self.folds)?;
        for word in registry.first_words() {
            self.lexicon.add(word, Target::Sense(Sense::Name));
        }
        Ok(registry)
    }
}

/// The words of a name: runs of letters and digits, as the tokenizer makes them.
pub fn words_of(name: &str) -> impl Iterator<Item = &str> {
    let letters = Letters::known();
    name.split(|c: char| !letters.of(c).goes_on_word()).filter(|word| !word.is_empty())
}

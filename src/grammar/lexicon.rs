//! The lexicon: folded forms and what each may be. One look-up per word, nothing copied.

use rustc_hash::FxHashMap;

use super::terms::{Agreement, CueForm, SourceType};

/// The number of a word class of `[words]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassId(pub u8);

/// How many word classes a grammar may have.
pub const MAX_CLASSES: usize = 128;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u128);

impl ClassSet {
    /// Adds a class.
    pub fn insert(&mut self, class: ClassId) {
        self.0 |= 1 << class.0;
    }

    /// Whether the class is in the set.
    pub fn has(self, class: ClassId) -> bool {
        self.0 >> class.0 & 1 == 1
    }
}

/// What a form may be beside a member of word classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The head of a noun phrase that names a source.
    Noun {
        /// The type of source.
        kind: SourceType,
        /// What a verb after it shows.
        agreement: Agreement,
    },
    /// A place that stands for its government.
    Metonym {
        /// The type of source.
        kind: SourceType,
        /// What a verb after it shows.
        agreement: Agreement,
    },
    /// A form of a reporting cue.
    Cue {
        /// The lemma.
        cue: u16,
        /// Which form.
        form: CueForm,
        /// What the form says about its subject.
        agreement: Agreement,
    },
    /// The first word of a name in the registry.
    Name,
}

/// All that a folded form may be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The word classes it belongs to.
    pub classes: ClassSet,
    /// Its other readings.
    pub senses: Vec<Sense>,
    /// Phrases that begin with it, longest first.
    pub phrases: Vec<Phrase>,
}

/// An entry of several words.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The folded words after the first.
    pub rest: Vec<PhraseWord>,
    /// What the phrase is.
    pub target: Target,
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseWord {
    /// The folded word, or the letters it begins with.
    pub text: String,
    /// Whether only the beginning is given.
    pub prefix: bool,
}

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A member of a word class.
    Class(ClassId),
    /// A noun, a metonym, a cue.
    Sense(Sense),
}

/// The number of an [`Entry`]; 0 is the empty entry of unknown words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct EntryId(pub u32);

/// All forms of a grammar.
#[derive(Clone, Debug)]
pub struct Lexicon {
    forms: FxHashMap<Box<str>, EntryId>,
    entries: Vec<Entry>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { forms: FxHashMap::default(), entries: vec![Entry::default()] }
    }
}

impl Lexicon {
    /// The entry of a folded form.
    pub fn get(&self, form: &str) -> Option<EntryId> {
        self.forms.get(form).copied()
    }

    /// What an entry may be.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether the lexicon is empty.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Adds a form of one or several words, with spaces between; a last word ending in `-` is a beginning only.
    pub fn add(&mut self, form: &str, target: Target) {
        let mut words = form.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        let rest: Vec<PhraseWord> = words.map(phrase_word).collect();
        let entry = self.entry_mut(first);
        if !rest.is_empty() {
            entry.phrases.push(Phrase { rest, target });
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            return;
        }
        match target {
            Target::Class(class) => entry.classes.insert(class),
            Target::Sense(sense) if !entry.senses.contains(&sense) => entry.senses.push(sense),
            Target::Sense(_) => {}
        }
    }

    fn entry_mut(&mut self, form: &str) -> &mut Entry {
        let next = EntryId(self.entries.len() as u32);
        let id = *self.forms.entry(form.into()).or_insert(next);
        if id == next {
            self.entries.push(Entry::default());
        }
        &mut self.entries[id.0 as usize]
    }
}

fn phrase_word(word: &str) -> PhraseWord {
    match word.strip_suffix('-') {
        Some(text) if !text.is_empty() => PhraseWord { text: text.to_owned(), prefix: true },
        _ => PhraseWord { text: word.to_owned(), prefix: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gathers_all_that_it_may_be() {
        let mut lexicon = Lexicon::default();
        lexicon.add("وفق", Target::Class(ClassId(3)));
        lexicon.add("وفق", Target::Class(ClassId(100)));
        lexicon.add("وفق", Target::Sense(Sense::Name));
        let entry = lexicon.entry(lexicon.get("وفق").unwrap());
        assert!(entry.classes.has(ClassId(3)) && entry.classes.has(ClassId(100)) && !entry.classes.has(ClassId(4)));
        assert_eq!(entry.senses, [Sense::Name]);
        assert_eq!(lexicon.get("قال"), None);
    }

    #[test]
    fn longer_phrases_come_first() {
        let mut lexicon = Lexicon::default();
        lexicon.add("وفقا ل-", Target::Class(ClassId(1)));
        lexicon.add("وفقا لما ورد", Target::Class(ClassId(2)));
        let phrases = &lexicon.entry(lexicon.get("وفقا").unwrap()).phrases;
        assert_eq!(phrases[0].rest.len(), 2);
        assert_eq!(phrases[1].rest, [PhraseWord { text: "ل".to_owned(), prefix: true }]);
    }
}

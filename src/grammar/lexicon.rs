//! The lexicon: folded forms and what each may be. One look-up per word, nothing copied.

use std::ops::BitOrAssign;

use smallvec::SmallVec;

use super::clitics::without_start;
use super::kinds::Kinds;
use super::pairs::Followers;
use super::phrases::Phrases;
use super::terms::{Agreement, CueForm, SourceType};
use crate::intern::Interned;

/// The number of a word class of `[words]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassId(pub u8);

/// How many word classes a grammar may have.
pub const MAX_CLASSES: usize = 128;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(u128);

impl ClassSet {
    /// The set of these classes.
    pub const fn of(classes: &[ClassId]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < classes.len() {
            set |= 1 << classes[at].0;
            at += 1;
        }
        Self(set)
    }

    /// The classes of both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds a class.
    pub fn insert(&mut self, class: ClassId) {
        self.0 |= 1 << class.0;
    }

    /// Whether the class is in the set.
    #[inline]
    pub fn has(self, class: ClassId) -> bool {
        self.0 >> class.0 & 1 == 1
    }

    /// How many classes of the set are before this one.
    #[inline]
    pub fn rank(self, class: ClassId) -> usize {
        (self.0 & ((1 << class.0) - 1)).count_ones() as usize
    }

    /// The classes that are not in the other set.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The set of the classes that both sets have.
    pub const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes that the two sets share.
    pub fn shared(self, other: Self) -> impl Iterator<Item = ClassId> {
        Self(self.0 & other.0).iter()
    }

    /// The classes of the set.
    pub fn iter(self) -> impl Iterator<Item = ClassId> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let class = ClassId(u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?);
            rest &= rest - 1;
            Some(class)
        })
    }

    /// Whether the other set has all classes of this one.
    #[inline]
    pub fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether the two sets share a class.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl<const N: usize> From<[ClassId; N]> for ClassSet {
    #[inline]
    fn from(classes: [ClassId; N]) -> Self {
        Self::of(&classes)
    }
}

impl BitOrAssign for ClassSet {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
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

impl Sense {
    /// What the reading stands for, if it is a noun for sources.
    pub fn kinds(self) -> Kinds {
        if let Self::Noun { kind, .. } = self { Kinds::of(kind) } else { Kinds::default() }
    }
}

/// All that a folded form may be, in one line of the processor's cache: hardly any entry is there when it is asked for.
#[derive(Clone, Debug, Default)]
#[repr(align(64))]
pub struct Entry {
    /// The word classes it belongs to.
    pub classes: ClassSet,
    /// Its other readings.
    pub senses: SmallVec<[Sense; 3]>,
    /// What the nouns among these stand for.
    pub kinds: Kinds,
    /// The words that go on phrases which begin with it.
    pub followers: Followers,
}

/// The number of a word that phrases go on with, or of letters that such a word begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WordId(pub(super) u32);

/// The first number of a beginning.
const BEGINNING: u32 = 1 << 31;

impl WordId {
    /// Whether the number is that of a beginning.
    pub fn is_beginning(self) -> bool {
        self.0 >= BEGINNING
    }

    /// The word as one that follows another.
    pub fn as_follower(self) -> Followers {
        Followers::of(self.0)
    }
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
    forms: Interned,
    /// The empty entry, then those of the forms.
    entries: Vec<Entry>,
    /// Entries of several words.
    phrases: Phrases,
    /// Words that phrases go on with.
    words: Interned,
    /// Letters that a word begins with where a phrase gives only its beginning.
    beginnings: Interned,
    /// The first of these letters, to pass over most of them at once.
    first_letters: Vec<char>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            forms: Interned::default(),
            entries: vec![Entry::default()],
            phrases: Phrases::default(),
            words: Interned::default(),
            beginnings: Interned::default(),
            first_letters: Vec::new(),
        }
    }
}

impl Lexicon {
    /// The entry of a folded form.
    pub fn get(&self, form: &str) -> Option<EntryId> {
        self.forms.get(form).map(|number| EntryId(number + 1))
    }

    /// What an entry may be.
    #[inline]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// Makes room for so many forms.
    pub(super) fn reserve(&mut self, forms: usize) {
        self.forms.reserve(forms);
        self.entries.reserve(forms);
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether the lexicon is empty.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The number of a word that phrases go on with.
    pub fn word(&self, word: &str) -> Option<WordId> {
        self.words.get(word).map(WordId)
    }

    /// The numbers of the beginnings that a word has.
    pub fn beginnings(&self, word: &str) -> impl Iterator<Item = WordId> {
        let first = word.chars().next();
        let fitting = self.first_letters.iter().zip(0..).filter(move |(letter, _)| first == Some(**letter));
        let fitting = fitting.filter(move |(_, number)| without_start(word, self.beginnings.word(*number)).is_some());
        fitting.map(|(_, number)| WordId(BEGINNING + number))
    }

    /// Entries of several words.
    #[inline]
    pub fn phrases(&self) -> &Phrases {
        &self.phrases
    }

    /// Gets the phrases ready to be found, once all are added.
    pub(super) fn arrange(&mut self) {
        self.phrases.arrange();
    }

    /// Adds a form of one or several words, with spaces between; a last word ending in `-` is a beginning only.
    pub fn add(&mut self, form: &str, target: Target) {
        let mut words = form.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { return };
        let id = self.entry_id(first);
        let rest: SmallVec<[WordId; 8]> = words.map(|word| self.word_id(word)).collect();
        let entry = &mut self.entries[id.0 as usize];
        if let Some(second) = rest.first() {
            entry.followers.add(second.as_follower().some());
            self.phrases.add(id, &rest, target);
            return;
        }
        match target {
            Target::Class(class) => entry.classes.insert(class),
            Target::Sense(sense) if !entry.senses.contains(&sense) => {
                entry.senses.push(sense);
                entry.kinds |= sense.kinds();
            }
            Target::Sense(_) => {}
        }
    }

    fn entry_id(&mut self, form: &str) -> EntryId {
        let number = self.forms.number(form).unwrap_or_else(|number| {
            self.entries.push(Entry::default());
            number
        });
        EntryId(number + 1)
    }

    /// The number of a word of a phrase.
    fn word_id(&mut self, word: &str) -> WordId {
        match word.strip_suffix('-').filter(|letters| !letters.is_empty()) {
            Some(letters) => {
                let number = self.beginnings.add(letters);
                if self.first_letters.len() == number as usize {
                    self.first_letters.extend(letters.chars().next());
                }
                WordId(BEGINNING + number)
            }
            None => WordId(self.words.add(word)),
        }
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
        assert_eq!(entry.senses[..], [Sense::Name]);
        assert_eq!(size_of::<Entry>(), 64);
        assert_eq!(lexicon.get("قال"), None);
    }

    #[test]
    fn a_class_has_a_rank_among_those_of_a_set() {
        let set = ClassSet::of(&[ClassId(3), ClassId(64), ClassId(127)]);
        assert_eq!([0, 3, 64, 100, 127].map(|class| set.rank(ClassId(class))), [0, 0, 1, 2, 2]);
        assert_eq!(set.common(ClassSet::of(&[ClassId(64), ClassId(65)])), ClassSet::of(&[ClassId(64)]));
    }
}

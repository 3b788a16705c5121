//! Entities: whom the mentions of an article mean, told by places in its text and by words borrowed from it. Most mentions
//! only say again who somebody is, so texts are written out once for each, at the end.

use std::borrow::Cow;
use std::cell::OnceCell;

use compact_str::CompactString;

use super::mention::Mention;
use super::source::{Identification, Source};
use super::wording::{Word, Words, clean, head_key, letters, title_words, without_article, words};
use crate::attribute::Phrase;
use crate::grammar::terms::{Agreement, SourceType};
use crate::read::view::View;

/// A source while it is found out who the sources are.
#[derive(Debug)]
pub(super) struct Entity<'a> {
    /// What it is.
    pub kind: SourceType,
    /// How well it is identified.
    pub identification: Identification,
    /// The number of the known source.
    pub known: Option<u32>,
    /// Gender and number.
    pub agreement: Agreement,
    /// The token at which it is first mentioned, as far as is known.
    pub first: usize,
    /// Folded words of the name.
    pub words: Words<'a>,
    /// What tells of their letters which words they can be.
    pub letters: u64,
    /// The folded head noun of its description.
    pub head: &'a str,
    /// The fullest name that the article prints.
    printed: Phrase,
    /// The title or description; `None` if there is none, or no word in it.
    title: Option<Phrase>,
    /// The folded words of the title without articles, once they were asked for.
    office: OnceCell<Vec<Word>>,
}

impl Clone for Entity<'_> {
    fn clone(&self) -> Self {
        // Words that are copied as they stand need no look at each.
        Self { words: Words::from_slice(&self.words), office: self.office.clone(), ..*self }
    }
}

impl<'a> Entity<'a> {
    /// The entity that a mention introduces.
    pub fn new(view: &View<'a>, mention: &Mention) -> Self {
        let cleric = mention.kind == SourceType::ReligiousBody && mention.title.is_some();
        let person = mention.kind.is_person() || mention.kind == SourceType::Unknown || cleric;
        let named = mention.name.filter(|_| person || mention.known.is_some());
        let title = mention.title.filter(|_| mention.name.is_some());
        let words: Words<'a> = match mention.known {
            // A short form of a known body begins with the words of its full name.
            Some(known) => view.registry.words(known).map(|word| without_article(view, word)).collect(),
            None => words(view, mention.name.unwrap_or(mention.phrase)),
        };
        Self {
            kind: mention.kind,
            identification: Identification::of(view, mention),
            known: mention.known,
            agreement: mention.agreement,
            first: mention.phrase.start,
            letters: letters(&words),
            words,
            head: head_key(view, mention),
            printed: named.unwrap_or_else(|| described(view, mention)),
            title: title.filter(|title| title.start < title.end),
            office: OnceCell::new(),
        }
    }

    /// Whether a noun or pronoun of persons can mean it: a person, or somebody unknown who has no name of a body.
    pub fn may_be_person(&self) -> bool {
        self.kind.is_person()
            || self.kind == SourceType::Unknown && self.identification != Identification::NamedOrganisation
    }

    /// Whether it is a body called by one word of which the other says more: "the movement", "the Civil Movement".
    pub fn is_short_for(&self, other: &Self) -> bool {
        let named = !other.kind.is_person() && !other.kind.is_unnamed() && other.kind != SourceType::Document;
        (self.words.len() == 1) & (other.kind == self.kind) && named && other.words.starts_with(&self.words)
    }

    /// Whether it has a title or description beside its name.
    pub fn is_titled(&self) -> bool {
        self.title.is_some()
    }

    /// The folded words of its title without articles.
    pub fn office(&self, view: &View<'_>) -> &[Word] {
        self.title.map_or(&[], |title| self.office.get_or_init(|| title_words(view, title)))
    }

    /// The fullest name that the article prints.
    pub fn printed(&self, view: &View<'a>) -> Cow<'a, str> {
        clean(view, self.printed)
    }

    /// Takes over what a fuller mention of the same source says, and an agreement.
    pub fn learn(&mut self, view: &View<'a>, other: &Self, agreement: Agreement) {
        self.first = self.first.min(other.first);
        if self.known.is_some() {
            let length = |entity: &Self| entity.printed(view).chars().count();
            if self.printed != other.printed && length(other) > length(self) {
                self.printed = other.printed;
            }
        } else if other.words.len() > self.words.len() {
            self.printed = other.printed;
            self.words = Words::from_slice(&other.words);
            self.letters = other.letters;
        }
        if self.title.is_none() {
            self.title = other.title;
            self.office.clone_from(&other.office);
            self.head = other.head;
        }
        if self.kind == SourceType::Unknown {
            self.kind = other.kind;
        }
        let own = self.agreement;
        self.agreement.gender = own.gender.or(agreement.gender);
        self.agreement.number = own.number.or(agreement.number);
    }

    /// The source with all its texts.
    pub fn written_out(&self, view: &View<'a>) -> Source {
        let printed = CompactString::from(self.printed(view));
        let (name, name_en, own) = match self.known.map(|known| view.known(known)) {
            Some(known) => (known.name.clone(), known.name_en.clone(), Some(printed)),
            None => (printed, CompactString::default(), None),
        };
        Source {
            name,
            own,
            name_en,
            kind: self.kind,
            title: self.title.map_or_else(CompactString::default, |title| clean(view, title).into()),
            identification: self.identification,
            known: self.known,
            agreement: self.agreement,
        }
    }
}

/// The words that describe a source without a name, "one of" before them included.
fn described(view: &View<'_>, mention: &Mention) -> Phrase {
    let counted = mention.phrase.start < mention.head && view.is(mention.phrase.start, view.roles().quantity);
    let start = if counted { mention.phrase.start } else { mention.head };
    Phrase { start, ..mention.phrase }
}

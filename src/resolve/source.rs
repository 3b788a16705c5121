//! Sources: who the mentions of an article mean, with the fullest name and title that it prints.

use compact_str::CompactString;

use super::mention::Mention;
use crate::attribute::Phrase;
use crate::grammar::terms::{Agreement, SourceType};
use crate::read::token::TokenKind;
use crate::read::view::View;

/// A folded word of a name: short, so that it needs no room of its own.
pub type Word = CompactString;

/// A source across all its mentions in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The canonical name in the language of the article; the fullest printed one where the registry knows none.
    pub name: String,
    /// The fullest name that the article prints.
    pub printed: String,
    /// The canonical English name; empty if unknown.
    pub name_en: String,
    /// What it is.
    pub kind: SourceType,
    /// The title or description as printed; empty if there is none.
    pub title: String,
    /// Its folded words without articles.
    pub office: Vec<Word>,
    /// How well it is identified.
    pub identification: Identification,
    /// The number of the known source.
    pub known: Option<u32>,
    /// Gender and number.
    pub agreement: Agreement,
    /// The token at which it is first mentioned, as far as is known.
    pub(super) first: usize,
    /// Folded words of the name.
    pub(super) words: Vec<Word>,
    /// The folded head noun of its description.
    pub(super) head: Word,
}

/// How well a source is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identification {
    /// A person with a name or a unique office.
    NamedPerson,
    /// A body with a name.
    NamedOrganisation,
    /// A text with a name or an author.
    NamedDocument,
    /// Not named, but described.
    UnnamedDescribed,
    /// Not named, not described.
    UnnamedBare,
    /// Observers, circles, activists.
    VagueGroup,
    /// Nobody is named at all.
    Agentless,
}

impl Identification {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::NamedPerson => "named_person",
            Self::NamedOrganisation => "named_organisation",
            Self::NamedDocument => "named_document",
            Self::UnnamedDescribed => "unnamed_described",
            Self::UnnamedBare => "unnamed_bare",
            Self::VagueGroup => "vague_group",
            Self::Agentless => "agentless",
        }
    }

    /// How well a mention identifies its source.
    pub(super) fn of(view: &View<'_>, mention: &Mention) -> Self {
        let words = (mention.head..mention.phrase.end).filter(|at| view.token(*at).kind == TokenKind::Word).count();
        match mention.kind {
            SourceType::AnonymousGroup => Self::VagueGroup,
            kind if kind.is_unnamed() && words > 1 => Self::UnnamedDescribed,
            kind if kind.is_unnamed() => Self::UnnamedBare,
            SourceType::Document => Self::NamedDocument,
            SourceType::MediaUnspecified => Self::VagueGroup,
            SourceType::Unknown if is_description(view, mention) => Self::UnnamedDescribed,
            SourceType::Unknown if is_body(view, mention) => Self::NamedOrganisation,
            SourceType::Unknown => Self::NamedPerson,
            kind if kind.is_person() && (mention.name.is_some() || mention.definite) => Self::NamedPerson,
            kind if kind.is_person() && words > 1 => Self::UnnamedDescribed,
            kind if kind.is_person() => Self::UnnamedBare,
            _ => Self::NamedOrganisation,
        }
    }
}

impl Source {
    /// The source that a mention introduces.
    pub(super) fn new(view: &View<'_>, mention: &Mention) -> Self {
        let text = |phrase: Phrase| clean(view, phrase);
        let (name, name_en) = match mention.known {
            Some(known) => (view.known(known).name.clone(), view.known(known).name_en.clone()),
            None => {
                let cleric = mention.kind == SourceType::ReligiousBody && mention.title.is_some();
                let person = mention.kind.is_person() || mention.kind == SourceType::Unknown || cleric;
                let phrase = mention
                    .name
                    .filter(|_| person || mention.known.is_some())
                    .unwrap_or_else(|| described(view, mention));
                (text(phrase), String::new())
            }
        };
        let named = mention.name.or(Some(mention.phrase)).filter(|_| mention.known.is_none());
        // A short form of a known body begins with the words of its full name.
        let known_words = || {
            crate::grammar::words_of(&view.grammar.folds.fold(&name))
                .map(|word| Word::from(without_article(view, word)))
                .collect()
        };
        let words = named.map_or_else(known_words, |phrase| words(view, phrase));
        let printed = mention.name.filter(|_| mention.known.is_some()).map_or_else(|| name.clone(), text);
        let title = mention.title.filter(|_| mention.name.is_some()).map(text).unwrap_or_default();
        Self {
            name,
            printed,
            name_en,
            kind: mention.kind,
            office: folded(view, &title),
            title,
            identification: Identification::of(view, mention),
            known: mention.known,
            agreement: mention.agreement,
            first: mention.phrase.start,
            words,
            head: head_key(view, mention),
        }
    }

    /// Whether a noun or pronoun of persons can mean it: a person, or somebody unknown who has no name of a body.
    pub(super) fn may_be_person(&self) -> bool {
        self.kind.is_person()
            || self.kind == SourceType::Unknown && self.identification != Identification::NamedOrganisation
    }

    /// Whether it is a body called by one word of which the other says more: "the movement", "the Civil Movement".
    pub(super) fn is_short_for(&self, other: &Self) -> bool {
        let named = !other.kind.is_person() && !other.kind.is_unnamed() && other.kind != SourceType::Document;
        named && other.kind == self.kind && self.words.len() == 1 && other.words.starts_with(&self.words)
    }

    /// Takes over what a fuller mention of the same source says.
    pub(super) fn learn(&mut self, other: &Self) {
        self.first = self.first.min(other.first);
        if other.words.len() > self.words.len() && self.known.is_none() {
            self.name.clone_from(&other.name);
            self.printed.clone_from(&other.printed);
            self.words.clone_from(&other.words);
        }
        if self.known.is_some() && other.printed.chars().count() > self.printed.chars().count() {
            self.printed.clone_from(&other.printed);
        }
        if self.title.is_empty() {
            self.title.clone_from(&other.title);
            self.office.clone_from(&other.office);
            self.head.clone_from(&other.head);
        }
        if self.kind == SourceType::Unknown {
            self.kind = other.kind;
        }
        let own = self.agreement;
        self.agreement.gender = own.gender.or(other.agreement.gender);
        self.agreement.number = own.number.or(other.agreement.number);
    }
}

/// The folded words of a text without their articles.
fn folded(view: &View<'_>, text: &str) -> Vec<Word> {
    let mut folded = String::new();
    let words = crate::grammar::words_of(text).map(|word| {
        folded.clear();
        view.grammar.folds.push(word, &mut folded);
        Word::from(without_article(view, &folded))
    });
    words.collect()
}

/// Whether the words that stand for a name begin small, so far as the script has small letters, or end small after an
/// article: "the auditors", "the Marfa team".
fn is_description(view: &View<'_>, mention: &Mention) -> bool {
    let phrase = mention.name.unwrap_or(mention.phrase);
    let roles = view.roles();
    let word = |at: &usize| view.token(*at).kind == TokenKind::Word;
    let small = |at: usize| view.slice(view.token(at).span).starts_with(char::is_lowercase);
    let mut words = (phrase.start..phrase.end).filter(word);
    let last = words.clone().rev().find(|at| !view.is(*at, roles.preposition));
    let first = words.find(|at| !view.is(*at, roles.determiner));
    small(first.unwrap_or(phrase.start)) || view.is(phrase.start, roles.definite) && last.is_some_and(small)
}

/// Whether a separate article belongs to the name, as to no person's without a form of address: "the Marfa Courier".
fn is_body(view: &View<'_>, mention: &Mention) -> bool {
    let phrase = mention.name.unwrap_or(mention.phrase);
    let roles = view.roles();
    view.is(phrase.start, roles.definite)
        && !(phrase.start..phrase.end).any(|at| view.class_at(at, roles.honorific).is_some())
}

/// The words that describe a source without a name, "one of" before them included.
fn described(view: &View<'_>, mention: &Mention) -> Phrase {
    let counted = mention.phrase.start < mention.head && view.is(mention.phrase.start, view.roles().quantity);
    let start = if counted { mention.phrase.start } else { mention.head };
    Phrase { start, ..mention.phrase }
}

/// The head noun of a description without article, preposition and conjunction.
pub(super) fn head_key(view: &View<'_>, mention: &Mention) -> Word {
    let at = mention.title.map_or(mention.head, |title| title.start);
    Word::from(bare_key(view, at))
}

/// The folded word without its article.
pub(super) fn bare_key<'a>(view: &View<'a>, at: usize) -> &'a str {
    without_article(view, view.key(at))
}

fn without_article<'w>(view: &View<'_>, word: &'w str) -> &'w str {
    let article = view.grammar.clitics.article.as_deref();
    article.and_then(|article| word.strip_prefix(article)).unwrap_or(word)
}

/// The folded words of a name, particles, marks and words that say that it is the same as before left out.
pub(super) fn words(view: &View<'_>, phrase: Phrase) -> Vec<Word> {
    let roles = view.roles();
    let word =
        |at: &usize| view.token(*at).kind == TokenKind::Word && !view.is_any(*at, [roles.name_particle, roles.same]);
    (phrase.start..phrase.end).filter(word).map(|at| Word::from(bare_key(view, at))).collect()
}

/// The text of a phrase without marks at its ends, on one line; a quotation mark that lost its partner goes too.
pub(super) fn clean(view: &View<'_>, phrase: Phrase) -> String {
    let is_word = |at: &usize| view.token(*at).kind != TokenKind::Mark;
    let start = (phrase.start..phrase.end).find(is_word).unwrap_or(phrase.start);
    let last = (phrase.start..phrase.end).rev().find(is_word).map_or(phrase.end, |at| at + 1);
    if start >= last {
        return String::new();
    }
    let paired = |mark: &str| view.grammar.quotations.iter().any(|(open, close)| open == mark || close == mark);
    let mark = |at: usize| {
        let text = view.slice(view.token(at).span);
        view.token(at).kind == TokenKind::Mark && (paired(text) || matches!(text, "(" | ")" | "[" | "]"))
    };
    let opened = (start..last).filter(|at| mark(*at)).count() % 2 == 1;
    let closes = last < view.len() && mark(last) && opened;
    let end = if closes { last + 1 } else { last };
    // A joined preposition belongs to the sentence, not to the name.
    let first = view.token(start);
    let skip = if first.preposition_class.is_some() && !first.definite { first.preposition } else { first.conjunction };
    let from = first.span.start as usize + skip as usize;
    let text = view.text().get(from..view.token(end - 1).span.end as usize).unwrap_or_default();
    let mut words = text.split_whitespace();
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        text.push(' ');
        text.push_str(word);
    }
    // Of a contracted article one letter is left.
    let contracted = first.preposition_class.is_some() && first.definite;
    let clitics = &view.grammar.clitics;
    let stem = clitics.contracted(&text);
    match (stem.filter(|_| contracted), clitics.article.as_deref()) {
        (Some(stem), Some(article)) => format!("{article}{stem}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;

    fn origin(text: &str) -> Source {
        let analysis = analyze(text);
        analysis.findings().main.origin(&analysis.resolved.credits[0]).unwrap().clone()
    }

    #[test]
    fn how_well_a_source_is_identified_is_told_by_name_and_description() {
        use Identification::{NamedOrganisation, NamedPerson, UnnamedBare, UnnamedDescribed, VagueGroup};
        let found = [
            "وقال وزير النقل سامر الحمداني إن الجسر آمن.",
            "وقالت وزارة النقل إن الجسر آمن.",
            "وقال مصدر أمني إن الجسر آمن.",
            "وقال مصدر إن الجسر آمن.",
            "وقال مراقبون إن الجسر آمن.",
        ]
        .map(|text| origin(text).identification);
        assert_eq!(found, [NamedPerson, NamedOrganisation, UnnamedDescribed, UnnamedBare, VagueGroup]);
    }

    #[test]
    fn the_name_leaves_the_title_out_and_the_title_the_name() {
        let source = origin("وقالت مديرة المدرسة نورا الحداري إن الصفوف اكتملت.");
        let expected = ["نورا الحداري", "مديرة المدرسة"];
        assert_eq!([source.name, source.title], expected);
    }

    #[test]
    fn the_fullest_name_in_the_article_counts() {
        let source = origin("وقال الحمداني إن الجسر آمن. وأكد وزير النقل سامر الحمداني أن الطريق مفتوح.");
        let expected = "سامر الحمداني";
        assert_eq!(source.name, expected);
        assert!(!source.title.is_empty());
    }

    #[test]
    fn a_known_source_has_its_canonical_names() {
        let source = origin("وقالت فرانس برس إن الجسر آمن.");
        assert_eq!(source.name_en, "Agence France-Presse");
        // The words of the canonical name let a short form of it find the source.
        assert!(source.known.is_some() && source.words.len() == 3);
    }
}

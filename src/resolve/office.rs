//! Offices: what tells that two descriptions do not mean one person: another portfolio, another country, another place.

use smallvec::SmallVec;

use super::entity::Entity;
use super::mention::Mention;
use super::wording::{Word, has};
use crate::grammar::lexicon::Sense;
use crate::read::view::View;

/// Whether the mention is a minister with what he is the minister of: "the minister of transport", not "the French one".
/// `words` are those of the mention.
pub(super) fn portfolio(view: &View<'_>, mention: &Mention, words: &[&str]) -> bool {
    let adjective =
        |word: &&str| view.grammar.language.adjective_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    // A bare noun has no adjective after it: "minister of the interior".
    let bare = !view.token(mention.head).definite;
    view.is(mention.head, view.roles().minister) && words.get(1).is_some_and(|word| bare || !adjective(word))
}

/// Whether the mention's own modifiers do not contradict the source's; `words` are those of the mention.
pub(super) fn compatible(view: &View<'_>, mention: &Mention, words: &[&str], source: &Entity<'_>) -> bool {
    let own = words.get(1..).unwrap_or_default();
    // The minister of one thing is not that of another, though of the same country.
    let differs = |at: usize| source.words.len() > at + 1 && own.len() > at && source.words.get(at + 1) != own.get(at);
    if (differs(0) || differs(1)) && portfolio(view, mention, words) {
        return false;
    }
    // "The head of the council" is not "the American president", though the council is American.
    let office =
        mention.kind.is_person() && !view.token(mention.head).definite && mention.phrase.end > mention.head + 1;
    if office && !source.is_titled() && differs(0) {
        return false;
    }
    own.is_empty() || own.iter().any(|word| source.words.contains(word)) || source.words.len() <= 1
}

/// Whether both say which country they are of, and not the same: "the Algerian official", "the Spanish minister".
pub(super) fn foreign(view: &View<'_>, own: &[&str], source: &Entity<'_>) -> bool {
    let own: SmallVec<[&str; 4]> = own.iter().filter_map(|word| country(view, word)).collect();
    if own.is_empty() {
        return false;
    }
    let all = source.office(view).iter().map(Word::as_str).chain(source.words.iter().copied());
    let mut others = all.filter_map(|word| country(view, word)).peekable();
    others.peek().is_some() && !others.any(|word| own.contains(&word))
}

/// Whether two offices of ministers begin alike and go on with nothing that they share: "minister of state for migration".
/// `own` are the words of the mention.
pub(super) fn parts(view: &View<'_>, mention: &Mention, own: &[&str], other: &[Word]) -> bool {
    let at = own.iter().zip(other).take_while(|(one, other)| one == other).count();
    // "The Norwegian minister" is the minister of Norway.
    let alike = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
    let shared = || own[at..].iter().any(|one| other[at..].iter().any(|other| alike(one, other)));
    let apart = at > 1 && at < own.len() && at < other.len() && !shared();
    apart && view.is(mention.head, view.roles().minister)
}

/// Whether both say in which country they are, and not in the same: "the commander in Norway".
pub(super) fn elsewhere(view: &View<'_>, own: &[&str], other: &[Word]) -> bool {
    let article = view.grammar.clitics.article.as_deref().unwrap_or_default();
    let place = |word: &str| is_place(view, word) || is_place(view, &format!("{article}{word}"));
    let mut own = own.iter().filter(|word| place(word)).peekable();
    own.peek().is_some() && other.iter().any(|word| place(word)) && !own.any(|word| has(other, word))
}

/// Whether the word is a place that stands for its government.
fn is_place(view: &View<'_>, word: &str) -> bool {
    let entry = view.grammar.lexicon.get(word).map(|id| view.grammar.lexicon.entry(id));
    entry.is_some_and(|entry| entry.senses.iter().any(|sense| matches!(sense, Sense::Metonym { .. })))
}

/// The stem of an adjective that is made of the name of a country that the lexicon knows.
fn country<'w>(view: &View<'_>, word: &'w str) -> Option<&'w str> {
    let language = &view.grammar.language;
    let place = |word: &str| is_place(view, word);
    let article = view.grammar.clitics.article.as_deref().unwrap_or_default();
    // With the ending of the country's name: Turkey, Libya.
    let first = language.adjective_endings.first().map_or("", String::as_str);
    let named = |stem: &str| {
        let ends = |end: &String| place(&format!("{stem}{end}")) || place(&format!("{stem}{first}{end}"));
        place(stem) || place(&format!("{article}{stem}")) || language.accusative_endings.iter().any(ends)
    };
    let stems = language.adjective_endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str()));
    stems.filter(|stem| stem.chars().count() > 1).find(|stem| named(stem))
}

/// Whether both say by an adjective which country or sort they mean, and none of these is the same.
pub(super) fn contradict(view: &View<'_>, own: &[&str], other: &[Word]) -> bool {
    let endings = &view.grammar.language.adjective_endings;
    let adjective = |word: &str| endings.iter().any(|ending| word.ends_with(ending.as_str()));
    let adjectives = || own.iter().filter(|word| adjective(word));
    adjectives().next().is_some()
        && other.iter().any(|word| adjective(word))
        && !adjectives().any(|word| has(other, word))
}

//! What a phrase says: its folded words, by which names are compared, and its clean text, which is reported.

use std::borrow::Cow;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::mention::Mention;
use crate::attribute::Phrase;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// A folded word of a title: short, so that it needs no room of its own.
pub(super) type Word = CompactString;

/// The folded words of a name.
pub(super) type Words<'a> = SmallVec<[&'a str; FEW]>;

/// Most names have no more words.
const FEW: usize = 4;

/// Words that do not tell one name from another: particles, and those that say that it is the same as before.
const PASSED_OVER: ClassSet = ClassSet::of(&[ROLES.name_particle, ROLES.same]);

/// The folded words of a name, particles, marks and words that say that it is the same as before left out.
pub(super) fn words<'a>(view: &View<'a>, phrase: Phrase) -> Words<'a> {
    let counts = |at: usize| (view.token(at).kind == TokenKind::Word) & !view.is_any(at, PASSED_OVER);
    if phrase.end > phrase.start + FEW {
        return (phrase.start..phrase.end).filter(|at| counts(*at)).map(|at| view.bare_key(at)).collect();
    }
    // Which of a few count is not foreseen: what does not is written over.
    let (mut few, mut count) = ([""; FEW], 0);
    for at in phrase.start..phrase.end {
        few[count] = view.bare_key(at);
        count += usize::from(counts(at));
    }
    Words::from_buf_and_len(few, count)
}

/// One bit for each word, told by its letters: names without a bit in common have no word in common.
pub(super) fn letters(words: &[&str]) -> u64 {
    let bit = |word: &str| {
        let bytes = word.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
        byte(bytes.len() / 2) * 5 + byte(bytes.len().wrapping_sub(1)) * 3 + byte(1) + bytes.len() * 17
    };
    words.iter().fold(0, |bits, word| bits | 1 << (bit(word) % 64))
}

/// The folded words of a title without their articles.
pub(super) fn title_words(view: &View<'_>, title: Phrase) -> Vec<Word> {
    let opens = |at: &usize| view.token(*at).kind != TokenKind::Mark;
    let Some(first) = (title.start..title.end).find(opens) else { return Vec::new() };
    let number = |at: usize| view.token(at).kind == TokenKind::Number;
    let mut words = Vec::with_capacity(title.end - first);
    let mut folded = String::new();
    // A preposition does not belong to the title; digits hang together with what stands beside them.
    if view.token(first).preposition_class.is_some() || (first..title.end).any(number) {
        push_folded(view, &clean(view, title), &mut folded, &mut words);
        return words;
    }
    for at in first..title.end {
        let token = view.token(at);
        let conjunction = usize::from(token.conjunction);
        let skipped = if at == first { conjunction } else { 0 };
        let written = view.slice(token.span).get(skipped..).unwrap_or_default();
        // Most words are their own keys.
        if token.kind == TokenKind::Word && conjunction == skipped && written == view.key(at) && is_one(written) {
            words.push(Word::from(without_article(view, written)));
        } else {
            push_folded(view, written, &mut folded, &mut words);
        }
    }
    words
}

/// Whether no apostrophe parts the word.
fn is_one(word: &str) -> bool {
    !word.bytes().any(|byte| matches!(byte, b'\'' | 0xE2))
}

/// Appends the folded words of a text without their articles; `folded` is only a buffer.
fn push_folded(view: &View<'_>, text: &str, folded: &mut String, words: &mut Vec<Word>) {
    for word in crate::grammar::words_of(text) {
        folded.clear();
        view.grammar.folds.push(word, folded);
        words.push(Word::from(without_article(view, folded)));
    }
}

/// Whether a word is among those of a title.
pub(super) fn has(title: &[Word], word: &str) -> bool {
    title.iter().any(|own| own == word)
}

/// The head noun of a description without article, preposition and conjunction.
pub(super) fn head_key<'a>(view: &View<'a>, mention: &Mention) -> &'a str {
    view.bare_key(mention.title.map_or(mention.head, |title| title.start))
}

/// A folded word without its article.
#[inline]
pub(super) fn without_article<'w>(view: &View<'_>, word: &'w str) -> &'w str {
    let Some(article) = view.grammar.clitics.article.as_deref() else { return word };
    let begins = match (word.as_bytes().first_chunk::<4>(), <&[u8; 4]>::try_from(article.as_bytes())) {
        (Some(letters), Ok(article)) => letters == article,
        _ => word.starts_with(article),
    };
    if begins { word.get(article.len()..).unwrap_or(word) } else { word }
}

/// The text of a phrase without marks at its ends, on one line; a quotation mark that lost its partner goes too.
pub(super) fn clean<'a>(view: &View<'a>, phrase: Phrase) -> Cow<'a, str> {
    let is_word = |at: &usize| view.token(*at).kind != TokenKind::Mark;
    let start = (phrase.start..phrase.end).find(is_word).unwrap_or(phrase.start);
    let last = (phrase.start..phrase.end).rev().find(is_word).map_or(phrase.end, |at| at + 1);
    if start >= last {
        return Cow::default();
    }
    let mark = |at: usize| {
        let token = view.token(at);
        // Hardly any token is one, but any second one is a mark.
        let first = view.text().as_bytes().get(token.span.start as usize);
        let bracket = matches!(first, Some(b'(' | b')' | b'[' | b']'));
        (token.traits.any(Traits::QUOTES) || bracket) && token.kind == TokenKind::Mark
    };
    let closes = last < view.len() && mark(last) && (start..last).filter(|at| mark(*at)).count() % 2 == 1;
    let end = if closes { last + 1 } else { last };
    // A joined preposition belongs to the sentence, not to the name.
    let first = view.token(start);
    let skip = if first.preposition_class.is_some() && !first.definite { first.preposition } else { first.conjunction };
    let from = first.span.start as usize + skip as usize;
    let text = view.text().get(from..view.token(end - 1).span.end as usize).unwrap_or_default();
    // A token has no space inside.
    let bytes = view.text().as_bytes();
    let spaced = |at: usize| {
        let (before, next) = (view.token(at - 1).span.end as usize, view.token(at).span.start as usize);
        (before == next) | (before + 1 == next) & (bytes.get(before) == Some(&b' '))
    };
    let whole = (start + 1..end).fold(from < first.span.end as usize, |whole, at| whole & spaced(at));
    let text = if whole { Cow::Borrowed(text) } else { Cow::Owned(on_one_line(text)) };
    // Of a contracted article one letter is left.
    if first.preposition_class.is_none() || !first.definite {
        return text;
    }
    let clitics = &view.grammar.clitics;
    match (clitics.contracted(&text), clitics.article.as_deref()) {
        (Some(stem), Some(article)) => Cow::Owned(format!("{article}{stem}")),
        _ => text,
    }
}

/// The words of a text with one space between them.
fn on_one_line(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

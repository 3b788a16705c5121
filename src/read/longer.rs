//! What is longer than a word: phrases of the lexicon and names of the registry, found once for each token that can begin
//! one.

use std::cell::LazyCell;
use std::cmp::Reverse;

use super::Document;
use super::links::Named;
use super::lists::Lists;
use super::token::Tokens;
use super::traits::Traits;
use super::view::{KnownAt, PHRASE, View};
use super::vocabulary::Forms;
use crate::grammar::Grammar;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassSet, EntryId, Sense, Target, WordId};
use crate::grammar::phrases::{Opening, Phrase};
use crate::grammar::registry::{Alias, Registry};

/// All that is longer than a word, by the tokens that begin it.
#[derive(Clone, Debug, Default)]
pub(super) struct Longer {
    starts: Vec<Start>,
    phrases: Vec<(Target, usize)>,
}

/// What begins at one token.
#[derive(Clone, Copy, Debug)]
struct Start {
    /// Where the first of its phrases stands.
    phrases: u32,
    /// The types of the nouns for sources among them.
    nouns: Kinds,
    known: Option<KnownAt>,
}

impl Longer {
    /// The phrases of the start with that number, from 1, the longest first, with their lengths in tokens; those of the
    /// word as it stands come before those of the word without what is joined to it.
    #[inline]
    pub fn phrases(&self, start: u32) -> &[(Target, usize)] {
        let Some(at) = (start as usize).checked_sub(1) else { return &[] };
        let end = self.starts.get(at + 1).map_or(self.phrases.len(), |next| next.phrases as usize);
        &self.phrases[self.starts[at].phrases as usize..end]
    }

    /// The types of the nouns for sources among the phrases of the start with that number.
    pub fn nouns(&self, start: u32) -> Kinds {
        let start = (start as usize).checked_sub(1).and_then(|at| self.starts.get(at));
        start.map(|start| start.nouns).unwrap_or_default()
    }

    /// The known source of the start with that number.
    pub fn known(&self, start: u32) -> Option<KnownAt> {
        self.starts.get((start as usize).checked_sub(1)?)?.known
    }
}

/// Finds what is longer than a word, and the classes that begin at each token.
pub(super) fn find(document: &mut Document, found: Tokens, forms: &mut Forms, grammar: &Grammar, registry: &Registry) {
    let Tokens { tokens, mut lists, mut persons, marks, mut cues, claims, .. } = found;
    let Lists { numbers, openers, openings, begun: added, starts, ends, .. } = &mut lists;
    document.tokens = tokens;
    let view = View::new(document, grammar, registry);
    let search = Search { view: &view, numbers, forms };
    let form = |at: usize| forms.form(numbers.get(at).copied().unwrap_or_default());
    // Few texts have more openers that begin something.
    let room = openers.len() / 2;
    let mut longer = Longer { starts: Vec::with_capacity(room), phrases: Vec::with_capacity(room) };
    let mut candidates = Vec::with_capacity(8);
    // Tokens that are no nouns for persons and no cues, but begin phrases that are.
    let (mut titles, mut cued) = (Vec::new(), Vec::new());
    let begins = |at: usize| form(at).links.may_begin_phrase(form(at + 1).links);
    for at in openers.iter().map(|at| *at as usize).filter(|at| begins(*at)) {
        search.openings(at, openings);
    }
    search.look(openings);
    let mut openings = openings.chunk_by(|one, other| one.at == other.at).peekable();
    for at in openers.iter().map(|at| *at as usize) {
        let (own, begins) = (form(at), begins(at));
        let known = if own.may_begin_name() { search.known(at) } else { None };
        // Most of them begin nothing.
        if !begins && known.is_none() {
            continue;
        }
        let mut begun = ClassSet::default();
        for class in view.joinable(at) {
            begun.insert(class);
        }
        let from = longer.phrases.len();
        if begins {
            let here = openings.next_if(|here| here.first().is_some_and(|first| first.at as usize == at));
            search.phrases(here.unwrap_or_default(), &mut candidates, &mut longer.phrases);
        }
        let (mut nouns, mut cue) = (Kinds::default(), false);
        for (target, length) in &longer.phrases[from..] {
            match target {
                Target::Class(class) => {
                    begun.insert(*class);
                    if (2..=PHRASE).contains(length) {
                        ends.push(at + length - 1);
                    }
                }
                Target::Sense(sense) => {
                    nouns |= sense.kinds();
                    cue |= matches!(sense, Sense::Cue { .. });
                }
            }
        }
        if begun != ClassSet::default() {
            added.push((at, begun));
        }
        if longer.phrases.len() > from || known.is_some() {
            longer.starts.push(Start { phrases: from as u32, nouns, known });
            if nouns.meets(Kinds::MAY_BE_PERSONS) && !view.token(at).traits.any(Traits::PERSON) {
                titles.push(at as u32);
            }
            if cue && !view.token(at).traits.any(Traits::CUE) {
                cued.push(at as u32);
            }
            starts.push(at);
        }
    }
    for (at, begun) in added {
        let classes = &mut document.tokens[*at].classes;
        *classes = forms.with_begun(*classes, *begun);
    }
    document.sets = forms.sets();
    add(&mut persons, titles);
    add(&mut cues, cued);
    (document.persons, document.marks, document.cues) = (persons, marks, cues);
    document.claims = claims;
    for (start, at) in (1..).zip(starts) {
        document.tokens[*at].longer = start;
    }
    for at in ends {
        document.tokens[*at].ends_phrase = true;
    }
    forms.keep_lists(lists);
    document.longer = longer;
}

/// Adds tokens to a list in text order.
fn add(list: &mut Vec<u32>, added: Vec<u32>) {
    if !added.is_empty() {
        list.extend(added);
        list.sort_unstable();
    }
}

/// The first two words of what may be phrases, where they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpeningAt {
    /// The token that is the first word.
    at: u32,
    /// As what that is read: as it stands, without what is joined to it, or with its contracted article.
    reading: u8,
    opening: Opening,
}

/// A word after the first of what may be a name.
#[derive(Clone, Copy)]
struct NameWord {
    at: usize,
    /// Its number among the words of known names.
    name: Option<u32>,
    /// Whether a quotation mark stands between the first word and this one.
    opened: bool,
}

struct Search<'a> {
    view: &'a View<'a>,
    numbers: &'a [u32],
    forms: &'a Forms,
}

impl<'a> Search<'a> {
    /// The words of phrases that a token can stand for.
    fn words(&self, at: usize) -> &'a [WordId] {
        self.numbers.get(at).map_or(&[], |number| self.forms.words(*number))
    }

    /// Adds the words that may be the first two of phrases, of which the first is a token.
    fn openings(&self, at: usize, out: &mut Vec<OpeningAt>) {
        let token = self.view.token(at);
        // The article that is contracted with a preposition opens a phrase like one that is written out.
        let contracted = if token.may_be_contracted() { self.forms.contracted(self.numbers[at]) } else { token.bare };
        let entries = [token.entry, token.bare, contracted];
        let entries = &entries[..if contracted == token.bare { 2 } else { 3 }];
        let phrases = self.view.grammar.lexicon.phrases();
        for (entry, reading) in entries.iter().zip(0..).filter(|(entry, _)| **entry != EntryId::default()) {
            let words = self.words(at + 1).iter().map(|second| phrases.opening(*entry, *second));
            out.extend(words.map(|opening| OpeningAt { at: at as u32, reading, opening }));
        }
    }

    /// A look at the phrases of all openings, before the first is compared: they lie far apart, and so the processor
    /// waits for many lines of memory at once.
    fn look(&self, openings: &[OpeningAt]) {
        let phrases = self.view.grammar.lexicon.phrases();
        let looked = |all: usize, opening: &OpeningAt| all | phrases.first(opening.opening).map_or(0, Phrase::words);
        std::hint::black_box(openings.iter().fold(0, looked));
    }

    /// The phrases that begin with the openings of a token; `found` is only a buffer. The last word of a phrase is left
    /// out if the phrase gives only its beginning.
    fn phrases(&self, openings: &[OpeningAt], found: &mut Vec<&'a Phrase>, out: &mut Vec<(Target, usize)>) {
        let phrases = self.view.grammar.lexicon.phrases();
        for openings in openings.chunk_by(|one, other| one.reading == other.reading) {
            found.clear();
            for OpeningAt { at, opening, .. } in openings {
                let at = *at as usize;
                // Most have no more than three words, and many of the others go on otherwise with the third.
                let third = |word| self.words(at + 2).contains(&word);
                let stands = |phrase: &&Phrase| phrase.third().is_none_or(third) && self.goes_on(at + 3, phrase);
                found.extend(phrases.of(*opening).filter(stands));
            }
            // Most are the only ones.
            if found.len() > 1 {
                found.sort_unstable_by_key(|phrase| (Reverse(phrase.words()), phrase.number));
            }
            out.extend(found.iter().map(|phrase| (phrase.target, phrase.length())));
        }
    }

    /// Whether the words of a phrase after the third stand from a token on.
    fn goes_on(&self, at: usize, phrase: &Phrase) -> bool {
        let others = || self.view.grammar.lexicon.phrases().rest(phrase).iter().skip(2);
        phrase.words() <= 3 || (at..).zip(others()).all(|(at, word)| self.words(at).contains(word))
    }

    /// The known source whose name begins at `at`, after a joined preposition or conjunction.
    fn known(&self, at: usize) -> Option<KnownAt> {
        let Named { whole, bare } = self.forms.named(self.numbers[at]);
        [whole, bare].into_iter().flatten().find_map(|first| self.named(at, first))
    }

    /// The longest name that begins with the word of that number, which stands at `at`; marks of abbreviation and
    /// quotation before its second word are passed over.
    fn named(&self, at: usize, first: u32) -> Option<KnownAt> {
        let registry = self.view.registry;
        let found =
            |alias: &Alias, end: usize| KnownAt { known: alias.known, length: end - at, guarded: alias.guarded };
        let second = self.word(at + 1, false);
        let longer = second.name.and_then(|name| {
            let third = LazyCell::new(|| self.word(second.at + 1, second.opened));
            registry.aliases(first, Some(name)).find_map(|alias| {
                let rest = registry.rest(alias).get(1..).unwrap_or_default();
                // Many names may begin with the same two words, and nearly all of them go on otherwise.
                if rest.first().is_some_and(|word| third.name != Some(*word)) {
                    return None;
                }
                Some(found(alias, self.name_end(second, rest)?))
            })
        });
        longer.or_else(|| registry.aliases(first, None).next().map(|alias| found(alias, at + 1)))
    }

    /// The end of a name that goes on after a word with the given ones; a closing mark goes with the opening one.
    fn name_end(&self, mut last: NameWord, words: &[u32]) -> Option<usize> {
        for word in words {
            last = self.word(last.at + 1, last.opened);
            if last.name != Some(*word) {
                return None;
            }
        }
        let closing = self.view.document.tokens.get(last.at + 1).filter(|_| last.opened);
        Some(last.at + 1 + usize::from(closing.is_some_and(|token| token.traits.any(Traits::QUOTES))))
    }

    /// The first word from a token on: marks of abbreviation and quotation are passed over.
    fn word(&self, mut at: usize, mut opened: bool) -> NameWord {
        while let Some(form) = self.numbers.get(at).map(|number| self.forms.form(*number)) {
            if !form.is_name_mark() {
                return NameWord { at, name: form.name(), opened };
            }
            opened |= self.view.token(at).traits.any(Traits::QUOTES);
            at += 1;
        }
        NameWord { at, name: None, opened }
    }
}

#[cfg(test)]
mod tests {
    use toml::de::{DeTable, DeValue};

    use crate::analyzer::invented::ANALYZER;
    use crate::grammar::builtin;
    use crate::grammar::lexicon::{ClassId, EntryId};
    use crate::grammar::roles::ROLES;
    use crate::read::Article;
    use crate::read::view::View;

    /// An entry of a word class as the file lists it: its folded words.
    type Listed = (ClassId, Vec<String>, Option<EntryId>);

    fn listed(view: &View<'_>, text: &str) -> Vec<Listed> {
        let file = DeTable::parse(text).unwrap();
        let DeValue::Table(words) = file.get_ref()["words"].get_ref() else { panic!("no words") };
        let mut listed = Vec::new();
        for (name, entries) in words.iter() {
            let class = view.grammar.class(name.get_ref()).unwrap();
            for entry in entries.get_ref().as_str().unwrap().split_whitespace() {
                let folded = view.grammar.folds.fold(&entry.replace('_', " "));
                let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
                let first = view.grammar.lexicon.get(&words[0]);
                listed.push((class, words, first));
            }
        }
        listed
    }

    /// Whether a token is the word of a phrase, or begins with what a phrase gives of it.
    fn is(view: &View<'_>, at: usize, word: &str) -> bool {
        let key = view.key(at);
        if let Some(letters) = word.strip_suffix('-').filter(|letters| !letters.is_empty()) {
            return key.starts_with(letters);
        }
        let article = view.grammar.clitics.article.as_deref();
        key == word
            || article.and_then(|article| key.strip_prefix(article)) == Some(word)
            || view.slice(view.token(at).span) == word
    }

    /// The length of what is listed where it begins at a token, and whether it is a phrase of the word as it stands.
    fn plain_search(view: &View<'_>, at: usize, (class, words, first): &Listed) -> Option<(bool, usize)> {
        let token = view.token(at);
        let own = *first == Some(token.entry);
        if let [letters] = &words[..]
            // A dash by itself is listed as a mark.
            && let Some(letters) = letters.strip_suffix('-').filter(|letters| !letters.is_empty())
        {
            let key = view.key(at);
            let open = *class == ROLES.by || *class == ROLES.r#for;
            let may = open && token.is_unknown() && !token.repeated && key.chars().count() > 3;
            let joined = token.preposition_class == Some(*class) || key == letters || may && key.starts_with(letters);
            return joined.then_some((false, 1));
        }
        if words.len() == 1 {
            return own.then_some((false, 1));
        }
        let fits = (at + 1..).zip(&words[1..]).all(|(at, word)| at < view.len() && is(view, at, word));
        let length = words.len() - usize::from(words.last().is_some_and(|last| last.ends_with('-')));
        (fits && (own || *first == Some(token.bare))).then_some((own, length))
    }

    #[test]
    fn classes_at_a_token_are_those_that_a_plain_search_finds() {
        let mut all = 0;
        for (path, text) in builtin::GRAMMARS {
            let tag = path.trim_start_matches("grammars/").trim_end_matches(".toml");
            let patterns = &ANALYZER.grammar(tag).unwrap().rules.patterns;
            let examples = patterns.iter().flat_map(|pattern| &pattern.examples).map(|example| example.text.as_str());
            let article = Article { text: examples.collect::<Vec<_>>().join("\n"), ..Article::default() };
            let analysis = ANALYZER.analyze_as(article, &ANALYZER.given(tag).unwrap());
            let view = analysis.view();
            let listed = listed(&view, text);
            let mut phrases = 0;
            for at in 0..view.len() {
                for (_, class) in &view.grammar.classes {
                    let of_class = listed.iter().filter(|(listed, ..)| listed == class);
                    let found = of_class.filter_map(|listed| plain_search(&view, at, listed));
                    let expected = found.max_by_key(|(own, length)| (*length > 1 && *own, *length));
                    let word = view.slice(view.token(at).span);
                    assert_eq!(view.class_at(at, *class), expected.map(|(_, length)| length), "{path}: {word}");
                    phrases += usize::from(expected.is_some_and(|(_, length)| length > 1));
                }
            }
            assert!(phrases > 0, "{path}: no phrase of several words was met");
            all += phrases;
        }
        assert!(all > 10, "only {all} phrases");
    }
}

//! Endings: what the last letters of a folded word may show, all found by one look at its last byte.

use super::Language;
use super::clitics::{Clitics, without_end};

/// What an ending may show of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// An adjective of nationality.
    Adjective,
    /// A bare noun that cannot be a subject.
    Accusative,
    /// A plural or dual in the case that no subject has.
    Oblique,
    /// An adverb of manner.
    Adverb,
    /// A verb.
    Verb,
    /// A verb in the past.
    Past,
    /// A possessor.
    Possessive,
    /// A noun in the plural.
    Plural,
    /// A joined pronoun of several letters.
    Pronoun,
    /// Such a pronoun that no name ends in.
    Owned,
}

/// All that the endings of a word may show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown(u16);

impl Shown {
    /// Whether one of the endings is of that kind.
    pub fn has(self, ending: Ending) -> bool {
        self.0 >> ending as u16 & 1 == 1
    }
}

/// The endings of a language, by their last byte.
#[derive(Clone, Debug, Default)]
pub struct Endings(Vec<Vec<(String, Shown)>>);

impl Endings {
    /// Those of a language and of its joined pronouns.
    pub(super) fn new(language: &Language, clitics: &Clitics) -> Self {
        let mut endings = Self(vec![Vec::new(); 256]);
        for (kind, listed) in [
            (Ending::Adjective, language.adjective_endings.as_slice()),
            (Ending::Accusative, &language.accusative_endings),
            (Ending::Oblique, &language.oblique_endings),
            (Ending::Adverb, &language.adverb_endings),
            (Ending::Verb, &language.verb_endings),
            (Ending::Past, language.verb_endings.get(..1).unwrap_or_default()),
            (Ending::Possessive, &language.possessive_endings),
            (Ending::Plural, &language.plural_endings),
        ] {
            listed.iter().for_each(|ending| endings.add(ending, kind));
        }
        // Of one letter is also the end of many words.
        for pronoun in clitics.enclitics.iter().filter(|pronoun| pronoun.chars().nth(1).is_some()) {
            endings.add(pronoun, Ending::Pronoun);
            if clitics.begins_with_pronoun(pronoun) {
                endings.add(pronoun, Ending::Owned);
            }
        }
        endings
    }

    fn add(&mut self, ending: &str, kind: Ending) {
        let Some(last) = ending.as_bytes().last() else { return };
        let listed = &mut self.0[*last as usize];
        let at = listed.iter().position(|(known, _)| known == ending).unwrap_or_else(|| {
            listed.push((ending.to_owned(), Shown::default()));
            listed.len() - 1
        });
        listed[at].1.0 |= 1 << kind as u16;
    }

    /// What the endings of a folded word may show.
    pub fn of(&self, key: &str) -> Shown {
        let listed = key.as_bytes().last().and_then(|last| self.0.get(*last as usize));
        let fitting = listed.into_iter().flatten().filter(|(ending, _)| without_end(key, ending).is_some());
        fitting.fold(Shown::default(), |all, (_, shown)| Shown(all.0 | shown.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_endings_of_a_word_count() {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let language = Language {
            plural_endings: list("ات ين"),
            oblique_endings: list("ين"),
            verb_endings: list("ed s"),
            ..Language::default()
        };
        let clitics = Clitics { enclitics: list("هم ه"), ..Clitics::default() };
        let endings = Endings::new(&language, &clitics);
        let shown = |word: &str, all: &[Ending]| {
            let found = endings.of(word);
            assert!(all.iter().all(|ending| found.has(*ending)), "{word}: {found:?}");
            found.0.count_ones() as usize == all.len()
        };
        assert!(shown("مهندسين", &[Ending::Plural, Ending::Oblique]));
        assert!(shown("said", &[]) && shown("asked", &[Ending::Verb, Ending::Past]) && shown("asks", &[Ending::Verb]));
        assert!(shown("بيتهم", &[Ending::Pronoun, Ending::Owned]) && shown("بيته", &[]) && shown("", &[]));
    }
}

//! Family names: unknown words with an article that stand after a given name somewhere in the text.

use smallvec::SmallVec;

use super::token::Token;
use crate::grammar::Grammar;
use crate::grammar::clitics::without_start;
use crate::grammar::roles::ROLES;

/// Marks those of the definite unknown words that stand after a given name somewhere: family names. A preposition that is
/// contracted with the article does not hide them.
pub(super) fn mark(tokens: &mut [Token], definite: &[usize], (text, keys): (&str, &str), grammar: &Grammar) {
    let given = |token: &Token| grammar.lexicon.entry(token.entry).classes.has(ROLES.first_name);
    let after_given = definite.iter().filter(|at| **at > 0 && given(&tokens[**at - 1])).map(|at| &tokens[*at]);
    let mut surnames: SmallVec<[&str; 8]> = after_given.map(|token| stem(token.key_in(text, keys), grammar)).collect();
    if surnames.is_empty() {
        return;
    }
    surnames.sort_unstable();
    // Most of the others end otherwise than all surnames.
    let ends = surnames.iter().fold(0, |all, surname| all | end_bit(surname.as_bytes()));
    for at in definite {
        let token = &mut tokens[*at];
        let written = if token.plain { text } else { keys };
        let key = written.as_bytes().get(token.key.range()).unwrap_or_default();
        if end_bit(key) & ends != 0 {
            token.surname = surnames.binary_search(&stem(token.key_in(text, keys), grammar)).is_ok();
        }
    }
}

/// A bit for the last bytes of a word, which a word without its beginning shares; all bits where it is shorter.
fn end_bit(word: &[u8]) -> u64 {
    let end = word.last_chunk().map(|end| u32::from_le_bytes(*end));
    // The golden ratio, as hashes by multiplication take it.
    end.map_or(u64::MAX, |end| 1 << (end.wrapping_mul(0x9E37_79B9) >> 26))
}

/// A definite word without its article and what is joined before it.
fn stem<'k>(key: &'k str, grammar: &Grammar) -> &'k str {
    let clitics = &grammar.clitics;
    let contracted = clitics.contracted(key);
    let article = clitics.article.as_deref().unwrap_or_default();
    let prepositions = clitics.prepositions.iter().filter_map(|(letters, _)| without_start(key, letters));
    let joined = || prepositions.into_iter().find_map(|rest| without_start(rest, article));
    contracted.or_else(|| without_start(key, article)).or_else(joined).unwrap_or(key)
}

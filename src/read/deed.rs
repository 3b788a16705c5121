//! Verbs that report nothing, as they stand in a document.

use super::token::{Token, TokenKind};
use super::view::View;
use crate::grammar::Grammar;
use crate::grammar::clitics::without_start;
use crate::grammar::deeds::Deed;

impl View<'_> {
    /// The verb of the grammar's deeds that a token is: as it stands, after a conjunction that nothing else told apart,
    /// or after a prefix of the present; with whether a conjunction is joined.
    #[inline]
    pub fn deed(&self, at: usize) -> Option<(Deed, bool)> {
        self.classes(self.token(at)).deed
    }
}

/// The same by the word alone, whose folded key is given.
pub(super) fn of(token: &Token, key: &str, grammar: &Grammar) -> Option<(Deed, bool)> {
    let plain = token.kind == TokenKind::Word && token.preposition_class.is_none();
    if !plain || grammar.deeds.is_empty() {
        return None;
    }
    let joined = token.conjunction > 0;
    let clitics = &grammar.clitics;
    let find = |word: &str| {
        let deed = grammar.deeds.find(clitics, word);
        let present = || {
            let rest = clitics.verb_prefixes.iter().find_map(|prefix| without_start(word, prefix))?;
            grammar.deeds.find(clitics, rest).filter(|deed| deed.present)
        };
        deed.or_else(present)
    };
    if let Some(deed) = find(key) {
        return Some((deed, joined));
    }
    if token.definite {
        return None;
    }
    let rest = clitics.conjunctions.iter().find_map(|conjunction| without_start(key, conjunction));
    let deed = rest.filter(|_| !joined && token.is_unknown()).and_then(find)?;
    Some((deed, true))
}

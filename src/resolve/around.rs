//! What stands around a name without a title: a rank before it, or after it an apposition or a clause that says who it is.

use super::mention::Mention;
use super::title::{heads_party, is_noun};
use crate::attribute::Phrase;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::SourceType;
use crate::read::token::TokenKind;
use crate::read::view::View;

/// Longest title in a clause that says who somebody is, in tokens.
const TITLE: usize = 12;

impl Mention {
    /// Takes what a name by itself does not tell from the words around it.
    pub(super) fn learn_from_around(&mut self, view: &View<'_>) {
        let nameless = self.name.is_none() || self.title.is_some() || self.known.is_some();
        if nameless || self.kind != SourceType::Unknown {
            return;
        }
        if (self.phrase.start..self.head).any(|at| view.is(at, view.roles().rank)) {
            self.kind = SourceType::PersonOfficial;
        }
        if let Some(noun) = self.title_after(view) {
            self.take_title(view, noun);
        }
    }

    /// The noun of what somebody is, after the name and a comma ("Harun, head of the board,") or a pronoun that opens a clause
    /// ("Harun, and he is an analyst at").
    fn title_after(&self, view: &View<'_>) -> Option<usize> {
        let roles = view.roles();
        let comma = self.phrase.end < view.len() && view.class_at(self.phrase.end, roles.comma).is_some();
        let next = self.phrase.end + usize::from(comma);
        let noun = |at: usize| {
            let token =
                at < view.len() && view.token(at).conjunction == 0 && view.token(at).preposition_class.is_none();
            token && is_noun(view, at, Kinds::MAY_BE_PERSONS)
        };
        let clause = || next + 1 < view.len() && view.token(next).conjunction > 0 && view.is_plain(next, roles.pronoun);
        if comma && noun(next) {
            return Some(next);
        }
        (clause() && noun(next + 1)).then_some(next + 1)
    }

    /// Takes the noun at a token with what follows it for the title.
    fn take_title(&mut self, view: &View<'_>, noun: usize) {
        let roles = view.roles();
        let kind = view.senses(noun).find_map(|(sense, _)| match sense {
            Sense::Noun { kind: SourceType::AnonymousOfficial, .. } => Some(SourceType::PersonOfficial),
            Sense::Noun { kind, .. } if kind.is_person() => Some(kind),
            _ => None,
        });
        self.kind = kind.unwrap_or(self.kind);
        let ends = |at: &usize| {
            view.token(*at).kind == TokenKind::Mark
                || view.any_at(*at, [roles.that, roles.that_it, roles.relative, roles.auxiliary, roles.adverbial])
        };
        let end = (noun + 1..view.len().min(noun + TITLE)).find(ends);
        if let Some(end) = end {
            self.title = Some(Phrase { start: noun, end });
            if self.kind == SourceType::PersonOfficial && heads_party(view, noun, end) {
                self.kind = SourceType::PersonPolitician;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn title_and_kind(text: &str) -> [String; 2] {
        let row = invented::rows(text).remove(0);
        [row.source_title.into_owned(), row.source_type.into_owned()]
    }

    #[test]
    fn a_clause_after_a_name_says_who_it_is() {
        let expected = ["محلل في شركة الجسور", "person_expert"];
        assert_eq!(title_and_kind("وقال سامر كمبار، وهو محلل في شركة الجسور، إن الطريق آمن."), expected);
        assert_eq!(title_and_kind("وقال سامر كمبار، وهو يبتسم، إن الطريق آمن.")[1], "unknown");
    }

    #[test]
    fn an_apposition_after_a_name_says_who_it_is() {
        let expected = ["المشرف العام على مركز الجسور", "person_official"];
        assert_eq!(title_and_kind("وكشف سامر كمبار، المشرف العام على مركز الجسور، عن خطة جديدة."), expected);
        assert_eq!(title_and_kind("وقال سامر كمبار، أمس، إن الطريق آمن.")[1], "unknown");
    }

    #[test]
    fn a_rank_makes_an_official() {
        assert_eq!(title_and_kind("وقال العميد سامر كمبار إن الطريق آمن.")[1], "person_official");
        assert_eq!(title_and_kind("وقال السيد سامر كمبار إن الطريق آمن.")[1], "unknown");
    }
}

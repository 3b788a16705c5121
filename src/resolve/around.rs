//! What stands around a name without a title: a rank before it, or after it a clause that says who it is.

use super::mention::Mention;
use super::title::is_noun;
use crate::attribute::Phrase;
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
        self.read_clause_of_name(view);
    }

    /// "Harun, and he is an analyst at": the noun after the pronoun is the title.
    fn read_clause_of_name(&mut self, view: &View<'_>) {
        let roles = view.roles();
        let comma = self.phrase.end < view.len() && view.class_at(self.phrase.end, roles.comma).is_some();
        let pronoun = self.phrase.end + usize::from(comma);
        let noun = pronoun + 1;
        let opens = noun < view.len()
            && view.token(pronoun).conjunction > 0
            && view.is_plain(pronoun, roles.pronoun)
            && is_noun(view, noun, SourceType::is_person);
        if !opens {
            return;
        }
        let kind = view.senses(noun).find_map(|(sense, _)| match sense {
            Sense::Noun { kind, .. } if kind.is_person() => Some(kind),
            _ => None,
        });
        self.kind = kind.unwrap_or(self.kind);
        let ends = |at: &usize| {
            view.token(*at).kind == TokenKind::Mark
                || view.any_at(*at, [roles.that, roles.that_it, roles.relative, roles.auxiliary, roles.adverbial])
        };
        let end = (noun + 1..view.len().min(noun + TITLE)).find(ends);
        self.title = end.map(|end| Phrase { start: noun, end });
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
    fn a_rank_makes_an_official() {
        assert_eq!(title_and_kind("وقال العميد سامر كمبار إن الطريق آمن.")[1], "person_official");
        assert_eq!(title_and_kind("وقال السيد سامر كمبار إن الطريق آمن.")[1], "unknown");
    }
}

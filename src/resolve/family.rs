//! Persons who spoke by a family name alone and whom the article names in full elsewhere, speaking or not.

use super::entity::Entity;
use super::mention::Mention;
use super::name::is_name_word;
use super::sieve::Sieve;
use super::{Resolver, SourceId};
use crate::attribute::{Phrase, noun_phrase};
use crate::grammar::kinds::Kinds;
use crate::grammar::terms::SourceType;
use crate::read::token::TokenKind;

/// How far back the full name is looked for, in tokens.
const BEFORE: usize = 3000;
/// How far on, for names that a headline shortens.
const AFTER: usize = 1000;
/// Longest full name with its title, in tokens.
const PHRASE: usize = 14;

impl Resolver<'_> {
    /// The person whose full name ends in the single word of a mention, who becomes a source.
    pub(super) fn by_family(&mut self, mention: &Mention) -> Option<(SourceId, Sieve)> {
        let full = self.named_in_full(mention)?;
        let source = Entity::new(self.view, &full);
        let known = self.sources.iter().position(|other| other.words == source.words);
        Some((known.unwrap_or_else(|| self.sources.push(source)), Sieve::PartOfName))
    }

    fn named_in_full(&self, mention: &Mention) -> Option<Mention> {
        let view = self.view;
        let person = mention.kind.is_person() || mention.kind == SourceType::Unknown;
        // "The judge" may be the family name of Salih the Judge.
        let name = mention.name.unwrap_or(mention.phrase);
        if name.end != name.start + 1 {
            return None;
        }
        let own = view.token(name.start);
        let given = view.is_plain(name.start, view.roles().first_name) && !own.definite;
        if view.grammar.language.subject_first || !person || mention.known.is_some() || own.enclitic {
            return None;
        }
        // The article does not have the word again.
        if own.is_unknown() && !own.repeated {
            return None;
        }
        // A given name is a family name only where no other word of a name follows it.
        let closes = |at: &usize| !given || *at + 1 >= view.len() || !is_name_word(view, at + 1);
        let from = mention.phrase.start.saturating_sub(BEFORE).max(1);
        let to = (name.end + AFTER).min(view.len());
        let before = view.alike(name.start, from, mention.phrase.start).rev();
        let places = before.chain(view.alike(name.start, name.end, to));
        let places = places.filter(|at| view.token(*at).kind == TokenKind::Word && closes(at));
        let start = |at: usize| self.given_before(at).map(|start| Phrase { start, end: at + 1 });
        places.filter_map(start).next().map(|name| self.with_title(name))
    }

    /// Where the given names begin that stand before a family name.
    fn given_before(&self, family: usize) -> Option<usize> {
        let (view, roles) = (self.view, self.view.roles());
        let given = |at: usize| view.is_plain(at, roles.first_name) && !view.token(at).definite;
        let word = |at: usize| view.token(at).kind == TokenKind::Word;
        // "Abd al-Aziz" has the article after its particle.
        let bound = |at: usize| at > 0 && view.is_plain(at - 1, roles.name_particle) && view.token(at).conjunction == 0;
        let last = family.checked_sub(1)?;
        let opens = given(last) || bound(last) || self.is_foreign_name(last, family);
        if view.token(family).conjunction > 0 || !word(last) || !opens {
            return None;
        }
        let part = |at: usize| word(at) && (given(at) || view.is_plain(at, roles.name_particle) || bound(at));
        let mut start = last;
        while start > 0 && view.token(start).conjunction == 0 && part(start - 1) {
            start -= 1;
        }
        Some(start)
    }

    /// Whether an unknown word is a given name that nobody listed: it stands once, after what no verb follows, and what the
    /// person is comes right after the name, or a form of address before it.
    fn is_foreign_name(&self, at: usize, family: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let token = view.token(at);
        let comma = usize::from(view.class_at(family + 1, roles.comma).is_some());
        let title = family + 1 + comma;
        let titled = title < view.len() && view.all_kinds(title).meets(Kinds::PERSONS);
        let before = at.checked_sub(1);
        let opened = before.is_some_and(|before| {
            view.is_plain(before, roles.that) || view.token(before).definite || view.is_plain(before, roles.preposition)
        });
        let mark = before.filter(|at| view.token(*at).kind == TokenKind::Mark).and_then(|at| at.checked_sub(1));
        let addressed = mark.or(before).is_some_and(|before| view.class_at(before, roles.honorific) == Some(1));
        let bare = token.is_unknown() && !token.definite && token.conjunction == 0;
        bare && view.deed(at).is_none() && (titled && opened || addressed)
    }

    /// The mention of a name with the title that stands after it.
    fn with_title(&self, name: Phrase) -> Mention {
        let limit = (name.start + PHRASE).min(self.view.len());
        let phrase = noun_phrase(self.view, self.detected, name.start, limit).filter(|phrase| phrase.end > name.end);
        let whole = phrase.map(|phrase| Mention::new(self.view, phrase)).filter(|whole| whole.name == Some(name));
        whole.unwrap_or_else(|| Mention { name: Some(name), ..Mention::new(self.view, name) })
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn first(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_family_name_alone_is_whoever_bears_it_in_full_elsewhere() {
        let expected = "سامر الحمداني";
        assert_eq!(first("وصل سامر الحمداني إلى الميناء. وقال الحمداني إن الجسر آمن."), expected);
        assert_eq!(first("الحمداني: الجسر آمن\nوصل سامر الحمداني إلى الميناء."), expected);
    }

    #[test]
    fn a_given_name_that_nobody_listed_is_told_by_the_title_after_the_name() {
        let expected = "كالوب بيلوسوف";
        assert_eq!(first("والتقى في كالوب بيلوسوف، وزير النقل، صديقا. وقال بيلوسوف إن الجسر آمن."), expected);
        let expected = "بيلوسوف";
        assert_eq!(first("وصل في كالوب بيلوسوف إلى الميناء. وقال بيلوسوف إن الجسر آمن."), expected);
    }

    #[test]
    fn the_given_names_before_it_belong_to_it() {
        let expected = "عبد الرحمن بن سامر الحمداني";
        assert_eq!(first("وصل عبد الرحمن بن سامر الحمداني إلى الميناء. وقال الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn a_noun_may_be_a_family_name() {
        let expected = "سامر القاضي";
        assert_eq!(first("وصل أمين المنطقة سامر القاضي. وقال القاضي إن الجسر آمن."), expected);
        let expected = "القاضي";
        assert_eq!(first("وصل القاضي إلى الميناء. وقال القاضي إن الجسر آمن."), expected);
    }

    #[test]
    fn a_given_name_of_two_words_or_after_a_form_of_address_goes_before_it() {
        let expected = "عبد العزيز الكمباري";
        assert_eq!(first("وصل عبد العزيز الكمباري إلى الميناء. وقال الكمباري إن الجسر آمن."), expected);
        let expected = "كالوب الكمباري";
        assert_eq!(first("وصل الأستاذ/كالوب الكمباري إلى الميناء. وقال الكمباري إن الجسر آمن."), expected);
    }

    #[test]
    fn a_given_name_may_be_a_family_name_where_no_name_follows_it() {
        let expected = "سامر نديم";
        assert_eq!(first("وصل سامر نديم إلى الميناء. وقال نديم إن الجسر آمن."), expected);
        let expected = "نديم";
        assert_eq!(first("وصل سامر نديم الحمداني إلى الميناء. وقال نديم إن الجسر آمن."), expected);
    }
}

//! Mentions in languages that write names with capitals: which words are the name, which the title, what they say about
//! type and gender; and whom a pronoun means.

use super::mention::Mention;
use super::{Resolver, SourceId};
use crate::attribute::{Phrase, subject_before};
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::grammar::terms::{Agreement, Gender, Number, SourceType};
use crate::read::view::View;

/// Words that stand for somebody in languages with capitals.
pub(super) const PRONOUNS: ClassSet =
    ClassSet::of(&[ROLES.nominative, ROLES.objective, ROLES.possessive, ROLES.relative, ROLES.that]);

impl Mention {
    /// Takes a phrase with capitals apart: "Harbour Master Lena Orrin, a critic of the board"; `classes` are those of its words.
    #[inline(never)] // Of other languages nothing is asked.
    pub(super) fn read_cased(&mut self, view: &View<'_>, classes: ClassSet) {
        let roles = view.roles();
        let find_comma = |start: usize, end: usize| view.first_at(start..end, roles.comma);
        let comma = find_comma(self.phrase.start, self.phrase.end);
        self.agreement = gender(comma.map_or(classes, |comma| view.classes_between(self.phrase.start, comma)));
        if self.is_pronoun(view) {
            self.definite = true;
            return;
        }
        let comma = comma.and_then(|at| if at < self.head { find_comma(self.head, self.phrase.end) } else { Some(at) });
        // "People familiar with the matter": a word of quantity that is a noun is the head itself.
        let counted = self.head > self.phrase.start && noun_at(view, self.head - 1).is_some();
        let start = if counted { self.head - 1 } else { self.head };
        let core = Phrase { start, end: comma.unwrap_or(self.phrase.end) };
        let known = (core.start..core.end).find_map(|at| Some((at, view.known_at(at).filter(|known| !known.guarded)?)));
        let begins = |at: usize| at == core.start || at == core.start + 1 && view.is(core.start, roles.determiner);
        if let Some((at, known)) = known.filter(|(at, known)| begins(*at) && at + known.length == core.end) {
            self.known = Some(known.known);
            self.kind = view.known(known.known).kind;
            self.name = Some(Phrase { start: at, end: core.end });
            return;
        }
        let described = view.is_any(core.start, [roles.determiner, roles.quantity]);
        self.definite = view.is(core.start, roles.definite);
        let bounds = ClassSet::of(&[ROLES.preposition, ROLES.relative]);
        let bounded = classes.meets(bounds);
        let edge = if bounded { (core.start + 1..core.end).find(|at| view.is_any(*at, bounds)) } else { None };
        let head = Phrase { start: core.start, end: edge.unwrap_or(core.end) };
        // The noun nearest to the name or the end says what it is.
        let noun = |phrase: Phrase| (phrase.start..phrase.end).rev().find_map(|at| Some((at, noun_at(view, at)?)));
        let first = (head.start..head.end).find(|at| view.is_cased(*at) && !view.is(*at, roles.determiner));
        let own = noun(head);
        // "A sociologist at the university": what stands before the preposition; else somebody of that body.
        let apposition = comma.and_then(|comma| {
            let whole = Phrase { start: comma + 1, end: self.phrase.end };
            let edge = (whole.start..whole.end).find(|at| view.is(*at, roles.preposition)).unwrap_or(whole.end);
            let member = || noun(whole).map(|(at, (kind, agreement))| (at, (kind.member(), agreement)));
            noun(Phrase { end: edge, ..whole }).or_else(member)
        });
        let (kind, agreement) = own.map_or((SourceType::Unknown, Agreement::default()), |(_, noun)| noun);
        self.kind = kind;
        self.agreement.gender = self.agreement.gender.or(agreement.gender);
        self.agreement.number = agreement.number;
        let person = kind.is_person() || kind == SourceType::AnonymousOfficial;
        let several = self.agreement.number == Some(Number::Plural);
        // "People familiar with the matter": what follows begins small and is no name.
        let nameless = |at: usize| at + 1 >= head.end || !view.is_cased(at + 1);
        match (own, first) {
            // "The mayor of Marfa", "two officials": nobody is named.
            (Some((at, _)), _) if (described || several) && person && nameless(at) => {
                self.title = Some(core);
                let office = matches!(kind, SourceType::PersonOfficial | SourceType::PersonPolitician);
                if office && !self.definite {
                    self.kind = SourceType::AnonymousOfficial;
                }
            }
            (Some((at, _)), _) if person && at + 1 < head.end => {
                self.title = Some(Phrase { start: head.start, end: at + 1 });
                self.name = Some(Phrase { start: at + 1, end: head.end });
            }
            (Some(_), _) if person || kind.is_unnamed() => self.title = Some(core),
            (Some(_), _) => self.name = Some(core),
            (None, Some(first)) => {
                self.name = Some(Phrase { start: first, end: head.end });
                if let (Some((_, (kind, agreement))), Some(comma)) = (apposition, comma) {
                    self.kind = if kind == SourceType::AnonymousOfficial { SourceType::PersonOfficial } else { kind };
                    self.agreement.gender = self.agreement.gender.or(agreement.gender);
                    self.title = Some(Phrase { start: comma + 1, end: self.phrase.end });
                }
                if described && !self.kind.is_person() {
                    self.name = Some(core);
                }
            }
            (None, None) => self.name = Some(core),
        }
    }

    /// Whether the phrase is a pronoun and nothing else.
    pub(super) fn is_pronoun(&self, view: &View<'_>) -> bool {
        let (start, end) = (self.phrase.start, self.phrase.end);
        view.grammar.language.subject_first && end == start + 1 && view.is_any(start, PRONOUNS)
    }
}

impl Resolver<'_> {
    /// Whom a mention that is a pronoun means: the antecedent of a relative one, or the last speaker that it fits.
    #[inline(never)] // A rare way.
    pub(super) fn pronoun(&mut self, mention: &Mention) -> Option<SourceId> {
        let at = mention.phrase.start;
        let roles = self.view.roles();
        if self.view.is(at, roles.relative) || self.view.is(at, roles.that) {
            let number = self.detected.sentences.partition_point(|sentence| sentence.end <= at);
            let floor = self.detected.sentences.get(number)?.start;
            let comma = at > floor && self.view.class_at(at - 1, roles.comma).is_some();
            let antecedent = subject_before(self.view, self.detected, at - usize::from(comma), floor)?;
            let antecedent = Mention::new(self.view, antecedent);
            return (!antecedent.is_pronoun(self.view)).then(|| self.source_of(&antecedent, Agreement::default(), 0).0);
        }
        let plural = mention.agreement.number == Some(Number::Plural);
        let fits = |source: &SourceId| {
            let source = &self.sources[*source];
            let gendered = mention.agreement.gender.is_some();
            (!gendered || source.may_be_person()) && (plural || source.agreement.fits(mention.agreement))
        };
        let found = self.recent().map(|(source, _)| source).find(fits)?;
        let gender = &mut self.sources[found].agreement.gender;
        *gender = gender.or(mention.agreement.gender);
        Some(found)
    }
}

/// What the classes of pronouns, forms of address and nouns with a gender say about it.
fn gender(classes: ClassSet) -> Agreement {
    let gender = match (classes.has(ROLES.masculine), classes.has(ROLES.feminine)) {
        (true, false) => Some(Gender::Masculine),
        (false, true) => Some(Gender::Feminine),
        _ => None,
    };
    let number = classes.has(ROLES.several).then_some(Number::Plural);
    Agreement { gender, number, ..Agreement::default() }
}

fn noun_at(view: &View<'_>, at: usize) -> Option<(SourceType, Agreement)> {
    view.noun(at).map(|(kind, agreement, _)| (kind, agreement))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::analyzer::invented::rows;

    /// Name, title and type of the origin of every row.
    fn origins(text: &str) -> Vec<[String; 3]> {
        let rows = rows(text).into_iter();
        rows.map(|row| [row.source_name, row.source_title, row.source_type].map(Cow::into_owned)).collect()
    }

    #[test]
    fn a_title_before_a_name_and_an_apposition_after_it_are_no_name() {
        let found =
            origins("Mayor Lena Orrin said the pier is safe. Tom Reed, a spokesman for the board, said it is old.");
        assert_eq!(found[0], ["Lena Orrin".to_owned(), "Mayor".to_owned(), "person_official".to_owned()]);
        assert_eq!(found[1][0], "Tom Reed");
        assert_eq!(found[1][2], "person_spokesperson");
    }

    #[test]
    fn a_pronoun_means_the_last_speaker_of_its_gender() {
        let found = origins(
            "Mr. Tom Reed said the pier is old. Ms. Lena Orrin said the ferry is safe. He added that it will rain. She said it will not.",
        );
        let names: Vec<&str> = found.iter().map(|origin| origin[0].as_str()).collect();
        assert_eq!(names, ["Tom Reed", "Lena Orrin", "Tom Reed", "Lena Orrin"]);
    }

    #[test]
    fn a_name_with_an_article_is_a_body_and_no_person() {
        let rows = rows(
            "Lena Orrin said the pier is safe. The Marfa Courier said that it is old. She said it is not. The Orrin team \
             said that it will reopen.",
        );
        let found: Vec<_> = rows.iter().map(|row| (&*row.source_name, &*row.identification)).collect();
        let expected = [
            ("Lena Orrin", "named_person"),
            ("The Marfa Courier", "named_organisation"),
            ("Lena Orrin", "named_person"),
            ("The Orrin team", "unnamed_described"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_description_that_holds_a_name_is_not_the_person() {
        let found = origins(
            "Lena Orrin said the pier is safe. A narrator in the Lena Orrin film said that it is old. Orrin said that it is not.",
        );
        let names: Vec<&str> = found.iter().map(|origin| origin[0].as_str()).collect();
        assert_eq!(names, ["Lena Orrin", "A narrator in the Lena Orrin film", "Lena Orrin"]);
    }

    #[test]
    fn a_relative_pronoun_means_its_antecedent() {
        let found = origins("Lena Orrin, who said the ferry is safe, left the room.");
        assert_eq!(found[0][0], "Lena Orrin");
    }
}

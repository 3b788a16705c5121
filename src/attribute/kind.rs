//! What a word can be: a verb, a participle, a noun for a source, a name. Asked wherever phrases and inserts are bounded.

use super::phrase::{Phrase, Phrases};
use crate::grammar::deeds::Deed;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, CueForm, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// Longest name or title before a colon, in tokens.
const TITLE: usize = 6;

impl Phrases<'_> {
    /// Whether the phrase can name somebody who says something.
    pub(super) fn is_source_like(self, phrase: Phrase) -> bool {
        let view = self.view;
        let roles = view.roles();
        let start = (phrase.start..phrase.end)
            .find(|at| {
                !view.is_any(*at, [roles.honorific, roles.quantity, roles.same])
                    && view.token(*at).kind == TokenKind::Word
            })
            .unwrap_or(phrase.start);
        let quoted = view.token(phrase.start).kind == TokenKind::Mark;
        let known = view.known_at(start).is_some_and(|known| !known.guarded || quoted);
        // "The professor of law": a form of address that is a title here.
        let titled = start > phrase.start && view.token(start).definite && self.is_person_noun(phrase.start);
        let noun = titled || view.is_actor(start);
        let surname = view.token(start).surname && start + 1 == phrase.end;
        let address = view.class_at(phrase.start, roles.honorific) == Some(phrase.end - phrase.start);
        let given =
            view.is(start, roles.first_name) || view.is_plain(start, roles.name_particle) && start + 1 < phrase.end;
        known || noun || address || surname || given || self.is_repeated_name(start)
    }

    /// Whether the words before a headline's colon can be a speaker: a source noun, a known body, or a name that
    /// the article repeats; a place alone is a topic.
    pub(super) fn is_headline_speaker(self, phrase: Phrase) -> bool {
        let view = self.view;
        let key = view.key(phrase.start);
        let place = view.is_place(phrase.start);
        let repeated = || (phrase.end..view.len()).any(|at| view.key(at) == key);
        let unknown = view.token(phrase.start).is_unknown();
        // "In 2004:" opens a list of years.
        let dated = unknown && (phrase.start..phrase.end).any(|at| view.token(at).kind == TokenKind::Number);
        !place && !dated && (self.is_source_like(phrase) || unknown && repeated())
    }

    /// Whether all words of a short phrase begin with a capital letter or are particles of names.
    pub(super) fn is_title(self, phrase: Phrase) -> bool {
        let view = self.view;
        phrase.end - phrase.start <= TITLE
            && (phrase.start..phrase.end).all(|at| {
                view.token(at).kind != TokenKind::Word
                    || self.view.is_cased(at)
                    || view.is(at, view.roles().name_particle)
            })
    }

    /// Whether the phrase begins with a word that the lexicon does not know, or with a particle of names.
    pub(super) fn may_be_person(self, phrase: Phrase) -> bool {
        let view = self.view;
        let roles = view.roles();
        // Words that are only listed because their first letter is no preposition are as good as unknown.
        let listed = view.is_any(phrase.start, [roles.not_by, roles.not_for]);
        // So are those that stand in the name of a company and alone can be anybody's.
        let name = view.known_at(phrase.start).is_none() && view.entries(phrase.start)[0].senses[..] == [Sense::Name];
        view.token(phrase.start).is_unknown() || name || listed || view.is_plain(phrase.start, roles.name_particle)
    }

    /// Whether the word is a given name and nothing else.
    pub(super) fn is_given_name(self, at: usize) -> bool {
        self.view.is_plain(at, self.view.roles().first_name)
    }

    /// Whether the word is a name as far as one can tell: unknown, bare, more than once in the document, or listed.
    pub(super) fn is_repeated_name(self, at: usize) -> bool {
        let token = self.view.token(at);
        // All at once here and below: what one of them tells alone is hard to foretell.
        (token.repeated & !token.definite & token.traits.any(Traits::LONG))
            | self.view.is_plain(at, self.view.roles().family_name)
    }

    /// Whether the token is a finite verb of the lexicon and nothing else.
    #[inline]
    pub(super) fn is_verb(self, at: usize) -> bool {
        // Nearly no word is one.
        self.view.is_verb(at) && !self.view.token(at).definite && !self.is_prefixed_name(at)
    }

    /// Whether the word is a cue without article. Nearly no word is one.
    #[inline]
    fn is_bare_cue(self, at: usize) -> bool {
        self.view.document.tokens.get(at).is_some_and(|token| !token.definite & token.traits.any(Traits::CUE))
    }

    /// Whether letters that could be the prefix of a verb are more likely those of a name, as after an unknown word.
    fn is_prefixed_name(self, at: usize) -> bool {
        let (view, token) = (self.view, self.view.token(at));
        let prefixed = (token.conjunction == 0) & token.traits.any(Traits::UNLISTED);
        prefixed && at > 0 && (view.token(at - 1).is_unknown() || view.is_plain(at - 1, view.roles().first_name))
    }

    /// Whether a preposition is joined to the word, as far as one can tell of one that is no name: "of cases".
    pub(super) fn opens_with_preposition(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let token = view.token(at);
        if token.preposition_class.is_some() {
            return true;
        }
        let name = token.repeated || view.is_any_plain(at, [roles.first_name, roles.family_name, roles.name_particle]);
        let stray = token.is_unknown() && !name && view.begins(at, roles.by);
        stray && view.known_at(at).is_none()
    }

    /// Whether a bare text is named by the word, be it in the accusative: "a letter".
    pub(super) fn is_text(self, at: usize) -> bool {
        !self.view.token(at).definite && self.view.is_text(at)
    }

    /// Whether the word is an occasion of speech with a pronoun: "his statement".
    #[inline]
    pub(super) fn is_own_speech(self, at: usize) -> bool {
        self.view.is_plain(at, self.view.roles().venue) && self.ends_in_pronoun(at)
    }

    fn ends_in_pronoun(self, at: usize) -> bool {
        let ends = |letters: &String| self.view.key(at).ends_with(letters.as_str());
        self.view.grammar.clitics.enclitics.iter().any(ends)
    }

    /// Whether the token is a verb that reports nothing and nothing else. With a pronoun it is one only in a relative clause
    /// after a bare noun: "a study that the centre made".
    pub(super) fn is_deed(self, at: usize) -> bool {
        let view = self.view;
        let bare = || {
            let noun = at > 0 && view.token(at - 1).kind == TokenKind::Word && !view.token(at - 1).definite;
            noun && !view.is_plain(at - 1, view.roles().first_name)
        };
        let alone = |deed: Deed| !deed.opening && (!deed.enclitic || bare());
        let token = view.token(at);
        let unknown = token.is_unknown() & !token.repeated & token.traits.any(Traits::DEED);
        unknown && view.deed(at).is_some_and(|(deed, joined)| alone(deed) && !joined)
    }

    /// Whether a media organisation is named at the token.
    pub(super) fn is_media(self, at: usize) -> bool {
        let view = self.view;
        let opener = at + 1 < view.len() && view.token(at).kind == TokenKind::Mark;
        let at = if opener { at + 1 } else { at };
        match view.known_at(at).filter(|known| opener || !known.guarded) {
            Some(known) => view.known(known.known).kind.is_media(),
            None => self.noun(at, Kinds::MEDIA) && !self.is_public_agency(at),
        }
    }

    /// Whether an agency is described, not named, as agencies of a state are.
    pub(super) fn is_public_agency(self, at: usize) -> bool {
        let view = self.view;
        self.noun(at, Kinds::of(SourceType::NewsAgency))
            && view.token(at).definite
            && at + 1 < view.len()
            && view.token(at + 1).definite
    }

    /// Whether the word is a noun for persons.
    pub(super) fn is_person_noun(self, at: usize) -> bool {
        self.noun(at, Kinds::PERSONS.with(Kinds::of(SourceType::AnonymousOfficial)))
    }

    /// Whether the word can be a participle that depends on a verb.
    #[inline]
    pub(super) fn is_participle(self, at: usize) -> bool {
        self.is_bare_cue(at) && self.has_participle(at)
    }

    fn has_participle(self, at: usize) -> bool {
        let senses = &self.view.entries(at)[0].senses;
        let participle = |sense: &Sense| matches!(sense, Sense::Cue { form: CueForm::Participle, .. });
        senses.iter().any(participle) && (self.is_accusative(at) || senses.iter().all(participle))
    }

    /// Whether an unknown word begins a relative clause without relative word, told by the pronoun after it: "a document
    /// that the paper saw".
    pub(super) fn opens_relative(self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let bare = token.is_unknown() & !token.definite & !token.repeated;
        bare & view.begins(at + 1, view.roles().resumptive)
    }

    /// Whether a participle inside a stretch is a circumstance, not an adjective: an adjective shares the article.
    pub(super) fn is_circumstance(self, at: usize) -> bool {
        let before = || self.view.token(at - 1);
        self.is_participle(at) && (self.is_accusative(at) || before().definite || before().is_unknown())
    }

    /// Whether a joined preposition binds a person's title or a body to the body it belongs to: "secretary of the party".
    pub(super) fn is_affiliation(self, start: usize, at: usize) -> bool {
        let view = self.view;
        // To an outlet he speaks, for a body he works.
        let body = Kinds::BODIES.without(Kinds::MEDIA).without(Kinds::of(SourceType::Document));
        let named = || (start + 1..at).any(|at| view.is_plain(at, view.roles().first_name));
        let joined = view.token(at).preposition_class;
        if joined.is_none() {
            return false;
        }
        let person = self.is_person_noun(start);
        // "The parliamentary group of the party": a body is another's too.
        let part = view.token(start).definite
            && view.token(at).definite
            && joined == Some(view.roles().r#for)
            && !view.is_place(start);
        (person || part && self.noun(start, body)) && self.noun(at, body) && !named()
    }

    /// Whether an office serves the one person whom a joined preposition names: "the bureau of the president".
    pub(super) fn serves(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let one =
            |kind: SourceType, agreement: Agreement| kind.is_person() && agreement.number == Some(Number::Singular);
        view.is(start, view.roles().serving) && view.has_noun(at, one)
    }

    /// Whether the word ends as a bare accusative does.
    pub(super) fn is_accusative(self, at: usize) -> bool {
        self.view.token(at).traits.any(Traits::ACCUSATIVE)
    }

    /// Whether the word carries the written mark of an accusative, which no subject has.
    pub(super) fn is_marked_accusative(self, at: usize) -> bool {
        self.view.token(at).traits.any(Traits::MARKED_ACCUSATIVE)
    }

    /// Whether the word names one: a bare name, or a definite noun in the singular.
    pub(super) fn is_one(self, at: usize) -> bool {
        let token = self.view.token(at);
        let name = token.is_unknown() && !token.definite && token.preposition_class.is_none();
        let after_name = at > 0 && self.view.is_plain(at - 1, self.view.roles().first_name);
        name && (after_name || self.is_repeated_name(at))
            || token.definite && self.view.has_noun(at, |_, agreement| agreement.number == Some(Number::Singular))
    }

    /// Whether the word is a plural or dual in the oblique case, which no subject of a verb is.
    pub(super) fn is_oblique(self, at: usize) -> bool {
        let view = self.view;
        let plural = |_, agreement: Agreement| agreement.number.is_some_and(|number| number != Number::Singular);
        self.ends_oblique(at) && view.token(at).preposition_class.is_none() && view.has_noun(at, plural)
    }

    /// Whether a plural in the oblique case begins here, told by its noun or by the adjective after it.
    pub(super) fn opens_oblique(self, at: usize) -> bool {
        let ends = |at: usize| {
            let token = self.view.token(at);
            token.definite & (token.conjunction == 0) & token.preposition_class.is_none() & self.ends_oblique(at)
        };
        // Nearly no word ends so.
        self.ends_oblique(at) && (self.is_oblique(at) || ends(at) && at + 1 < self.view.len() && ends(at + 1))
    }

    /// Whether the word ends as plurals and duals in the oblique case do.
    pub(super) fn ends_oblique(self, at: usize) -> bool {
        self.view.token(at).traits.any(Traits::OBLIQUE)
    }

    /// Whether one of the words is a noun for somebody without a name: "source".
    pub(super) fn is_unnamed(self, start: usize, end: usize) -> bool {
        (start..end).any(|at| self.noun(at, Kinds::UNNAMED))
    }

    /// Whether the word is a noun of such a source type, the longest that begins there.
    #[inline]
    pub(super) fn noun(self, at: usize, wanted: Kinds) -> bool {
        self.view.longest_kinds(at).meets(wanted)
    }

    /// Whether the word is a bare noun that opens content rather than names a source.
    pub(super) fn is_content_noun(self, at: usize) -> bool {
        let view = self.view;
        let noun = || {
            view.entries(at)[0].senses.iter().any(|sense| matches!(sense, Sense::Noun { .. } | Sense::Metonym { .. }))
        };
        view.is_plain(at, view.roles().content_noun) & !view.token(at).definite && !noun()
    }

    /// Whether the word is a verbal noun and nothing else: an act, nobody who speaks.
    pub(super) fn is_act(self, at: usize) -> bool {
        if !self.view.token(at).traits.any(Traits::CUE) {
            return false;
        }
        let senses = || self.view.entries(at).into_iter().flat_map(|entry| &entry.senses);
        let act = |sense: &Sense| matches!(sense, Sense::Cue { form: CueForm::Noun, .. });
        senses().any(act) && !senses().any(|sense| matches!(sense, Sense::Noun { .. } | Sense::Metonym { .. }))
    }
}

//! Mentions: a noun phrase taken apart into title and name, with what it says about type, gender and number.

use super::beginning::may_begin;
use super::head::head;
use super::name::{begins, is_name_word, name_end};
use super::title::heads_party;
use crate::attribute::Phrase;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, Gender, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// A noun phrase taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The whole phrase.
    pub phrase: Phrase,
    /// The first word that counts: forms of address and words of quantity are passed over.
    pub head: usize,
    /// What the head noun or the registry says it is.
    pub kind: SourceType,
    /// The number of a known source.
    pub known: Option<u32>,
    /// The tokens of a name.
    pub name: Option<Phrase>,
    /// The tokens of a title or description.
    pub title: Option<Phrase>,
    /// Whether the head is definite: it names something said before, or an office.
    pub definite: bool,
    /// What a verb after it shows.
    pub agreement: Agreement,
    /// Whether it is a place that stands for its government.
    pub place: bool,
    /// Whether it says that it is another one.
    pub other: bool,
    /// Whether it says that it is one of those before.
    pub one_of_them: bool,
}

impl Mention {
    /// Takes a phrase apart. Of a text with its issuer the issuer speaks: "a statement issued by the ministry".
    pub fn new(view: &View<'_>, phrase: Phrase) -> Self {
        let roles = view.roles();
        let classes = view.classes_between(phrase.start, phrase.end);
        let issuer = issuer(view, phrase, classes.meets([roles.issued, roles.issuing].into()));
        let whole = phrase;
        let phrase = issuer.unwrap_or_else(|| without_rest(view, phrase));
        let classes = if phrase == whole { classes } else { view.classes_between(phrase.start, phrase.end) };
        let head = head(view, phrase);
        let other = classes.has(roles.other) && (head..phrase.end).any(|at| view.is(at, roles.other));
        let mut mention = Self {
            phrase,
            head,
            kind: SourceType::Unknown,
            known: None,
            name: None,
            title: None,
            definite: view.token(head).definite,
            agreement: Agreement::default(),
            place: false,
            other,
            one_of_them: phrase.end == head + 1 && view.is(head, roles.one_of),
        };
        if view.grammar.language.subject_first {
            mention.read_cased(view, classes);
        } else {
            mention.read(view);
            mention.drop_stray(view);
            mention.learn_from_around(view);
        }
        mention
    }

    /// Shortens a family name that a single word follows, where the article repeats the name and not the word: the word
    /// belongs to what is said.
    fn drop_stray(&mut self, view: &View<'_>) {
        let bare = self.kind == SourceType::Unknown && self.title.is_none() && self.known.is_none();
        let Some(name) = self.name.as_mut().filter(|name| bare && name.end == name.start + 2) else { return };
        let (first, last) = (view.token(name.start), view.token(name.start + 1));
        let family = first.repeated && !view.is(name.start, view.roles().first_name);
        if family && last.is_unknown() && !last.repeated && !last.surname {
            name.end -= 1;
        }
    }

    /// Shortens a name that stands anywhere in the text: where the article repeats the word before, a last word that it
    /// does not repeat is no part of the name, for titles are followed by verbs that nobody listed.
    pub(super) fn trim_name(&mut self, view: &View<'_>) {
        let Some(name) = self.name.as_mut() else { return };
        let stray = |at: usize| view.token(at).is_unknown() && !view.token(at).repeated && !view.token(at).definite;
        // Before a mark nothing was swallowed.
        let marked = name.end < view.len() && view.token(name.end).kind == TokenKind::Mark;
        while !marked && name.end > name.start + 2 && stray(name.end - 1) && view.token(name.end - 2).repeated {
            name.end -= 1;
        }
        // Nor is a definite word that is no family name: "called President X the situation".
        let adjective = |at: usize| view.token(at).traits.any(Traits::ADJECTIVE);
        let thing = |at: usize| {
            view.token(at).definite && view.token(at).is_unknown() && !view.token(at).surname && !adjective(at)
        };
        let plain = |at: usize| view.token(at).is_unknown() && !view.token(at).definite;
        if !marked && name.end > name.start + 2 && thing(name.end - 1) && plain(name.end - 2) {
            name.end -= 1;
        }
    }

    fn read(&mut self, view: &View<'_>) {
        if let Some(name) = self.in_marks(view) {
            self.name = Some(name);
            self.kind = view.known_at(name.start).map_or(SourceType::Unknown, |known| view.known(known.known).kind);
            self.known = view
                .known_at(name.start)
                .filter(|known| name.start + known.length >= name.end)
                .map(|known| known.known);
            return;
        }
        let quoted = || self.head > 0 && view.token(self.head - 1).traits.any(Traits::OPENS);
        // An outlet's name that goes on with a bare word is the name of another.
        let goes_on = |end: usize| {
            let bare = |token: &crate::read::token::Token| {
                token.kind == TokenKind::Word && !token.definite && token.preposition_class.is_none()
            };
            end < self.phrase.end && bare(view.token(end))
        };
        let known = view.known_at(self.head).filter(|known| !known.guarded || quoted());
        let known =
            known.filter(|known| !view.known(known.known).kind.is_media() || !goes_on(self.head + known.length));
        if let Some(known) = known {
            self.known = Some(known.known);
            self.kind = view.known(known.known).kind;
            self.name = Some(Phrase {
                start: self.head,
                end: (self.head + known.length).min(self.phrase.end.max(self.head + 1)),
            });
            self.agreement = noun_agreement(view, self.head).unwrap_or_default();
            return;
        }
        let (noun, place) = (view.noun(self.head), view.place(self.head));
        let roles = view.roles();
        let named = || {
            let first_name = view.is_plain(self.head, roles.first_name) && !self.definite;
            let next = self.head + 1;
            first_name && next < self.phrase.end && !view.is(next, roles.first_name) && is_name_word(view, next)
        };
        let noun = noun.filter(|_| !named());
        // "Mali" is whose family name it is where the text says "Robert Mali".
        let given = |at: usize| view.is_plain(at - 1, roles.first_name);
        let alone = self.phrase.end == self.head + 1 && !view.token(self.head).definite;
        let family = || alone && view.alike(self.head, 1, view.len()).any(given);
        let place = place.filter(|place| noun.is_none_or(|noun| place.2 > noun.2) && !family());
        match place.or(noun) {
            Some((kind, agreement, length)) => {
                self.kind = kind;
                self.agreement = agreement;
                self.place = place.is_some();
                self.definite |= self.place;
                if kind.is_person() || kind.is_unnamed() || self.is_cleric(view, length) {
                    self.split_title(view, length);
                } else {
                    self.name = Some(Phrase { start: self.head, end: self.phrase.end });
                }
            }
            None => self.read_name(view),
        }
    }

    /// Whether a given name follows the noun of a religious body, so that the noun is the title of a person.
    fn is_cleric(&self, view: &View<'_>, length: usize) -> bool {
        let given = |at: usize| view.is_plain(at, view.roles().first_name) && !view.token(at).definite;
        self.kind == SourceType::ReligiousBody
            && self.agreement.gender == Some(Gender::Masculine)
            && self.agreement.number == Some(Number::Singular)
            && (self.head + length..self.phrase.end).any(given)
    }

    /// The words of a phrase that is all in quotation marks, as names of outlets are.
    fn in_marks(&self, view: &View<'_>) -> Option<Phrase> {
        let text = |at: usize| view.slice(view.token(at).span);
        let (first, last) = (self.phrase.start, self.phrase.end.checked_sub(1)?);
        if !view.token(first).traits.any(Traits::OPENS) {
            return None;
        }
        let pair = view.grammar.quotations.iter().any(|(open, close)| open == text(first) && close == text(last));
        (pair && last > first + 1).then_some(Phrase { start: first + 1, end: last })
    }

    /// A phrase without a source noun: a name, perhaps with its title after a comma.
    #[inline(never)] // Few phrases have no noun for sources.
    fn read_name(&mut self, view: &View<'_>) {
        // "One of those who attended" has none.
        if view.is_plain(self.head, view.roles().relative) {
            return;
        }
        // An unlisted trade before a name: "the young craftsman Nadim".
        let begins = |at: usize| may_begin(view, at) && begins(view, self.head, at, self.phrase.end);
        let later = (self.head + 2..self.phrase.end).any(begins);
        if self.definite && view.token(self.head).is_unknown() && later {
            return self.split_title(view, 1);
        }
        let end = name_end(view, self.head, self.phrase.end);
        self.name = Some(Phrase { start: self.head, end });
        let title = (end..self.phrase.end).find_map(|at| Some((at, view.noun(at)?)));
        if let Some((at, (kind, agreement, _))) = title {
            // "X, the fellow at the institute": the body says what the person is.
            let affiliated = view.token(at).preposition_class.is_some()
                || at > end && view.token(at - 1).definite && view.token(at - 1).is_unknown();
            let person = affiliated || view.is(self.head, view.roles().first_name);
            self.kind = if person { kind.member() } else { kind };
            if self.kind == SourceType::PersonOfficial && heads_party(view, at, self.phrase.end) {
                self.kind = SourceType::PersonPolitician;
            }
            // "One of the commanders": the noun tells the gender, the name that it is one person.
            self.agreement = Agreement { number: None, ..agreement };
            self.title = Some(Phrase { start: at, end: trim_marks(view, at, self.phrase.end) });
        }
    }
}

/// The issuer inside the phrase of a text; `issued` says whether it has a word of issue at all.
fn issuer(view: &View<'_>, phrase: Phrase, issued: bool) -> Option<Phrase> {
    let roles = view.roles();
    let last = phrase.end.saturating_sub(1);
    let when = |at: usize| view.token(at).kind == TokenKind::Number || view.any_at(at, [roles.time, roles.weekday]);
    let about =
        |at: usize| (at + 1..phrase.end).find(|at| !when(*at)).filter(|at| view.any_at(*at, [roles.about, roles.from]));
    let from = |at: &usize| view.is_plain(*at, roles.from) && is_text(view, *at - 1);
    let issued_by = |at: usize| view.is_plain(at, roles.issued).then(|| about(at)).flatten();
    let of_text = |at: usize| at == phrase.start || is_text(view, phrase.start);
    let issuing = || (phrase.start..last).find(|at| view.is_plain(*at, roles.issuing) && of_text(*at));
    let by = if issued { (phrase.start + 1..last).find_map(issued_by).or_else(issuing) } else { None };
    let by = by.filter(|by| by + 1 < phrase.end).map(|by| by + 1);
    let by = by.or_else(|| Some(phrase.start + 1).filter(|at| *at < last && from(at)).map(|at| at + 1));
    Some(Phrase { start: by?, ..phrase })
}

/// Whether the word is a noun for texts.
fn is_text(view: &View<'_>, at: usize) -> bool {
    view.all_kinds(at).meets(Kinds::of(SourceType::Document))
}

/// A phrase without a last word that says nothing without what was cut off after it: "a statement issued", "the channel near".
fn without_rest(view: &View<'_>, phrase: Phrase) -> Phrase {
    let roles = view.roles();
    let cut = |at: usize| view.is_any_plain(at, [roles.issued, roles.issuing, roles.hanging]);
    let last = phrase.end.saturating_sub(1);
    Phrase { end: if last > phrase.start && cut(last) { last } else { phrase.end }, ..phrase }
}

/// One past the last of the tokens `start..end` that is no mark; `end` where all are.
pub(super) fn trim_marks(view: &View<'_>, start: usize, end: usize) -> usize {
    (start + 1..=end).rev().find(|end| view.token(end - 1).kind != TokenKind::Mark).unwrap_or(end)
}

fn noun_agreement(view: &View<'_>, at: usize) -> Option<Agreement> {
    let said = |(sense, _): (Sense, usize)| match sense {
        Sense::Noun { agreement, .. } | Sense::Metonym { agreement, .. } => Some(agreement),
        _ => None,
    };
    if view.is_actor(at) { view.senses(at).find_map(said) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::{self, analyze};

    /// The mention beside the first cue, with its title and name as printed.
    fn mention(text: &str) -> (Mention, String, String) {
        let analysis = analyze(text);
        let mention = Mention::new(&analysis.view(), analysis.attributions[0].source.unwrap());
        let print = |phrase: Option<Phrase>| {
            phrase.map_or_else(String::new, |phrase| {
                analysis.view().slice(analysis.view().span(phrase.start, phrase.end)).to_owned()
            })
        };
        let (title, name) = (print(mention.title), print(mention.name));
        (mention, title, name)
    }

    #[test]
    fn a_person_is_taken_apart_into_title_and_name() {
        let (mention, title, name) = mention("وقال وزير النقل سامر الحمداني إن الجسر آمن.");
        let expected = ["وزير النقل", "سامر الحمداني"];
        assert_eq!([title, name], expected);
        assert_eq!(mention.kind, SourceType::PersonOfficial);
    }

    #[test]
    fn a_form_of_address_is_passed_over() {
        let (mention, _, name) = mention("وقال الدكتور سامر الحمداني إن الجسر آمن.");
        let expected = "سامر الحمداني";
        assert_eq!(name, expected);
        assert!(mention.head > mention.phrase.start);
    }

    #[test]
    fn a_bare_title_is_an_unnamed_official_a_definite_one_is_not() {
        let bare = mention("وقال مسؤول حكومي إن الجسر آمن.");
        let office = mention("وقال وزير النقل إن الجسر آمن.");
        assert_eq!((bare.0.kind, bare.0.definite), (SourceType::AnonymousOfficial, false));
        assert_eq!((office.0.kind, office.0.definite), (SourceType::PersonOfficial, true));
    }

    #[test]
    fn another_source_says_that_it_is_another() {
        let (mention, ..) = mention("وقال مصدر آخر إن الجسر آمن.");
        assert!(mention.other);
        assert_eq!(mention.kind, SourceType::AnonymousSources);
    }

    #[test]
    fn a_known_outlet_is_found_in_the_registry() {
        let (mention, ..) = mention("وقالت رويترز إن الجسر آمن.");
        assert_eq!(mention.kind, SourceType::NewsAgency);
        assert!(mention.known.is_some());
    }

    #[test]
    fn a_demonstrative_is_no_name() {
        let (mention, ..) = mention("وأكد هذا الخبير الزراعي أن الماء قليل.");
        assert_eq!(mention.kind, SourceType::PersonExpert);
        assert_eq!(mention.name, None);
    }

    #[test]
    fn one_of_them_with_a_name_is_called_by_the_name() {
        let (_, _, name) = mention("وقال أحدهم سامر الحمداني إن الجسر آمن.");
        let expected = "سامر الحمداني";
        assert_eq!(name, expected);
    }

    #[test]
    fn an_adjective_without_what_it_hangs_on_is_left_out() {
        let (_, _, name) = mention("وقالت قناة المرفأ القريبة من الحكومة إن الجسر آمن.");
        let expected = "قناة المرفأ";
        assert_eq!(name, expected);
    }

    #[test]
    fn a_country_after_a_given_name_is_a_family_name() {
        let known = |text: &str| invented::rows(text).remove(0).source_type;
        let name = known("وأكد مالي أن الجسر آمن. ووصل سامر مالي إلى الميناء.");
        assert_ne!(name, known("وأكدت مالي أن الجسر آمن."));
    }

    #[test]
    fn the_great_ones_of_a_sort_are_that_sort() {
        let (_, _, name) = mention("وذكر اثنان من كبار القادة الميدانيين أن الجسر آمن.");
        assert_eq!(name, "");
    }
}

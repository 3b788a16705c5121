//! Persons and bodies: the phrase of one who can have said something, and where the object of a verb begins in it.

use super::entity::Entity;
use crate::attribute::{Phrase, noun_phrase, noun_phrase_governed};
use crate::detect::Detected;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::view::View;

/// The noun phrase of a person or a body that begins at a token and can have said something; the token is known to begin a
/// noun phrase.
pub(super) fn speaker(view: &View<'_>, detected: &Detected, at: usize, limit: usize) -> Option<Phrase> {
    let token = view.token(at);
    let speaks = |kind: SourceType| kind != SourceType::Document && kind != SourceType::MediaUnspecified;
    // "One of the aides", "one of the senior aides" is a person too.
    let counted = |at: &usize| view.is_any_plain(*at, [view.roles().one, view.roles().quantity]);
    let head = if view.is_plain(at, view.roles().one) { (at..limit).find(|at| !counted(at)) } else { Some(at) };
    let head = head.unwrap_or(at);
    let noun = view.is_actor(head)
        && view.senses(head).any(|(sense, _)| match sense {
            Sense::Noun { kind, .. } | Sense::Metonym { kind, .. } => speaks(kind),
            _ => false,
        });
    let known = view.known_at(at).is_some_and(|known| !known.guarded && speaks(view.known(known.known).kind));
    let given = view.class_at(at, view.roles().first_name).is_some()
        && (at == 0 || !view.is_plain(at - 1, view.roles().first_name));
    let phrase = (noun || known || given).then(|| noun_phrase(view, detected, at, limit)).flatten()?;
    // A body that is named by one definite noun is complete: what follows bare is the object of the verb.
    let address = view.class_at(at, view.roles().honorific);
    let address = address.is_some_and(|length| view.is_plain(at + length, view.roles().first_name));
    let body = !given && !address && token.definite && person(view, detected, at, limit).is_none();
    let bare = |at: usize| !view.token(at).definite && view.token(at).kind == TokenKind::Word;
    let complete = body && !known && at + 1 < phrase.end && bare(at + 1);
    // So is a place or a known body.
    let place = view.place(at).map(|(_, _, length)| length);
    let known = view.known_at(at).filter(|known| !known.guarded && !view.known(known.known).kind.is_person());
    let whole = known.map(|known| known.length).or(place).map(|length| at + length);
    let whole = whole.filter(|end| *end < phrase.end && bare(*end));
    let end = if complete || is_several(view, at) && at + 1 < phrase.end && bare(at + 1) {
        at + 1
    } else {
        whole.unwrap_or(phrase.end)
    };
    // The object of the verb before it is no part of a name.
    let endings = &view.grammar.language.accusative_endings;
    let object = |at: usize| {
        let token = view.token(at);
        let accusative = endings.iter().any(|ending| view.key(at).ends_with(ending.as_str()));
        let named =
            view.is(at, view.roles().first_name) || token.repeated || view.known_at(at).is_some() || view.is_place(at);
        accusative && !named && !token.definite
    };
    // So is a bare noun of an act after an adjective or a word with the article: "Arab states a raid of settlers".
    let adjectives = &view.grammar.language.adjective_endings;
    let act = |at: usize| {
        let bare = view.is_plain(at, view.roles().content_noun) && !view.token(at).definite;
        let before = at - 1;
        let adjective = view.has_ending(before, adjectives) && !view.is_plain(before, view.roles().preposition);
        bare && (adjective || view.token(before).definite)
    };
    let last = (at + 2..end).find(|at| object(*at) || act(*at)).unwrap_or(end);
    Some(Phrase { start: at, end: last })
}

/// The subject of a verb that may have an object right after it, if it can have said something: a person or a body, or a
/// name and nothing more. `sources` are those whose names are known; `after` says that it stands after its verb.
pub(super) fn subject(
    view: &View<'_>,
    detected: &Detected,
    phrase: Phrase,
    sources: &[Entity<'_>],
    after: bool,
) -> Option<Phrase> {
    let roles = view.roles();
    let first = view.token(phrase.start);
    // "Left the country" is no outlet of that name.
    let outlet = |known: u32| view.known(known).kind.is_media();
    let word = view.known_at(phrase.start).is_some_and(|known| known.length == 1 && outlet(known.known));
    if word && first.definite && phrase.end == phrase.start + 1 {
        return None;
    }
    let joined = [roles.by, roles.r#for].iter().any(|class| view.class_at(phrase.start, *class).is_some());
    // "His mother" is somebody, "its level" is not.
    let relative = view.all_kinds(phrase.start).meets(Kinds::PERSONS);
    if joined || first.kind == TokenKind::Word && first.enclitic && !relative {
        return None;
    }
    // A body whose name stands in marks.
    if first.kind == TokenKind::Mark {
        let inner = view.token(phrase.start + 1).preposition_class.is_none();
        return (inner && phrase.end > phrase.start + 2).then_some(phrase);
    }
    // "The judge with his relation to": what a verb governs by a preposition with a pronoun is no part of its subject.
    let governed = |at: &usize| view.class_at(*at, roles.by).is_some() && view.token(*at).enclitic;
    let end = (phrase.start + 1..phrase.end).find(governed).unwrap_or(phrase.end);
    let phrase = Phrase { end, ..phrase };
    let head = (phrase.start..phrase.end).find(|at| view.class_at(*at, roles.honorific).is_none())?;
    let Some(whole) = speaker(view, detected, phrase.start, phrase.end) else {
        let name = |at: &usize| {
            let token = view.token(*at);
            let bare = token.is_unknown() && !token.definite && token.preposition_class.is_none();
            // After a family name an unknown word is the object, unless the article repeats it.
            let given = *at > 0 && view.is_any_plain(*at - 1, [roles.first_name, roles.name_particle]);
            bare && (given || token.repeated)
                || token.surname && given
                || [roles.first_name, roles.name_particle].iter().any(|class| view.is_plain(*at, *class))
        };
        // "Van Orrin" has its particle before the word that tells.
        let particle = view.is_plain(head, roles.name_particle) && head + 1 < phrase.end;
        let word = view.bare_key(head + usize::from(particle));
        // A definite word that the text repeats is as likely a thing, unless it ends as names of origin do.
        let origin = || view.has_ending(head, &view.grammar.language.adjective_endings);
        let repeated = first.is_unknown() && first.repeated && (!first.definite || origin());
        let named = |source: &&Entity<'_>| source.may_be_person() && source.words.len() > 1;
        let of_source = || sources.iter().filter(named).any(|source| source.words.contains(&word));
        // No name of one word ends as feminine nouns do.
        let feminine = |ending: &String| view.key(head).ends_with(ending.as_str());
        let feminine = || view.grammar.language.feminine_endings.iter().take(1).any(feminine);
        let family =
            first.surname || particle || head > phrase.start || of_source() || after && repeated && !feminine();
        let from = if family { (head + 1 + usize::from(particle)).min(phrase.end) } else { head };
        let end = (from..phrase.end).find(|at| !name(at)).unwrap_or(phrase.end);
        return family.then_some(Phrase { end, ..phrase });
    };
    // After a body, a bare unknown word that follows a definite one is the object: "the police forces shots".
    let is_body = person(view, detected, whole.start, whole.end).is_none()
        && view.class_at(whole.start, roles.first_name).is_none();
    let object = |at: &usize| {
        let token = view.token(*at);
        view.token(at - 1).definite && !token.definite && token.is_unknown() && token.conjunction == 0
    };
    // So is an act with the article after its adjective or the country that it is for: "the Syrian coalition the talks".
    let act = |at: &usize| {
        let (token, last) = (view.token(*at), view.token(at - 1));
        let thing = token.definite && token.preposition_class.is_none() && token.conjunction == 0;
        let place = last.preposition_class.is_some() && view.is_place(at - 1);
        let adjective = last.definite && view.has_ending(at - 1, &view.grammar.language.adjective_endings);
        thing && (adjective || place) && view.is_any(*at, [roles.content_noun, roles.venue])
    };
    let end = (whole.start + 1..whole.end).find(|at| is_body && (object(at) || act(at))).unwrap_or(whole.end);
    // After a title too, if it stands alone or a definite word completes it.
    let alone = |at: &usize| {
        let completed = *at + 1 < end && view.token(at + 1).definite;
        let name = Phrase { start: *at, end: at + 1 + usize::from(completed) };
        view.token(at - 1).definite && (completed || *at + 1 == end) && is_stray(view, name)
    };
    // And a bare noun for bodies: "the minister of transport the council of".
    let bare_body = |at: &usize| {
        let (token, last) = (view.token(*at), view.token(at - 1));
        let bare = !token.definite && token.conjunction == 0 && token.preposition_class.is_none();
        let name = !is_body && (last.is_unknown() && last.repeated || view.is_plain(at - 1, roles.family_name));
        bare && (last.definite || name) && last.preposition_class.is_none() && view.all_kinds(*at).meets(Kinds::BODIES)
    };
    let end = (whole.start + 1..end).find(|at| alone(at) || after && bare_body(at)).unwrap_or(end);
    Some(Phrase { end, ..whole })
}

/// Whether what looks like a name after a title is none: an unknown word that stands nowhere else, alone or with a definite
/// word that is no family name, and no mark after them that would close a name.
pub(super) fn is_stray(view: &View<'_>, name: Phrase) -> bool {
    let first = view.token(name.start);
    let rest = |at: usize| {
        let token = view.token(at);
        token.definite && !token.repeated && !token.surname
    };
    let marked = name.end < view.len() && view.token(name.end).kind == TokenKind::Mark;
    let bare = first.is_unknown() && !first.definite && !first.repeated;
    bare && name.end <= name.start + 2 && (name.start + 1..name.end).all(rest) && !marked
}

/// Whether the word is a definite noun in the plural.
fn is_several(view: &View<'_>, at: usize) -> bool {
    view.token(at).definite && view.has_noun(at, |_, agreement| agreement.number == Some(Number::Plural))
}

/// The noun phrase of a person that begins at a token.
fn person(view: &View<'_>, detected: &Detected, at: usize, limit: usize) -> Option<Phrase> {
    if view.is_person(at) { phrase_of(view, detected, at, limit) } else { None }
}

/// The noun phrase that begins with a noun for persons, unless the noun is part of a longer title.
pub(super) fn phrase_of(view: &View<'_>, detected: &Detected, at: usize, limit: usize) -> Option<Phrase> {
    let token = view.token(at);
    // Inside a longer title the whole title counts: "deputy minister", not "minister".
    // A complement stands after a bare noun, and no preposition but "of" parts the two: "the delegation met the minister".
    let joined = token.preposition_class;
    let noun_before = || at > 0 && !view.token(at - 1).definite && view.all_kinds(at - 1).meets(Kinds::ALL);
    let inside = token.conjunction == 0
        && joined.is_none_or(|class| class == view.roles().r#for)
        && noun_before()
        && (!token.definite || is_several(view, at));
    // "The union of the fishermen, Harun": what follows several after a preposition is nobody of theirs.
    let several = joined.is_some() && is_several(view, at);
    if inside || several { None } else { noun_phrase_governed(view, detected, at, limit) }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{self, analyze};

    #[test]
    fn a_person_named_before_speaking_is_found_by_the_bare_name() {
        let analysis = analyze("وصل وزير النقل سامر الحمداني إلى الميناء. وقال الحمداني إن الجسر آمن.");
        let row = analysis.findings().rows().remove(0);
        let expected = ["سامر الحمداني", "وزير النقل"];
        assert_eq!([row.source_name, row.source_title], expected);
    }

    #[test]
    fn a_title_with_a_family_name_alone_is_the_person_named_in_full() {
        let analysis = analyze("وصل الرئيس سامر بيلوسوف إلى الميناء. وقال الرئيس بيلوسوف إن الجسر آمن.");
        let expected = "سامر بيلوسوف";
        assert_eq!(analysis.findings().rows().remove(0).source_name, expected);
    }

    #[test]
    fn the_ministers_in_an_office_are_not_the_person_after_it() {
        let text = "وأفاد مكتب رئيس الوزراء سامر الحمداني بأن الجسر آمن. وقال رئيس الوزراء سامر الحمداني إن الطريق مفتوح. وأضاف أن الفحص انتهى.";
        let expected = "سامر الحمداني";
        assert_eq!(invented::rows(text).pop().unwrap().source_name.into_owned(), expected);
    }

    #[test]
    fn a_word_alone_after_a_title_is_the_object_of_the_verb() {
        let expected = "وزير النقل";
        let text = "ورفض وزير النقل رجاوة الطريق القديم، وقال إن الجسر آمن.";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn a_country_that_ends_as_an_object_does_belongs_to_the_title() {
        let expected = "وزير خارجية هولندا";
        let text = "وزار وزير خارجية هولندا أمس المدينة، مضيفا أن الجسر آمن.";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn a_raid_is_no_part_of_whoever_condemns_it() {
        let expected = "دول عربية";
        let text = "ودانت دول عربية اقتحام الميناء، وحذرت من أن الجسر مغلق.";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn a_thing_that_the_text_repeats_speaks_for_nobody() {
        let text = "والخبرات كثيرة. وقال سامر الحمداني إن المشروع شهد تبادل الخبرات، كما أشاد بفتح الجسر.";
        let expected = "سامر الحمداني";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn a_particle_before_a_family_name_hides_nobody() {
        let text = "وقال ستيفان دي كمبارة إن الجسر آمن. وقال سفير النرويج إن الفحص انتهى. وقام دي كمبارة باتصالات في المدينة، مؤكدا أن الطريق مفتوح.";
        let expected = "ستيفان دي كمبارة";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn one_of_several_acts_and_the_body_after_him_is_the_object() {
        let expected = "أحد مساعدي الرئيس";
        let text = "وقال سامر الحمداني إن الجسر آمن. وشكر أحد مساعدي الرئيس مجلس الميناء أمس قائلا إن الطريق مفتوح.";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn whom_a_joined_preposition_governs_is_named_too() {
        let text = "ونظم السكان لقاء مع الوفد رفضا للرئيس سامر الحمداني. وقال الرئيس إن الجسر آمن.";
        let expected = "سامر الحمداني";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn of_two_persons_in_a_phrase_both_are_listed() {
        let text = "وحضر اللقاء لوزير النقل سامر الحمداني ومديرة المدرسة نورا الحداري، جمع من السكان. وقالت المديرة إن الجسر آمن.";
        let expected = "نورا الحداري";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn the_talks_are_no_part_of_the_body_that_stays_away() {
        let expected = "الائتلاف الوطني للمعارضة السورية";
        let text = "وقاطع الائتلاف الوطني للمعارضة السورية المحادثات في المدينة، مؤكدا أن الجسر آمن.";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }
}

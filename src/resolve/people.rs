//! Who is named in the article at all: persons with a title, wherever they stand, so that a later bare name finds them.

use rustc_hash::FxHashMap;

use super::mention::Mention;
use super::source::Source;
use crate::attribute::{Phrase, noun_phrase};
use crate::detect::Detected;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Number, SourceType};
use crate::read::layout::BlockRole;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// Every person that stands with title and name.
pub(super) fn titled(view: &View<'_>, detected: &Detected) -> Vec<Source> {
    let mut people: Vec<Source> = Vec::new();
    let mut numbers: FxHashMap<Vec<String>, usize> = FxHashMap::default();
    let blocks = view
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.role, BlockRole::Body | BlockRole::Caption | BlockRole::Headline));
    for block in blocks {
        let mut at = block.start;
        while at < block.end {
            let Some(phrase) = person(view, detected, at, block.end) else {
                at += 1;
                continue;
            };
            let mut mention = Mention::new(view, phrase);
            mention.trim_name(view);
            at = phrase.end.max(at + 1);
            if mention.name.is_some_and(|name| name.end > name.start)
                && mention.title.is_some()
                && mention.known.is_none()
            {
                let source = Source::new(view, &mention);
                match numbers.get(&source.words) {
                    Some(known) => people[*known].learn(&source),
                    None => {
                        numbers.insert(source.words.clone(), people.len());
                        people.push(source);
                    }
                }
            }
        }
    }
    people
}

/// The noun phrase of a person or a body that begins at a token and can have said something.
pub(super) fn actor(view: &View<'_>, detected: &Detected, at: usize, limit: usize) -> Option<Phrase> {
    let token = view.token(at);
    let speaks = |kind: SourceType| kind != SourceType::Document && kind != SourceType::MediaUnspecified;
    let noun = view.senses(at).any(|(sense, _)| match sense {
        Sense::Noun { kind, .. } | Sense::Metonym { kind, .. } => speaks(kind),
        _ => false,
    });
    let known = view.known_at(at).is_some_and(|known| !known.guarded && speaks(view.known(known.known).kind));
    // What follows a preposition is no actor.
    let governed = token.preposition_class.is_some()
        || at > 0 && view.is_any_plain(at - 1, [view.roles().preposition, view.roles().adverbial]);
    let given =
        view.is_plain(at, view.roles().first_name) && (at == 0 || !view.is_plain(at - 1, view.roles().first_name));
    let free = !governed && !is_inside_phrase(view, at);
    let phrase = ((noun || known || given) && free).then(|| noun_phrase(view, detected, at, limit)).flatten()?;
    // A body that is named by one definite noun is complete: what follows bare is the object of the verb.
    let body = !given && token.definite && person(view, detected, at, limit).is_none();
    let bare = |at: usize| !view.token(at).definite && view.token(at).kind == TokenKind::Word;
    let complete = body && !known && at + 1 < phrase.end && bare(at + 1);
    // So is a place or a known body.
    let place = view.senses(at).find_map(|(sense, length)| matches!(sense, Sense::Metonym { .. }).then_some(length));
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
        let named = view.is(at, view.roles().first_name) || token.repeated || view.known_at(at).is_some();
        accusative && !named && !token.definite
    };
    let last = (at + 2..end).find(|at| object(*at)).unwrap_or(end);
    Some(Phrase { start: at, end: last })
}

/// Whether the word is a definite noun in the plural.
fn is_several(view: &View<'_>, at: usize) -> bool {
    let plural =
        |sense: Sense| matches!(sense, Sense::Noun { agreement, .. } if agreement.number == Some(Number::Plural));
    view.token(at).definite && view.senses(at).any(|(sense, _)| plural(sense))
}

/// Whether the word goes on with the noun before it: its adjective, or the name of a building or a work.
fn is_inside_phrase(view: &View<'_>, at: usize) -> bool {
    let (token, roles) = (view.token(at), view.roles());
    let Some(before) = at.checked_sub(1).filter(|_| token.conjunction == 0) else { return false };
    let noun = view.token(before);
    if noun.kind != TokenKind::Word {
        return false;
    }
    let temporal = view.is_any_plain(before, [roles.time, roles.weekday]);
    let adjective = view.has_ending(at, &view.grammar.language.adjective_endings);
    let agrees = token.definite && (noun.definite && !temporal || noun.enclitic && adjective);
    // The second term of a genitive: "the leaders of the regime", "the decision of the president".
    let opens = before == 0 || noun.conjunction > 0 || view.token(before - 1).kind == TokenKind::Mark;
    let act = view.is_plain(before, roles.content_noun) && !opens;
    // What follows a preposition is a noun, listed or not.
    let governed = noun.preposition_class.is_some() || before > 0 && view.is_plain(before - 1, roles.preposition);
    let term = act || governed || view.senses(before).any(|(sense, _)| matches!(sense, Sense::Noun { .. }));
    let genitive = !noun.definite && token.definite && term;
    agrees || genitive || !noun.definite && view.is(before, roles.name_intro)
}

/// The noun phrase of a person that begins at a token.
fn person(view: &View<'_>, detected: &Detected, at: usize, limit: usize) -> Option<Phrase> {
    if !view.may_have_sense(at, Traits::NOUN) {
        return None;
    }
    let noun = view.senses(at).any(|(sense, _)| match sense {
        Sense::Noun { kind, .. } => kind.is_person() || kind == SourceType::AnonymousOfficial,
        _ => false,
    });
    // Inside a longer title the whole title counts: "deputy minister", not "minister".
    let inside = noun
        && at > 0
        && view.token(at).conjunction == 0
        && !view.token(at).definite
        && view.senses(at - 1).any(|(sense, _)| matches!(sense, Sense::Noun { .. }));
    (noun && !inside).then(|| noun_phrase(view, detected, at, limit)).flatten()
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    #[test]
    fn a_person_named_before_speaking_is_found_by_the_bare_name() {
        let analysis = analyze("وصل وزير النقل سامر الحمداني إلى الميناء. وقال الحمداني إن الجسر آمن.");
        let row = analysis.findings().rows().remove(0);
        let expected = ["سامر الحمداني", "وزير النقل"];
        assert_eq!([row.source_name, row.source_title], expected);
    }

    #[test]
    fn a_person_with_a_title_is_listed_once() {
        let analysis = analyze("وصل وزير النقل سامر الحمداني إلى الميناء. ثم غادر وزير النقل سامر الحمداني المدينة.");
        let name = "سامر الحمداني";
        assert_eq!(analysis.resolved.sources.iter().filter(|source| source.name == name).count(), 1);
    }

    #[test]
    fn a_person_in_furniture_is_not_listed() {
        let analysis = analyze("وصل القطار الجديد إلى محطة الشمال.\nتابعنا: وزير النقل سامر الحمداني");
        assert!(analysis.resolved.sources.is_empty(), "{:?}", analysis.resolved.sources);
    }
}

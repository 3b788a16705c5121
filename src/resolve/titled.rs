//! Who is named in the article at all: persons with a title, wherever they stand, so that a later bare name finds them.

use std::borrow::Cow;

use super::apposition;
use super::entity::Entity;
use super::mention::Mention;
use super::nameless::{names_nobody, opens_nameless};
use super::people::{is_stray, phrase_of};
use super::printed::{Mentions, Printed};
use super::sources::Sources;
use crate::attribute::{Phrase, noun_phrase_with};
use crate::detect::Detected;
use crate::read::layout::{Block, BlockRole};
use crate::read::view::View;

/// Every person that stands with title and name; the list has room for those beside the cues too.
pub(super) fn titled<'a>(view: &View<'a>, detected: &Detected, beside: &Mentions<'a>) -> Sources<'a> {
    // About as many stand beside no cue.
    let mut people = Sources::with_room(2 * beside.len());
    let blocks = view
        .document
        .blocks
        .iter()
        .filter(|block| matches!(block.role, BlockRole::Body | BlockRole::Caption | BlockRole::Headline));
    let (mut persons, mut beside) = (view.walk_persons(), beside.in_order());
    for block in blocks {
        // One past the last name.
        let mut from = block.start;
        for at in persons.stretch(block.start, block.end) {
            // Inside a phrase that names nobody somebody may be named: the minister of a spokesman.
            // After the name another may follow: "the minister X and the mayor Y".
            if at < from {
                continue;
            }
            let read = beside.begins_at(at);
            let Some(mention) = named_at(view, detected, at, block, read) else { continue };
            from = mention.name.map_or(from, |name| name.end);
            // Unknown words after a title, which the article does not repeat, are the object of a verb as likely.
            let stray = mention.name.is_some_and(|name| is_stray(view, name));
            if mention.name.is_some_and(|name| name.end > name.start)
                && !stray
                && mention.title.is_some()
                && mention.known.is_none()
            {
                let same = |own: &Mention| own.phrase == mention.phrase && own.name == mention.name;
                let own = read.filter(|(_, (own, _))| same(own)).map(|(_, (_, own))| Cow::Borrowed(own));
                let source = own.unwrap_or_else(|| Cow::Owned(Entity::new(view, &mention)));
                match people.named_as(&source) {
                    Some(known) => people.learn(view, known, &source, source.agreement),
                    None => {
                        people.push(source.into_owned());
                    }
                }
            }
        }
    }
    // "President Hamdani" is the president who is named in full elsewhere.
    people.drop_short();
    people
}

/// The person whom the phrase that begins with a noun for persons names, or the words before the comma in front of it;
/// `read` is who is printed beside a cue from that noun on.
fn named_at(
    view: &View<'_>,
    detected: &Detected,
    at: usize,
    block: &Block,
    read: Option<(Phrase, &Printed<'_>)>,
) -> Option<Mention> {
    let is_named = |mention: &Mention| mention.name.is_some();
    // Most titles stand without a name, and are not asked for.
    if read.is_none_or(|(_, (mention, _))| !is_named(mention))
        && !apposition::may_name(view, at, block.start)
        && opens_nameless(view, detected, at, block.end)
    {
        return None;
    }
    // An apposition beside a cue may end with what the cue governs, which ends none elsewhere.
    let apposed = |known: Phrase| view.classes_between(known.start, known.end).has(view.roles().comma);
    let phrase = match read.filter(|(known, _)| !apposed(*known)) {
        Some((known, _)) => noun_phrase_with(view, detected, known, block.end)?,
        None => phrase_of(view, detected, at, block.end)?,
    };
    let mention = match read.filter(|(known, _)| *known == phrase) {
        Some((_, (mention, _))) => is_named(mention).then(|| mention.clone()),
        None if names_nobody(view, phrase) => None,
        None => Some(Mention::new(view, phrase)).filter(is_named),
    };
    match mention {
        Some(mention) => Some(trimmed(view, mention)),
        None => apposition::named(view, phrase, block.start),
    }
}

/// A mention without what is no part of its name.
fn trimmed(view: &View<'_>, mut mention: Mention) -> Mention {
    mention.trim_name(view);
    mention
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;
    use crate::resolve::printed::Mentions;

    /// Who is listed, by name.
    fn listed(text: &str) -> Vec<String> {
        let analysis = analyze(text);
        let view = analysis.view();
        let beside = Mentions::of(&view, &[]);
        super::titled(&view, &analysis.detected, &beside)
            .iter()
            .map(|person| person.printed(&view).into_owned())
            .collect()
    }

    #[test]
    fn a_person_with_a_title_is_listed_once() {
        let people = listed("وصل وزير النقل سامر الحمداني إلى الميناء. ثم غادر وزير النقل سامر الحمداني المدينة.");
        assert_eq!(people, ["سامر الحمداني"]);
    }

    #[test]
    fn a_person_in_furniture_is_not_listed() {
        let people = listed("وصل القطار الجديد إلى محطة الشمال.\nتابعنا: وزير النقل سامر الحمداني");
        assert!(people.is_empty(), "{people:?}");
    }

    #[test]
    fn what_a_source_goes_on_with_elsewhere_is_part_of_its_phrase() {
        // The attribution ends the source before what is said; a list of persons reads on.
        let beside = |text: &str| {
            let analysis = analyze(text);
            let view = analysis.view();
            let beside = Mentions::of(&view, &analysis.attributions);
            let people = super::titled(&view, &analysis.detected, &beside);
            people.iter().map(|person| person.printed(&view).into_owned()).collect::<Vec<_>>()
        };
        let texts = [
            "وقال وزير النقل سامر الحمداني إن الجسر آمن. وأكد المدير زياد النجار أن الطريق مفتوح.",
            "وأكد مدير المصنع، المهندس سامر الحمداني، أن الجسر آمن.",
            "وطالب مدير المصنع سامر الحمداني بإغلاق الجسر القديم.",
        ];
        for text in texts {
            assert_eq!(beside(text), listed(text), "{text}");
        }
    }
}

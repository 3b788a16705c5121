//! Persons whose title stands after the name and a comma: "X, the ambassador of Y".

use super::mention::Mention;
use crate::attribute::Phrase;
use crate::read::token::TokenKind;
use crate::read::view::View;

/// Longest name before the comma, in words.
const NAME: usize = 5;

/// Whether a comma stands before a title, after which a name before it may be told.
pub(super) fn may_name(view: &View<'_>, title: usize, floor: usize) -> bool {
    comma_before(view, title, floor).is_some()
}

/// The person whose name ends before the comma right before a title; the name does not reach back before `floor`.
pub(super) fn named(view: &View<'_>, title: Phrase, floor: usize) -> Option<Mention> {
    let comma = comma_before(view, title.start, floor)?;
    let given = |at: usize| view.is_plain(at, view.roles().first_name) && !view.token(at).definite;
    let word = |at: usize| {
        let token = view.token(at);
        let particle = view.is_plain(at, view.roles().name_particle);
        // A word with the article that means something else too is a family name after a given one.
        let family = token.definite && at > floor && given(at - 1);
        let unknown = token.is_unknown() && view.deed(at).is_none() || family;
        token.kind == TokenKind::Word && token.preposition_class.is_none() && (given(at) || particle || unknown)
    };
    let mut start = comma;
    while start > floor && comma - start < NAME && word(start - 1) {
        start -= 1;
        if view.token(start).conjunction > 0 {
            break;
        }
    }
    // The word that opens the clause is a verb that nobody listed, unless it is a given name.
    let opens = |at: usize| at == floor || view.token(at - 1).kind == TokenKind::Mark || view.token(at).conjunction > 0;
    if opens(start) && !given(start) {
        start += 1;
    }
    if comma < start + 2 || view.token(start).definite {
        return None;
    }
    let mention = Mention::new(view, Phrase { start, end: title.end });
    let whole = mention.name == Some(Phrase { start, end: comma }) && mention.title.is_some();
    (whole && mention.kind.is_person()).then_some(mention)
}

/// The comma right before a title, after `floor`.
fn comma_before(view: &View<'_>, title: usize, floor: usize) -> Option<usize> {
    title.checked_sub(1).filter(|at| *at > floor && view.begins(*at, view.roles().comma))
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn a_bare_title_is_who_was_named_before_that_title_and_a_comma() {
        let expected = "كمبارة بيلوسوف كوساك";
        let text = "تشبثت كمبارة بيلوسوف كوساك، سفيرة النرويج بالميناء، بالموقف القديم. وتحدثت السفيرة عن المدينة، وقالت إن الجسر آمن.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_name_of_one_word_before_a_comma_is_told_of_nobody() {
        let text = "وصل بيلوسوف، سفير النرويج بالميناء، إلى المدينة. وقال السفير إن الجسر آمن.";
        let expected = "سفير النرويج";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_family_name_may_be_a_word_of_the_language() {
        let expected = "سامر التركي";
        let text = "وصل اللواء سامر التركي، المتحدث الأمني للميناء، أمس. وقال المتحدث الأمني إن الجسر آمن.";
        assert_eq!(last(text), expected);
    }
}

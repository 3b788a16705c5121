//! Personal names inside a phrase: where they begin, which words go on with them, where they end.

use super::title::is_noun;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::EntryId;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// From so many letters on, a word that ends as those with a pronoun do is one.
const OWNED: usize = 5;
/// Longest personal name, in words.
const NAME: usize = 8;

/// Whether a name can begin at a token, whose word alone does not rule it out, inside the phrase of a person whose title
/// begins at `head`.
pub(super) fn begins(view: &View<'_>, head: usize, at: usize, limit: usize) -> bool {
    let token = view.token(at);
    let roles = view.roles();
    // "The professor at the university of Nayef": a bare body before it has that name.
    let address = at > head && view.class_at(at - 1, roles.honorific).is_some();
    let complete = |at: usize| view.token(at).definite || view.token(at).enclitic;
    if at > head + 1 && !address && !complete(at - 1) && is_noun(view, at - 1, Kinds::BODIES) {
        return false;
    }
    // "The brigadier Raid X": a bare rank between a rank with the article and a word of a name is a given name.
    let rank = |at: usize| view.class_at(at, roles.honorific) == Some(1);
    let given = at > head && rank(at) && rank(at - 1) && view.token(at - 1).definite && at + 1 < limit;
    if given && view.is_plain(at, roles.first_name) && is_name_word(view, at + 1) {
        return true;
    }
    // "General of the army X": the second word of a form of address is none either.
    let within = at > head && view.class_at(at - 1, roles.honorific).is_some_and(|length| length > 1);
    if within
        || view.class_at(at, roles.honorific).is_some()
        || view.is(at, roles.other)
        || view.is_plain(at, roles.not_name)
    {
        return false;
    }
    // A particle opens the name with which it goes: "son of", "father of".
    let particle = view.is_plain(at, roles.name_particle) && at + 1 < limit && is_name_word(view, at + 1);
    // "A Turkish official": right after a bare noun an adjective is no name, though some are called so.
    let adjective = token.traits.any(Traits::ADJECTIVE);
    let bare = !view.token(head).definite && view.class_at(head, roles.honorific).is_none();
    let plain = |at: usize| !view.token(at).definite && view.has_ending(at, &view.grammar.language.adjective_endings);
    let goes_on = at > head + 1 && at + 1 < limit && {
        let next = view.token(at + 1);
        view.is_plain(at + 1, roles.first_name) || next.definite && next.is_unknown()
    };
    if adjective && bare && !goes_on && (head + 1..at).all(plain) {
        return false;
    }
    if view.is_plain(at, roles.first_name) || particle {
        return true;
    }
    // A word that may begin with a joined preposition, or that opens content, is no name without better reason.
    let joined = view.any_at(at, [roles.by, roles.r#for]);
    if joined || view.is_plain(at, roles.content_noun) || is_accusative_pair(view, at) {
        return false;
    }
    // "Whose views the paper asked for": nor is a word with a pronoun that no name ends in.
    let owned = token.traits.any(Traits::OWNED) && !token.repeated;
    if owned && view.key(at).chars().count() >= OWNED {
        return false;
    }
    // "A lady works in a church": nor is a verb.
    if token.is_unknown() && !token.repeated && view.deed(at).is_some_and(|(deed, _)| deed.present || !deed.opening) {
        return false;
    }
    // A mark parts title and name; a quotation mark glued to the word opens a name in marks, which is no person's.
    let parted = |at: usize| {
        let mark = view.token(at - 1);
        let opens = || view.grammar.quotations.iter().any(|(open, _)| open == view.slice(mark.span));
        mark.kind == TokenKind::Mark && (mark.span.end < view.token(at).span.start || !opens())
    };
    // An unknown bare word after a definite one: the title is complete. Right after the head it may be its complement.
    let unknown = token.is_unknown();
    let address = |at: usize| view.class_at(at, roles.honorific) == Some(1);
    // So is a place: "the reporter of the channel in Rome Harun".
    let closed =
        at > head && (complete(at - 1) || parted(at) || address(at - 1) || at > head + 1 && view.is_place(at - 1));
    unknown && closed && !may_be_joined(view, at, limit)
}

/// Whether an unknown word may begin with a conjunction, or with the preposition of a noun that a definite one follows: "for
/// elections of the councils".
fn may_be_joined(view: &View<'_>, at: usize, limit: usize) -> bool {
    let clitics = &view.grammar.clitics;
    let key = view.key(at);
    let starts = |letters: &String| key.starts_with(letters.as_str());
    let named = |at: usize| view.token(at).definite || view.is_plain(at, view.roles().first_name);
    let governs = at + 1 < limit && named(at + 1);
    clitics.conjunctions.first().is_some_and(starts)
        || governs && clitics.prepositions.iter().any(|(letters, _)| starts(letters))
}

/// Whether noun and adjective stand in the bare accusative: no name does.
fn is_accusative_pair(view: &View<'_>, at: usize) -> bool {
    let ends = |at: usize| at < view.len() && view.token(at).traits.any(Traits::ACCUSATIVE);
    ends(at) && ends(at + 1)
}

/// Whether the word can be part of a name.
pub(super) fn is_name_word(view: &View<'_>, at: usize) -> bool {
    let token = view.token(at);
    let roles = view.roles();
    if token.kind != TokenKind::Word {
        return false;
    }
    let is_noun = |at: usize| is_noun(view, at, Kinds::ALL);
    let noun = is_noun(at);
    // A bare noun right after a given name is a family name: "Zaid Carpenter".
    let after_given =
        at > 0 && !token.definite && view.is_plain(at - 1, roles.first_name) && !view.token(at - 1).definite;
    // Before a definite word it is a title that follows the name: "Zaid Abbas head of the council".
    let place = |at: usize| {
        let token = view.token(at);
        token.preposition_class.is_none() && token.definite || view.is_plain(at, roles.name_intro) || is_noun(at)
    };
    let title = || at + 1 < view.len() && view.token(at + 1).kind == TokenKind::Word && place(at + 1);
    let after_given = after_given && !(noun && title());
    let common = view.is_any_plain(at, [roles.adverbial, roles.time]);
    // A particle needs a name after it, whatever the word means elsewhere.
    let after_particle = at > 0 && view.is_plain(at - 1, roles.name_particle);
    if after_particle && token.conjunction == 0 && !common {
        return true;
    }
    // So does "Thana Allah" after a given name, whatever its first word means elsewhere.
    let closed = after_given && at + 1 < view.len() && view.is_plain(at + 1, roles.name_closing);
    if closed && token.conjunction == 0 && token.preposition_class.is_none() {
        return true;
    }
    if token.preposition_class.is_some() || noun && !after_given && !view.is_plain(at, roles.first_name) {
        return false;
    }
    let listed = || view.is_any_plain(at, [roles.not_by, roles.not_for]) && !view.is_place(at);
    // Letters that happen to look like a verb with a prefix are no verb inside a name.
    let prefixed = token.conjunction == 0 && token.traits.any(Traits::UNLISTED);
    // A month right after a given name is a family name.
    let month = |class| view.class_at(at, class).filter(|length| *length == 1);
    let month = || after_given && view.grammar.month_at(month).is_some();
    let free = !common && !view.is_plain(at, roles.content_noun);
    free && (token.is_unknown() || prefixed || listed() || month())
        || after_given && noun
        || view.is_any(at, [roles.first_name, roles.name_particle])
        || view.is_plain(at, roles.name_closing)
        || token.definite && (token.entry == EntryId::default() || view.is_plain(at, roles.not_name))
}

/// One past the last word of a name that begins at `start`.
pub(super) fn name_end(view: &View<'_>, start: usize, limit: usize) -> usize {
    let mut at = start + 1;
    // A definite word that the lexicon knows can be a family name right after the given name, and nowhere later.
    let roles = view.roles();
    let closing = |at: usize| view.is_plain(at, roles.name_closing);
    let family = |at: usize| {
        let token = view.token(at);
        let bound = closing(at) || closing(at - 1) || view.is_plain(at - 1, roles.name_particle);
        !token.definite || token.is_unknown() || at == start + 1 || bound || view.is_plain(at, roles.not_name)
    };
    // A bare noun or a form of address that ends the phrase or stands before a mark, right after the first name, is a family
    // name.
    let last = |at: usize| {
        let token = view.token(at);
        // "Salih the Judge" is called so, and no more than that is said of him.
        let called = at == start + 1 && at + 1 == limit && view.is_plain(start, roles.first_name);
        let free = !token.definite || called || view.class_at(at, roles.honorific) == Some(1);
        let ends = at + 1 == limit || view.token(at + 1).kind != TokenKind::Word;
        let second = at == start + 1 || !token.definite && view.class_at(at, roles.honorific) == Some(1);
        let common =
            [roles.preposition, roles.adverbial, roles.time, roles.weekday, roles.what, roles.that, roles.same];
        second && ends && free && token.kind == TokenKind::Word && !token.enclitic && !view.is_any_plain(at, common)
    };
    // "For the diversification": a joined preposition and its noun.
    let governs = |at: usize| {
        let next = || at + 1 < view.len() && view.token(at + 1).definite && !closing(at + 1);
        let key = || view.key(at);
        let joined =
            || view.grammar.clitics.prepositions.iter().any(|(letters, _)| key().starts_with(letters.as_str()));
        at > start + 1 && view.token(at).is_unknown() && !view.token(at).repeated && next() && joined()
    };
    let other = |at: usize| !view.token(at - 1).definite && view.is_plain(at, roles.not_name);
    // "Salim Sayyid Qadir": a bare form of address among given names is one itself.
    let given = |at: usize| {
        let bare = |at: usize| at < limit && view.token(at).kind == TokenKind::Word && !view.token(at).definite;
        let address = view.class_at(at, roles.honorific) == Some(1) && bare(at);
        let name = |at: usize| bare(at) && (view.token(at).is_unknown() || view.is_plain(at, roles.first_name));
        address && view.is_plain(at - 1, roles.first_name) && name(at + 1)
    };
    let goes_on = |at: usize| {
        is_name_word(view, at) && !other(at) && family(at) && !is_accusative_pair(view, at) && !governs(at)
            || last(at)
            || given(at)
    };
    // "Ivan Falasquez": right after the given name that it closes, a letter that could be "so" begins a family name.
    let and = view.grammar.clitics.conjunctions.first();
    let joined = |at: usize| {
        let so = and.is_some_and(|and| !view.slice(view.token(at).span).starts_with(and.as_str()));
        let closes = at == start + 1 && at + 1 == limit && view.is_plain(start, roles.first_name);
        view.token(at).conjunction > 0 && !(so && closes && view.token(at).is_unknown())
    };
    while at < limit && at < start + NAME && goes_on(at) && !joined(at) {
        at += 1;
    }
    // A particle right after the given name that nothing follows is a family name: "Salim Abi".
    while at > start + 1 && !(at == start + 2 && at == limit) && view.is_plain(at - 1, roles.name_particle) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn name(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_month_after_a_given_name_is_a_family_name() {
        let expected = "سامر نيسان";
        assert_eq!(name("وقال سامر نيسان الأمين العام لحزب الجسر إن المرفأ آمن."), expected);
        assert_eq!(name("وقال سامر في نيسان الماضي إن المرفأ آمن."), "سامر");
    }

    #[test]
    fn an_engineer_is_called_by_a_letter_before_his_name() {
        let expected = "محمد الحمداني";
        assert_eq!(name("وقال م. محمد الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn a_word_that_closes_names_belongs_to_the_name() {
        let expected = "سامي سناء الله";
        assert_eq!(name("وقال وزير النقل سامي سناء الله إن الجسر آمن."), expected);
    }

    #[test]
    fn a_particle_goes_with_what_follows() {
        let expected = "سامر بن فاضل الحمداني";
        assert_eq!(name("وقال وزير النقل سامر بن فاضل الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn a_bare_noun_at_the_end_is_a_family_name() {
        let expected = "سامر نجار";
        assert_eq!(name("وقال وزير النقل سامر نجار إن الجسر آمن."), expected);
    }

    #[test]
    fn an_adjective_of_time_ends_a_name() {
        let expected = "نديم بيلوسوف";
        assert_eq!(name("وقال الرئيس نديم بيلوسوف المنتخب إن الجسر آمن."), expected);
    }

    #[test]
    fn a_title_after_a_name_is_no_family_name() {
        let expected = "سامر عباس";
        assert_eq!(name("وقال سامر عباس رئيس المجلس إن الجسر آمن."), expected);
    }

    #[test]
    fn a_form_of_address_of_two_words_is_no_part_of_a_name() {
        let expected = "سامر الحمداني";
        assert_eq!(name("وقال وزير الدفاع الفريق أول سامر الحمداني إن الجسر آمن."), expected);
        let expected = "دلماج بن فاضل";
        assert_eq!(name("وقال مدير الشرطة العقيد دلماج بن فاضل إن الجسر آمن."), expected);
    }

    #[test]
    fn a_title_after_a_name_goes_on_with_its_place() {
        let expected = "سامر";
        assert_eq!(name("وقال سامر أمير منطقة المرفأ إن الجسر آمن."), expected);
    }

    #[test]
    fn what_is_whose_is_no_name() {
        let expected = "محللون استطلعت «نبض المرفأ» آراءهم";
        assert_eq!(name("وتوقع محللون استطلعت «نبض المرفأ» آراءهم أن يغلق الجسر."), expected);
    }

    #[test]
    fn a_bare_form_of_address_among_given_names_is_one() {
        let expected = "سامر سيد كمبار";
        assert_eq!(name("وقال وزير النقل سامر سيد كمبار إن الجسر آمن."), expected);
    }

    #[test]
    fn a_particle_that_nothing_follows_is_a_family_name() {
        let expected = "كمبارو آبي";
        assert_eq!(name("وقال رئيس الوزراء كمبارو آبي إن الجسر آمن."), expected);
    }

    #[test]
    fn a_bare_body_before_a_name_has_it() {
        let expected = "أستاذ القانون بجامعة سامر";
        assert_eq!(name("وقال أستاذ القانون بجامعة سامر إن الجسر آمن."), expected);
        let expected = "سيدة تعمل في مخبز المدينة";
        assert_eq!(name("وقالت سيدة تعمل في مخبز المدينة إن الجسر آمن."), expected);
    }

    #[test]
    fn what_opens_a_content_is_no_part_of_a_name() {
        let expected = "سامر كمبار";
        assert_eq!(name("وأعلن الوزير سامر كمبار بدء وصول الطائرات."), expected);
    }

    #[test]
    fn a_bare_rank_after_a_rank_with_the_article_is_a_given_name() {
        let expected = "رائد الحمداني";
        assert_eq!(name("وقال قائد الشرطة الفريق رائد الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn a_definite_noun_that_ends_the_phrase_after_a_given_name_is_a_family_name() {
        let expected = "سامر القاضي";
        assert_eq!(name("وقال أمين المنطقة سامر القاضي إن الجسر آمن."), expected);
    }

    #[test]
    fn a_family_name_may_begin_with_the_letter_of_so() {
        let expected = "سامر فالاسكوف";
        assert_eq!(name("وقال رئيس اللجنة سامر فالاسكوف إن الجسر آمن."), expected);
    }

    #[test]
    fn after_a_place_a_name_may_begin() {
        let expected = "دنكن كمبيدي";
        assert_eq!(name("ويقول مراسل الأفق في روما دنكن كمبيدي إن الجسر آمن."), expected);
        let expected = "سامر الحمداني";
        assert_eq!(name("وقال ولي العهد الأمير سامر الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn an_adjective_after_adjectives_is_no_name_unless_one_goes_on() {
        let expected = "مسؤول أمني تركي";
        assert_eq!(name("وقال مسؤول أمني تركي إن الجسر آمن."), expected);
        let expected = "تركي الحمداني";
        assert_eq!(name("وقال مسؤول أمني تركي الحمداني إن الجسر آمن."), expected);
    }

    #[test]
    fn what_closes_a_name_makes_one_of_the_word_before_it() {
        let expected = "سامر ثناء الله";
        assert_eq!(name("وقال وزير النقل سامر ثناء الله إن الجسر آمن."), expected);
    }
}

//! Extents: where content ends, which marks belong to it, how a quotation goes on over paragraphs.

use super::fill::Piece;
use super::phrase::Phrases;
use super::setting::Setting;
use super::{Attribution, Contents, Mode};
use crate::detect::Detected;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::grammar::lexicon::Sense;
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;
use crate::span::Span;

/// The percent sign of Arabic.
const PERCENT: &[u8] = "\u{66a}".as_bytes();
/// So many words in marks may be a name.
const FEW: usize = 4;

/// The spans of the pieces; open ones end before token `end`.
pub(super) fn spans(setting: &Setting<'_>, pieces: &[Piece], end: usize) -> Contents {
    let mut spans = Contents::new();
    for piece in pieces {
        let end = if piece.open { end.min(piece.to) } else { piece.to };
        let own = piece.quoted.or_else(|| span(setting, piece, end));
        if let Some(own) = own.filter(|span| !span.is_empty()) {
            spans.push(own);
        }
    }
    spans
}

fn span(setting: &Setting<'_>, piece: &Piece, end: usize) -> Option<Span> {
    let mut last = own_words(setting, piece.from, end);
    while last > piece.from && dangles(setting, piece.start, last - 1) {
        last -= 1;
    }
    let end = (last > piece.from).then(|| setting.view.token(last - 1).span.end)?;
    if end <= piece.start {
        return None;
    }
    let span = Span { start: piece.start, end };
    let quotation = if setting.quotes { whole_quotation(setting.detected, span) } else { None };
    Some(quotation.map_or(span, |quotation| quotation.inner))
}

/// Where the writer's own circumstance begins after a comma; `end` where there is none.
fn own_words(setting: &Setting<'_>, from: usize, end: usize) -> usize {
    let (view, detected) = (setting.view, setting.detected);
    let roles = view.roles();
    let comma = |at: usize| view.begins(at, roles.comma);
    // "In a meeting that is the second of its kind": a bare noun that a pronoun takes up is the writer's remark.
    let remark = |at: usize| {
        let bare = at + 2 < end && !view.token(at + 1).definite && view.is_plain(at + 2, roles.pronoun);
        bare && view.begins(at, roles.r#in) && view.token(at + 2).conjunction == 0
    };
    // "At a time when" is one, "at the present time" is not.
    let now = |at: usize| {
        let definite = at + 2 < end && view.token(at + 1).definite && !view.begins(at + 2, roles.relative);
        definite && view.begins(at, roles.r#in)
    };
    let aside = |at: usize| view.begins(at, roles.aside) && !now(at) || remark(at);
    // "As also ..." with a verb cannot depend on the complementiser; "and that also" can.
    let beside = |at: usize| {
        let next = view.class_at(at, roles.r#as).map(|length| at + length);
        next.is_some_and(|next| [roles.that, roles.that_it].iter().all(|class| !view.begins(next, *class)))
    };
    // A participle of a cue after a comma goes on with what the source did, not with what it said.
    let phrases = Phrases { view, detected };
    let goes_on = |at: usize| phrases.is_participle(at) && phrases.is_accusative(at);
    let tail = |at: usize| view.begins(at, roles.tail);
    // "Which the minister denied", "a course that they oppose": what another says of it.
    let which = |at: usize| {
        let (what, verb) = (at + 1, at + 2);
        let pronoun = view.is_plain(at, roles.pronoun) && view.token(at).conjunction > 0;
        let bare = |at: usize| !view.token(at).definite && view.token(at).kind == TokenKind::Word;
        let noun = || bare(what) && view.token(what).conjunction == 0 && !view.is(what, roles.preposition);
        let deed = || view.deed(verb).is_some_and(|(deed, joined)| deed.enclitic && !joined);
        let finite = |sense: &Sense| matches!(sense, Sense::Cue { form, .. } if form.is_finite());
        pronoun
            && verb < end
            && (view.begins(what, roles.what) || noun())
            && (view.token(verb).enclitic && view.entries(verb)[0].senses.iter().any(finite) || deed())
    };
    // "And that after five days": the circumstance of the whole sentence.
    let that_is = |at: usize| {
        let joined = view.token(at).conjunction > 0 && view.is_plain(at, roles.demonstrative) && aside(at);
        let free = at + 1 < end && !view.is(at + 1, roles.from);
        joined && free && (view.is_plain(at + 1, roles.preposition) || view.begins(at + 1, roles.adverbial))
    };
    let ends = |at: usize| {
        tail(at)
            || which(at)
            || that_is(at)
            || comma(at) && (aside(at + 1) || beside(at + 1) || goes_on(at + 1) || which(at + 1))
    };
    // Nearly no word does, nor does what follows most commas.
    let (begun, plain) = ([roles.tail, roles.comma].into(), [roles.pronoun, roles.demonstrative].into());
    let may_end = |at: &usize| {
        let next = view.token(at + 1);
        let opens = view.any_at(at + 1, [roles.aside, roles.r#in, roles.r#as]);
        let follows = opens | (next.conjunction > 0) | next.traits.any(Traits::ACCUSATIVE);
        tail(*at) | (view.token(*at).conjunction > 0) | (comma(*at) & follows)
    };
    // "According to the officials, and that after five days": nor is it content where it opens the stretch.
    let joined = from > 0 && view.token(from).conjunction > 0 && view.is(from, roles.demonstrative);
    if joined && aside(from) {
        return from;
    }
    // "Called it «a campaign of the council against the harbour», which is": what follows the words in marks is the writer's.
    let first = || after_complementiser(view, from).unwrap_or(view.token(from).span.start);
    let opening = || detected.opening(first()).filter(|quotation| quotation.closed);
    let quotation = if setting.quotes { opening() } else { None };
    let close = quotation.map(|quotation| quotation.close as usize);
    let words = |close: usize| (from..close).filter(|at| view.token(*at).kind == TokenKind::Word).count();
    let told = |close: &usize| *close + 1 < end && comma(*close) && view.begins(close + 1, roles.relative);
    if let Some(close) = close.filter(|close| told(close) && words(*close) > FEW) {
        return close;
    }
    let mut words = view.all_of(from + 1..end.saturating_sub(1), begun, plain);
    words.find(|at| may_end(at) && ends(*at)).unwrap_or(end)
}

/// Whether the token at the end of a stretch is no part of the content: a stop, a comma, a connective.
fn dangles(setting: &Setting<'_>, start: u32, at: usize) -> bool {
    let (view, detected) = (setting.view, setting.detected);
    let token = view.token(at);
    let roles = view.roles();
    if token.kind == TokenKind::Mark {
        let mark = view.text().as_bytes().get(token.span.start as usize..token.span.end as usize);
        let ended = |quotation: &Quotation| quotation.span.end == token.span.end && quotation.span.start >= start;
        let closes = setting.quotes && detected.overlapping(token.span).any(ended);
        return !closes && !matches!(mark, Some(b")" | b"]" | b"%" | PERCENT));
    }
    let connective = view.is_any_plain(at, [roles.conjunction_clause, roles.r#as, roles.turn_marker]);
    // Where the subject stands first, such a word at the end of the sentence is an adverb.
    let adverb = connective && view.grammar.language.subject_first && view.is(at + 1, roles.stop);
    connective && !adverb || view.is_conjunction(at) || view.key(at).is_empty()
}

/// The quotation of somebody's words that is all there is in the span.
fn whole_quotation(detected: &Detected, span: Span) -> Option<&Quotation> {
    detected.opening(span.start).filter(|quotation| {
        quotation.role == QuotationRole::Quotation
            && (quotation.span.end >= span.end || quotation.inner.end == span.end)
    })
}

/// How the content is given: in one quotation, partly quoted, or not.
pub(super) fn mode(view: &View<'_>, detected: &Detected, content: &[Span]) -> Mode {
    let words = |quotation: &&Quotation| quotation.role == QuotationRole::Quotation;
    let (mut all, mut touched) = (!content.is_empty(), false);
    for span in content {
        let mut held = false;
        for quotation in detected.overlapping(*span).filter(words) {
            touched |= span.overlaps(quotation.inner);
            held |= quotation.inner.contains(*span) || {
                let start = after_complementiser(view, view.token_from(span.start)).unwrap_or(span.start);
                quotation.span.contains(Span { start, end: span.end }) && start <= quotation.inner.start
            };
        }
        all &= held;
    }
    match (all, touched) {
        (true, _) => Mode::Direct,
        (false, true) => Mode::Mixed,
        (false, false) => Mode::Indirect,
    }
}

/// The first byte after a complementiser that carries a pronoun, if the token is one.
fn after_complementiser(view: &View<'_>, at: usize) -> Option<u32> {
    let carries = view.begins(at, view.roles().that_it) && at + 1 < view.len();
    carries.then(|| view.token(at + 1).span.start)
}

/// Adds the paragraphs that re-open a quotation that was not closed.
pub(super) fn continue_quotations(view: &View<'_>, detected: &Detected, attributions: &mut [Attribution]) {
    if detected.quotations.iter().all(|quotation| quotation.closed) {
        return;
    }
    for attribution in attributions.iter_mut() {
        let Some(last) = attribution.content.last().copied() else { continue };
        let from = detected.quotations.partition_point(|quotation| quotation.inner.start < last.start);
        let near = detected.quotations[from..].iter().take_while(|quotation| quotation.span.start < last.end);
        let position = near
            .enumerate()
            .find(|(_, quotation)| !quotation.closed && quotation.depth == 0 && quotation.inner.end == last.end);
        let position = position.map(|(at, _)| from + at);
        let Some(mut position) = position else { continue };
        let mut block = detected.quotations[position].block;
        while let Some(next) = detected.quotations[position + 1..].iter().position(|quotation| quotation.depth == 0) {
            position += next + 1;
            let quotation = detected.quotations[position];
            if !quotation.continues || quotation.block != block + 1 {
                break;
            }
            attribution.content.push(quotation.inner);
            block = quotation.block;
            if quotation.closed {
                break;
            }
        }
        attribution.mode = mode(view, detected, &attribution.content);
    }
}

/// Adds the quotations after an attribution, in its sentence and in those of its block that are nothing but
/// quotations: the speaker goes on.
pub(super) fn gather_quotations(view: &View<'_>, detected: &Detected, attributions: &mut [Attribution]) {
    let mut at = 0;
    while at < attributions.len() {
        let number = attributions[at].sentence;
        let end = at + attributions[at..].iter().take_while(|attribution| attribution.sentence == number).count();
        let next = attributions.get(end).map_or(usize::MAX, |next| next.sentence);
        // Who added something that is not quoted does not speak on.
        let speaker = (at..end).rev().find(|at| {
            let attribution = &attributions[*at];
            attribution.within.is_none() && attribution.content.iter().any(|span| is_quoted(detected, *span))
        });
        at = end;
        let Some(speaker) = speaker else { continue };
        let mut inners = quotations_after(view, detected, &attributions[speaker], &attributions[speaker + 1..end]);
        let block = detected.sentences[number].block;
        let following = detected.sentences.iter().enumerate().skip(number + 1);
        for (number, following) in following.take_while(|(_, following)| following.block == block) {
            let Some(more) = only_quotations(view, detected, following).filter(|_| number < next) else { break };
            inners.extend(more);
        }
        if !inners.is_empty() {
            attributions[speaker].content.extend(inners);
            attributions[speaker].mode = mode(view, detected, &attributions[speaker].content);
        }
    }
}

/// Quotations later in the sentence of an attribution whose words stand before the speaker, each after a stop or comma.
fn quotations_after(
    view: &View<'_>,
    detected: &Detected,
    attribution: &Attribution,
    others: &[Attribution],
) -> Contents {
    let sentence = &detected.sentences[attribution.sentence];
    let cue = attribution.cue.end;
    let first = attribution.content.first().is_some_and(|span| span.end <= view.token(cue - 1).span.start);
    let parted = |at: usize| {
        let roles = view.roles();
        view.begins(at - 1, roles.stop) || view.begins(at - 1, roles.comma)
    };
    let taken = |span: Span| {
        let mut all = others.iter().chain([attribution]);
        all.any(|other| other.content.iter().any(|content| content.overlaps(span)))
    };
    let mut inners = Contents::new();
    let mut at = cue + 1;
    while first && at < sentence.end {
        let quotation = detected.opened_by(view.token(at));
        let Some(quotation) = quotation.filter(|quotation| quotation.role == QuotationRole::Quotation) else {
            at += 1;
            continue;
        };
        if parted(at) && !taken(quotation.inner) {
            inners.push(quotation.inner);
        }
        at = quotation.close as usize;
    }
    inners
}

/// Whether the span is, or ends with, somebody's words in marks.
fn is_quoted(detected: &Detected, span: Span) -> bool {
    let words = |quotation: &&Quotation| quotation.role == QuotationRole::Quotation;
    detected.overlapping(span).filter(words).any(|quotation| span.end >= quotation.inner.end)
}

/// The insides of the quotations that a sentence consists of; `None` where it holds other words.
fn only_quotations(view: &View<'_>, detected: &Detected, sentence: &Sentence) -> Option<Contents> {
    let mut inners = Contents::new();
    let mut at = sentence.start;
    while at < sentence.end {
        match detected.opened_by(view.token(at)) {
            Some(quotation) => {
                inners.push(quotation.inner);
                at = quotation.close as usize;
            }
            None if view.token(at).kind == TokenKind::Mark => at += 1,
            None => return None,
        }
    }
    (!inners.is_empty()).then_some(inners)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::rows;

    #[test]
    fn the_kind_tells_how_much_is_quoted() {
        let kind = |text: &str| rows(text).remove(0).quote_type;
        let direct = kind("وقال المدير سامر الحمداني: «لن نغلق المدرسة هذا العام».");
        let mixed = kind("وقال المدير سامر الحمداني إن الماء «لم يصل بعد» إلى القرية.");
        let indirect = kind("وقال المدير سامر الحمداني إن الماء وصل إلى القرية.");
        assert_eq!([direct, mixed, indirect], ["direct", "mixed", "indirect"]);
    }

    #[test]
    fn a_complementiser_with_a_pronoun_stays_but_leaves_the_content_direct() {
        let row = rows("وأفادت الوزارة بأنه «لا زيادة في الأسعار هذا العام».").remove(0);
        let content = "بأنه «لا زيادة في الأسعار هذا العام»";
        assert_eq!((&*row.content, &*row.quote_type), (content, "direct"));
    }

    #[test]
    fn a_name_in_marks_does_not_make_content_mixed() {
        let row = rows("وقال المدير سامر الحمداني إن فندق «النخيل» مغلق منذ عام.").remove(0);
        assert_eq!((&*row.quote_type, &*row.quotation), ("indirect", ""));
    }

    #[test]
    fn what_the_writer_adds_after_the_source_or_after_marks_is_no_content() {
        let row = rows("غادر الصيادون المرفأ وفق مسؤولين أمنيين وذلك بعد خمسة أيام من العاصفة.").remove(0);
        let content = "غادر الصيادون المرفأ";
        assert_eq!(row.content, content);
        let row =
            rows("ووصف سامر الحمداني الحملة بأنها «خطة وضعها المجلس منذ زمن بعيد»، التي تقع في المرفأ.").remove(0);
        assert!(!row.content.contains("المرفأ"));
    }

    #[test]
    fn what_others_say_of_it_and_the_circumstance_of_the_sentence_are_no_content() {
        let content = |text: &str| {
            let own = rows(text).into_iter().find(|row| row.source_name == "الوزير");
            own.unwrap().content.into_owned()
        };
        let expected = "إغلاق الجسر";
        assert_eq!(content("ودعا الوزير إلى إغلاق الجسر وهو نهج يعارضه السكان."), expected);
        let expected = "الجسر سيغلق غدا";
        assert_eq!(content("وقال الوزير إن الجسر سيغلق غدا وهو ما أوقفه المجلس."), expected);
        assert_eq!(content("وقال الوزير إن الجسر سيغلق غدا وذلك ردا على سؤال السكان."), expected);
    }

    #[test]
    fn the_present_time_is_no_circumstance_of_the_writer() {
        let row = rows("وأقر الوزير بأنه، في الوقت الحالي، لا يوجد جسر آخر.").remove(0);
        assert!(row.content.ends_with("جسر آخر"));
    }

    #[test]
    fn the_stop_and_the_writers_own_circumstance_are_no_content() {
        let row = rows("زعم المتعهد أن الأساسات سليمة، في وقت تتواصل فيه أعمال البناء.").remove(0);
        let content = "الأساسات سليمة";
        assert_eq!(row.content, content);
    }

    #[test]
    fn a_speaker_goes_on_in_the_sentences_after_him() {
        let found = rows("“The pier is old,” said Lena Orrin, adding that it leaks. “We will close it.”\n\nIt rained.");
        let content = "The pier is old, […] We will close it.";
        assert_eq!((found.len(), &*found[0].content, &*found[0].quote_type), (2, content, "direct"));
    }

    #[test]
    fn words_before_the_marks_belong_to_the_speaker_after_them() {
        let row = rows("The pier is “a danger to us all,” Lena Orrin said.").remove(0);
        assert_eq!((&*row.content, &*row.quote_type), ("The pier is “a danger to us all,”", "mixed"));
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        let row = rows(
            "وقال المختار سامر الحمداني: «انتظرنا الماء عاماً كاملاً.\n«ولم يصل أحد إلى قريتنا بعد».\nوعاد الهدوء إلى القرية في المساء.",
        )
        .remove(0);
        let last = " […] ولم يصل أحد إلى قريتنا بعد";
        assert!(row.content.ends_with(last), "{}", row.content);
        assert_eq!(row.quote_type, "direct");
        assert!(row.flags.contains("quote_multi_paragraph"), "{}", row.flags);
    }
}

//! The row of `attributions.csv`: 49 columns in the order of schema version 2, frozen.

use std::borrow::Cow;

use super::cells::table;
use super::room::Room;
use super::{Findings, Part};
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::span::{CodePoints, Span};

table! {
    told
    /// One attribution as a spreadsheet shows it. Blank means that it does not apply or is not known.
    Row<'a of 'static> {
        /// Stable id of the article.
        article_id: Cow<'a, str>,
        /// The article's id, `#`, a running number of three digits.
        attribution_id: Cow<'a, str>,
        /// Publishing outlet.
        outlet: Cow<'a, str>,
        /// Date of publication, `YYYY-MM-DD`.
        published: Cow<'a, str>,
        /// Headline as printed.
        headline: Cow<'a, str>,
        /// `headline`, `lead`, `body`, `caption` or `footer`.
        section: Cow<'a, str>,
        /// Body paragraph, from 1.
        paragraph: Option<usize>,
        /// Body sentence, from 1 over the article.
        sentence: Option<usize>,
        /// `direct`, `indirect` or `mixed`.
        quote_type: Cow<'a, str>,
        /// The attributed words as printed; pieces are joined by ` […] `.
        content: Cow<'a, str>,
        /// Only the words inside quotation marks, joined by ` | `.
        quotation: Cow<'a, str>,
        /// The origin as printed; blank if the subject is dropped.
        source_text: Cow<'a, str>,
        /// `explicit`, `anaphoric`, `implicit` or `none`.
        source_reference: Cow<'a, str>,
        /// Canonical name in the article's language.
        source_name: Cow<'a, str>,
        /// Canonical name in English, where it is known.
        source_name_en: Cow<'a, str>,
        /// What the origin is.
        source_type: Cow<'a, str>,
        /// Title or description as printed anywhere in the article.
        source_title: Cow<'a, str>,
        /// How well the origin is identified.
        identification: Cow<'a, str>,
        /// Whether it speaks for a state body: `yes`, `no` or `unknown`.
        official: Cow<'a, str>,
        /// The reason for anonymity that the article prints.
        anonymity_reason: Cow<'a, str>,
        /// The cue as printed, without a joined conjunction.
        cue: Cow<'a, str>,
        /// The lemma in the lexicon.
        cue_lemma: Cow<'a, str>,
        /// The lexicon's class.
        cue_class: Cow<'a, str>,
        /// What the cue does to the claim.
        stance: Cow<'a, str>,
        /// All links, nearest to the publisher first, joined by ` > `.
        relay_chain: Cow<'a, str>,
        /// Number of links before the origin.
        relay_depth: Option<usize>,
        /// `yes` if any link is a media organisation.
        second_hand: Cow<'a, str>,
        /// Where the content is, in code points.
        content_offsets: Cow<'a, str>,
        /// Where the source is, in code points.
        source_offsets: Cow<'a, str>,
        /// Where the cue is, in code points.
        cue_offsets: Cow<'a, str>,
        /// How often rows made in this way are right.
        confidence: Option<f64>,
        /// Remarks, joined by `;`.
        flags: Cow<'a, str>,
        /// The whole sentence.
        sentence_text: Cow<'a, str>,
        /// Address of the article.
        url: Cow<'a, str>,
        /// The input that the article came from, as it was named.
        path: Cow<'a, str>,
        /// Where in that input to begin reading to reach it, in bytes; blank where the input is the article.
        record_offset: Option<u64>,
        /// What kind of claim it is, where the grammar says.
        claim_type: Cow<'a, str>,
        /// The types of the links of `relay_chain`, in its order, joined by ` > `.
        chain_types: Cow<'a, str>,
        /// `pending` until somebody has looked.
        review_status: Cow<'a, str>,
        /// The reviewer's initials.
        reviewer: Cow<'a, str>,
        /// Date of the review.
        reviewed_on: Cow<'a, str>,
        /// The right content, if it is wrong.
        content_corrected: Cow<'a, str>,
        /// The right source, if it is wrong.
        source_corrected: Cow<'a, str>,
        /// The right chain, if it is wrong.
        chain_corrected: Cow<'a, str>,
        /// Admiralty grade A to F.
        source_reliability: Cow<'a, str>,
        /// Admiralty grade 1 to 6.
        information_credibility: Cow<'a, str>,
        /// What became of the claim.
        verification: Cow<'a, str>,
        /// What is at issue, joined by `;`.
        issue: Cow<'a, str>,
        /// Free.
        review_note: Cow<'a, str>,
    }
}

/// What is counted once for all rows of an article.
pub(super) struct Edge<'a> {
    /// Code points before bytes.
    pub points: CodePoints<'a>,
    /// Where the sentences of the body begin, of all parts.
    sentences: Vec<u32>,
}

impl<'a> Edge<'a> {
    pub fn new(findings: &Findings<'a>) -> Self {
        let in_body = |part: Part<'a>| {
            let body = move |block: usize| part.view.document.blocks[block].role == BlockRole::Body;
            let sentences = part.detected.sentences.iter().filter(move |sentence| body(sentence.block));
            sentences.map(|sentence| sentence.span.start)
        };
        let mut sentences = Vec::with_capacity(findings.parts().map(|part| part.detected.sentences.len()).sum());
        sentences.extend(findings.parts().flat_map(in_body));
        // Each part is in order by itself.
        sentences.sort_unstable();
        Self { points: CodePoints::new(findings.main.view.text()), sentences }
    }

    /// The number of a sentence among those of the body, from 1.
    pub fn sentence(&self, sentence: &Sentence) -> Option<usize> {
        self.sentences.binary_search(&sentence.span.start).ok().map(|before| before + 1)
    }

    /// Writes a cell of where spans stand: `12-34;56-78,`, in code points.
    pub fn offsets(&self, cell: &mut Room, spans: &[Span]) {
        let Some((last, spans)) = spans.split_last() else { return cell.push(b',') };
        let mut pair = |span: Span, behind: u8| {
            let [start, end] = self.points.pair(span);
            cell.numbers([start as u64, end as u64], behind);
        };
        spans.iter().for_each(|span| pair(*span, b';'));
        pair(*last, b',');
    }
}

/// What stands between the links of a chain.
pub(super) const LINKS: &str = " > ";

/// The links of a chain.
pub(super) fn links(chain: &str) -> impl DoubleEndedIterator<Item = &str> {
    // Most chains have one, and looking for a letter is much faster than for a word.
    let first = if chain.contains('>') { chain.find(LINKS) } else { None };
    let (first, rest) = first.map_or((chain, None), |end| (&chain[..end], Some(&chain[end + LINKS.len()..])));
    std::iter::once(first).chain(rest.into_iter().flat_map(|rest| rest.split(LINKS).collect::<Vec<_>>()))
}

/// What the sentence says about why a source is not named: the words after "because".
pub(super) fn anonymity_reason<'a>(part: &Part<'a>, sentence: usize) -> &'a str {
    let view = &part.view;
    let roles = view.roles();
    let sentence = &part.detected.sentences[sentence];
    let Some(formula) = view.first_at(sentence.start..sentence.end, roles.anonymity) else { return "" };
    let reason = (formula..sentence.end).find(|at| {
        view.class_at(*at, roles.because).is_some() || view.class_at(*at, roles.anonymity_formulaic).is_some()
    });
    let Some(start) = reason else { return "" };
    let ends = [roles.comma, roles.that, roles.colon, roles.stop];
    let end = (start + 1..sentence.end).find(|at| view.any_at(*at, ends));
    view.slice(view.span(start, end.unwrap_or(sentence.end)))
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::rows;

    #[test]
    fn the_first_paragraph_is_the_lead_and_sentences_are_counted_through() {
        let found = rows(
            "وزير النقل يؤكد أن الجسر آمن\nقال وزير النقل سامر الحمداني إن الجسر آمن. ثم عاد إلى مكتبه.\nوقالت البلدية إن الطريق مفتوح اليوم.",
        );
        let places: Vec<_> = found.iter().map(|row| (&*row.section, row.paragraph, row.sentence)).collect();
        assert_eq!(places, [("headline", None, None), ("lead", Some(1), Some(1)), ("body", Some(2), Some(3))]);
    }

    #[test]
    fn offsets_count_code_points_and_match_the_text() {
        let text = "وقال «سامر الحمداني» إنّ الجسر آمن.";
        let row = rows(text).remove(0);
        let (start, end) = row.content_offsets.split_once('-').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), row.content);
    }

    #[test]
    fn only_the_words_in_marks_are_the_quotation() {
        let row = rows("وقال المختار سامر الحمداني إن الماء «لم يصل بعد» إلى «آخر بيت في القرية».").remove(0);
        let expected = "لم يصل بعد | آخر بيت في القرية";
        assert_eq!(row.quotation, expected);
    }

    #[test]
    fn the_reason_for_anonymity_is_printed() {
        let row =
            rows("وقال مسؤول في وزارة النقل، طلب عدم الكشف عن اسمه لأنه غير مخول بالحديث، إن القرار صدر.").remove(0);
        let expected = "لأنه غير مخول بالحديث";
        assert_eq!(row.anonymity_reason, expected);
    }

    #[test]
    fn an_unknown_is_an_empty_cell() {
        let row = rows("يُعتقد أن السفينة غادرت ليلاً.").remove(0);
        let cells = [row.source_text, row.source_name, row.relay_chain, row.source_offsets, row.outlet, row.published];
        assert!(cells.iter().all(|cell| cell.is_empty()), "{cells:?}");
        assert_eq!((row.relay_depth, &*row.identification, &*row.official), (None, "agentless", "unknown"));
        assert_eq!(row.review_status, "pending");
    }
}

//! The row of `attributions.csv`: 49 columns in the order of schema version 2, frozen.

use std::borrow::Cow;

use super::cells::{push_number, table};
use super::quoted::Quoted;
use super::{Columns, Findings, Part, Reported, claim, flags};
use crate::attribute::Attribution;
use crate::grammar::terms::{SourceType, Stance};
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::resolve::source::Source;
use crate::span::{CodePoints, Span};

table! {
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
        let mut sentences: Vec<u32> = findings.parts().flat_map(in_body).collect();
        // Each part is in order by itself.
        sentences.sort_unstable();
        Self { points: CodePoints::new(findings.main.view.text()), sentences }
    }

    /// The number of a sentence among those of the body, from 1.
    pub fn sentence(&self, sentence: &Sentence) -> Option<usize> {
        self.sentences.binary_search(&sentence.span.start).ok().map(|before| before + 1)
    }

    /// Writes where spans stand: `12-34;56-78`, in code points.
    pub fn offsets(&self, text: &mut String, spans: &[Span]) {
        for (before, span) in spans.iter().enumerate() {
            if before > 0 {
                text.push(';');
            }
            let [start, end] = self.points.pair(*span).map(|point| point as u64);
            push_number(text, start);
            text.push('-');
            push_number(text, end);
        }
    }
}

/// Makes the rows of an article, each in the place of the one before: a third of the cells are the same in all of them,
/// and the others find room that is there already.
pub(super) struct Maker<'e, 'a> {
    edge: &'e Edge<'a>,
    row: Row<'a>,
    running: usize,
    /// What the row before was made of.
    before: Option<Reported<'a>>,
}

/// Bytes of offsets: those of two spans, which few rows have more of.
const OFFSETS: usize = 32;

/// The columns that tell of the article or are left to the reviewer.
const ARTICLE: Columns = Columns::between::<Row<'_>>("article_id", "article_id")
    .and(Columns::between::<Row<'_>>("outlet", "headline"))
    .and(Columns::between::<Row<'_>>("url", "record_offset"))
    .and(Columns::between::<Row<'_>>("review_status", "review_note"));
/// The columns that tell of the sentence.
const SENTENCE: Columns = Columns::between::<Row<'_>>("section", "sentence")
    .and(Columns::between::<Row<'_>>("sentence_text", "sentence_text"));
/// The columns that tell of the cue's lemma.
const LEMMA: Columns = Columns::between::<Row<'_>>("cue_lemma", "stance");
/// The columns that tell of the links between publisher and origin.
const CHAIN: Columns = Columns::between::<Row<'_>>("source_name", "official")
    .and(Columns::between::<Row<'_>>("relay_chain", "second_hand"))
    .and(Columns::between::<Row<'_>>("chain_types", "chain_types"));

impl<'e, 'a> Maker<'e, 'a> {
    pub fn new(edge: &'e Edge<'a>, findings: &Findings<'a>) -> Self {
        let document = findings.main.view.document;
        let place = document.place.as_ref();
        let offsets = || Cow::from(String::with_capacity(OFFSETS));
        let row = Row {
            article_id: Cow::from(&document.id),
            attribution_id: [&document.id, "#"].concat().into(),
            outlet: Cow::from(&document.outlet),
            published: Cow::from(&document.published),
            headline: Cow::from(&document.headline),
            url: document.url.as_deref().unwrap_or_default().into(),
            path: place.map_or("", |place| &place.path).into(),
            content_offsets: offsets(),
            source_offsets: offsets(),
            cue_offsets: offsets(),
            record_offset: place.filter(|place| place.record > 0).map(|place| place.offset),
            review_status: "pending".into(),
            ..Row::default()
        };
        Self { edge, row, running: 0, before: None }
    }

    /// The row that was made last.
    pub fn row(&self) -> &Row<'a> {
        &self.row
    }

    /// Makes the row of the next attribution; what stands in the article or the grammar is not copied. Tells in which
    /// columns it may differ from the one before.
    pub fn make(&mut self, reported: Reported<'a>) -> Columns {
        let Reported { part, attribution, credit } = reported;
        let Self { edge, row, running, before } = self;
        let view = part.view;
        let quoted = Quoted::new(part, attribution);
        *running += 1;
        let id = row.attribution_id.to_mut();
        id.truncate(row.article_id.len() + 1);
        push_running(id, *running);
        row.quote_type = attribution.mode.name().into();
        row.content = joined(attribution.content.iter().map(|span| view.slice(*span)), " […] ");
        row.quotation = joined(quoted.words(attribution).map(|span| view.slice(span)), " | ");
        row.cue = view.slice(attribution.cue.span).into();
        edge.offsets(anew(&mut row.content_offsets), &attribution.content);
        edge.offsets(anew(&mut row.cue_offsets), &[attribution.cue.span]);
        row.confidence = part.confidence(attribution, credit);
        let flags = anew(&mut row.flags);
        flags::flags(&part, attribution, credit, &quoted, row.confidence, |flag| {
            flags.push_str(if flags.is_empty() { "" } else { ";" });
            flags.push_str(flag);
        });
        row.claim_type = view.grammar.claims.claim(claim::of_attribution(&part, attribution)).name().into();
        let span = attribution.source.map(|phrase| part.source_span(phrase));
        row.source_text = span.map_or("", |span| view.slice(span)).into();
        edge.offsets(anew(&mut row.source_offsets), span.as_slice());
        row.source_reference = credit.reference.name().into();
        let kind = part.origin(credit).map_or(SourceType::Unknown, |source| source.kind);
        row.anonymity_reason = anonymity_reason(&part, attribution, kind).into();
        let before = before.replace(reported);
        let mut changed = before.map_or(Columns::ALL, |_| Columns::ALL.without(ARTICLE));
        let before = before.filter(|before| before.part.number == part.number);
        if before.is_some_and(|before| before.attribution.sentence == attribution.sentence) {
            changed = changed.without(SENTENCE);
        } else {
            self.sentence(reported);
        }
        if before.is_some_and(|before| before.attribution.cue.lemma == attribution.cue.lemma) {
            changed = changed.without(LEMMA);
        } else {
            self.lemma(reported);
        }
        if before.is_some_and(|before| before.links().eq(reported.links())) {
            changed = changed.without(CHAIN);
        } else {
            self.chain(reported);
        }
        changed
    }

    /// Fills in where it stands.
    fn sentence(&mut self, Reported { part, attribution, .. }: Reported<'a>) {
        let Self { edge, row, .. } = self;
        let sentence = &part.detected.sentences[attribution.sentence];
        let block = &part.view.document.blocks[sentence.block];
        row.section = section(block.role, block.paragraph).into();
        row.paragraph = (block.paragraph > 0).then_some(block.paragraph);
        row.sentence = edge.sentence(sentence);
        row.sentence_text = part.view.slice(sentence.span).into();
    }

    /// Fills in what the lexicon says of its cue.
    fn lemma(&mut self, Reported { part, attribution, .. }: Reported<'a>) {
        let entry = &part.view.grammar.cues[attribution.cue.lemma as usize];
        self.row.cue_lemma = Cow::from(&entry.lemma);
        self.row.cue_class = Cow::from(&entry.class);
        self.row.stance = if entry.stance == Stance::None { "" } else { entry.stance.name() }.into();
    }

    /// Fills in who it comes from, and through whom.
    fn chain(&mut self, reported: Reported<'a>) {
        let row = &mut self.row;
        let sources = &reported.part.resolved.sources;
        let links = || reported.links().map(|source| &sources[source]);
        let origin = links().next_back();
        let kind = origin.map_or(SourceType::Unknown, |source| source.kind);
        let own = |text: Option<&'a String>| text.map_or(Cow::Borrowed(""), Cow::from);
        row.source_name = own(origin.map(|source| &source.name));
        row.source_name_en = own(origin.map(|source| &source.name_en));
        row.source_type = kind.name().into();
        row.source_title = own(origin.map(|source| &source.title));
        row.identification = origin.map_or("agentless", |source| source.identification.name()).into();
        row.official = kind.official().into();
        row.relay_chain = chain(links());
        row.relay_depth = reported.credit.chain.len().checked_sub(1);
        row.second_hand = if links().any(|source| source.kind.is_media()) { "yes" } else { "no" }.into();
        row.chain_types = joined(links().map(|source| source.kind.name()), LINKS);
    }
}

/// Empties a cell to be written anew, in the room that it has.
fn anew<'c>(cell: &'c mut Cow<'_, str>) -> &'c mut String {
    let text = cell.to_mut();
    text.clear();
    text
}

/// Appends a running number of at least three digits.
pub(super) fn push_running(id: &mut String, running: usize) {
    id.push_str(match running {
        0..10 => "00",
        10..100 => "0",
        _ => "",
    });
    push_number(id, running as u64);
}

/// What stands between the links of a chain.
const LINKS: &str = " > ";

/// The links of a chain.
pub(super) fn links(chain: &str) -> impl DoubleEndedIterator<Item = &str> {
    // Most chains have one, and looking for a letter is much faster than for a word.
    let first = if chain.contains('>') { chain.find(LINKS) } else { None };
    let (first, rest) = first.map_or((chain, None), |end| (&chain[..end], Some(&chain[end + LINKS.len()..])));
    std::iter::once(first).chain(rest.into_iter().flat_map(|rest| rest.split(LINKS).collect::<Vec<_>>()))
}

/// The names of the links of a chain.
fn chain<'s>(mut links: impl Iterator<Item = &'s Source>) -> Cow<'s, str> {
    // Most chains have one.
    let mut text = links.next().map(link_name).unwrap_or_default();
    for source in links {
        text += LINKS;
        text.to_mut().push_str(&link_name(source));
    }
    text
}

/// The name of a source in a chain: in English where that is known. No name holds what stands between links.
fn link_name(source: &Source) -> Cow<'_, str> {
    let name = if source.name_en.is_empty() { &source.name } else { &source.name_en };
    if name.contains('>') { Cow::Owned(name.replace(LINKS, " \u{203A} ")) } else { Cow::Borrowed(name) }
}

fn section(role: BlockRole, paragraph: usize) -> &'static str {
    match role {
        BlockRole::Headline => "headline",
        BlockRole::Caption => "caption",
        BlockRole::Footer => "footer",
        _ if paragraph == 1 => "lead",
        _ => "body",
    }
}

fn joined<'t>(mut parts: impl Iterator<Item = &'t str>, with: &'static str) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(parts.next().unwrap_or_default());
    for part in parts {
        text.to_mut().push_str(with);
        text.to_mut().push_str(part);
    }
    text
}

/// What the sentence says about why a source is not named: the words after "because".
pub(super) fn anonymity_reason<'a>(part: &Part<'a>, attribution: &Attribution, kind: SourceType) -> &'a str {
    let view = &part.view;
    let roles = view.roles();
    let sentence = &part.detected.sentences[attribution.sentence];
    if !kind.is_unnamed() && !kind.is_person() {
        return "";
    }
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

//! The measures of an article, as parts and wholes that can be summed over articles.

use super::parties::{Parties, Sums, balance, gap};
use super::pool::Pool;
use super::source::fold;
use crate::grammar::terms::SourceType;
use crate::report::article::{ArticleRow, band};
use crate::report::cells::{Fraction, Ratio};
use crate::report::diversity::Diversity;
use crate::report::plain::plain;
use crate::report::row::{Row, links};
use crate::report::words;

/// What a measure says of an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Said {
    /// So many.
    Count(usize),
    /// A part of a whole.
    Share(i64, i64),
    /// A value that cannot be summed; none where it is blank.
    Value(Option<Ratio>),
}

/// A measure of an article.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub name: &'static str,
    /// The numbers of the parties that it is about.
    pub parties: [Option<usize>; 2],
    pub said: Said,
    /// How it is made of all rows of a group.
    pub pool: Pool,
}

/// What is counted over the rows of an article where its own row does not say it.
#[derive(Default)]
struct Tally {
    unexplained: usize,
    undescribed: usize,
    official: usize,
    second_hand: usize,
    relayed: usize,
    media_endpoint: usize,
    depth: usize,
    known: usize,
    loaded: usize,
    implicit: usize,
    source_first: usize,
    parties: Vec<Sums>,
}

impl Tally {
    /// Without a table of parties no row has one.
    fn new(rows: &[Row], of: &[Option<usize>], parties: usize) -> Self {
        let mut tally = Self { parties: vec![Sums::default(); parties], ..Self::default() };
        for (row, party) in rows.iter().zip(of.iter().copied().chain(std::iter::repeat(None))) {
            let kind = SourceType::named(&row.source_type).unwrap_or_default();
            let vague = matches!(&*row.identification, "unnamed_bare" | "vague_group");
            tally.unexplained += usize::from(kind.is_unnamed() && row.anonymity_reason.is_empty());
            tally.undescribed += usize::from(kind.is_unnamed() && vague);
            tally.official += usize::from(kind.is_official());
            tally.media_endpoint += usize::from(kind.is_media());
            tally.second_hand += usize::from(row.second_hand == "yes");
            tally.relayed += usize::from(row.relay_depth.is_some_and(|depth| depth > 0));
            tally.depth += row.relay_depth.unwrap_or_default();
            tally.known += usize::from(row.relay_depth.is_some());
            tally.loaded += usize::from(fold(&row.stance) != 0);
            tally.implicit += usize::from(row.source_reference == "implicit");
            tally.source_first += usize::from(is_source_first(row));
            if let Some(sums) = party.and_then(|party| tally.parties.get_mut(party)) {
                sums.rows += 1;
                sums.words += words::count(&plain(&row.content));
                sums.balance += fold(&row.stance);
            }
        }
        tally
    }
}

/// Whether the source, or the cue where no source is printed, begins before the content.
fn is_source_first(row: &Row) -> bool {
    let start = |offsets: &str| {
        let digits = offsets.bytes().take_while(u8::is_ascii_digit);
        digits.fold(None, |number: Option<usize>, digit| {
            Some(number.unwrap_or_default() * 10 + usize::from(digit - b'0'))
        })
    };
    let source = start(&row.source_offsets).or_else(|| start(&row.cue_offsets));
    source.zip(start(&row.content_offsets)).is_some_and(|(source, content)| source < content)
}

/// All measures of an article, in the order of the table, and what it says of each party; `of` are the parties of its
/// rows, if there are any.
pub(super) fn measures(
    article: &ArticleRow,
    rows: &[Row],
    of: &[Option<usize>],
    parties: &Parties,
) -> (Vec<Measure>, Vec<Sums>) {
    let tally = Tally::new(rows, of, parties.names().len());
    let mut measures = Vec::from(of_rows(article, &tally, rows.len()));
    measures.extend(of_sources(article, rows));
    measures.extend(of_places(article, &tally, rows.len()));
    measures.extend(of_stories(article, rows.len()));
    measures.extend(of_parties(&tally.parties));
    (measures, tally.parties)
}

fn measure(name: &'static str, said: Said, pool: Pool) -> Measure {
    Measure { name, parties: [None; 2], said, pool }
}

fn count(name: &'static str, count: usize, pool: Pool) -> Measure {
    measure(name, Said::Count(count), pool)
}

fn share(name: &'static str, part: usize, whole: usize) -> Measure {
    measure(name, Said::Share(part as i64, whole as i64), Pool::Sum)
}

/// What is so or not of an article has no value for a corpus but the share of articles.
fn flag(name: &'static str, holds: Option<bool>) -> Measure {
    let (part, whole) = (holds.unwrap_or_default(), holds.is_some());
    measure(name, Said::Share(i64::from(part), i64::from(whole)), Pool::None)
}

fn index(name: &'static str, value: Option<Ratio>, of: fn(&Diversity) -> Option<Fraction>) -> Measure {
    measure(name, Said::Value(value), Pool::Index(of))
}

/// How much is attributed, and in whose words.
fn of_rows(article: &ArticleRow, tally: &Tally, n: usize) -> [Measure; 16] {
    let a = article;
    [
        count("attributions", n, Pool::Sum),
        share("attribution_density", 100 * n, a.words),
        share("unattributed_sentence_share", a.unattributed_sentences, a.sentences),
        share("unattributed_word_share", a.words.saturating_sub(a.attributed_words), a.words),
        share("direct_share", a.direct, n),
        share("mixed_share", a.mixed, n),
        share("indirect_share", a.indirect, n),
        share("verbatim_share", a.quoted_words, a.content_words),
        share("anonymous_share", a.anonymous, n),
        share("anonymous_undescribed_share", tally.undescribed, a.anonymous),
        share("anonymous_unexplained_share", tally.unexplained, a.anonymous),
        share("official_share", tally.official, n),
        share("second_hand_share", tally.second_hand, n),
        share("relayed_share", tally.relayed, n),
        share("media_endpoint_share", tally.media_endpoint, n),
        share("mean_relay_depth", tally.depth, tally.known),
    ]
}

/// Who is heard, and how evenly.
fn of_sources(article: &ArticleRow, rows: &[Row]) -> [Measure; 14] {
    let a = article;
    let unnamed = Said::Share(a.anonymous_sources as i64, a.origin_count as i64);
    let deepest = a.max_relay_depth.map(Ratio::whole);
    let entries = entries(rows).hhi().map(Fraction::value);
    [
        count("origin_count", a.origin_count, Pool::Origins),
        count("entry_count", a.entry_count, Pool::Entries),
        measure("anonymous_source_share", unnamed, Pool::UnnamedOrigins),
        count("fully_identified", a.fully_identified, Pool::IdentifiedOrigins),
        measure("max_relay_depth", Said::Value(deepest), Pool::Most),
        index("top_source_share", a.top_source_share, Diversity::top_share),
        index("hhi", a.hhi, Diversity::hhi),
        index("hhi_normalised", a.hhi_normalised, Diversity::hhi_normalised),
        index("effective_sources", a.effective_sources, Diversity::effective_sources),
        index("entropy_bits", a.entropy_bits, Diversity::entropy_bits),
        index("relative_entropy", a.relative_entropy, Diversity::relative_entropy),
        index("simpson_d", a.simpson_d, Diversity::simpson_d),
        index("iqv", a.iqv, Diversity::iqv),
        measure("hhi_entries", Said::Value(entries), Pool::EntryIndex(Diversity::hhi)),
    ]
}

/// The sources nearest to the publisher.
fn entries(rows: &[Row]) -> Diversity {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let known = rows.iter().filter(|row| !row.chain_types.is_empty());
    for entry in known.filter_map(|row| links(&row.relay_chain).next()) {
        match counts.iter_mut().find(|(name, _)| *name == entry) {
            Some((_, count)) => *count += 1,
            None => counts.push((entry, 1)),
        }
    }
    Diversity::of(counts.into_iter().map(|(_, count)| count).collect())
}

/// With which words, and where.
fn of_places(article: &ArticleRow, tally: &Tally, n: usize) -> [Measure; 5] {
    [
        share("loaded_verb_share", tally.loaded, n),
        share("implicit_source_share", tally.implicit, n),
        flag("source_in_lead", article.source_in_lead.map(|holds| holds > 0)),
        flag("headline_attributed", article.headline_attributed.map(|holds| holds > 0)),
        share("source_first_share", tally.source_first, n),
    ]
}

/// What kind of story it is.
fn of_stories(article: &ArticleRow, n: usize) -> [Measure; 11] {
    let a = article;
    let wired = a.second_hand_share.is_some_and(|share| share.value() >= 0.5);
    let in_band = |name, wanted| flag(name, Some(band(a.fully_identified) == wanted));
    [
        flag("single_source", Some(a.single_source > 0)),
        flag("anonymous_only", Some(a.anonymous_only > 0)),
        flag("single_source_story_share", Some(a.single_source > 0)),
        flag("anonymous_story_share", Some(a.anonymous > 0)),
        flag("anonymous_only_story_share", Some(a.anonymous_only > 0)),
        flag("unsourced_story_share", Some(n == 0)),
        flag("wire_story_share", Some(wired)),
        in_band("fully_identified_0_share", "0"),
        in_band("fully_identified_1_share", "1"),
        in_band("fully_identified_2-3_share", "2-3"),
        in_band("fully_identified_4+_share", "4+"),
    ]
}

/// What each party says, and how evenly they are heard; nothing without a table of parties.
fn of_parties(sums: &[Sums]) -> Vec<Measure> {
    if sums.is_empty() {
        return Vec::new();
    }
    let with_party = sums.iter().map(|sums| sums.rows).sum::<usize>() as i64;
    let about = |name, parties, said, pool| Measure { name, parties, said, pool };
    let rounded = |fraction: Option<Fraction>| Said::Value(fraction.map(Fraction::value));
    let each = || sums.iter().enumerate();
    let mut measures: Vec<Measure> = each()
        .map(|(party, sums)| {
            let said = Said::Share(sums.rows as i64, with_party);
            about("party_share", [Some(party), None], said, Pool::Sum)
        })
        .collect();
    measures.push(measure("balance", rounded(balance(sums, |sums| sums.rows)), Pool::Balance(|sums| sums.rows)));
    let words = rounded(balance(sums, |sums| sums.words));
    measures.push(measure("balance_words", words, Pool::Balance(|sums| sums.words)));
    measures.extend(each().map(|(party, sums)| {
        about("stance_balance", [Some(party), None], Said::Share(sums.balance, sums.rows as i64), Pool::Sum)
    }));
    let pairs = each().flat_map(|(party, _)| (party + 1..sums.len()).map(move |other| (party, other)));
    measures.extend(pairs.map(|(party, other)| {
        let said = Said::Value(gap(sums, party, other).map(Ratio::new));
        about("stance_gap", [Some(party), Some(other)], said, Pool::Gap(party, other))
    }));
    measures
}

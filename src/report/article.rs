//! The row of `articles.csv`: how an article is sourced, in numbers. Every measure has its formula in the manual.

use super::cells::{Fraction, Ratio, table};
use super::counted::Counted;
use super::diversity::Diversity;
use super::tally::{self, Held, Tally, Words};
use crate::span::Span;

table! {
    /// One article as a spreadsheet shows it. Blank means that it does not apply or is not known; what is true or not
    /// is 1 or 0, so that it can be summed.
    ArticleRow {
        /// Stable id of the article.
        article_id: String,
        /// Publishing outlet.
        outlet: String,
        /// Date of publication, `YYYY-MM-DD`.
        published: String,
        /// Headline as printed.
        headline: String,
        /// Names of the authors, as the page marks them.
        author: String,
        /// Words and numbers of the body.
        words: usize,
        /// Sentences of the body.
        sentences: usize,
        /// Rows of `attributions.csv`.
        attributions: usize,
        /// Rows that are all quotation.
        direct: usize,
        /// Rows without quotation.
        indirect: usize,
        /// Rows that are partly quotation.
        mixed: usize,
        /// Words inside quotation marks.
        quoted_words: usize,
        /// Distinct origins.
        origin_count: usize,
        /// Distinct first links.
        entry_count: usize,
        /// Whether all comes from one origin or through one entry.
        single_source: usize,
        /// Body sentences without cue or content.
        unattributed_sentences: usize,
        /// Their share of the body's sentences.
        unattributed_sentence_share: Option<Ratio>,
        /// Rows with an unnamed origin.
        anonymous: usize,
        /// Their share of all rows.
        anonymous_share: Option<Ratio>,
        /// The share of unnamed rows without a printed reason.
        anonymous_unexplained_share: Option<Ratio>,
        /// Whether every origin is unnamed.
        anonymous_only: usize,
        /// Distinct origins that are named and have a title or are an institution.
        fully_identified: usize,
        /// The same as `0`, `1`, `2-3` or `4+`.
        fully_identified_band: String,
        /// The share of rows whose origin speaks for a state body.
        official_share: Option<Ratio>,
        /// The share of rows with a media organisation in the chain.
        second_hand_share: Option<Ratio>,
        /// The share of rows with a link before the origin.
        relayed_share: Option<Ratio>,
        /// The share of rows whose origin is a media organisation.
        media_endpoint_share: Option<Ratio>,
        /// Links before the origin, on average over the rows that have an origin.
        mean_relay_depth: Option<Ratio>,
        /// The most links before an origin.
        max_relay_depth: Option<usize>,
        /// The origin with the most rows; the first heard of several.
        top_source: String,
        /// Its share of the rows that have an origin.
        top_source_share: Option<Ratio>,
        /// Herfindahl-Hirschman index of the origins, 0 to 1.
        hhi: Option<Ratio>,
        /// Entropy of the origins as a share of the greatest possible.
        relative_entropy: Option<Ratio>,
        /// The share of rows with an emphatic, factive or distancing cue.
        loaded_verb_share: Option<Ratio>,
        /// The share of rows whose subject is dropped.
        implicit_source_share: Option<Ratio>,
        /// Whether the first body sentence holds a cue or content.
        source_in_lead: Option<usize>,
        /// Whether the headline holds a cue.
        headline_attributed: Option<usize>,
        /// Credits of pictures, joined by ` | `.
        photo_credit: String,
        /// The source line at the end.
        footer_source: String,
        /// `yes` if the article says that something could not be checked.
        verification_line: String,
        /// `yes` if the article says that somebody did not comment.
        no_comment_line: String,
        /// Rows for each hundred words of the body.
        attribution_density: Option<Ratio>,
        /// Words of the body inside content, source or cue of a row, each counted once.
        attributed_words: usize,
        /// The share of the body's words outside them.
        unattributed_word_share: Option<Ratio>,
        /// Words of content, each counted once.
        content_words: usize,
        /// The share of these that stands inside quotation marks.
        verbatim_share: Option<Ratio>,
        /// Distinct unnamed origins.
        anonymous_sources: usize,
        /// Their share of all origins.
        anonymous_source_share: Option<Ratio>,
        /// The share of unnamed rows whose origin is not described either, or is a vague group.
        anonymous_undescribed_share: Option<Ratio>,
        /// `hhi` from 0, all origins alike, to 1.
        hhi_normalised: Option<Ratio>,
        /// How many origins that are heard alike would have that `hhi`.
        effective_sources: Option<Ratio>,
        /// Entropy of the origins in bits.
        entropy_bits: Option<Ratio>,
        /// How often two rows that are drawn have different origins.
        simpson_d: Option<Ratio>,
        /// Index of qualitative variation of the origins.
        iqv: Option<Ratio>,
        /// The share of rows whose source, or else cue, stands before the content.
        source_first_share: Option<Ratio>,
        /// Rows of `statements.csv`.
        statements: usize,
        /// How many rows were reviewed.
        reviewed: String,
        /// The share of rows that the review changed.
        edit_rate: String,
        /// Whether those who are accused are heard: `yes`, `no`, `not_needed`.
        reply_present: String,
        /// Free.
        review_note: String,
    }
}

impl Counted<'_, '_> {
    /// The row of the article in the table of articles.
    pub fn article_row(&self) -> ArticleRow {
        let Self { findings, held: Held { body, headline, unsourced }, .. } = self;
        let main = &findings.main.view;
        let tally = Tally::new(findings);
        let document = main.document;
        let unattributed = body.iter().filter(|attributed| !**attributed).count();
        let share = |part| Ratio::of(part, tally.rows);
        let says = tally::in_body(findings, [main.roles().verification, main.roles().no_comment]);
        let [verification, no_comment] = says.map(|holds| if holds { "yes" } else { "no" }.to_owned());
        let facts = || findings.parts().map(|part| &part.view.document.facts);
        let mut credits: Vec<Span> = facts().flat_map(|facts| facts.credits.iter().copied()).collect();
        credits.sort();
        let credits: Vec<&str> = credits.iter().map(|span| main.slice(*span)).collect();
        let footer = facts().find_map(|facts| facts.footer).map(|span| main.slice(span));
        let words = Words::new(findings);
        let row = ArticleRow {
            article_id: document.id.clone(),
            outlet: document.outlet.clone(),
            published: document.published.clone(),
            headline: document.headline.clone(),
            author: document.authors.join(" | "),
            words: words.body,
            sentences: body.len(),
            attributions: tally.rows,
            direct: tally.direct,
            indirect: tally.indirect,
            mixed: tally.mixed,
            quoted_words: words.quoted,
            unattributed_sentences: unattributed,
            unattributed_sentence_share: Ratio::of(unattributed, body.len()),
            anonymous: tally.anonymous,
            anonymous_share: share(tally.anonymous),
            anonymous_unexplained_share: Ratio::of(tally.unexplained, tally.anonymous),
            official_share: share(tally.official),
            second_hand_share: share(tally.second_hand),
            relayed_share: share(tally.depths.iter().filter(|depth| **depth > 0).count()),
            media_endpoint_share: share(tally.media_endpoint),
            loaded_verb_share: share(tally.loaded),
            implicit_source_share: share(tally.implicit),
            source_in_lead: body.first().map(|attributed| usize::from(*attributed)),
            headline_attributed: headline.map(usize::from),
            photo_credit: credits.join(" | "),
            footer_source: footer.unwrap_or_default().to_owned(),
            verification_line: verification,
            no_comment_line: no_comment,
            attribution_density: Ratio::of(100 * tally.rows, words.body),
            attributed_words: words.attributed,
            unattributed_word_share: Ratio::of(words.body.saturating_sub(words.attributed), words.body),
            content_words: words.content,
            verbatim_share: Ratio::of(words.quoted, words.content),
            anonymous_undescribed_share: Ratio::of(tally.undescribed, tally.anonymous),
            source_first_share: share(tally.source_first),
            statements: unsourced.len(),
            ..ArticleRow::default()
        };
        with_origins(row, &tally)
    }
}

/// Fills in what is said of the origins. Rows without one have no part in it: an unknown is not a source.
fn with_origins(row: ArticleRow, tally: &Tally<'_>) -> ArticleRow {
    let origins = &tally.origins;
    let known = tally.depths.len();
    let diversity = Diversity::of(origins.iter().map(|(_, rows)| *rows).collect());
    let value = |fraction: Option<Fraction>| fraction.map(Fraction::value);
    let identified = origins.iter().filter(|(source, _)| tally::is_fully_identified(source)).count();
    let unnamed = origins.iter().filter(|(source, _)| source.kind.is_unnamed()).count();
    // The last of several greatest is what `max_by_key` gives; reversed, it is the first heard.
    let top = origins.iter().rev().max_by_key(|(_, rows)| *rows);
    ArticleRow {
        origin_count: origins.len(),
        entry_count: tally.entries,
        single_source: usize::from(origins.len().min(tally.entries) == 1),
        anonymous_only: usize::from(unnamed == origins.len() && unnamed > 0),
        anonymous_sources: unnamed,
        anonymous_source_share: Ratio::of(unnamed, origins.len()),
        fully_identified: identified,
        fully_identified_band: band(identified).to_owned(),
        mean_relay_depth: Ratio::of(tally.depths.iter().sum(), known),
        max_relay_depth: tally.depths.iter().copied().max(),
        top_source: top.map(|(source, _)| source.name.to_string()).unwrap_or_default(),
        top_source_share: value(diversity.top_share()),
        hhi: value(diversity.hhi()),
        hhi_normalised: value(diversity.hhi_normalised()),
        effective_sources: value(diversity.effective_sources()),
        entropy_bits: value(diversity.entropy_bits()),
        relative_entropy: value(diversity.relative_entropy()),
        simpson_d: value(diversity.simpson_d()),
        iqv: value(diversity.iqv()),
        ..row
    }
}

/// How many sources can be told, in the bands that studies of news use.
pub(super) fn band(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 | 3 => "2-3",
        _ => "4+",
    }
}

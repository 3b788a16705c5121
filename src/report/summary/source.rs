//! The row of `sources.csv`: a source over all articles.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::grammar::terms::SourceType;
use crate::intern::Interned;
use crate::report::cells::{Ratio, table};
use crate::report::plain::plain;
use crate::report::row::Row;
use crate::report::words;

table! {
    /// One source over all articles. Sources are one where they have one name in `relay_chain`; those that are not named
    /// are put together by their description.
    SourceRow {
        /// Canonical name; where the source is a relay only, its name in the chains.
        source_name: String,
        /// Canonical name in English, where it is known.
        source_name_en: String,
        /// What it is, by most of its rows.
        source_type: String,
        /// How well it is identified, by most of its rows.
        identification: String,
        /// Whether it speaks for a state body: `yes`, `no` or `unknown`.
        official: String,
        /// The party that it speaks for, by the user's table.
        party: String,
        /// Articles in which it is a link.
        articles: usize,
        /// Rows in which it is a link.
        attributions: usize,
        /// Rows in which it is the origin.
        as_origin: usize,
        /// Rows in which it stands before the origin.
        as_relay: usize,
        /// Rows in which it is the origin and a media organisation.
        as_media_endpoint: usize,
        /// Its rows as an origin that are all quotation.
        direct: usize,
        /// Those without quotation.
        indirect: usize,
        /// Those that are partly quotation.
        mixed: usize,
        /// Words inside quotation marks in its rows as an origin.
        quoted_words: usize,
        /// `attributions` as a share of all rows.
        share_of_attributions: Option<Ratio>,
        /// The first date of publication.
        first_seen: String,
        /// The last date of publication.
        last_seen: String,
        /// Outlets that cite it.
        outlets: usize,
        /// The commonest cue of its rows as an origin; the first met of several.
        top_cue_lemma: String,
        /// Rows as an origin whose cue speaks neither for nor against the claim.
        neutral: usize,
        /// Those whose cue is emphatic or factive.
        supportive: usize,
        /// Those whose cue is distancing.
        doubtful: usize,
        /// Supportive less doubtful rows, as a share of its rows as an origin.
        stance_balance: Option<Ratio>,
        /// Titles and descriptions, the first ten, joined by ` | `.
        titles: String,
        /// Other names and spellings as printed, the first ten, joined by ` | `.
        aliases: String,
        /// The three commonest links right before it, joined by ` | `.
        relays: String,
        /// Admiralty grade A to F.
        source_reliability: String,
        /// Free.
        review_note: String,
    }
}

/// How many titles and aliases of a source are kept: the memory must not grow with the rows.
const KEPT: usize = 10;

/// Texts that are different, the first [`KEPT`] of them.
#[derive(Clone, Debug, Default, PartialEq)]
struct Few(Vec<String>);

impl Few {
    /// Adds a text as a cell shows it.
    fn add(&mut self, text: &str) {
        if self.0.len() < KEPT && !text.is_empty() && !self.0.iter().any(|known| known == text) {
            self.0.push(text.to_owned());
        }
    }
}

/// How often each of a closed list is met, in the order in which it is met first.
#[derive(Clone, Debug, PartialEq)]
struct Counts<T>(SmallVec<[(T, usize); 2]>);

impl<T> Default for Counts<T> {
    fn default() -> Self {
        Self(SmallVec::new())
    }
}

impl<T: Copy + PartialEq> Counts<T> {
    fn add(&mut self, what: T, times: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += times,
            None => self.0.push((what, times)),
        }
    }

    /// The commonest, of several the first met.
    fn top(&self) -> Option<T> {
        // The last of several greatest is what `max_by_key` gives.
        self.0.iter().rev().max_by_key(|(_, count)| *count).map(|(what, _)| *what)
    }
}

/// What a row says that counts for its origin.
pub(super) struct Origin<'r> {
    pub row: &'r Row<'r>,
    pub kind: SourceType,
    /// The number of how well it is identified.
    pub identification: u32,
    /// The number of the cue's lemma.
    pub cue: u32,
}

/// What is counted for a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Totals {
    name: String,
    name_en: String,
    kinds: Counts<SourceType>,
    identifications: Counts<u32>,
    pub articles: usize,
    as_origin: usize,
    as_relay: usize,
    as_media_endpoint: usize,
    direct: usize,
    indirect: usize,
    mixed: usize,
    quoted_words: usize,
    first_seen: String,
    last_seen: String,
    /// Numbers of the outlets.
    pub outlets: FxHashSet<u32>,
    cues: Counts<u32>,
    supportive: usize,
    doubtful: usize,
    titles: Few,
    aliases: Few,
    /// The number of the party.
    pub party: Option<usize>,
}

impl Totals {
    /// Rows in which it is a link.
    pub fn attributions(&self) -> usize {
        self.as_origin + self.as_relay
    }

    /// Counts a row in which the source is a link.
    pub fn link(&mut self, kind: SourceType, published: &str) {
        self.kinds.add(kind, 1);
        self.seen(published, published);
    }

    fn seen(&mut self, first: &str, last: &str) {
        if !first.is_empty() && (self.first_seen.is_empty() || *first < *self.first_seen) {
            first.clone_into(&mut self.first_seen);
        }
        if *last > *self.last_seen {
            last.clone_into(&mut self.last_seen);
        }
    }

    /// Counts a row in which it stands before the origin.
    pub fn relay(&mut self) {
        self.as_relay += 1;
    }

    /// Counts a row in which it is the origin.
    pub fn origin(&mut self, Origin { row, kind, identification, cue }: &Origin<'_>) {
        self.as_origin += 1;
        self.as_media_endpoint += usize::from(kind.is_media());
        match &*row.quote_type {
            "direct" => self.direct += 1,
            "mixed" => self.mixed += 1,
            _ => self.indirect += 1,
        }
        self.quoted_words += words::count(&plain(&row.quotation));
        self.identifications.add(*identification, 1);
        self.cues.add(*cue, 1);
        match fold(&row.stance) {
            1 => self.supportive += 1,
            -1 => self.doubtful += 1,
            _ => {}
        }
        self.titles.add(&plain(&row.source_title));
        let name = plain(&row.source_name);
        if self.name.is_empty() {
            self.name = name.into_owned();
            self.name_en = plain(&row.source_name_en).into_owned();
        } else if name != self.name {
            self.aliases.add(&name);
        }
        if row.source_reference == "explicit" {
            self.aliases.add(&plain(&row.source_text));
        }
    }

    /// Adds what was counted in later articles, whose words have other numbers; outlets are added by the caller, who knows
    /// theirs.
    pub fn merge(&mut self, later: &Self, words: &[u32]) {
        if self.name.is_empty() {
            self.name.clone_from(&later.name);
            self.name_en.clone_from(&later.name_en);
        }
        let word = |number: u32| words[number as usize];
        later.kinds.0.iter().for_each(|(kind, count)| self.kinds.add(*kind, *count));
        later.identifications.0.iter().for_each(|(what, count)| self.identifications.add(word(*what), *count));
        later.cues.0.iter().for_each(|(lemma, count)| self.cues.add(word(*lemma), *count));
        later.titles.0.iter().for_each(|title| self.titles.add(title));
        // The first name of the later ones is no alias of theirs, but perhaps of these.
        if later.name != self.name {
            self.aliases.add(&later.name);
        }
        later.aliases.0.iter().for_each(|alias| self.aliases.add(alias));
        self.seen(&later.first_seen, &later.last_seen);
        self.articles += later.articles;
        self.as_origin += later.as_origin;
        self.as_relay += later.as_relay;
        self.as_media_endpoint += later.as_media_endpoint;
        self.direct += later.direct;
        self.indirect += later.indirect;
        self.mixed += later.mixed;
        self.quoted_words += later.quoted_words;
        self.supportive += later.supportive;
        self.doubtful += later.doubtful;
        self.party = self.party.or(later.party);
    }

    /// What the source is, by most of its rows; what is known goes before what is not.
    pub fn kind(&self) -> SourceType {
        let known = self.kinds.0.iter().filter(|(kind, _)| *kind != SourceType::Unknown).cloned().collect();
        Counts(known).top().unwrap_or_default()
    }

    /// The row of a source with its name in the chains, the names of its party and relays, and the number of all rows; the
    /// words are those that it has by number.
    pub fn row(&self, (link, party): (&str, &str), relays: &[&str], all: usize, words: &Interned) -> SourceRow {
        let top = |counts: &Counts<u32>| counts.top().map_or("", |number| words.word(number)).to_owned();
        let kind = self.kind();
        let name = if self.name.is_empty() { link } else { &self.name };
        let others = self.aliases.0.iter().filter(|alias| *alias != name && **alias != self.name_en);
        let balance = self.supportive as f64 - self.doubtful as f64;
        SourceRow {
            source_name: name.to_owned(),
            source_name_en: self.name_en.clone(),
            source_type: kind.name().to_owned(),
            identification: top(&self.identifications),
            official: kind.official().text().to_owned(),
            party: party.to_owned(),
            articles: self.articles,
            attributions: self.attributions(),
            as_origin: self.as_origin,
            as_relay: self.as_relay,
            as_media_endpoint: self.as_media_endpoint,
            direct: self.direct,
            indirect: self.indirect,
            mixed: self.mixed,
            quoted_words: self.quoted_words,
            share_of_attributions: Ratio::of(self.attributions(), all),
            first_seen: self.first_seen.clone(),
            last_seen: self.last_seen.clone(),
            outlets: self.outlets.len(),
            top_cue_lemma: top(&self.cues),
            neutral: self.as_origin - self.supportive - self.doubtful,
            supportive: self.supportive,
            doubtful: self.doubtful,
            stance_balance: (self.as_origin > 0).then(|| Ratio::new(balance / self.as_origin as f64)),
            titles: self.titles.0.join(" | "),
            aliases: others.map(String::as_str).collect::<Vec<_>>().join(" | "),
            relays: relays.join(" | "),
            ..SourceRow::default()
        }
    }
}

/// Whether a stance speaks for the claim (1), against it (-1) or neither (0): the fold for statistics.
pub(super) fn fold(stance: &str) -> i64 {
    match stance {
        "emphatic" | "factive" => 1,
        "distancing" => -1,
        _ => 0,
    }
}

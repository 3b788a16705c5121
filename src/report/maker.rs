//! Rows of attributions, made one after the other.

use std::borrow::Cow;

use super::quoted::Quoted;
use super::row::{Edge, LINKS, Row, anonymity_reason, push_running};
use super::{Columns, Findings, Reported, claim, flags};
use crate::grammar::terms::{SourceType, Stance};
use crate::read::layout::BlockRole;
use crate::resolve::source::Source;

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

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::report::Cells;

    #[test]
    fn a_row_has_the_cells_of_the_one_before_but_for_those_that_changed() {
        let text = "The mayor said the pier is safe and added that it is old. He said it will close. She says it is new.\n\
                    وقال وزير النقل سامر الحمداني إن الجسر آمن. وأضاف أن العمل مستمر، وقالت البلدية إن الطريق مفتوح.";
        let analysis = analyze(text);
        let (mut before, mut kept): (Vec<String>, usize) = (Vec::new(), 0);
        let Ok(()) = analysis.findings().each_row(|row, changed| {
            let mut cells = Vec::new();
            let Ok(()) = row.each(&mut String::new(), |cell| {
                cells.push(cell.to_owned());
                Ok::<(), Infallible>(())
            });
            for number in (0..cells.len()).filter(|number| !changed.has(*number)) {
                assert_eq!(before[number], cells[number], "{}", Row::COLUMNS[number].name);
                kept += 1;
            }
            before = cells;
            Ok::<(), Infallible>(())
        });
        assert!(kept > 60, "{kept}");
    }
}

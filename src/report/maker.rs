//! Rows of attributions, told one after the other.

use std::borrow::Cow;
use std::fmt::Write;

use super::plain::{self, Look};
use super::quoted::Quoted;
use super::row::{Edge, LINKS, anonymity_reason};
use super::sink::{Group, RowSink};
use super::{Findings, Reported, claim, flags};
use crate::grammar::terms::SourceType;
use crate::label::{Label, Prepared, label};
use crate::read::Document;
use crate::read::layout::BlockRole;
use crate::resolve::source::{Identification, Source};
use crate::span::Span;

/// Tells the rows of an article cell by cell. What stands in the article or the grammar is not copied, and a third of the
/// cells are the same in all rows.
pub(super) struct Maker<'e, 'a> {
    edge: &'e Edge<'a>,
    document: &'a Document,
    /// The article's id with what stands before the number of a row, where no table has to quote it.
    id: Option<Prepared>,
    running: usize,
    /// What the row before was made of.
    before: Option<Reported<'a>>,
    /// The sentence of the row before.
    around: Around,
    /// What it says about why a source is not named, once that is asked.
    reason: Option<&'a str>,
    /// What the name of the origin of the row before looks like.
    name: Look,
    /// Room for a cell that is put together.
    together: String,
}

/// What a row shares with the row before.
#[derive(Clone, Copy, Default)]
struct Same {
    article: bool,
    sentence: bool,
    chain: bool,
}

impl Same {
    fn of(before: Option<Reported<'_>>, reported: Reported<'_>) -> Self {
        let Some(before) = before else { return Self::default() };
        if before.part.number != reported.part.number {
            return Self { article: true, ..Self::default() };
        }
        Self {
            article: true,
            sentence: before.attribution.sentence == reported.attribution.sentence,
            chain: before.links().eq(reported.links()),
        }
    }
}

/// A sentence that cells are parts of.
#[derive(Clone, Copy)]
struct Around {
    sentence: Span,
    look: Look,
    /// From the first to the last byte for which a cell needs quotation marks.
    parts: Span,
}

impl Default for Around {
    fn default() -> Self {
        Self { sentence: Span::default(), look: Look::Harmful, parts: Span::default() }
    }
}

impl Around {
    fn new(text: &str, sentence: Span) -> Self {
        let slice = sentence.of(text);
        let look = Look::at(slice);
        let parts = if look == Look::Parts { plain::parts(slice) } else { 0..0 };
        let start = sentence.start as usize;
        Self { sentence, look, parts: Span::new(start + parts.start, start + parts.end) }
    }

    /// Whether a part of it is harmless, unless by how it begins.
    fn is_harmless(&self, part: Span) -> bool {
        (self.look != Look::Harmful) & self.sentence.contains(part) & !self.parts.overlaps(part)
    }
}

impl<'e, 'a> Maker<'e, 'a> {
    pub fn new(edge: &'e Edge<'a>, findings: &Findings<'a>) -> Self {
        let document = findings.main.view.document;
        let harmless = Look::at(&document.id) == Look::Harmless;
        Self {
            edge,
            document,
            id: harmless.then(|| Prepared::new(&[&[&document.id, "#"].concat()])).flatten(),
            running: 0,
            before: None,
            around: Around::default(),
            reason: None,
            name: Look::Harmful,
            together: String::new(),
        }
    }

    /// Tells the row of the next attribution.
    pub fn tell<S: RowSink<'a>>(&mut self, reported: Reported<'a>, sink: &mut S) {
        let Self { edge, document, id, running, before, around, reason, name, together } = self;
        let Reported { part, attribution, credit } = reported;
        let same = Same::of(before.replace(reported), reported);
        let view = part.view;
        let quoted = Quoted::new(part, attribution);
        let source = attribution.source.map(|phrase| part.source_span(phrase));
        let confidence = part.confidence(attribution, credit);
        let sentence = part.detected.sentences[attribution.sentence].span;
        if !same.sentence {
            *around = Around::new(view.text(), sentence);
            *reason = None;
        }
        let around = *around;
        let slice = |span: Span, sink: &mut S| tell_slice(view.text(), span, around, sink);
        *running += 1;
        sink.group(Group::Article, same.article, |sink| sink.text(&document.id));
        attribution_id((&document.id, id.as_ref()), *running, together, sink);
        sink.group(Group::Published, same.article, |sink| {
            [&document.outlet, &document.published, &document.headline].into_iter().for_each(|text| sink.text(text));
        });
        sink.group(Group::Sentence, same.sentence, |sink| where_it_stands(edge, reported, sink));
        sink.label(attribution.mode.label());
        joined(view.text(), attribution.content.iter().copied(), (" […] ", together), around, sink);
        joined(view.text(), quoted.words(attribution), (" | ", together), around, sink);
        slice(source.unwrap_or_default(), sink);
        sink.label(credit.reference.label());
        sink.group(Group::Origin, same.chain, |sink| *name = origin(reported, sink));
        let kind = part.origin(credit).map_or(SourceType::Unknown, |source| source.kind);
        let asked = kind.is_unnamed() | kind.is_person();
        sink.text(if asked { reason.get_or_insert_with(|| anonymity_reason(&part, attribution.sentence)) } else { "" });
        slice(attribution.cue.span, sink);
        lemma(reported, sink);
        sink.group(Group::Links, same.chain, |sink| links(reported, *name, together, sink));
        sink.harmless(|cell| edge.offsets(cell, &attribution.content));
        sink.harmless(|cell| edge.offsets(cell, source.as_slice()));
        sink.harmless(|cell| edge.offsets(cell, &[attribution.cue.span]));
        sink.share(confidence);
        labels(flags::flags(&part, attribution, credit, &quoted, confidence), label!(";"), sink);
        sink.group(Group::SentenceText, same.sentence, |sink| sink.looked(view.slice(sentence), around.look));
        sink.group(Group::Place, same.article, |sink| place(document, sink));
        sink.label(view.grammar.claims.claim(claim::of_attribution(&part, attribution)).label());
        sink.group(Group::LinkTypes, same.chain, |sink| {
            let sources = &part.resolved.sources;
            labels(reported.links().map(|source| sources[source].kind.label()), label!(LINKS), sink);
        });
        sink.label(label!("pending"));
        sink.blank::<REVIEWED>();
        sink.end();
    }
}

/// How many cells a reviewer fills in.
const REVIEWED: usize = 10;

/// Tells where the sentence stands.
fn where_it_stands<'a>(edge: &Edge<'a>, Reported { part, attribution, .. }: Reported<'a>, sink: &mut impl RowSink<'a>) {
    let sentence = &part.detected.sentences[attribution.sentence];
    let block = &part.view.document.blocks[sentence.block];
    sink.label(section(block.role, block.paragraph));
    sink.count((block.paragraph > 0).then_some(block.paragraph as u64));
    sink.count(edge.sentence(sentence).map(|number| number as u64));
}

/// Tells what the lexicon says of the cue.
fn lemma<'a>(Reported { part, attribution, .. }: Reported<'a>, sink: &mut impl RowSink<'a>) {
    let entry = &part.view.grammar.cues[attribution.cue.lemma as usize];
    sink.prepared(entry.told.as_ref(), |sink| {
        [&entry.lemma, &entry.class].into_iter().for_each(|text| sink.text(text));
        sink.label(entry.stance.cell());
    });
}

/// Tells who it comes from, and how the name looks.
fn origin<'a>(Reported { part, credit, .. }: Reported<'a>, sink: &mut impl RowSink<'a>) -> Look {
    let origin = part.origin(credit);
    let kind = origin.map_or(SourceType::Unknown, |source| source.kind);
    let name = origin.map_or("", |source| &source.name);
    let look = Look::at(name);
    sink.looked(name, look);
    sink.text(origin.map_or("", |source| &source.name_en));
    sink.label(kind.label());
    sink.text(origin.map_or("", |source| &source.title));
    sink.label(origin.map_or(Identification::Agentless, |source| source.identification).label());
    sink.label(kind.official());
    look
}

/// Tells through whom it comes.
fn links<'a>(reported: Reported<'a>, look: Look, together: &mut String, sink: &mut impl RowSink<'a>) {
    let sources = &reported.part.resolved.sources;
    let links = || reported.links().map(|source| &sources[source]);
    let mut names = links().map(link_name);
    match (names.next(), reported.credit.chain.len()) {
        // It is the origin.
        (Some((Cow::Borrowed(name), false)), 1) => sink.looked(name, look),
        (Some((Cow::Borrowed(name), true)), 1) => sink.text(name),
        (first, _) => {
            together.clear();
            together.push_str(&first.unwrap_or_default().0);
            for (name, _) in names {
                together.push_str(LINKS);
                together.push_str(&name);
            }
            sink.joined(together);
        }
    }
    sink.count(reported.credit.chain.len().checked_sub(1).map(|depth| depth as u64));
    sink.label(if links().any(|source| source.kind.is_media()) { label!("yes") } else { label!("no") });
}

/// Tells where the article was found.
fn place<'a>(document: &'a Document, sink: &mut impl RowSink<'a>) {
    let place = document.place.as_ref();
    sink.text(document.url.as_deref().unwrap_or_default());
    sink.text(place.map_or("", |place| &place.path));
    sink.count(place.filter(|place| place.record > 0).map(|place| place.offset));
}

/// The name of a source in a chain, and whether it is the English one, as it is where that is known. No name holds what
/// stands between links.
fn link_name(source: &Source) -> (Cow<'_, str>, bool) {
    let english = !source.name_en.is_empty();
    let name = if english { &source.name_en } else { &source.name };
    let plain = memchr::memchr(b'>', name.as_bytes()).is_none();
    (if plain { Cow::Borrowed(name) } else { Cow::Owned(name.replace(LINKS, " \u{203A} ")) }, english)
}

fn section(role: BlockRole, paragraph: usize) -> &'static Label {
    match role {
        BlockRole::Headline => label!("headline"),
        BlockRole::Caption => label!("caption"),
        BlockRole::Footer => label!("footer"),
        _ if paragraph == 1 => label!("lead"),
        _ => label!("body"),
    }
}

/// Tells the id of a row.
fn attribution_id<'a>(
    (article, prepared): (&str, Option<&Prepared>),
    running: usize,
    together: &mut String,
    sink: &mut impl RowSink<'a>,
) {
    if let Some(id) = prepared {
        return sink.harmless(|cell| {
            cell.block(id.block(), id.length() - 1);
            cell.number::<3>(running as u64, b',');
        });
    }
    together.clear();
    // A string takes everything.
    let _ = write!(together, "{article}#{running:03}");
    sink.joined(together);
}

/// Tells a cell of a stretch of the text. What stands in a sentence is looked at as part of it.
#[inline]
fn tell_slice<'a>(text: &'a str, span: Span, around: Around, sink: &mut impl RowSink<'a>) {
    let slice = span.of(text);
    if around.is_harmless(span) && Look::within_harmless(slice) == Look::Harmless {
        sink.part(slice, text, span.start);
    } else {
        sink.text(slice);
    }
}

/// Tells a cell of stretches of the text: mostly there is one, or none.
fn joined<'a>(
    text: &'a str,
    mut spans: impl Iterator<Item = Span>,
    (with, together): (&str, &mut String),
    around: Around,
    sink: &mut impl RowSink<'a>,
) {
    let Some(first) = spans.next() else { return sink.text("") };
    let Some(second) = spans.next() else { return tell_slice(text, first, around, sink) };
    together.clear();
    together.push_str(first.of(text));
    for span in std::iter::once(second).chain(spans) {
        together.push_str(with);
        together.push_str(span.of(text));
    }
    sink.joined(together);
}

/// Tells a cell of names of the schema.
fn labels<'a>(labels: impl Iterator<Item = &'static Label>, with: &'static Label, sink: &mut impl RowSink<'a>) {
    sink.harmless(|cell| {
        let begun = cell.length();
        for label in labels {
            if cell.length() > begun {
                // In place of the comma after the one before.
                cell.truncate(cell.length() - 1);
                cell.label(with);
            }
            cell.label_cell(label);
        }
        if cell.length() == begun {
            cell.push(b',');
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::report::sink::Kept;

    #[test]
    fn a_row_that_keeps_cells_of_the_one_before_is_the_row_told_in_full() {
        let text = "The mayor said the pier is safe and added that it is old. He said it will close. She says it is new.\n\
                    وقال وزير النقل سامر الحمداني إن الجسر آمن. وأضاف أن العمل مستمر، وقالت البلدية إن الطريق مفتوح.";
        let analysis = analyze(text);
        let findings = analysis.findings();
        let edge = Edge::new(&findings);
        let (mut keeps, mut tells) = (Maker::new(&edge, &findings), Maker::new(&edge, &findings));
        let mut cells = Kept::default();
        let mut kept = 0;
        for reported in findings.reported() {
            let same = Same::of(keeps.before, reported);
            kept += [same.article, same.sentence, same.chain].iter().filter(|same| **same).count();
            keeps.tell(reported, &mut cells);
            let mut whole = Kept::default();
            tells.before = None;
            tells.tell(reported, &mut whole);
            assert_eq!(cells.row(), whole.row());
        }
        assert!(kept > 8, "{kept}");
    }
}

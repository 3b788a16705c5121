//! Floor 2: bytes into a document: text, lines and what they are, sentences, tokens with places and folded keys.

pub mod bits;
mod classes;
pub mod container;
mod date;
pub mod decode;
mod deed;
pub mod extract;
pub mod fault;
mod form;
pub mod language;
pub mod layout;
mod links;
mod longer;
pub mod page;
mod places;
pub mod senses;
pub mod sentence;
mod slots;
mod spelling;
mod stretch;
pub mod token;
pub mod traits;
pub mod view;
pub mod vocabulary;
pub mod walk;

use crate::grammar::Grammar;
use crate::grammar::registry::Registry;
use crate::span::Span;
use classes::Classes;
use container::Place;
use layout::{Block, BlockRole, Facts, Region};
use sentence::Sentence;
use token::Token;
use view::View;
use vocabulary::Vocabulary;

/// An article as it comes in: a text and what is known about it beforehand.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Stable id.
    pub id: String,
    /// The text, taken as it is; all offsets refer to it.
    pub text: String,
    /// BCP 47 tag, if known.
    pub language: Option<String>,
    /// Publishing outlet, if known.
    pub outlet: Option<String>,
    /// Date of publication, if known.
    pub published: Option<String>,
    /// Headline, if it is not in the text.
    pub headline: Option<String>,
    /// Names of the authors, if known.
    pub authors: Vec<String>,
    /// Where it was published, if known.
    pub url: Option<String>,
    /// The input that it came from, if there was one.
    pub place: Option<Place>,
    /// What parts of the text are, in order, where its page says so; empty if that is to be told from the lines.
    pub layout: Vec<Region>,
}

/// A text divided into lines, sentences and tokens.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Stable id.
    pub id: String,
    /// The text; every span refers to it.
    pub text: String,
    /// Folded keys of tokens, of those whose key is not written so in the text.
    keys: String,
    /// Words, numbers and marks in order.
    pub tokens: Vec<Token>,
    /// The word classes of each token.
    classes: Vec<Classes>,
    /// The tokens at which nouns for persons begin, in order.
    persons: Vec<u32>,
    /// The tokens that are marks, or words that may hold a quotation mark.
    marks: Vec<u32>,
    /// The tokens with which a reading of a cue begins, alone or with a phrase.
    cues: Vec<u32>,
    /// Phrases and known names that begin at tokens.
    longer: longer::Longer,
    /// Lines in order.
    pub blocks: Vec<Block>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Publishing outlet; empty if unknown.
    pub outlet: String,
    /// Date of publication; empty if unknown.
    pub published: String,
    /// Headline; empty if there is none.
    pub headline: String,
    /// Names of the authors, if known.
    pub authors: Vec<String>,
    /// Where it was published, if known.
    pub url: Option<String>,
    /// The input that it came from, if there was one.
    pub place: Option<Place>,
    /// What the layout says.
    pub facts: Facts,
}

impl Document {
    /// The folded key of a token.
    #[inline]
    pub fn key(&self, token: &Token) -> &str {
        token.key_in(&self.text, &self.keys)
    }
}

/// Reads an article with the grammar of its language; the vocabulary is one of that grammar and registry. `foreign` tells
/// of a line, by its first byte, whether it is in another language.
pub fn read(
    article: Article,
    grammar: &Grammar,
    registry: &Registry,
    vocabulary: &mut Vocabulary,
    foreign: impl Fn(u32) -> bool,
) -> Document {
    let (url, place, authors) = (article.url, article.place, article.authors);
    let mut document = Document { id: article.id, text: article.text, authors, url, place, ..Document::default() };
    let forms = vocabulary.forms(token::swaps_letters(&document.text, grammar));
    let tokens = token::tokenize(&document.text, (grammar, registry), forms, &mut document.keys);
    longer::find(&mut document, tokens, forms, grammar, registry);
    let mut blocks = blocks(&document.text, &document.tokens);
    for block in blocks.iter_mut().filter(|block| foreign(block.span.start)) {
        block.role = BlockRole::Foreign;
    }
    let facts = layout::assign(&View::new(&document, grammar, registry), &article.layout, &mut blocks);
    let own = |block: &&Block| block.role != BlockRole::Foreign;
    document.sentences.reserve(document.tokens.len() / SENTENCE + blocks.len());
    for (number, block) in blocks.iter().enumerate().filter(|(_, block)| own(block)) {
        let headline = block.role == BlockRole::Headline;
        let marks = among(&document.marks, block.start, block.end);
        let place = (block.start, block.end, number);
        sentence::sentences(
            (&document.text, &document.tokens, marks),
            place,
            headline,
            grammar,
            &mut document.sentences,
        );
    }
    let slice = |span: Option<Span>| span.map_or_else(String::new, |span| span.of(&document.text).to_owned());
    document.headline = article.headline.unwrap_or_else(|| slice(facts.headline));
    document.outlet = article.outlet.unwrap_or_else(|| slice(facts.outlet));
    document.published = article.published.or_else(|| facts.published.clone()).unwrap_or_default();
    document.blocks = blocks;
    document.facts = facts;
    document
}

/// Makes the documents of one article agree, each of which has the lines of another language: what one says of the
/// article holds for all, the first that says it, and paragraphs are counted through.
pub fn unite(documents: &mut [Document]) {
    let said = |of: fn(&mut Document) -> &mut String, documents: &mut [Document]| {
        let first = documents.iter_mut().map(of).find(|text| !text.is_empty()).cloned();
        let first = first.unwrap_or_default();
        documents.iter_mut().for_each(|document| of(document).clone_from(&first));
    };
    said(|document| &mut document.outlet, documents);
    said(|document| &mut document.published, documents);
    said(|document| &mut document.headline, documents);
    let mut body: Vec<&mut Block> = documents.iter_mut().flat_map(|document| &mut document.blocks).collect();
    body.retain(|block| block.role == BlockRole::Body);
    body.sort_by_key(|block| block.span.start);
    body.into_iter().enumerate().for_each(|(before, block)| block.paragraph = before + 1);
}

/// Those of some tokens in order that are from `start` on and before `end`.
fn among(tokens: &[u32], start: usize, end: usize) -> &[u32] {
    let tokens = &tokens[tokens.partition_point(|at| (*at as usize) < start)..];
    &tokens[..tokens.partition_point(|at| (*at as usize) < end)]
}

/// Few sentences of a line after its first are shorter, in tokens.
const SENTENCE: usize = 24;

/// Where the line ends that goes on at a byte.
fn line_end(text: &str, from: usize) -> usize {
    let bytes = &text.as_bytes()[from..];
    // Line and paragraph separator have three bytes.
    let end = |at: &usize| matches!(bytes[*at..], [b'\n', ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..]);
    memchr::memchr2_iter(b'\n', 0xE2, bytes).find(end).map_or(text.len(), |at| from + at)
}

/// Few lines are shorter, in bytes.
const LINE: usize = 128;

/// The lines that hold a token.
fn blocks(text: &str, tokens: &[Token]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(text.len() / LINE + 1);
    let mut start = 0;
    while start < tokens.len() {
        let from = tokens[start].span.start as usize;
        let line_end = line_end(text, from);
        // A line has no more tokens than bytes.
        let near = &tokens[start..tokens.len().min(start + line_end - from)];
        let end = start + near.partition_point(|token| (token.span.start as usize) < line_end);
        let span = tokens[start].span.to(tokens[end - 1].span);
        blocks.push(Block { span, start, end, role: BlockRole::Body, lead: start, paragraph: 0 });
        start = end;
    }
    blocks
}

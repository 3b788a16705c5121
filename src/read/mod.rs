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
mod lists;
mod longer;
pub mod page;
mod places;
pub mod senses;
pub mod sentence;
mod sets;
mod slots;
mod spelling;
mod stretch;
mod surname;
pub mod token;
pub mod traits;
pub mod view;
pub mod vocabulary;
pub mod walk;

use crate::grammar::Grammar;
use crate::grammar::registry::Registry;
use crate::span::Span;
use container::Place;
use layout::{Block, BlockRole, Facts, Region};
use sentence::Sentence;
use sets::Sets;
use token::{Token, Tokens};
use view::View;
use vocabulary::Vocabulary;
use walk::take_before;

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
    /// The word classes that tokens have, by their numbers.
    sets: Sets,
    /// The tokens at which nouns for persons begin, in order.
    persons: Vec<u32>,
    /// The tokens that are marks, or words that may hold a quotation mark.
    marks: Vec<u32>,
    /// The tokens with which a reading of a cue begins, alone or with a phrase.
    cues: Vec<u32>,
    /// A bit for each token with which a phrase that tells a kind of claim may begin.
    claims: Vec<u64>,
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
    let mut blocks = blocks(&tokens);
    longer::find(&mut document, tokens, forms, grammar, registry);
    for block in blocks.iter_mut().filter(|block| foreign(block.span.start)) {
        block.role = BlockRole::Foreign;
    }
    let facts = layout::assign(&View::new(&document, grammar, registry), &article.layout, &mut blocks);
    // The next article of the vocabulary may have words of other classes.
    document.sets.give_back();
    document.sentences.reserve(document.tokens.len() / SENTENCE + blocks.len());
    let mut marks = document.marks.as_slice();
    for (number, block) in blocks.iter().enumerate() {
        let marks = take_before(&mut marks, block.end);
        if block.role == BlockRole::Foreign {
            continue;
        }
        let headline = block.role == BlockRole::Headline;
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

/// Few sentences of a line after its first are shorter, in tokens.
const SENTENCE: usize = 24;

/// The lines that hold a token.
fn blocks(Tokens { tokens, lines, .. }: &Tokens) -> Vec<Block> {
    let starts = lines.iter().map(|start| *start as usize);
    let ends = starts.clone().skip(1).chain([tokens.len()]);
    let block = |(start, end): (usize, usize)| {
        let span = tokens[start].span.to(tokens[end - 1].span);
        Block { span, start, end, role: BlockRole::Body, lead: start, paragraph: 0 }
    };
    starts.zip(ends).map(block).collect()
}

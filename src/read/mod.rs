//! Floor 2: bytes into a document: text, lines and what they are, sentences, tokens with places and folded keys.

mod date;
pub mod decode;
pub mod layout;
mod longer;
pub mod sentence;
pub mod token;
pub mod traits;
pub mod view;
pub mod vocabulary;

use crate::grammar::Grammar;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::registry::Registry;
use crate::span::Span;
use layout::{Block, BlockRole, Facts};
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
}

/// A text divided into lines, sentences and tokens.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Stable id.
    pub id: String,
    /// The text; every span refers to it.
    pub text: String,
    /// Folded keys of all tokens.
    keys: String,
    /// Words, numbers and marks in order.
    pub tokens: Vec<Token>,
    /// For each token the classes of the word and of the phrases that begin with it.
    classes: Vec<ClassSet>,
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
    /// What the layout says.
    pub facts: Facts,
}

impl Document {
    /// The folded key of a token.
    pub fn key(&self, token: &Token) -> &str {
        token.key.of(&self.keys)
    }
}

/// Reads an article with the grammar of its language; the vocabulary is one of that grammar and registry.
pub fn read(article: Article, grammar: &Grammar, registry: &Registry, vocabulary: &mut Vocabulary) -> Document {
    let mut document = Document { id: article.id, text: article.text, ..Document::default() };
    // Folded keys are at most about as long as the text.
    document.keys.reserve(document.text.len());
    let forms = vocabulary.forms(token::swaps_letters(&document.text, grammar));
    let (tokens, numbers) = token::tokenize(&document.text, (grammar, registry), forms, &mut document.keys);
    document.tokens = tokens;
    longer::find(&mut document, &numbers, forms, grammar, registry);
    let mut blocks = blocks(&document.text, &document.tokens);
    let facts = layout::assign(&View { document: &document, grammar, registry }, &mut blocks);
    document.sentences = blocks
        .iter()
        .enumerate()
        .flat_map(|(number, block)| {
            let headline = block.role == BlockRole::Headline;
            sentence::sentences(
                &document.text,
                &document.tokens,
                (block.start, block.end, number),
                headline,
                grammar,
            )
        })
        .collect();
    let slice = |span: Option<Span>| span.map_or_else(String::new, |span| span.of(&document.text).to_owned());
    document.headline = article.headline.unwrap_or_else(|| slice(facts.headline));
    document.outlet = article.outlet.unwrap_or_else(|| slice(facts.outlet));
    document.published = article.published.or_else(|| facts.published.clone()).unwrap_or_default();
    document.blocks = blocks;
    document.facts = facts;
    document
}

/// The lines that hold a token.
fn blocks(text: &str, tokens: &[Token]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let from = tokens[start].span.start as usize;
        let line_end = text[from..].find(['\n', '\u{2028}', '\u{2029}']).map_or(text.len(), |at| from + at);
        let end = start + tokens[start..].partition_point(|token| (token.span.start as usize) < line_end);
        let span = tokens[start].span.to(tokens[end - 1].span);
        blocks.push(Block { span, start, end, role: BlockRole::Body, lead: start, paragraph: 0 });
        start = end;
    }
    blocks
}

//! *On whose say-so?* Finds every attributed claim and quotation in a news article, says who it is attributed to and
//! through whom it reached the reader, and writes one row per attribution.
//!
//! The code tells one sentence:
//!
//! > sayso **reads** bytes into a document, **detects** its quotations and reporting cues, **attributes** content to
//! > sources, **resolves** who the sources are, **reports** one row per attribution, and **writes** the rows; what it
//! > knows of a language stands in **grammars**.
//!
//! # The floors
//!
//! Each verb is a module, and each module stands on those below it. Calls go down, data goes up.
//!
//! | floor | module | from | to |
//! |---|---|---|---|
//! | roof | [`analyzer`] | an article | everything below, in one call |
//! | roof | [`check`] | a grammar file | proof that its examples and guards hold |
//! | roof | [`mod@score`] | articles marked by hand, and what was found in them | figures, and every disagreement |
//! | 7 | [`mod@write`] | rows | CSV and workbooks, JSON Lines and forms for other tools, pages for a browser, an explanation |
//! | 6 | [`report`] | attributions with their sources | rows and records |
//! | 5 | [`resolve`] | mentions | sources, and chains from the publisher's side to the origin |
//! | 4 | [`attribute`] | cues and quotations | source, cue and content, nested where they stand |
//! | 3 | [`detect`] | a document | quotations, cues, sentences |
//! | 2 | [`read`] | bytes | text and its language, lines and their roles, sentences, tokens with places |
//! | 1 | [`grammar`] | TOML and CSV files | words, patterns, known sources, all checked |
//! | ground | [`span`], [`fold`], [`intern`], [`mod@short`], [`mod@label`], [`error`] | | places in a text, spellings that count as one, words by number and as numbers, names of the schema as blocks, faults with their place |
//!
//! # An example
//!
//! ```
//! use sayso::analyzer::Analyzer;
//! use sayso::read::Article;
//!
//! # fn main() -> Result<(), sayso::error::Error> {
//! let text = "وقالت وكالة الميناء نقلا عن مصدر ملاحي إن الرحلات ستستأنف الخميس.".to_owned();
//! let analyzer = Analyzer::builtin()?;
//! let analysis = analyzer.analyze(Article { id: "harbour".to_owned(), text, ..Default::default() });
//!
//! let rows = analysis.findings().rows();
//! assert_eq!(rows.len(), 1);
//! assert_eq!(rows[0].attribution_id, "harbour#001");
//! assert_eq!(rows[0].source_name, "مصدر ملاحي");
//! assert_eq!(rows[0].relay_chain, "وكالة الميناء > مصدر ملاحي");
//! assert_eq!(rows[0].content, "الرحلات ستستأنف الخميس");
//! assert_eq!(rows[0].content_offsets, "42-64");
//! # Ok(())
//! # }
//! ```
//!
//! Build one [`analyzer::Analyzer`] and keep it: it parses the grammars when it is built. It can be shared between
//! threads.
//!
//! # What always holds
//!
//! * **Analysis cannot fail.** No text makes it panic. Loading a grammar and decoding bytes can fail, and say where.
//! * **The text is never changed.** Spans are bytes of it; reports count Unicode code points. Tokens and the gaps
//!   between them rebuild it exactly. Folded spellings stand beside the text, not in its place.
//! * **No word of a human language is in the code.** Words, constructions and names are read from `grammars/`, the
//!   built-in files by the same code as a user's own.
//! * **Every row explains itself**: the pattern and frame that made it, what told who the source is, and where the
//!   source, the cue and the content stand.
//! * **An unknown is an empty cell**, never a zero or a guess.
//! * **Same in, same out.** The result depends on the text, the grammars and the registry of sources, and on nothing
//!   else.
//!
//! # What is deliberately absent
//!
//! No trained model, no network, no clock, no randomness, no `unsafe`. No verdict either: whether a claim is true, and
//! whether a source deserves trust, is for the reader to judge. The report leaves columns for that.

pub mod analyzer;
pub mod attribute;
pub mod check;
pub mod detect;
pub mod error;
pub mod fold;
pub mod grammar;
pub mod intern;
pub mod label;
pub mod read;
pub mod report;
pub mod resolve;
pub mod score;
pub mod short;
pub mod span;
pub mod write;

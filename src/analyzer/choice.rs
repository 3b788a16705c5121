//! Which grammars an article is read with: what its text tells goes before what is said of it.

use std::fmt;

use smallvec::{SmallVec, smallvec};

use super::Analyzer;
use crate::read::Article;
use crate::read::language::{Identified, Tongue, language_of};
use crate::span::Span;

/// The grammars that an article is read with. The default is the first grammar for all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The grammar of most of the text.
    main: usize,
    /// Lines in other languages, in text order, with their grammars.
    others: Vec<(Span, Option<usize>)>,
    /// The language that the article was said to be in, where its text is in another beyond doubt.
    pub contradicted: Option<Contradicted>,
}

/// What an article says of its language, and what its text is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// The tag that the article has.
    pub said: String,
    /// The tag of the language of its text.
    pub found: String,
}

impl fmt::Display for Contradicted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it says that it is in `{}`, but its text is in `{}` and is read as that", self.said, self.found)
    }
}

/// No grammar reads the language that an article is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoGrammar {
    /// Its BCP 47 tag; `und` where only this is certain, that it is none of those that there are grammars for.
    pub tag: String,
    /// The tags of the grammars that there are.
    pub known: Vec<String>,
}

impl std::error::Error for NoGrammar {}

impl fmt::Display for NoGrammar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.join(", ");
        match self.tag.as_str() {
            "und" => write!(f, "it is in none of the languages that there are grammars for: {known}"),
            tag => write!(f, "it is in `{tag}`, for which there is no grammar; there are: {known}"),
        }
    }
}

impl Choice {
    /// The numbers of the grammars, that of most of the text first.
    pub(super) fn grammars(&self) -> impl Iterator<Item = usize> {
        let mut numbers: SmallVec<[usize; 4]> = smallvec![self.main];
        for number in self.others.iter().filter_map(|(_, number)| *number) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers.into_iter()
    }

    /// Whether the line around a byte is not to be read with that grammar.
    pub(super) fn is_foreign(&self, offset: u32, grammar: usize) -> bool {
        let at = self.others.partition_point(|(line, _)| line.end <= offset);
        let other = self.others.get(at).filter(|(line, _)| line.holds(offset));
        other.map_or(Some(self.main), |(_, number)| *number) != Some(grammar)
    }
}

impl Analyzer {
    /// Chooses the grammars for an article by its text. What the article says of its own language counts where the text
    /// leaves a doubt.
    ///
    /// # Errors
    /// [`NoGrammar`] if most of the text is in a language that no grammar reads, or if the article says so of itself and
    /// the text does not tell otherwise.
    pub fn choose(&self, article: &Article) -> Result<Choice, NoGrammar> {
        let said = article.language.as_deref().filter(|tag| self.number(tag).is_some() || language_of(tag).is_some());
        let expected = said.and_then(|tag| self.number(tag));
        let Identified { main, reliable, others } = self.told.identify(&article.text, expected);
        let main = match (main, said) {
            (Tongue::Known(_), Some(tag)) if expected.is_none() && !reliable => return Err(self.none(tag)),
            (Tongue::Known(main), _) => main,
            (Tongue::Other(tag), _) => return Err(self.none(said.filter(|_| expected.is_none()).unwrap_or(tag))),
        };
        let number = |tongue| if let Tongue::Known(number) = tongue { Some(number) } else { None };
        let others = others.into_iter().map(|(line, tongue)| (line, number(tongue))).collect();
        let found = self.tags().nth(main).unwrap_or_default();
        let contradicted = said.filter(|_| expected != Some(main));
        let contradicted = contradicted.map(|said| Contradicted { said: said.to_owned(), found: found.to_owned() });
        Ok(Choice { main, others, contradicted })
    }

    /// The grammar of a language for the whole of an article, whatever its text is in.
    ///
    /// # Errors
    /// [`NoGrammar`] if there is none.
    pub fn given(&self, tag: &str) -> Result<Choice, NoGrammar> {
        let main = self.number(tag).ok_or_else(|| self.none(tag))?;
        Ok(Choice { main, ..Choice::default() })
    }

    fn none(&self, tag: &str) -> NoGrammar {
        let known = self.tags().map(str::to_owned).collect();
        NoGrammar { tag: tag.to_owned(), known }
    }
}

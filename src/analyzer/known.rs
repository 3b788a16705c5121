//! A language that articles may be in: enough to tell it by, and all the rest when an article needs it.

use std::sync::OnceLock;

use crate::error::Error;
use crate::grammar::registry::Registry;
use crate::grammar::{Grammar, Language, builtin};
use crate::read::vocabulary::Vocabularies;

/// A language with its grammar and the known sources in it.
#[derive(Debug)]
pub(super) struct Known {
    /// What the language is and how it is written.
    pub language: Language,
    /// What was learnt of its words.
    pub vocabularies: Vocabularies,
    loaded: OnceLock<(Grammar, Registry)>,
    /// The name and text of the file that is part of the binary.
    file: (&'static str, &'static str),
}

impl Known {
    /// Loads a grammar and a registry.
    pub fn load(path: &str, text: &str, sources: (&str, &str)) -> Result<Self, Error> {
        let loaded = load(path, text, sources)?;
        Ok(Self {
            language: loaded.0.language.clone(),
            vocabularies: Vocabularies::default(),
            loaded: OnceLock::from(loaded),
            file: ("", ""),
        })
    }

    /// A grammar that is part of the binary, with the registry that is.
    pub fn builtin(path: &'static str, text: &'static str) -> Result<Self, Error> {
        Ok(Self {
            language: Language::read(path, text)?,
            vocabularies: Vocabularies::default(),
            loaded: OnceLock::new(),
            file: (path, text),
        })
    }

    /// Grammar and registry. A built-in file has no fault, for a test loads them all; one that had any would know no
    /// word.
    pub fn get(&self) -> &(Grammar, Registry) {
        let (path, text) = self.file;
        self.loaded.get_or_init(|| load(path, text, builtin::SOURCES).unwrap_or_default())
    }
}

fn load(path: &str, text: &str, sources: (&str, &str)) -> Result<(Grammar, Registry), Error> {
    let mut grammar = Grammar::load(path, text)?;
    let registry = grammar.load_registry(sources.0, sources.1)?;
    Ok((grammar, registry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_built_in_language_is_told_by_what_its_whole_grammar_says() {
        for (path, text) in builtin::GRAMMARS {
            let known = Known::builtin(path, text).unwrap();
            assert!(known.loaded.get().is_none());
            assert_eq!(known.get().0.language, known.language, "{path}");
            assert!(!known.get().1.is_empty() && !known.get().0.lexicon.is_empty());
        }
    }
}

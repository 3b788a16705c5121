//! Which grammars and which registry an analysis uses: the built-in ones and the user's own.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use sayso::analyzer::{Analyzer, Choice};
use sayso::grammar::builtin;
use sayso::read::Article;
use sayso::read::fault::{Fault, Reason};

use super::Stop;

/// The user's own grammars and registry.
#[derive(Debug, Args)]
pub struct Knowledge {
    /// A grammar file to use beside the built-in ones, or instead of the one of the same language (repeatable)
    #[arg(long = "grammar", value_name = "FILE")]
    grammars: Vec<PathBuf>,
    /// A registry of known sources to use instead of the built-in one
    #[arg(long, value_name = "FILE")]
    sources: Option<PathBuf>,
}

impl Knowledge {
    /// Loads everything; `language` is what the user says that the articles are in.
    pub fn analyzer(&self, language: Option<&str>) -> Result<Analyzer, Stop> {
        let grammars = self.grammars.iter().map(|path| text_of(path)).collect::<Result<Vec<_>, Stop>>()?;
        let sources = self.sources.as_deref().map(text_of).transpose()?;
        let borrowed = |(path, text)| (String::as_str(path), String::as_str(text));
        let own = grammars.iter().map(|(path, text)| borrowed((path, text)));
        let registry = sources.as_ref().map(|(path, text)| borrowed((path, text)));
        let analyzer = Analyzer::with_own(own, registry);
        let analyzer = analyzer.map_err(|error| Stop::Usage(error.to_string()))?;
        match language.filter(|tag| analyzer.grammar(tag).is_none()) {
            None => Ok(analyzer),
            Some(tag) => {
                let known = analyzer.tags().collect::<Vec<_>>().join(", ");
                Err(Stop::Usage(format!(
                    "error: no grammar for the language `{tag}`; there are {known}: give one with --grammar"
                )))
            }
        }
    }

    /// The files that are used, each with the version of its content. Built-in grammars that one of the user's own takes
    /// the place of are named too, before it.
    pub fn versions(&self) -> Result<Vec<(String, String)>, Stop> {
        let builtin_registry = self.sources.is_none().then_some(builtin::SOURCES);
        let builtin = builtin::GRAMMARS.into_iter().chain(builtin_registry);
        let mut files: Vec<(String, String)> =
            builtin.map(|(name, text)| (name.to_owned(), builtin::version(text))).collect();
        for path in self.grammars.iter().chain(&self.sources) {
            let (name, text) = text_of(path)?;
            files.push((name, builtin::version(&text)));
        }
        Ok(files)
    }
}

/// The grammars for an article; `language` is what the user says that it is in, which goes before everything else.
///
/// # Errors
/// There are none: why, and what to do.
pub fn choice(analyzer: &Analyzer, article: &Article, language: Option<&str>) -> Result<Choice, Fault> {
    let chosen = language.map_or_else(|| analyzer.choose(article), |tag| analyzer.given(tag));
    let advice = "give one with --grammar FILE, or say with --lang TAG that it is in one of these";
    chosen.map_err(|none| Fault::new(Reason::NoGrammar, format!("{none}; {advice}")))
}

/// The versions of the built-in files, a line each.
pub fn versions() -> String {
    let files = builtin::GRAMMARS.into_iter().chain([builtin::SOURCES]);
    files.map(|(path, text)| format!("{path} {}\n", builtin::version(text))).collect()
}

/// The name of a grammar or registry file as messages print it, and its text.
pub fn text_of(path: &Path) -> Result<(String, String), Stop> {
    let name = path.display().to_string();
    let refused = |what: String| Stop::Usage(format!("error: cannot read {name}: {what}"));
    let bytes =
        fs::read(path).map_err(|error| refused(format!("{error}; give the path of a grammar or registry file")))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        refused(format!("byte {} is not UTF-8; save the file as UTF-8", error.utf8_error().valid_up_to()))
    })?;
    Ok((name, text))
}

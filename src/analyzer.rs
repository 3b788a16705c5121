//! One call through all floors.

use crate::attribute::{self, Attribution};
use crate::detect::{self, Detected};
use crate::error::Error;
use crate::grammar::registry::Registry;
use crate::grammar::{Grammar, builtin};
use crate::read::view::View;
use crate::read::vocabulary::Vocabularies;
use crate::read::{self, Article, Document};
use crate::report::{Findings, Selection};
use crate::resolve::{self, Resolved};

/// The grammars and the registry, ready to analyse articles.
#[derive(Debug)]
pub struct Analyzer {
    languages: Vec<(Grammar, Registry)>,
    /// What was learnt of the words of each language.
    vocabularies: Vec<Vocabularies>,
}

/// How much of a text is looked at to tell its script, in code points.
const LETTERS: usize = 4000;

/// An article with everything that was found in it.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The document.
    pub document: Document,
    /// The grammar of its language.
    pub grammar: &'a Grammar,
    /// The known sources.
    pub registry: &'a Registry,
    /// Quotations, cues, sentences.
    pub detected: Detected,
    /// Attributions in text order.
    pub attributions: Vec<Attribution>,
    /// Sources and chains.
    pub resolved: Resolved,
}

impl Analysis<'_> {
    /// What is to be reported.
    pub fn findings(&self) -> Findings<'_> {
        Findings {
            view: self.view(),
            detected: &self.detected,
            attributions: &self.attributions,
            resolved: &self.resolved,
            selection: Selection::default(),
        }
    }

    /// What is to be reported of it by a user's own selection.
    pub fn selected(&self, selection: Selection) -> Findings<'_> {
        Findings { selection, ..self.findings() }
    }

    /// The document seen through its grammar and registry.
    pub fn view(&self) -> View<'_> {
        View { document: &self.document, grammar: self.grammar, registry: self.registry }
    }
}

impl Analyzer {
    /// The grammars and the registry that are part of the binary.
    ///
    /// # Errors
    /// None that a test does not catch; a built-in file with a fault does not land.
    pub fn builtin() -> Result<Self, Error> {
        Self::with(builtin::GRAMMARS, builtin::SOURCES)
    }

    /// Grammars and a registry as texts; the names are those that messages print. Of two grammars with the same tag
    /// the later one counts, so that a user's own takes the place of a built-in one.
    ///
    /// # Errors
    /// All faults of the first file that has any, each with its place.
    pub fn with<'t>(
        grammars: impl IntoIterator<Item = (&'t str, &'t str)>,
        sources: (&str, &str),
    ) -> Result<Self, Error> {
        let mut languages: Vec<(Grammar, Registry)> = Vec::new();
        for (path, text) in grammars {
            let mut grammar = Grammar::load(path, text)?;
            let registry = grammar.load_registry(sources.0, sources.1)?;
            match languages.iter_mut().find(|(other, _)| other.language.tag == grammar.language.tag) {
                Some(other) => *other = (grammar, registry),
                None => languages.push((grammar, registry)),
            }
        }
        let vocabularies = languages.iter().map(|_| Vocabularies::default()).collect();
        Ok(Self { languages, vocabularies })
    }

    /// The loaded grammars.
    pub fn grammars(&self) -> impl Iterator<Item = &Grammar> {
        self.languages.iter().map(|(grammar, _)| grammar)
    }

    /// The grammar of a language by its BCP 47 tag; that of the language as a whole also serves its regions.
    pub fn grammar(&self, tag: &str) -> Option<&Grammar> {
        self.language(tag).map(|(grammar, _)| grammar)
    }

    /// Analyses an article. No text makes this fail.
    pub fn analyze(&self, article: Article) -> Analysis<'_> {
        let wanted = article.language.as_deref().unwrap_or_default();
        let (grammar, registry) = self.language(wanted).unwrap_or_else(|| self.written_in(&article.text));
        let mut vocabulary = self.vocabularies(grammar).take();
        let document = read::read(article, grammar, registry, &mut vocabulary);
        self.vocabularies(grammar).give_back(vocabulary);
        let view = View { document: &document, grammar, registry };
        let detected = detect::detect(&view);
        let attributions = attribute::attribute(&view, &detected);
        let resolved = resolve::resolve(&view, &detected, &attributions);
        Analysis { document, grammar, registry, detected, attributions, resolved }
    }

    fn vocabularies(&self, grammar: &Grammar) -> &Vocabularies {
        let at = self.languages.iter().position(|(known, _)| std::ptr::eq(known, grammar));
        &self.vocabularies[at.unwrap_or_default()]
    }

    /// The language whose letters most of the text is written in; the first of equals.
    fn written_in(&self, text: &str) -> &(Grammar, Registry) {
        let mut best = (&self.languages[0], 0);
        for language in &self.languages {
            let letters = &language.0.language;
            let count = text.chars().take(LETTERS).filter(|c| letters.writes(*c)).count();
            if count > best.1 {
                best = (language, count);
            }
        }
        best.0
    }

    fn language(&self, tag: &str) -> Option<&(Grammar, Registry)> {
        let is = |grammar: &Grammar, tag: &str| grammar.language.tag.eq_ignore_ascii_case(tag);
        let named = |tag: &str| self.languages.iter().find(|(grammar, _)| is(grammar, tag));
        named(tag).or_else(|| named(tag.split(['-', '_']).next()?))
    }
}

/// One analyzer for the unit tests of all floors.
#[cfg(test)]
pub(crate) mod invented {
    use std::sync::LazyLock;

    use super::{Analysis, Analyzer};
    use crate::read::Article;

    pub(crate) static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

    /// The analysis of a text that a test invents.
    pub(crate) fn analyze(text: &str) -> Analysis<'static> {
        ANALYZER.analyze(Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

    fn analyze(text: &str) -> Analysis<'static> {
        ANALYZER.analyze(Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() })
    }

    #[test]
    fn a_regional_tag_is_served_by_the_language() {
        for tag in ["ar", "AR", "ar-LB", "ar_EG"] {
            assert_eq!(ANALYZER.grammar(tag).map(|grammar| grammar.language.tag.as_str()), Some("ar"), "{tag}");
        }
        assert!(ANALYZER.grammar("zz").is_none());
    }

    #[test]
    fn an_unknown_language_is_read_with_the_first_grammar() {
        let article = Article { language: Some("zz".to_owned()), ..Article::default() };
        assert_eq!(ANALYZER.analyze(article).grammar.language.tag, "ar");
    }

    #[test]
    fn the_letters_tell_the_language_where_nothing_else_does() {
        assert_eq!(analyze("The mayor said the pier is safe.").grammar.language.tag, "en");
        let article = Article { language: Some("en-GB".to_owned()), ..Article::default() };
        assert_eq!(ANALYZER.analyze(article).grammar.language.tag, "en");
    }

    #[test]
    fn beliefs_and_intentions_can_be_left_out() {
        let analysis = analyze("The mayor said the pier is safe. The mayor believes that it is old.");
        let count = |speech| analysis.selected(Selection { speech, ..Selection::default() }).rows().len();
        assert_eq!([count(false), count(true)], [2, 1]);
    }

    #[test]
    fn no_text_makes_no_row() {
        for text in ["", " \n\u{200F}\n", "...", "\""] {
            assert_eq!(analyze(text).findings().rows(), [], "{text:?}");
        }
    }

    #[test]
    fn of_two_grammars_with_a_tag_the_later_counts() {
        let (path, text) = builtin::GRAMMARS[0];
        let analyzer = Analyzer::with([(path, text), ("own.toml", text)], builtin::SOURCES).unwrap();
        assert_eq!(analyzer.grammars().count(), 1);
    }

    #[test]
    fn what_is_known_beforehand_goes_before_what_the_page_says() {
        let text = "عودة القطار\nضفاف - محليات الأحد 2024/03/17\nعاد القطار إلى محطة الشمال بعد عامين.";
        let article = Article {
            text: text.to_owned(),
            outlet: Some("own".to_owned()),
            published: Some("2020-01-02".to_owned()),
            headline: Some("title".to_owned()),
            ..Article::default()
        };
        let document = ANALYZER.analyze(article).document;
        assert_eq!([document.outlet, document.published, document.headline], ["own", "2020-01-02", "title"]);
    }
}

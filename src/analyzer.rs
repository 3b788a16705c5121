//! One call through all floors.

mod choice;
mod known;

use smallvec::SmallVec;

use crate::attribute::{self, Attribution};
use crate::detect::{self, Detected};
use crate::error::Error;
use crate::grammar::registry::Registry;
use crate::grammar::{Grammar, builtin};
use crate::read::language::{Languages, language_of};
use crate::read::view::View;
use crate::read::{self, Article, Document};
use crate::report::{Findings, Part, Selection};
use crate::resolve::{self, Resolved};
pub use choice::{Choice, Contradicted, NoGrammar};
use known::Known;

/// The grammars and the registry, ready to analyse articles.
#[derive(Debug)]
pub struct Analyzer {
    languages: Vec<Known>,
    /// What it takes to tell them from each other.
    told: Languages,
}

/// An article with everything that was found in it, or so far where it was only [begun](Analyzer::begin).
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The document; lines in other languages are foreign in it.
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
    /// The same of the lines in each other language that has a grammar.
    pub others: Vec<Analysis<'a>>,
}

impl Analysis<'_> {
    /// What is done with an article that was [begun](Analyzer::begin), one after the other. Many articles take less time
    /// if a step is done with all of them before the next step is: the processor remembers which way the branches of one
    /// step go, and not those of all.
    pub const STEPS: [fn(&mut Self); 3] = [Self::detect, Self::attribute, Self::resolve];

    fn detect(&mut self) {
        self.detected = detect::detect(&self.view());
        self.others.iter_mut().for_each(Self::detect);
    }

    fn attribute(&mut self) {
        self.attributions = attribute::attribute(&self.view(), &self.detected);
        self.others.iter_mut().for_each(Self::attribute);
    }

    fn resolve(&mut self) {
        self.resolved = resolve::resolve(&self.view(), &self.detected, &self.attributions);
        self.others.iter_mut().for_each(Self::resolve);
    }

    /// What is to be reported.
    pub fn findings(&self) -> Findings<'_> {
        self.selected(Selection::default())
    }

    /// What is to be reported of it by a user's own selection.
    pub fn selected(&self, selection: Selection) -> Findings<'_> {
        let others = self.others.iter().enumerate();
        Findings {
            main: self.part(0, selection),
            others: others.map(|(before, other)| other.part(before + 1, selection)).collect(),
        }
    }

    fn part(&self, number: usize, selection: Selection) -> Part<'_> {
        Part {
            number,
            view: self.view(),
            detected: &self.detected,
            attributions: &self.attributions,
            resolved: &self.resolved,
            selection,
        }
    }

    /// The document seen through its grammar and registry.
    pub fn view(&self) -> View<'_> {
        View::new(&self.document, self.grammar, self.registry)
    }
}

impl Analyzer {
    /// The grammars and the registry that are part of the binary, each loaded when an article needs it.
    ///
    /// # Errors
    /// None that a test does not catch; a built-in file with a fault does not land.
    pub fn builtin() -> Result<Self, Error> {
        Self::with_own([], None)
    }

    /// A user's own grammars beside the built-in ones, or instead of those with the same tag, and perhaps a registry
    /// instead of the built-in one; the names are those that messages print. What is the user's own is checked here,
    /// what is built in is loaded when an article needs it.
    ///
    /// # Errors
    /// All faults of the first file that has any, each with its place.
    pub fn with_own<'t>(
        grammars: impl IntoIterator<Item = (&'t str, &'t str)>,
        sources: Option<(&str, &str)>,
    ) -> Result<Self, Error> {
        let Some(sources) = sources else {
            let builtin = builtin::GRAMMARS.iter().map(|(path, text)| Known::builtin(path, text));
            let own = grammars.into_iter().map(|(path, text)| Known::load(path, text, builtin::SOURCES));
            return Self::of(builtin.chain(own));
        };
        Self::with(builtin::GRAMMARS.into_iter().chain(grammars), sources)
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
        Self::of(grammars.into_iter().map(|(path, text)| Known::load(path, text, sources)))
    }

    fn of(known: impl Iterator<Item = Result<Known, Error>>) -> Result<Self, Error> {
        let mut languages: Vec<Known> = Vec::new();
        for known in known {
            let known = known?;
            match languages.iter_mut().find(|other| other.language.tag == known.language.tag) {
                Some(other) => *other = known,
                None => languages.push(known),
            }
        }
        let told = Languages::new(languages.iter().map(|known| &known.language));
        Ok(Self { languages, told })
    }

    /// The grammars, which are loaded for this if they are not yet.
    pub fn grammars(&self) -> impl Iterator<Item = &Grammar> {
        self.languages.iter().map(|known| &known.get().0)
    }

    /// The tags of the grammars.
    pub fn tags(&self) -> impl Iterator<Item = &str> + Clone {
        self.languages.iter().map(|known| known.language.tag.as_str())
    }

    /// The grammar of a language by its BCP 47 tag; that of the language as a whole also serves its regions.
    pub fn grammar(&self, tag: &str) -> Option<&Grammar> {
        self.number(tag).map(|number| &self.languages[number].get().0)
    }

    /// Analyses an article, each of its lines with the grammar of the language it is in; where there is none for the
    /// article, with the first. No text makes this fail.
    pub fn analyze(&self, article: Article) -> Analysis<'_> {
        let choice = self.choose(&article).unwrap_or_default();
        self.analyze_as(article, &choice)
    }

    /// Analyses an article with what was chosen for it. No text makes this fail.
    pub fn analyze_as(&self, article: Article, choice: &Choice) -> Analysis<'_> {
        let mut analysis = self.begin(article, choice);
        Analysis::STEPS.iter().for_each(|step| step(&mut analysis));
        analysis
    }

    /// Reads an article with what was chosen for it; what is in it is found by [`Analysis::STEPS`].
    pub fn begin(&self, article: Article, choice: &Choice) -> Analysis<'_> {
        let numbers: SmallVec<[usize; 4]> = choice.grammars().filter(|number| *number < self.languages.len()).collect();
        if let [number] = numbers[..] {
            return self.begun(number, self.read(number, article, choice));
        }
        let read = |number: &usize| self.read(*number, article.clone(), choice);
        let mut documents: Vec<Document> = numbers.iter().map(read).collect();
        read::unite(&mut documents);
        let mut analyses = numbers.into_iter().zip(documents).map(|(number, document)| self.begun(number, document));
        let main = analyses.next().unwrap_or_else(|| self.begun(0, Document::default()));
        Analysis { others: analyses.collect(), ..main }
    }

    /// The document of an article, read with the grammar of that number.
    fn read(&self, number: usize, article: Article, choice: &Choice) -> Document {
        let known = &self.languages[number];
        let (grammar, registry) = known.get();
        let mut vocabulary = known.vocabularies.take();
        let foreign = |start| choice.is_foreign(start, number);
        let document = read::read(article, grammar, registry, &mut vocabulary, foreign);
        known.vocabularies.give_back(vocabulary);
        document
    }

    /// A document in which nothing is found yet.
    fn begun(&self, number: usize, document: Document) -> Analysis<'_> {
        let (grammar, registry) = self.languages[number].get();
        let (detected, resolved) = (Detected::default(), Resolved::default());
        Analysis { document, grammar, registry, detected, attributions: Vec::new(), resolved, others: Vec::new() }
    }

    /// The number of the grammar for a tag: of that tag, or else of the same language.
    fn number(&self, tag: &str) -> Option<usize> {
        let mut tags = self.tags();
        let named = tags.clone().position(|known| known.eq_ignore_ascii_case(tag));
        named.or_else(|| {
            let language = language_of(tag)?;
            tags.position(|known| language_of(known).as_ref() == Some(&language))
        })
    }
}

/// One analyzer for the unit tests of all floors.
#[cfg(test)]
pub(crate) mod invented {
    use std::borrow::Cow;
    use std::sync::LazyLock;

    use super::{Analysis, Analyzer};
    use crate::read::Article;
    use crate::report::Row;

    pub(crate) static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

    /// The analysis of a text that a test invents.
    pub(crate) fn analyze(text: &str) -> Analysis<'static> {
        ANALYZER.analyze(Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() })
    }

    /// The rows of a text that a test invents; it lives as long as the test's process.
    pub(crate) fn rows(text: &str) -> Vec<Row<'static>> {
        Box::leak(Box::new(analyze(text))).findings().rows()
    }

    /// Source as printed and content of the first row.
    pub(crate) fn source_and_content(text: &str) -> [String; 2] {
        let row = rows(text).remove(0);
        [row.source_text, row.content].map(Cow::into_owned)
    }

    /// Cue and source as printed of every row.
    pub(crate) fn cues_and_sources(text: &str) -> Vec<(String, String)> {
        rows(text).into_iter().map(|row| (row.cue.into_owned(), row.source_text.into_owned())).collect()
    }

    /// What [`cues_and_sources`] ought to be.
    pub(crate) fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(cue, source)| ((*cue).to_owned(), (*source).to_owned())).collect()
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
            assert_eq!(invented::rows(text), [], "{text:?}");
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

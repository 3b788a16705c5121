//! The publisher: the outlet of the article, which relays nothing to its own readers.

use super::mention::Mention;
use super::wording::{Word, words};
use crate::read::view::View;

/// The publishing outlet by the folded words of its name; none if it is unknown.
#[derive(Clone, Debug, Default)]
pub(super) struct Publisher(Vec<Word>);

impl Publisher {
    /// The outlet of a document.
    pub fn of(view: &View<'_>) -> Self {
        Self(plain(view, &view.document.outlet))
    }

    /// Whether the mention is the publisher, by its name in either language.
    pub fn is(&self, view: &View<'_>, mention: &Mention) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let known = mention.known.map(|known| view.known(known));
        self.has_name(&words(view, mention.name.unwrap_or(mention.phrase)))
            || known.is_some_and(|known| known.plain(|name| plain(view, name)).iter().any(|name| self.has_name(name)))
    }

    /// Whether a name is that of the publisher, or one has all words of the other: "Al-Watan (SA)" is Al-Watan.
    fn has_name<W: AsRef<str>>(&self, name: &[W]) -> bool {
        let (own, other) = (|| self.0.iter().map(Word::as_str), || name.iter().map(AsRef::as_ref));
        // "BusinessInsider" is Business Insider.
        let joined = || own().flat_map(str::bytes).eq(other().flat_map(str::bytes));
        own().all(|word| other().any(|other| other == word))
            || !name.is_empty() && other().all(|word| own().any(|own| own == word))
            || joined()
    }
}

/// The folded words of a name in small letters, without their articles.
fn plain(view: &View<'_>, name: &str) -> Vec<Word> {
    let article = view.grammar.clitics.article.as_deref().unwrap_or("\0");
    let folded = view.grammar.folds.fold(name).to_lowercase();
    crate::grammar::words_of(&folded).map(|word| Word::from(word.strip_prefix(article).unwrap_or(word))).collect()
}

//! Sources: who the mentions of an article mean, with the fullest name and title that it prints.

use compact_str::CompactString;

use super::mention::Mention;
use crate::grammar::terms::{Agreement, SourceType};
use crate::label::{Label, label};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// A source across all its mentions in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The canonical name in the language of the article; the fullest printed one where the registry knows none.
    pub name: CompactString,
    /// The fullest name that the article prints, where the registry has another.
    pub(super) own: Option<CompactString>,
    /// The canonical English name; empty if unknown.
    pub name_en: CompactString,
    /// What it is.
    pub kind: SourceType,
    /// The title or description as printed; empty if there is none.
    pub title: CompactString,
    /// How well it is identified.
    pub identification: Identification,
    /// The number of the known source.
    pub known: Option<u32>,
    /// Gender and number.
    pub agreement: Agreement,
}

/// How well a source is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identification {
    /// A person with a name or a unique office.
    NamedPerson,
    /// A body with a name.
    NamedOrganisation,
    /// A text with a name or an author.
    NamedDocument,
    /// Not named, but described.
    UnnamedDescribed,
    /// Not named, not described.
    UnnamedBare,
    /// Observers, circles, activists.
    VagueGroup,
    /// Nobody is named at all.
    Agentless,
}

impl Identification {
    /// The name in the report.
    pub fn label(self) -> &'static Label {
        match self {
            Self::NamedPerson => label!("named_person"),
            Self::NamedOrganisation => label!("named_organisation"),
            Self::NamedDocument => label!("named_document"),
            Self::UnnamedDescribed => label!("unnamed_described"),
            Self::UnnamedBare => label!("unnamed_bare"),
            Self::VagueGroup => label!("vague_group"),
            Self::Agentless => label!("agentless"),
        }
    }

    /// How well a mention identifies its source.
    pub(super) fn of(view: &View<'_>, mention: &Mention) -> Self {
        let word = |at: &usize| view.token(*at).kind == TokenKind::Word;
        let several = || (mention.head..mention.phrase.end).filter(word).nth(1).is_some();
        match mention.kind {
            SourceType::AnonymousGroup => Self::VagueGroup,
            kind if kind.is_unnamed() && several() => Self::UnnamedDescribed,
            kind if kind.is_unnamed() => Self::UnnamedBare,
            SourceType::Document => Self::NamedDocument,
            SourceType::MediaUnspecified => Self::VagueGroup,
            SourceType::Unknown if is_description(view, mention) => Self::UnnamedDescribed,
            SourceType::Unknown if is_body(view, mention) => Self::NamedOrganisation,
            SourceType::Unknown => Self::NamedPerson,
            kind if kind.is_person() && (mention.name.is_some() || mention.definite) => Self::NamedPerson,
            kind if kind.is_person() && several() => Self::UnnamedDescribed,
            kind if kind.is_person() => Self::UnnamedBare,
            _ => Self::NamedOrganisation,
        }
    }
}

impl Source {
    /// The fullest name that the article prints.
    pub fn printed(&self) -> &str {
        self.own.as_ref().unwrap_or(&self.name)
    }
}

/// Whether the words that stand for a name begin small, so far as the script has small letters, or end small after an
/// article: "the auditors", "the Marfa team".
fn is_description(view: &View<'_>, mention: &Mention) -> bool {
    let phrase = mention.name.unwrap_or(mention.phrase);
    let roles = view.roles();
    let word = |at: &usize| view.token(*at).kind == TokenKind::Word;
    let small = |at: usize| view.token(at).traits.any(Traits::SMALL);
    let mut words = (phrase.start..phrase.end).filter(word);
    let last = words.clone().rev().find(|at| !view.is(*at, roles.preposition));
    let first = words.find(|at| !view.is(*at, roles.determiner));
    small(first.unwrap_or(phrase.start)) || view.is(phrase.start, roles.definite) && last.is_some_and(small)
}

/// Whether a separate article belongs to the name, as to no person's without a form of address: "the Marfa Courier".
fn is_body(view: &View<'_>, mention: &Mention) -> bool {
    let phrase = mention.name.unwrap_or(mention.phrase);
    let roles = view.roles();
    view.is(phrase.start, roles.definite)
        && !(phrase.start..phrase.end).any(|at| view.class_at(at, roles.honorific).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;

    fn origin(text: &str) -> Source {
        let analysis = analyze(text);
        analysis.findings().main.origin(&analysis.resolved.credits[0]).unwrap().clone()
    }

    #[test]
    fn how_well_a_source_is_identified_is_told_by_name_and_description() {
        use Identification::{NamedOrganisation, NamedPerson, UnnamedBare, UnnamedDescribed, VagueGroup};
        let found = [
            "وقال وزير النقل سامر الحمداني إن الجسر آمن.",
            "وقالت وزارة النقل إن الجسر آمن.",
            "وقال مصدر أمني إن الجسر آمن.",
            "وقال مصدر إن الجسر آمن.",
            "وقال مراقبون إن الجسر آمن.",
        ]
        .map(|text| origin(text).identification);
        assert_eq!(found, [NamedPerson, NamedOrganisation, UnnamedDescribed, UnnamedBare, VagueGroup]);
    }

    #[test]
    fn the_name_leaves_the_title_out_and_the_title_the_name() {
        let source = origin("وقالت مديرة المدرسة نورا الحداري إن الصفوف اكتملت.");
        let expected = ["نورا الحداري", "مديرة المدرسة"];
        assert_eq!([source.name, source.title], expected);
    }

    #[test]
    fn the_fullest_name_in_the_article_counts() {
        let source = origin("وقال الحمداني إن الجسر آمن. وأكد وزير النقل سامر الحمداني أن الطريق مفتوح.");
        let expected = "سامر الحمداني";
        assert_eq!(source.name, expected);
        assert!(!source.title.is_empty());
    }

    #[test]
    fn a_known_source_has_its_canonical_names() {
        let analysis = analyze("وقالت فرانس برس إن الجسر آمن.");
        let source = analysis.findings().main.origin(&analysis.resolved.credits[0]).unwrap().clone();
        assert_eq!(source.name_en, "Agence France-Presse");
        // The words of the canonical name let a short form of it find the source.
        assert_eq!(analysis.registry.words(source.known.unwrap()).count(), 3);
    }
}

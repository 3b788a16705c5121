//! The way by which a content came: who passed it on, and who is said to have said it.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::sketch::Words;
use crate::grammar::terms::SourceType;
use crate::report::plain::plain;
use crate::report::row::links;

/// A chain as it is compared with others. The articles need not call its origin the same: *Lynch* of one is *Loretta
/// Lynch* of another, if both say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Way {
    /// All links but the last.
    relays: u64,
    /// The words of the last.
    origin: Box<[u32]>,
    kind: SourceType,
}

impl Way {
    /// The way of a row by its cells.
    pub(super) fn new(chain: &str, types: &str, words: &mut Words) -> Self {
        let chain = plain(chain);
        let mut names = links(&chain);
        let origin = words.of(names.next_back().unwrap_or_default()).iter().map(|hash| (hash >> 32) as u32).collect();
        let relays: Vec<u64> = names.map(|name| FxBuildHasher.hash_one(words.of(name))).collect();
        let kind = links(types).next_back().and_then(SourceType::named).unwrap_or_default();
        Self { relays: FxBuildHasher.hash_one(relays), origin, kind }
    }

    /// Whether it is the same way: the same relays, the same origin.
    pub fn is(&self, other: &Self) -> bool {
        self.relays == other.relays && self.has_origin_of(other)
    }

    /// Whether both end in one origin, given that they brought the same content: one name is the other's beginning or end,
    /// or leaves words out between them, and what they are of does not differ.
    pub fn has_origin_of(&self, other: &Self) -> bool {
        let (short, long) = if self.origin.len() <= other.origin.len() {
            (&self.origin, &other.origin)
        } else {
            (&other.origin, &self.origin)
        };
        if short.len() == long.len() || short.is_empty() {
            return short == long;
        }
        let kinds = [self.kind, other.kind];
        let alike =
            kinds[0] == kinds[1] || kinds.contains(&SourceType::Unknown) || kinds.iter().all(|kind| kind.is_person());
        if !alike {
            return false;
        }
        let ends = short.len() > 1 && short.first() == long.first() && short.last() == long.last();
        let mut rest = long.iter();
        long.starts_with(short)
            || long.ends_with(short)
            || ends && short.iter().all(|word| rest.any(|other| other == word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(chain: &str, kind: &str) -> Way {
        Way::new(chain, &format!("news_agency > {kind}"), &mut Words::default())
    }

    #[test]
    fn one_origin_has_longer_and_shorter_names_and_spellings() {
        let person = |chain| way(chain, "person_official");
        for (one, other) in [
            ("Lynch", "Loretta Lynch"),
            ("Loretta Lynch", "Attorney General Loretta Lynch"),
            ("سمير علي كبيش", "سمير كبيـش"),
            ("نقابة الموظفين (اديدي)", "نقابة الموظفين \"أديدي\""),
            ("مكتب رئيس الحكومة", "مكتب رئيس الحكومة التركية"),
        ] {
            assert!(person(one).is(&person(other)) && person(other).is(&person(one)), "{one}, {other}");
        }
        assert!(way("Lynch", "unknown").is(&person("Loretta Lynch")));
        assert!(way("Lynch", "person_private").is(&person("Attorney General Lynch")));
    }

    #[test]
    fn others_are_others() {
        let person = |chain| way(chain, "person_official");
        assert!(!person("Lynch").is(&person("Loretta Lynch of Marfa")));
        assert!(!person("Ada Voss").is(&person("Ada Brandt")));
        // Somebody of a body is not the body.
        assert!(!way("وزارة الدفاع", "ministry").is(&way("مصدر في وزارة الدفاع", "anonymous_official")));
        assert!(!way("the government", "government").is(&way("a spokesman of the government in exile", "government")));
        let relayed = person("Wire > Lynch");
        assert!(!relayed.is(&person("Lynch")) && relayed.has_origin_of(&person("Loretta Lynch")));
        assert!(!Way::default().is(&person("Lynch")));
    }
}

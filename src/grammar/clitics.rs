//! Clitics: what is written together with a word but is a word of its own, found by asking the lexicon.

use super::lexicon::{ClassId, EntryId, Lexicon};

/// The joined words of a language, folded.
#[derive(Clone, Debug, Default)]
pub struct Clitics {
    /// Conjunctions before any word.
    pub conjunctions: Vec<String>,
    /// Prepositions before nouns, with the word class that each stands for.
    pub prepositions: Vec<(String, ClassId)>,
    /// Prefixes before present-tense verbs.
    pub verb_prefixes: Vec<String>,
    /// The definite article.
    pub article: Option<String>,
    /// Contracted forms of preposition and article, and what they stand for.
    pub contractions: Vec<(String, String)>,
    /// Pronouns after a word, longest first.
    pub enclitics: Vec<String>,
    /// Pronouns after verbs alone.
    pub verb_enclitics: Vec<String>,
    /// Final letters that some writers swap: the written one and the meant one.
    pub swaps: Vec<(String, String)>,
    /// The letter that takes the place of a final letter before a pronoun: the written one and the meant one.
    pub linking: Vec<(String, String)>,
}

/// How a folded word divides. Lengths are in code points of the folded word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Length of the conjunction.
    pub conjunction: u8,
    /// Length of conjunction and preposition together, where there is a preposition.
    pub preposition: u8,
    /// The class that the preposition stands for.
    pub preposition_class: Option<ClassId>,
    /// Whether the article stands before the stem.
    pub definite: bool,
    /// Whether a pronoun is joined at the end.
    pub enclitic: bool,
    /// The word without its conjunction.
    pub entry: EntryId,
    /// The word without article, preposition and pronoun.
    pub bare: EntryId,
    /// The verb that the word is as well, behind a conjunction; then `bare` holds it too.
    pub alternative: Option<EntryId>,
}

impl Clitics {
    /// Divides a folded word. `loose` allows the swaps of final letters.
    pub fn split(&self, lexicon: &Lexicon, word: &str, loose: bool) -> Split {
        let mut whole = self.stem(lexicon, word, loose);
        // The first word of a phrase alone is no word yet.
        let known = |id: EntryId| {
            let entry = lexicon.entry(id);
            !entry.senses.is_empty() || entry.classes != Default::default()
        };
        if known(whole.entry) || known(whole.bare) {
            if whole.bare == EntryId::default() {
                whole.alternative = self.conjoined_verb(lexicon, word);
                whole.bare = whole.alternative.unwrap_or_default();
            }
            return whole;
        }
        for conjunction in &self.conjunctions {
            let Some(rest) = without_start(word, conjunction) else { continue };
            let mut split = self.stem(lexicon, rest, loose);
            if split.entry != EntryId::default() || split.bare != EntryId::default() || split.definite {
                let length = conjunction.chars().count() as u8;
                split.conjunction = length;
                if split.preposition_class.is_some() {
                    split.preposition += length;
                }
                return split;
            }
        }
        whole
    }

    /// The verb that a known word is as well, if its first letters are a conjunction.
    fn conjoined_verb(&self, lexicon: &Lexicon, word: &str) -> Option<EntryId> {
        let rest = self.conjunctions.iter().find_map(|conjunction| without_start(word, conjunction))?;
        let entry = lexicon.get(rest)?;
        lexicon.entry(entry).senses.iter().any(is_finite).then_some(entry)
    }

    fn stem(&self, lexicon: &Lexicon, word: &str, loose: bool) -> Split {
        let mut split = Split { definite: self.is_definite(word), ..Split::default() };
        if let Some(entry) = lexicon.get(word) {
            split.entry = entry;
        }
        split.bare = self.without_article(lexicon, word);
        if split.entry != EntryId::default() || split.bare != EntryId::default() {
            return split;
        }
        if let Some(found) = self.prefixed(lexicon, word) {
            return found;
        }
        if let Some((entry, bare)) = self.suffixed(lexicon, word) {
            return Split { entry, bare, enclitic: true, ..split };
        }
        if loose {
            split.entry = self.swapped(lexicon, word).unwrap_or_default();
        }
        split
    }

    /// Whether letters begin with those of a pronoun of one letter.
    pub fn begins_with_pronoun(&self, letters: &str) -> bool {
        let short = |pronoun: &&String| pronoun.chars().nth(1).is_none();
        self.enclitics.iter().filter(short).any(|pronoun| letters.starts_with(pronoun.as_str()))
    }

    fn is_definite(&self, word: &str) -> bool {
        self.article
            .as_deref()
            .and_then(|article| without_start(word, article))
            .is_some_and(|rest| rest.chars().nth(1).is_some())
    }

    /// What stands after preposition and article that are written as one.
    pub fn contracted<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.contractions.iter().find_map(|(written, _)| without_start(word, written))
    }

    /// What the lexicon knows of a word with its article.
    pub fn with_article(&self, lexicon: &Lexicon, stem: &str) -> Option<EntryId> {
        self.article.as_deref().and_then(|article| lexicon.get(&format!("{article}{stem}")))
    }

    fn without_article(&self, lexicon: &Lexicon, word: &str) -> EntryId {
        let rest = self.article.as_deref().and_then(|article| without_start(word, article));
        rest.and_then(|rest| lexicon.get(rest)).unwrap_or_default()
    }

    /// A preposition or a verb's prefix before a known word.
    fn prefixed(&self, lexicon: &Lexicon, word: &str) -> Option<Split> {
        for (letters, class) in &self.prepositions {
            let Some(rest) = without_start(word, letters) else { continue };
            let contracted = self.contracted(word);
            let definite = contracted.is_some() || self.is_definite(rest);
            let entry = lexicon.get(rest).unwrap_or_default();
            if !definite && self.verb_prefixes.contains(letters) && lexicon.entry(entry).senses.iter().any(is_present) {
                continue;
            }
            let bare = match contracted {
                Some(stem) => lexicon.get(stem).or_else(|| self.with_article(lexicon, stem)).unwrap_or_default(),
                None => self.without_article(lexicon, rest),
            };
            let suffixed = if definite { None } else { self.suffixed(lexicon, rest) };
            let bare = if bare == EntryId::default() { suffixed.map_or(entry, |(_, noun)| noun) } else { bare };
            if definite || bare != EntryId::default() {
                let preposition = letters.chars().count() as u8;
                return Some(Split {
                    preposition,
                    preposition_class: Some(*class),
                    definite,
                    enclitic: entry == EntryId::default() && suffixed.is_some(),
                    bare,
                    ..Split::default()
                });
            }
        }
        let rest = self.verb_prefixes.iter().find_map(|prefix| without_start(word, prefix))?;
        let entry = lexicon.get(rest).filter(|entry| lexicon.entry(*entry).senses.iter().any(is_present))?;
        Some(Split { entry, ..Split::default() })
    }

    /// What a word is without its pronoun: as it stands, and with the ending that the pronoun changed; both are the same
    /// where one is no word.
    fn suffixed(&self, lexicon: &Lexicon, word: &str) -> Option<(EntryId, EntryId)> {
        let after_any = find_end(&self.enclitics, word, |stem| self.stem_before(lexicon, stem, false));
        after_any.or_else(|| find_end(&self.verb_enclitics, word, |stem| self.stem_before(lexicon, stem, true)))
    }

    /// What stands before a pronoun, or before one that only verbs take.
    fn stem_before(&self, lexicon: &Lexicon, stem: &str, verbs: bool) -> Option<(EntryId, EntryId)> {
        stem.chars().nth(1)?;
        // Names take no pronoun.
        let common = |id: &EntryId| {
            let entry = lexicon.entry(*id);
            if verbs {
                return entry.senses.iter().any(is_finite);
            }
            entry.classes != Default::default()
                || entry.senses.iter().any(|sense| *sense != super::lexicon::Sense::Name)
        };
        let plain = lexicon.get(stem).filter(common);
        let linked = self.linked(lexicon, stem).filter(common);
        Some((plain.or(linked)?, linked.or(plain)?))
    }

    fn linked(&self, lexicon: &Lexicon, stem: &str) -> Option<EntryId> {
        self.linking.iter().find_map(|(written, meant)| {
            let base = without_end(stem, written)?;
            lexicon.get(&format!("{base}{meant}"))
        })
    }

    fn swapped(&self, lexicon: &Lexicon, word: &str) -> Option<EntryId> {
        self.swaps.iter().find_map(|(written, meant)| {
            let base = without_end(word, written)?;
            lexicon.get(&format!("{base}{meant}"))
        })
    }
}

/// A word without what it begins with, if it does so. Most do not, which their first bytes tell.
#[inline]
pub fn without_start<'w>(word: &'w str, start: &str) -> Option<&'w str> {
    let begins = word.len() >= start.len() && word.bytes().zip(start.bytes()).all(|(byte, other)| byte == other);
    if begins { word.get(start.len()..) } else { None }
}

/// A word without its ending, if it has it. Most have not, which their last bytes tell.
#[inline]
pub fn without_end<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let left = word.len().checked_sub(ending.len())?;
    let ends = word.bytes().rev().zip(ending.bytes().rev()).all(|(byte, other)| byte == other);
    if ends { word.get(..left) } else { None }
}

/// What is found for a word without one of some endings, the first for which something is.
#[inline]
pub(super) fn find_end<T>(endings: &[String], word: &str, mut find: impl FnMut(&str) -> Option<T>) -> Option<T> {
    // One question for each of many endings: a loop is a third of what chained iterators take.
    for ending in endings {
        if word.as_bytes().last() == ending.as_bytes().last()
            && let Some(found) = without_end(word, ending).and_then(&mut find)
        {
            return Some(found);
        }
    }
    None
}

fn is_finite(sense: &super::lexicon::Sense) -> bool {
    matches!(sense, super::lexicon::Sense::Cue { form, .. } if form.is_finite())
}

fn is_present(sense: &super::lexicon::Sense) -> bool {
    use super::lexicon::Sense;
    use super::terms::CueForm;
    matches!(sense, Sense::Cue { form: CueForm::Imperfect, .. })
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{Sense, Target};
    use super::super::terms::{Agreement, CueForm};
    use super::*;

    fn clitics() -> Clitics {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Clitics {
            conjunctions: list("و ف"),
            prepositions: vec![("ب".to_owned(), ClassId(1)), ("ل".to_owned(), ClassId(2))],
            verb_prefixes: list("س ل"),
            article: Some("ال".to_owned()),
            contractions: vec![("لل".to_owned(), "ل".to_owned())],
            enclitics: list("هم ه"),
            verb_enclitics: list("ني"),
            swaps: vec![("ه".to_owned(), "ة".to_owned())],
            linking: vec![("ت".to_owned(), "ة".to_owned())],
        }
    }

    fn lexicon() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in ["وزير", "قال", "وكالة", "دعوة", "ورد"] {
            lexicon.add(word, Target::Class(ClassId(9)));
        }
        let form = Sense::Cue { cue: 0, form: CueForm::Imperfect, agreement: Agreement::default() };
        lexicon.add("يقول", Target::Sense(form));
        lexicon
    }

    fn split(word: &str) -> Split {
        clitics().split(&lexicon(), word, true)
    }

    #[test]
    fn a_conjunction_is_split_off_only_before_a_known_word() {
        assert_eq!(split("وقال").conjunction, 1);
        assert_eq!(split("وكالة").conjunction, 0);
        assert_eq!(split("ورد").conjunction, 0);
        assert_eq!(split("وكتور").conjunction, 0);
    }

    #[test]
    fn article_and_preposition_come_off_the_noun() {
        let split_word = split("وللوزير");
        assert_eq!((split_word.conjunction, split_word.preposition), (1, 2));
        assert_eq!(split_word.preposition_class, Some(ClassId(2)));
        assert!(split_word.definite);
        assert_eq!(split_word.bare, split("الوزير").bare);
        assert_ne!(split_word.bare, EntryId::default());
    }

    #[test]
    fn prefixes_of_verbs_and_joined_pronouns_come_off() {
        assert_eq!(split("سيقول").entry, lexicon().get("يقول").unwrap());
        assert!(split("دعوته").enclitic);
        // A pronoun that only verbs take is part of a noun.
        assert!(split("يقولني").enclitic && !split("دعوةني").enclitic);
        assert_eq!(split("وكاله").entry, lexicon().get("وكالة").unwrap());
    }
}

//! Deeds: common verbs that report nothing. They tell whose act a clause is, and so who a dropped subject means.

use rustc_hash::FxHashMap;

use super::clitics::{Clitics, find_end};
use super::file::Table;
use super::load::Loader;
use super::paradigm::Paradigm;
use super::terms::{Agreement, CueForm, Gender, Number};

/// A finite form of a verb that reports nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Deed {
    /// What the form says about its subject.
    pub agreement: Agreement,
    /// Whether it is in the present.
    pub present: bool,
    /// Whether the verb may take a bare object.
    pub object: bool,
    /// Whether the form is a noun or a name as well, so that it is a verb only where a clause opens.
    pub opening: bool,
    /// Whether a pronoun that is its object is joined.
    pub enclitic: bool,
}

/// All forms of such verbs, folded.
#[derive(Clone, Debug, Default)]
pub struct Deeds {
    forms: FxHashMap<Box<str>, Deed>,
}

impl Deeds {
    /// The verb that a folded word without its conjunction is, as it stands or with a pronoun that is its object.
    pub fn find(&self, clitics: &Clitics, word: &str) -> Option<Deed> {
        if self.forms.is_empty() {
            return None;
        }
        let object = |stem: &str| {
            let deed = *self.forms.get(stem)?;
            deed.object.then_some(Deed { enclitic: true, ..deed })
        };
        let plain = self.forms.get(word).copied();
        plain
            .or_else(|| find_end(&clitics.enclitics, word, object))
            .or_else(|| find_end(&clitics.verb_enclitics, word, object))
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

impl<'a> Loader<'a> {
    /// The verbs of `[deed.NAME]`.
    pub(super) fn deeds(&mut self, root: &Table<'a>, paradigms: &[Paradigm]) -> Deeds {
        let mut deeds = Deeds::default();
        for (_, table) in self.file.named_tables(root, "deed") {
            self.file.only(&table, &["paradigm", "object", "alone", "only"]);
            let only = self.file.optional(&table, "only");
            if let Some(text) = only.as_ref().filter(|text| text.text != "opening") {
                self.file.fault(text.place.clone(), "`only` may be `opening`");
            }
            let Some(name) = self.file.required(&table, "paradigm") else { continue };
            let Some(paradigm) = paradigms.iter().find(|paradigm| paradigm.name == name.text) else {
                let known = paradigms.iter().map(|paradigm| paradigm.name.as_str());
                self.file.unknown(name.place.clone(), "paradigm", &name.text, known);
                continue;
            };
            for (key, object) in [("object", true), ("alone", false)] {
                let Some(text) = self.file.optional(&table, key) else { continue };
                for (parts, place) in text.words() {
                    let parts: Vec<&str> = parts.split('/').collect();
                    if parts.len() > paradigm.parts {
                        let message = format!("the paradigm `{}` has {} parts", paradigm.name, paradigm.parts);
                        self.file.fault(place, message);
                        continue;
                    }
                    self.add_deed(&mut deeds, paradigm, &parts, object, only.is_some());
                }
            }
        }
        deeds
    }

    /// Adds the forms of one verb; parts that are not given build nothing.
    fn add_deed(&mut self, deeds: &mut Deeds, paradigm: &Paradigm, parts: &[&str], object: bool, opening: bool) {
        for template in &paradigm.templates {
            let agreement = template.agreement;
            let finite = matches!(template.form, CueForm::Perfect | CueForm::Imperfect) && agreement.person == Some(3);
            let Some(form) = template.build(parts).filter(|_| finite) else { continue };
            // The past is bare in the masculine singular; the present of the feminine has the prefix of many nouns.
            let bare = template.form == CueForm::Perfect && agreement.gender == Some(Gender::Masculine);
            let prefixed = template.form == CueForm::Imperfect && agreement.gender == Some(Gender::Feminine);
            let singular = agreement.number == Some(Number::Singular);
            let opening = singular && (bare && opening || prefixed);
            let present = template.form == CueForm::Imperfect;
            let deed = Deed { agreement, present, object, opening, enclitic: false };
            deeds.forms.entry(self.folds().fold(&form).into()).or_insert(deed);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::ANALYZER;
    use crate::grammar::terms::Gender;

    #[test]
    fn a_verb_that_reports_nothing_is_known_in_all_its_forms() {
        let grammar = ANALYZER.grammars().find(|grammar| !grammar.deeds.is_empty()).unwrap();
        let find = |word: &str| grammar.deeds.find(&grammar.clitics, &grammar.folds.fold(word));
        let met = find("استقبلت").unwrap();
        assert_eq!((met.agreement.gender, met.object, met.opening), (Some(Gender::Feminine), true, false));
        assert!(find("استقبله").unwrap().enclitic);
        // The bare past of "kill" is a noun too; its feminine is none.
        assert!(find("قتل").unwrap().opening && !find("قتلت").unwrap().opening);
        assert_eq!(find("زفتاوي"), None);
    }
}

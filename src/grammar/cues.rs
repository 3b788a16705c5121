//! The cues of a grammar file: classes with stance and act, paradigms, lemmas with their forms and frames.

use std::collections::HashMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::CueEntry;
use super::file::{Table, Text};
use super::lexicon::{Sense, Target};
use super::load::{FORMS, Loader};
use super::paradigm::{Paradigm, Template};
use super::terms::{Act, Agreement, CueForm, Stance};
use crate::label::Prepared;

impl<'a> Loader<'a> {
    fn stances(&mut self, root: &Table<'a>) -> HashMap<String, (Stance, Act)> {
        let mut stances = HashMap::new();
        for (name, table) in self.file.named_tables(root, "class") {
            self.file.only(&table, &["stance", "act"]);
            if let Some(text) = self.file.required(&table, "stance") {
                let act = self.act(&table);
                stances.insert(name.text.into_owned(), (self.stance(&text), act));
            }
        }
        stances
    }

    /// What kind of act the cues of a class are.
    fn act(&mut self, table: &Table<'a>) -> Act {
        let Some(text) = self.file.optional(table, "act") else { return Act::default() };
        Act::named(&text.text).unwrap_or_else(|| {
            self.file.unknown(text.place, "act", &text.text, Act::ALL.iter().map(|act| act.name()));
            Act::default()
        })
    }

    fn stance(&mut self, text: &Text<'a>) -> Stance {
        let stance = Stance::named(&text.text);
        if stance.is_none() {
            let known = Stance::ALL.iter().map(|stance| stance.name());
            self.file.unknown(text.place.clone(), "stance", &text.text, known);
        }
        stance.unwrap_or_default()
    }

    pub(super) fn cues(&mut self, root: &Table<'a>, frames: &[String], paradigms: &[Paradigm]) -> Vec<CueEntry> {
        let stances = self.stances(root);
        let mut cues = Vec::new();
        for (class, table) in self.file.named_tables(root, "cue") {
            let Some(kind) = stances.get(class.text.as_ref()).copied() else {
                let known = stances.keys().map(String::as_str);
                self.file.unknown(class.place.clone(), "`[class]` for the cues", &class.text, known);
                continue;
            };
            for (lemma, value) in table.entries() {
                let Some(entry) = self.file.table(value) else { continue };
                self.cue(&class, &lemma, &entry, kind, frames, paradigms, &mut cues);
            }
        }
        cues
    }

    #[allow(clippy::too_many_arguments)] // one call, in the loop above
    fn cue(
        &mut self,
        class: &Text<'a>,
        lemma: &Text<'a>,
        entry: &Table<'a>,
        (stance, act): (Stance, Act),
        frames: &[String],
        paradigms: &[Paradigm],
        cues: &mut Vec<CueEntry>,
    ) {
        self.file.only(entry, &["paradigm", "parts", "forms", "frames", "stance", "only", "own", "gloss"]);
        let only = self.file.optional(entry, "only");
        if let Some(text) = only.as_ref().filter(|text| text.text != "opening" && text.text != "speaker") {
            self.file.fault(text.place.clone(), "`only` may be `opening` or `speaker`");
        }
        let only = only.as_ref().map(|text| text.text.as_ref());
        let lemma = CompactString::from(lemma.text.replace('_', " "));
        let class = CompactString::from(class.text.as_ref());
        let lettered =
            |text: &str| text.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
        let own = self.plain(entry, "own");
        let stance = self.file.optional(entry, "stance").map_or(stance, |text| self.stance(&text));
        // Letters and spaces are so in any cell.
        let told = (lettered(&lemma) && lettered(&class)).then(|| [&*lemma, &*class, stance.cell().text()]);
        let mut cue = CueEntry {
            opening: only == Some("opening"),
            speaker: only == Some("speaker"),
            own,
            adds: class == "addition",
            relays: class == "relay",
            told: told.and_then(|cells| Prepared::new(&cells)),
            lemma,
            class,
            act,
            stance,
            frames: Vec::new(),
            governs: Arc::default(),
        };
        if let Some(names) = self.file.required(entry, "frames") {
            for (name, place) in names.words() {
                match frames.iter().position(|known| *known == name) {
                    Some(at) => cue.frames.push(super::pattern::FrameId(at as u8)),
                    None => self.file.unknown(place, "frame", &name, frames.iter().map(String::as_str)),
                }
            }
        }
        let number = cues.len() as u16;
        if let Some(forms) = self.file.optional(entry, "forms") {
            for (form, _) in forms.words() {
                let agreement = Agreement::default();
                self.add(&form, Target::Sense(Sense::Cue { cue: number, form: CueForm::Fixed, agreement }));
            }
        } else if let Some(name) = self.file.required(entry, "paradigm") {
            match paradigms.iter().find(|paradigm| paradigm.name == name.text) {
                Some(paradigm) => self.expand(entry, paradigm, number),
                None => {
                    let known = paradigms.iter().map(|paradigm| paradigm.name.as_str());
                    self.file.unknown(name.place.clone(), "paradigm", &name.text, known);
                }
            }
        }
        cues.push(cue);
    }

    fn expand(&mut self, entry: &Table<'a>, paradigm: &Paradigm, cue: u16) {
        let Some(text) = self.file.required(entry, "parts") else { return };
        let parts: Vec<_> = text.words().map(|(part, _)| part).collect();
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        if parts.len() != paradigm.parts {
            let message = format!(
                "the paradigm `{}` has {} principal parts, found {}; write `-` for a missing one",
                paradigm.name,
                paradigm.parts,
                parts.len()
            );
            self.file.fault(text.place.clone(), message);
            return;
        }
        for template in &paradigm.templates {
            if let Some(form) = template.build(&parts) {
                let sense = Sense::Cue { cue, form: template.form, agreement: template.agreement };
                self.add(&form, Target::Sense(sense));
            }
        }
    }

    pub(super) fn paradigms(&mut self, root: &Table<'a>) -> Vec<Paradigm> {
        let mut paradigms = Vec::new();
        for (name, table) in self.file.named_tables(root, "paradigm") {
            let keys: Vec<&str> = std::iter::once("parts").chain(FORMS.iter().map(|(key, _)| *key)).collect();
            self.file.only(&table, &keys);
            let parts = self.file.required(&table, "parts").map_or(0, |text| text.text.split_whitespace().count());
            let mut paradigm = Paradigm { name: name.text.into_owned(), parts, templates: Vec::new() };
            for (key, form) in FORMS {
                let Some(text) = self.file.optional(&table, key) else { continue };
                for (word, place) in text.words() {
                    self.template(&word, place, form, &mut paradigm);
                }
            }
            paradigms.push(paradigm);
        }
        paradigms
    }

    fn template(&mut self, word: &str, place: std::ops::Range<usize>, form: CueForm, paradigm: &mut Paradigm) {
        let (tag, letters) = word.split_once('=').unwrap_or(("", word));
        let agreement = if tag.is_empty() { Some(Agreement::default()) } else { Agreement::named(tag) };
        let Some(agreement) = agreement else {
            self.file.fault(place, format!("no agreement `{tag}`; expected one such as `3ms`, `fs`, `mp`"));
            return;
        };
        let template = Template { form, agreement, text: letters.to_owned() };
        if template.highest_part() > paradigm.parts {
            let message = format!("part {} is not declared; `parts` names {}", template.highest_part(), paradigm.parts);
            self.file.fault(place, message);
            return;
        }
        paradigm.templates.push(template);
    }
}

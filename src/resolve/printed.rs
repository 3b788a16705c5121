//! Who is printed beside the cues: each phrase is taken apart once, whoever asks for it.

use super::entity::Entity;
use super::mention::Mention;
use crate::attribute::{Attribution, Phrase};
use crate::read::view::View;

/// A mention beside a cue, with the source that it would introduce.
pub(super) type Printed<'a> = (Mention, Entity<'a>);

/// The mentions beside the cues of an article.
pub(super) struct Mentions<'a> {
    /// For each attribution who is printed there, if anybody is.
    pub all: Vec<Option<Printed<'a>>>,
    /// Their phrases in order, each as one number, with the number of the attribution.
    places: Vec<(u64, u32)>,
}

impl<'a> Mentions<'a> {
    /// Takes the sources of the attributions apart.
    pub fn of(view: &View<'a>, attributions: &[Attribution]) -> Self {
        let (mut all, mut places) = (Vec::with_capacity(attributions.len()), Vec::with_capacity(attributions.len()));
        for (number, attribution) in attributions.iter().enumerate() {
            let Some(phrase) = attribution.source else {
                all.push(None);
                continue;
            };
            places.push((place(phrase), number as u32));
            let mention = Mention::new(view, phrase);
            let fresh = Entity::new(view, &mention);
            all.push(Some((mention, fresh)));
        }
        places.sort_unstable();
        Self { all, places }
    }

    /// The mentions in the order of the text.
    pub fn in_order(&self) -> InOrder<'_, 'a> {
        InOrder { beside: self, places: &self.places }
    }
}

/// The mentions beside cues, looked through once from the first phrase to the last.
pub(super) struct InOrder<'b, 'a> {
    beside: &'b Mentions<'a>,
    /// Those that were not passed yet.
    places: &'b [(u64, u32)],
}

impl<'b, 'a> InOrder<'b, 'a> {
    /// Who is printed beside a cue from a token on, with the whole phrase; the tokens that are asked for come in order.
    pub fn begins_at(&mut self, at: usize) -> Option<(Phrase, &'b Printed<'a>)> {
        while let Some((_, rest)) = self.places.split_first().filter(|((place, _), _)| phrase(*place).start < at) {
            self.places = rest;
        }
        let (place, number) = self.places.first().filter(|(place, _)| phrase(*place).start == at)?;
        Some((phrase(*place), self.beside.all[*number as usize].as_ref()?))
    }
}

/// A phrase as a number: those that begin earlier come first.
fn place(phrase: Phrase) -> u64 {
    (phrase.start as u64) << 32 | phrase.end as u64
}

/// The phrase of a number.
fn phrase(place: u64) -> Phrase {
    Phrase { start: (place >> 32) as usize, end: place as u32 as usize }
}

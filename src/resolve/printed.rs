//! Who is printed beside the cues: each phrase is taken apart once, whoever asks for it.

use super::entity::Entity;
use super::mention::Mention;
use crate::attribute::{Attribution, Phrase};
use crate::read::view::View;

/// A mention beside a cue, with the source that it would introduce.
pub(super) type Printed<'a> = (Mention, Entity<'a>);

/// The mentions beside the cues of an article.
pub(super) struct Mentions<'a> {
    /// Those of the attributions that have a source, in their order.
    all: Vec<Printed<'a>>,
    /// Their phrases in order, each as one number, with its number in that list.
    places: Vec<(u64, u32)>,
}

impl<'a> Mentions<'a> {
    /// Takes the sources of the attributions apart.
    pub fn of(view: &View<'a>, attributions: &[Attribution]) -> Self {
        let (mut all, mut places) = (Vec::with_capacity(attributions.len()), Vec::with_capacity(attributions.len()));
        for phrase in attributions.iter().filter_map(|attribution| attribution.source) {
            places.push((place(phrase), all.len() as u32));
            let mention = Mention::new(view, phrase);
            let fresh = Entity::new(view, &mention);
            all.push((mention, fresh));
        }
        places.sort_unstable();
        Self { all, places }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// For each of the attributions that they are of who is printed there, if anybody is.
    pub fn beside(&self, attributions: &[Attribution]) -> impl Iterator<Item = Option<&Printed<'a>>> {
        let mut all = self.all.iter();
        attributions.iter().map(move |attribution| attribution.source.and_then(|_| all.next()))
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
        Some((phrase(*place), &self.beside.all[*number as usize]))
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

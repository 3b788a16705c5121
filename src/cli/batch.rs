//! Batches: the records of all inputs in order, some at a time, so that handing them on costs nothing.

use std::sync::atomic::{AtomicBool, Ordering};

use sayso::read::container::{Item, Options, Records};

use super::inputs::Input;

/// A batch ends when it holds so many bytes, or so many records: enough that a step of the analysis is worth being done with
/// all of them at once, and not so many that what is made of them lies far from the core that makes it.
pub const BYTES: usize = 128 << 10;
const RECORDS: usize = 256;

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The input that is being read.
    pub input: usize,
    /// How many records of it were read.
    pub records: u64,
}

/// Records that are worked on together.
pub struct Batch {
    /// Its number, from 0.
    pub number: u64,
    /// What was read.
    pub items: Vec<Item>,
    /// How many bytes the records hold.
    pub bytes: usize,
    /// Where the reading stands after it.
    pub position: Position,
    /// How many bytes of the inputs as they are stored were used up to here.
    pub used: u64,
}

/// The batches of all inputs.
pub struct Batches<'i> {
    inputs: &'i [Input],
    options: Options,
    stop: &'i AtomicBool,
    position: Position,
    current: Option<Records>,
    number: u64,
    /// Bytes of the inputs that were read to their end.
    used: u64,
}

impl<'i> Batches<'i> {
    /// The batches of inputs from a position on. When `stop` is set, there are no more.
    pub fn new(inputs: &'i [Input], options: Options, from: Position, stop: &'i AtomicBool) -> Self {
        let used = inputs[..from.input.min(inputs.len())].iter().filter_map(Input::size).sum();
        let mut batches = Self { inputs, options, stop, position: from, current: None, number: 0, used };
        // What was read before is read again and passed over.
        let records = std::mem::take(&mut batches.position.records);
        for _ in 0..records {
            batches.item();
        }
        batches
    }

    /// The next item of the inputs.
    fn item(&mut self) -> Option<Item> {
        loop {
            let input = self.inputs.get(self.position.input)?;
            let records = match &mut self.current {
                Some(records) => records,
                None => match input.open(&self.options) {
                    Ok(records) => self.current.insert(records),
                    Err(fault) => {
                        self.position = Position { input: self.position.input + 1, records: 0 };
                        return Some(Item::Fault(input.place(), fault));
                    }
                },
            };
            if let Some(item) = records.next() {
                self.position.records += 1;
                return Some(item);
            }
            self.used += records.used();
            self.current = None;
            self.position = Position { input: self.position.input + 1, records: 0 };
        }
    }
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut items = Vec::new();
        let mut bytes = 0;
        while bytes < BYTES && items.len() < RECORDS && !self.stop.load(Ordering::Relaxed) {
            let Some(item) = self.item() else { break };
            if let Item::Record(record) = &item {
                bytes += record.len();
            }
            items.push(item);
        }
        if items.is_empty() {
            return None;
        }
        let number = self.number;
        self.number += 1;
        let used = self.used + self.current.as_ref().map_or(0, Records::used);
        Some(Batch { number, items, bytes, position: self.position, used })
    }
}

//! Phrases of the rules for claims, in such an order that most words are passed over at once.

/// A word as phrases match it: folded, without a joined conjunction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'w> {
    /// A number in digits.
    Number,
    /// Any other word or mark.
    Key(&'w str),
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Number,
    Key(String),
    /// The letters that a word begins with.
    Beginning(String),
}

impl Part {
    pub fn matches(&self, word: Word<'_>) -> bool {
        match (self, word) {
            (Self::Number, Word::Number) => true,
            (Self::Key(key), Word::Key(word)) => key == word,
            (Self::Beginning(letters), Word::Key(word)) => word.starts_with(letters.as_str()),
            _ => false,
        }
    }
}

/// The phrases that begin with one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
    /// With what their second words begin, a bit each; all bits where a phrase has none.
    seconds: u64,
}

impl Phrases {
    pub fn add(&mut self, phrase: Phrase) {
        self.seconds |= match phrase.rest.first() {
            None => u64::MAX,
            Some(Part::Number) => bit(""),
            Some(Part::Beginning(letters)) if letters.is_empty() => u64::MAX,
            Some(Part::Key(word) | Part::Beginning(word)) => bit(word),
        };
        self.phrases.push(phrase);
    }

    /// Those that may go on with a word, to pass over most words at once.
    pub fn before(&self, second: Option<Word<'_>>) -> &[Phrase] {
        let begins = match second {
            None => self.seconds == u64::MAX,
            Some(Word::Number) => self.seconds & bit("") != 0,
            Some(Word::Key(word)) => self.seconds & bit(word) != 0,
        };
        if begins { &self.phrases } else { &[] }
    }
}

/// A bit for the letter that a word begins with.
fn bit(word: &str) -> u64 {
    match word.as_bytes() {
        [first, ..] if first.is_ascii() => 1 << (first & 63),
        // Of letters of two bytes the second tells them apart.
        [_, second, ..] => 1 << (second & 63),
        _ => 1,
    }
}

/// A phrase without its first word.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub rest: Vec<Part>,
    /// The rule that it is a phrase of; none where it only looks like one.
    pub rule: Option<usize>,
}

/// The beginnings of words, a bit for each pair of letters of two bytes.
#[derive(Clone, Debug)]
pub(super) struct Letters([u64; 64]);

impl Default for Letters {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Letters {
    pub fn add(&mut self, word: &str) {
        let (row, bit) = Self::place(word);
        self.0[row] |= 1 << bit;
    }

    pub fn may_begin(&self, word: &str) -> bool {
        let (row, bit) = Self::place(word);
        self.0[row] >> bit & 1 == 1
    }

    fn place(word: &str) -> (usize, u8) {
        let byte = |at: usize| word.as_bytes().get(at).map_or(0, |byte| byte & 63);
        (usize::from(byte(1)), byte(3))
    }
}

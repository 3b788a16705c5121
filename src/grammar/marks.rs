//! Quotation marks as text is searched for them: the longest first, and the bytes with which one begins.

/// How many bytes are asked at once.
const BLOCK: usize = 16;

/// The marks of all pairs of a language.
#[derive(Clone, Debug)]
pub struct Marks {
    longest_first: Vec<String>,
    /// For each byte whether a mark begins with it.
    firsts: [bool; 256],
}

impl Default for Marks {
    fn default() -> Self {
        Self { longest_first: Vec::new(), firsts: [false; 256] }
    }
}

impl Marks {
    /// The marks of these pairs.
    pub(super) fn of(pairs: &[(String, String)]) -> Self {
        let longest_first = pairs.iter().flat_map(|(open, close)| [open.clone(), close.clone()]).collect();
        let mut marks = Self { longest_first, ..Self::default() };
        marks.longest_first.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        marks.longest_first.dedup();
        for first in marks.longest_first.iter().filter_map(|mark| mark.bytes().next()) {
            marks.firsts[first as usize] = true;
        }
        marks
    }

    /// All marks, the longest first.
    pub fn all(&self) -> &[String] {
        &self.longest_first
    }

    /// Where the first byte stands with which a mark may begin.
    pub fn search(&self, text: &str) -> Option<usize> {
        let first = |byte: &u8| self.firsts[*byte as usize];
        let blocks = text.as_bytes().chunks(BLOCK);
        // A block without any is passed over without asking where.
        let mut found =
            blocks.enumerate().filter(|(_, block)| block.iter().fold(false, |found, byte| found | first(byte)));
        found.next().and_then(|(before, block)| Some(before * BLOCK + block.iter().position(first)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mark_comes_first_and_each_is_found_by_its_first_byte() {
        let pair = |open: &str, close: &str| (open.to_owned(), close.to_owned());
        let marks = Marks::of(&[pair("'", "'"), pair("''", "''"), pair("«", "»")]);
        assert_eq!(marks.all(), ["''", "«", "»", "'"]);
        assert_eq!(["قال «نعم»", "x'", "قال"].map(|text| marks.search(text)), [Some(7), Some(1), None]);
    }
}

//! Quotation marks as text is searched for them: the longest first, and the bytes with which one begins.

/// How many bytes are asked at once.
const BLOCK: usize = 16;

/// The marks of all pairs of a language.
#[derive(Clone, Debug)]
pub struct Marks {
    longest_first: Vec<String>,
    /// The first bytes of each as a number, and which of these bits they are.
    heads: Vec<(u64, u64)>,
    /// For each the longest other one that it begins with.
    inner: Vec<Option<usize>>,
    /// Whether each opens quotations.
    opens: Vec<bool>,
    /// For each in turn, whether it and each other one are a pair.
    pairs: Vec<bool>,
    /// For each byte the number, from 1, of the marks that begin with it; 0 where none does.
    firsts: [u8; 256],
    /// Marks that begin with the same byte, the longest first.
    alike: Vec<Vec<usize>>,
}

impl Default for Marks {
    fn default() -> Self {
        let (longest_first, heads, inner, alike) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { longest_first, heads, inner, opens: Vec::new(), pairs: Vec::new(), firsts: [0; 256], alike }
    }
}

impl Marks {
    /// The marks of these pairs.
    pub(super) fn of(pairs: &[(String, String)]) -> Self {
        let longest_first = pairs.iter().flat_map(|(open, close)| [open.clone(), close.clone()]).collect();
        let mut marks = Self { longest_first, ..Self::default() };
        marks.longest_first.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        marks.longest_first.dedup();
        let opens = |mark: &String| pairs.iter().any(|(open, _)| open == mark);
        marks.opens = marks.longest_first.iter().map(opens).collect();
        let pair = |one: &String, other: &String| pairs.iter().any(|(open, close)| open == one && close == other);
        let all = &marks.longest_first;
        marks.pairs = all.iter().flat_map(|one| all.iter().map(move |other| pair(one, other))).collect();
        for (number, mark) in marks.longest_first.iter().enumerate() {
            marks.heads.push((head(mark), u64::MAX >> (64 - 8 * mark.len().clamp(1, HEAD))));
            let shorter = |other: &String| other.len() < mark.len() && mark.starts_with(other.as_str());
            marks.inner.push(marks.longest_first.iter().position(shorter));
            let Some(first) = mark.bytes().next() else { continue };
            let alike = &mut marks.firsts[usize::from(first)];
            if *alike == 0 {
                marks.alike.push(Vec::new());
                *alike = marks.alike.len() as u8;
            }
            marks.alike[usize::from(*alike) - 1].push(number);
        }
        marks
    }

    /// All marks, the longest first.
    pub fn all(&self) -> &[String] {
        &self.longest_first
    }

    /// The number of the longest mark that a text begins with.
    pub fn at(&self, text: &str) -> Option<usize> {
        let first = self.firsts[usize::from(*text.as_bytes().first()?)];
        let alike = self.alike.get(usize::from(first).checked_sub(1)?)?;
        let head = head(text);
        let begins = |number: &usize| {
            let ((own, bits), mark) = (self.heads[*number], self.longest_first[*number].as_str());
            head & bits == own && (mark.len() <= HEAD || text.starts_with(mark))
        };
        // Which it is is not foreseen, so all are asked; the longest counts.
        alike.iter().rev().fold(None, |found, number| if begins(number) { Some(*number) } else { found })
    }

    /// The number of the longest other mark that a mark begins with.
    pub fn inner(&self, mark: usize) -> Option<usize> {
        self.inner[mark]
    }

    /// Whether a mark opens quotations.
    pub fn opens(&self, mark: usize) -> bool {
        self.opens[mark]
    }

    /// Whether two marks are a pair.
    pub fn are_pair(&self, open: usize, close: usize) -> bool {
        self.pairs[open * self.opens.len() + close]
    }

    /// Where the first byte stands with which a mark may begin.
    pub fn search(&self, text: &str) -> Option<usize> {
        let first = |byte: &u8| self.firsts[*byte as usize] != 0;
        let blocks = text.as_bytes().chunks(BLOCK);
        // A block without any is passed over without asking where.
        let mut found =
            blocks.enumerate().filter(|(_, block)| block.iter().fold(false, |found, byte| found | first(byte)));
        found.next().and_then(|(before, block)| Some(before * BLOCK + block.iter().position(first)?))
    }
}

/// How many bytes are compared at once.
const HEAD: usize = 8;

/// The first bytes of a text as a number, with zeros after a shorter one.
fn head(text: &str) -> u64 {
    let bytes = text.as_bytes().first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; HEAD];
        bytes.iter_mut().zip(text.bytes()).for_each(|(byte, own)| *byte = own);
        bytes
    });
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mark_comes_first_and_each_is_found_by_its_first_byte() {
        let pair = |open: &str, close: &str| (open.to_owned(), close.to_owned());
        let marks = Marks::of(&[pair("'", "'"), pair("''", "''"), pair("«", "»")]);
        assert_eq!(marks.all(), ["''", "«", "»", "'"]);
        assert_eq!(["''x", "'x", "x'"].map(|text| marks.at(text)), [Some(0), Some(3), None]);
        assert_eq!([0, 1, 2, 3].map(|mark| marks.inner(mark)), [Some(3), None, None, None]);
        assert!(marks.opens(1) && !marks.opens(2) && marks.are_pair(1, 2) && !marks.are_pair(1, 3));
        assert_eq!(["قال «نعم»", "x'", "قال"].map(|text| marks.search(text)), [Some(7), Some(1), None]);
    }
}

//! How many voices there are behind rows, and how evenly they are heard: the indices of an article and of a corpus.

use super::cells::Fraction;

/// Sources with the number of their rows, as the indices need them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Diversity {
    /// All rows.
    rows: f64,
    /// Distinct sources.
    sources: f64,
    /// The sum of the squared numbers of rows.
    squares: f64,
    /// The most rows of one source.
    most: f64,
    /// Entropy of the shares, in bits.
    entropy: f64,
}

impl Diversity {
    /// Counts sources by the number of their rows; the order does not matter.
    pub fn of(mut counts: Vec<usize>) -> Self {
        // Sums of fractions depend on their order in the last place.
        counts.sort_unstable();
        let rows = counts.iter().sum::<usize>() as f64;
        let entropy = |count: &usize| {
            let part = *count as f64 / rows;
            if *count == 0 { 0.0 } else { -part * part.log2() }
        };
        Self {
            rows,
            sources: counts.len() as f64,
            squares: counts.iter().map(|count| (*count as f64).powi(2)).sum(),
            most: counts.last().map_or(0.0, |most| *most as f64),
            entropy: counts.iter().map(entropy).sum(),
        }
    }

    /// The share of the source with the most rows.
    pub fn top_share(&self) -> Option<Fraction> {
        Fraction::of(self.most, self.rows)
    }

    /// The sum of the squared shares.
    pub fn hhi(&self) -> Option<Fraction> {
        Fraction::of(self.squares, self.rows * self.rows)
    }

    /// The same, from 0 where all are heard alike to 1 where one is heard alone; none with fewer than two sources.
    pub fn hhi_normalised(&self) -> Option<Fraction> {
        let rows = self.rows * self.rows;
        Fraction::of(self.sources * self.squares - rows, (self.sources - 1.0).max(0.0) * rows)
    }

    /// How many sources that are heard alike would have the same sum of squares.
    pub fn effective_sources(&self) -> Option<Fraction> {
        Fraction::of(self.rows * self.rows, self.squares)
    }

    /// Entropy in bits.
    pub fn entropy_bits(&self) -> Option<Fraction> {
        Fraction::of(self.entropy, if self.rows > 0.0 { 1.0 } else { 0.0 })
    }

    /// Entropy as a share of the greatest possible; none with fewer than two sources.
    pub fn relative_entropy(&self) -> Option<Fraction> {
        let most = if self.sources > 1.0 { self.sources.log2() } else { 0.0 };
        Fraction::of(self.entropy, most)
    }

    /// How often two rows that are drawn are of different sources.
    pub fn simpson_d(&self) -> Option<Fraction> {
        let pairs = self.rows * (self.rows - 1.0).max(0.0);
        Fraction::of(pairs - (self.squares - self.rows), pairs)
    }

    /// Index of qualitative variation; none with fewer than two sources.
    pub fn iqv(&self) -> Option<Fraction> {
        let rows = self.rows * self.rows;
        Fraction::of(self.sources * (rows - self.squares), (self.sources - 1.0).max(0.0) * rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Index = fn(&Diversity) -> Option<Fraction>;

    const ALL: [Index; 8] = [
        Diversity::top_share,
        Diversity::hhi,
        Diversity::hhi_normalised,
        Diversity::effective_sources,
        Diversity::entropy_bits,
        Diversity::relative_entropy,
        Diversity::simpson_d,
        Diversity::iqv,
    ];

    fn values(counts: &[usize]) -> [Option<f64>; 8] {
        let diversity = Diversity::of(counts.to_vec());
        ALL.map(|index| index(&diversity).map(|fraction| fraction.value().value()))
    }

    #[test]
    fn sources_that_are_heard_alike_are_as_diverse_as_can_be() {
        let expected = [0.25, 0.25, 0.0, 4.0, 2.0, 1.0, 0.8571, 1.0].map(Some);
        assert_eq!(values(&[2, 2, 2, 2]), expected);
    }

    #[test]
    fn what_needs_two_sources_is_blank_for_one_and_all_is_blank_for_none() {
        let one = [Some(1.0), Some(1.0), None, Some(1.0), Some(0.0), None, Some(0.0), None];
        assert_eq!(values(&[3]), one);
        assert_eq!(values(&[]), [None; 8]);
    }

    #[test]
    fn the_order_of_the_sources_does_not_matter() {
        assert_eq!(Diversity::of(vec![1, 2, 3, 5, 7]), Diversity::of(vec![7, 1, 5, 3, 2]));
    }
}

//! The row of `corpus.csv`: a measure of all articles, of an outlet or of a month.

use super::measure::Measure;
use super::parties::Parties;
use super::pool::{Figure, Group};
use crate::report::cells::{Amount, Ratio, table};

table! {
    /// A measure of a group of articles, in the long form.
    CorpusRow {
        /// What the articles have in common: `all`, `outlet` or `month`.
        group_by: String,
        /// The outlet or the month, `YYYY-MM`; `all`.
        group: String,
        /// Which measure; the party that it is about after a colon.
        metric: String,
        /// Its value; blank where the denominator is nothing.
        value: Option<Ratio>,
        /// What is divided; of a mean, the sum of the articles' values.
        numerator: Option<Amount>,
        /// By what; of a mean, the number of articles that have a value.
        denominator: Option<Amount>,
        /// Articles of the group.
        articles: usize,
        /// `pooled`: of all rows together; `mean`: the mean of the articles' values.
        method: String,
    }
}

/// By what articles are grouped.
#[derive(Clone, Copy)]
pub(super) enum By {
    All,
    Outlet,
    Month,
}

impl By {
    fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Outlet => "outlet",
            Self::Month => "month",
        }
    }
}

/// All rows of a group.
pub(super) fn rows<'g>(
    (by, name, group): (By, &'g str, &'g Group),
    measures: &'g [Measure],
    parties: &'g Parties,
) -> impl Iterator<Item = CorpusRow> {
    let row = move |measure: &Measure, figure: Figure, method: &str| CorpusRow {
        group_by: by.name().to_owned(),
        group: name.to_owned(),
        metric: metric(measure, parties),
        value: figure.value,
        numerator: figure.numerator.map(Amount::new),
        denominator: figure.denominator.map(Amount::new),
        articles: group.articles,
        method: method.to_owned(),
    };
    measures.iter().enumerate().flat_map(move |(at, measure)| {
        let pooled = group.pooled(at, measure).map(|figure| row(measure, figure, "pooled"));
        let mean = group.mean(at).map(|figure| row(measure, figure, "mean"));
        pooled.into_iter().chain(mean)
    })
}

/// The name of a measure, with the parties that it is about.
fn metric(measure: &Measure, parties: &Parties) -> String {
    let names: Vec<&str> = measure.parties.iter().flatten().map(|party| parties.names()[*party].as_str()).collect();
    if names.is_empty() { measure.name.to_owned() } else { format!("{}:{}", measure.name, names.join(":")) }
}

/// The month of a date of publication; none where it is no date.
pub(super) fn month(published: &str) -> Option<&str> {
    let month = published.get(..7)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (year, number) = month.split_once('-')?;
    (year.len() == 4 && digits(year) && digits(number)).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn a_month_is_that_of_a_date() {
        assert_eq!(
            ["2025-11-16", "2025-11", "16/11/2025", ""].map(month),
            [Some("2025-11"), Some("2025-11"), None, None]
        );
    }
}

//! The same content in several articles: through which chains it came, and whether they end in one origin.
//!
//! Contents are the same where they share most of their runs of three words, as a share of the shorter one. A row is
//! compared with the first rows that have its content, not with all, so that the work grows with the rows alone.

mod echo;
mod sketch;
mod way;

use super::Row;
use super::cells::{Ratio, table};

pub use echo::{Echo, Echoes, Relation};
pub use sketch::{Sketch, Sketcher};

table! {
    /// A row of `attributions.csv` whose content stands in another article too, through another chain.
    CorroborationRow {
        /// The first row with that content: rows of one claim have one id.
        claim_id: String,
        /// The row.
        attribution_id: String,
        /// Its article.
        article_id: String,
        /// Publishing outlet.
        outlet: String,
        /// Date of publication.
        published: String,
        /// The attributed words.
        content: String,
        /// Canonical name of the origin.
        source_name: String,
        /// All links.
        relay_chain: String,
        /// The share of the content that it has in common with the first row.
        overlap: Option<Ratio>,
        /// Articles with that content.
        articles: usize,
        /// Different chains through which it came.
        chains: usize,
        /// Different origins at their ends.
        origins: usize,
        /// To whom other articles credit it through another chain: `same_origin`, `other_origin` or `both`.
        relation: String,
    }
}

impl CorroborationRow {
    /// The row of an attribution with an echo; `claim` is the id of the first row with its content.
    pub fn new(claim: &str, row: Row<'_>, echo: &Echo) -> Self {
        Self {
            claim_id: claim.to_owned(),
            attribution_id: row.attribution_id.into_owned(),
            article_id: row.article_id.into_owned(),
            outlet: row.outlet.into_owned(),
            published: row.published.into_owned(),
            content: row.content.into_owned(),
            source_name: row.source_name.into_owned(),
            relay_chain: row.relay_chain.into_owned(),
            overlap: Some(Ratio::new(echo.overlap)),
            articles: echo.articles,
            chains: echo.chains,
            origins: echo.origins,
            relation: echo.relation.name().to_owned(),
        }
    }
}

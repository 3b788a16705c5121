//! The closed lists of columns: of those that the program fills in, and of those that a reviewer chooses from.

use crate::grammar::terms::{SourceType, Stance};

/// The values of a column that is filled in from a closed list; empty for one that is not. A cell may be blank besides.
/// A column of the same name means the same in every table.
pub fn values(column: &str) -> Vec<&'static str> {
    match column {
        "section" => ["headline", "lead", "body", "caption", "footer"].into(),
        "quote_type" => ["direct", "indirect", "mixed"].into(),
        "source_reference" => ["explicit", "anaphoric", "implicit", "none"].into(),
        "reason" => ["background", "agentless", "own_observation", "opinion", "caption", "headline"].into(),
        "relation" => ["same_origin", "other_origin", "both"].into(),
        "group_by" => ["all", "outlet", "month"].into(),
        "method" => ["pooled", "mean"].into(),
        "source_type" | "from_type" | "to_type" => SourceType::ALL.iter().map(|kind| kind.name()).collect(),
        "identification" => [
            "named_person",
            "named_organisation",
            "named_document",
            "unnamed_described",
            "unnamed_bare",
            "vague_group",
            "agentless",
        ]
        .into(),
        "official" => ["yes", "no", "unknown"].into(),
        "stance" => Stance::ALL.iter().filter(|stance| **stance != Stance::None).map(|stance| stance.name()).collect(),
        "second_hand" | "verification_line" | "no_comment_line" => ["yes", "no"].into(),
        "fully_identified_band" => ["0", "1", "2-3", "4+"].into(),
        _ => choices(column).map(|choices| choices.values.to_vec()).unwrap_or_default(),
    }
}

/// What a reviewer chooses from.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// The values.
    pub values: &'static [&'static str],
    /// Whether a cell may hold several of them, joined by `;`.
    pub several: bool,
}

/// What a reviewer chooses from in a column; none where the column is not theirs, or free.
pub fn choices(column: &str) -> Option<Choices> {
    let values: &[&str] = match column {
        "review_status" => &["pending", "accepted", "corrected", "rejected", "duplicate", "added"],
        "source_reliability" => &["A", "B", "C", "D", "E", "F"],
        "information_credibility" => &["1", "2", "3", "4", "5", "6"],
        "verification" => &["not_checked", "confirmed", "contradicted", "unverifiable"],
        "contentious" => &["yes", "no"],
        "reply_present" => &["yes", "no", "not_needed"],
        "issue" => &[
            "anonymous_no_reason",
            "vague_source",
            "single_source",
            "relay_not_credited",
            "loaded_verb",
            "out_of_context",
            "misquoted",
            "wrong_person",
            "no_reply",
            "unattributed_contentious",
        ],
        _ => return None,
    };
    Some(Choices { values, several: column == "issue" })
}

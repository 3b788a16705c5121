//! How the source of a row stands: whether it is named, and whether it speaks for a state.

/// How a source can stand, in the words of the overviews.
pub const STANDS: [&str; 5] =
    ["named, official", "named, not official", "unnamed, official", "unnamed, not official", "nobody"];

/// Which of [`STANDS`] a row is, by its cells `identification` and `official`.
pub fn stand(identification: &str, official: &str) -> usize {
    match identification {
        "agentless" => 4,
        _ => 2 * usize::from(!identification.starts_with("named_")) + usize::from(official != "yes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::rows;

    #[test]
    fn a_row_stands_as_its_own_source_does() {
        let text = "قال وزير النقل سامر الحمداني إن الجسر آمن. وقال مسؤول حكومي إن الطريق مغلق. وقيل إن القطار تأخر.";
        let stands: Vec<&str> =
            rows(text).iter().map(|row| STANDS[stand(&row.identification, &row.official)]).collect();
        assert_eq!(stands, ["named, official", "unnamed, official", "nobody"]);
    }
}

//! Floor 7: rows out, as CSV for spreadsheets and as JSON Lines for tools.

pub mod csv;
pub mod explain;
pub mod interchange;
pub mod jsonl;
pub mod marks;
pub mod sidecar;
pub mod xlsx;

//! Floor 7: rows out, as CSV for spreadsheets, as JSON Lines for tools and as pages for a browser.

pub mod csv;
pub mod explain;
pub mod html;
pub mod interchange;
pub mod jsonl;
pub mod marks;
pub mod sidecar;
pub mod xlsx;

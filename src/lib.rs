//! tmp
pub mod analyzer;
pub mod attribute;
pub mod check;
pub mod detect;
pub mod error;
pub mod fold;
pub mod grammar;
pub mod read;
pub mod report;
pub mod resolve;
pub mod span;
pub mod write;

//! The files that are part of the binary.

/// Grammar files: the name that messages print, and the text.
pub const GRAMMARS: [(&str, &str); 2] = [
    ("grammars/ar.toml", include_str!("../../grammars/ar.toml")),
    ("grammars/en.toml", include_str!("../../grammars/en.toml")),
];

/// The registry of sources.
pub const SOURCES: (&str, &str) = ("grammars/sources.csv", include_str!("../../grammars/sources.csv"));

//! The files that are part of the binary.

/// Grammar files: the name that messages print, and the text.
pub const GRAMMARS: [(&str, &str); 2] = [
    ("grammars/ar.toml", include_str!("../../grammars/ar.toml")),
    ("grammars/en.toml", include_str!("../../grammars/en.toml")),
];

/// The registry of sources.
pub const SOURCES: (&str, &str) = ("grammars/sources.csv", include_str!("../../grammars/sources.csv"));

/// The titles of the report's columns.
pub const TITLES: &str = include_str!("../../grammars/titles.csv");

/// Common words of languages that have no grammar.
pub const LANGUAGES: &str = include_str!("../../grammars/languages.csv");

/// A short name for the content of a grammar or registry file, which changes whenever the file does: FNV-1a, 32 bits, in
/// hexadecimal digits. Unlike a number in the file it cannot be forgotten.
pub fn version(text: &str) -> String {
    let hash = text.bytes().fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_that_of_the_content() {
        // The value that the authors of the hash give for it.
        assert_eq!(version("foobar"), "bf9cf968");
        assert_ne!(version(GRAMMARS[0].1), version(GRAMMARS[1].1));
    }
}

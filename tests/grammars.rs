//! Every built-in grammar loads and proves itself; every grammar file is built in; the registry is sound.

use std::collections::HashSet;

use sayso::check::check;
use sayso::grammar::Grammar;
use sayso::grammar::builtin::{GRAMMARS, SOURCES};

/// The registry may grow, not shrink.
const KNOWN_SOURCES: usize = 150;

#[test]
fn every_built_in_grammar_proves_itself_apart_and_joined() {
    for (path, text) in GRAMMARS {
        match check(path, text, SOURCES) {
            Ok(report) => {
                assert!(report.examples >= report.patterns, "{report}");
                println!("{report}");
            }
            Err(error) => panic!("{} problems\n{error}", error.problems().len()),
        }
    }
}

#[test]
fn every_grammar_file_is_built_in() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/grammars");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let path = format!("grammars/{name}");
        let listed = GRAMMARS.iter().any(|(known, _)| *known == path);
        assert_eq!(name.ends_with(".toml"), listed, "{path}: add its line to src/grammar/builtin.rs");
    }
}

#[test]
fn every_built_in_language_is_told_by_its_letters_and_common_words() {
    for (path, text) in GRAMMARS {
        let language = Grammar::load(path, text).unwrap().language;
        let short = |word: &String| word.len() <= 24 && *word == word.to_lowercase();
        assert!(language.ranges().count() > 0, "{path}: `letters` is empty");
        assert!(language.common.len() >= 20 && language.common.iter().all(short), "{path}: {:?}", language.common);
    }
}

#[test]
fn the_registry_loads_in_every_language() {
    for (path, text) in GRAMMARS {
        let mut grammar = Grammar::load(path, text).unwrap();
        let registry = grammar.load_registry(SOURCES.0, SOURCES.1).unwrap();
        assert!(registry.len() >= KNOWN_SOURCES, "{path}: {} sources", registry.len());
        let ids: HashSet<&str> = (0..registry.len()).map(|number| registry.known(number as u32).id.as_str()).collect();
        assert_eq!(ids.len(), registry.len(), "{path}: an id is given twice");
        for id in ids {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
            assert!(!id.is_empty() && id.chars().all(plain), "`{id}` is no lower-case ASCII id");
        }
    }
}

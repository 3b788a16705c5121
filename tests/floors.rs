//! The house rules that a machine can hold: arrows only go down, files stay small, no word of a language in `src/`.

// A test that cannot read its files stops; clippy knows tests by their attribute only, not their functions.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// The floors from the ground up. What is on a floor may use what is on the same floor's own folder and below.
const FLOORS: [(&str, &[&str]); 9] = [
    ("ground", &["span", "fold", "intern", "short", "label", "error"]),
    ("1", &["grammar"]),
    ("2", &["read"]),
    ("3", &["detect"]),
    ("4", &["attribute"]),
    ("5", &["resolve"]),
    ("6", &["report"]),
    ("7", &["write"]),
    ("roof", &["analyzer", "check", "score", "lib", "cli", "main"]),
];

/// Neighbours on the ground that may use each other: a fault names its line, which is a place in a text.
const NEIGHBOURS: [&str; 2] = ["error", "span"];

const LONGEST_FILE: usize = 400;

/// A source file.
struct Source {
    /// Below `src/`, with strokes.
    path: String,
    text: String,
}

impl Source {
    /// The module at the top that the file belongs to: `read` for `read/token.rs`, `span` for `span.rs`.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Line numbers and lines without comments and without test modules.
    fn code(&self) -> Vec<(usize, &str)> {
        let mut lines = Vec::new();
        let mut in_tests = false;
        for (number, line) in self.text.lines().enumerate() {
            // A module at the margin ends with a bracket at the margin.
            in_tests |= line == "#[cfg(test)]";
            if !in_tests {
                lines.push((number + 1, without_comment(line)));
            }
            in_tests &= line != "}";
        }
        lines
    }
}

/// A line up to its comment; two strokes inside a string are none.
fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '"' if before != '\\' && before != '\'' => in_string = !in_string,
            '/' if before == '/' && !in_string => return &line[..at - 1],
            _ => {}
        }
        before = if before == '\\' && c == '\\' { ' ' } else { c };
    }
    line
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                sources.push(Source { path: below, text: fs::read_to_string(&path).unwrap() });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|(_, modules)| modules.contains(&module))
}

/// The modules that a line of code names after `crate::`, those of a list in brackets included.
fn imports(code: &str) -> Vec<&str> {
    let name = |text: &str| text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut names = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let parts = list.split(|c: char| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    c == ',' && depth == 0
                });
                names.extend(parts.map(str::trim).map(|part| &part[..name(part)]));
            }
            None => names.push(&rest[..name(rest)]),
        }
    }
    names.retain(|name| name.starts_with(|c: char| c.is_ascii_lowercase()) && *name != "self");
    names
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn arrows_only_go_down() {
    let mut faults = Vec::new();
    let mut arrows = 0;
    for source in sources() {
        let module = source.module();
        let Some(here) = floor(module) else {
            faults.push(format!("src/{}: say in tests/floors.rs on which floor `{module}` stands", source.path));
            continue;
        };
        for (number, line) in source.code() {
            for name in imports(line) {
                arrows += 1;
                let neighbours = NEIGHBOURS.contains(&module) && NEIGHBOURS.contains(&name);
                let inside = name == module || neighbours || here + 1 == FLOORS.len();
                if !inside && floor(name).is_none_or(|there| there >= here) {
                    faults.push(format!("src/{}:{number}: `{module}` must not use `{name}`", source.path));
                }
            }
        }
    }
    assert!(arrows > 50, "only {arrows} arrows found: does this test still read the imports?");
    assert_none(&faults);
}

#[test]
fn no_import_goes_around_the_floors() {
    let mut faults = Vec::new();
    for source in sources() {
        let way_out = if source.path.contains('/') { "super::super::" } else { "super::" };
        let lines = source.code();
        for (number, line) in lines.iter().filter(|(_, line)| line.contains(way_out)) {
            let deeper = source.path.matches('/').count() > 1;
            if !deeper {
                faults.push(format!("src/{}:{number}: write `crate::` in `{}`", source.path, line.trim()));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn no_source_file_is_over_400_lines() {
    let lengths = sources().into_iter().map(|source| (source.text.lines().count(), source.path));
    let long = lengths.filter(|(length, _)| *length > LONGEST_FILE);
    let faults: Vec<String> = long.map(|(length, path)| format!("src/{path}: {length} lines hold two ideas")).collect();
    assert_none(&faults);
}

#[test]
fn no_word_of_a_human_language_is_in_the_code() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| source.path != "fold.rs") {
        for (number, line) in source.code() {
            let letters: String = line.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).collect();
            if !letters.is_empty() {
                let path = &source.path;
                faults.push(format!("src/{path}:{number}: letters `{letters}` belong in grammars/, or in an escape"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn no_file_is_named_after_nothing() {
    let names = sources().into_iter().flat_map(|source| {
        let parts: Vec<String> = source.path.split('/').map(|part| part.trim_end_matches(".rs").to_owned()).collect();
        parts
    });
    let faults: Vec<String> =
        names.filter(|name| ["util", "utils", "common", "helpers"].contains(&name.as_str())).collect();
    assert_none(&faults);
}

#[test]
fn these_tests_see_what_they_look_for() {
    assert_eq!(imports("use crate::{read::{self, token}, span, error::Error};"), ["read", "span", "error"]);
    assert_eq!(imports("let a = crate::span::f() + crate::fold::g();"), ["span", "fold"]);
    assert_eq!(without_comment("let a = \"//\"; // قال"), "let a = \"//\"; ");
    assert_eq!(without_comment("let a = '\"'; // قال"), "let a = '\"'; ");
    let text = "a\n#[cfg(test)]\nmod tests {\n    قال\n}\nb // قال".to_owned();
    let source = Source { path: "read/token.rs".to_owned(), text };
    assert_eq!(source.module(), "read");
    assert_eq!(source.code(), [(1, "a"), (6, "b ")]);
}

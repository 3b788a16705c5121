//! `sayso check`: what is wrong with grammar files, all of it at once.

use std::io::{self, Write};
use std::path::PathBuf;

use sayso::grammar::builtin;

use super::{Stop, knowledge};

/// Loads the files, or the built-in grammars where none is given, and tells what is in them.
pub fn check(files: &[PathBuf]) -> Result<(), Stop> {
    let builtin = builtin::GRAMMARS.iter().filter(|_| files.is_empty());
    let builtin = builtin.map(|(path, text)| Ok(((*path).to_owned(), (*text).to_owned())));
    let mut problems = Vec::new();
    for file in builtin.chain(files.iter().map(|path| knowledge::text_of(path))) {
        match file.and_then(|(path, text)| loaded(&path, &text)) {
            Ok(line) => {
                writeln!(io::stdout(), "{line}").map_err(|error| Stop::Output("standard output".to_owned(), error))?
            }
            Err(Stop::Usage(message)) => problems.push(message),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Stop::Usage(problems.join("\n"))) }
}

/// Loads a grammar and runs its examples and counter-examples.
fn loaded(path: &str, text: &str) -> Result<String, Stop> {
    let report = sayso::check::check(path, text, builtin::SOURCES).map_err(|error| Stop::Usage(error.to_string()))?;
    Ok(report.to_string())
}

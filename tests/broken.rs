//! Grammar files with faults: `fixtures/broken/NAME.toml` gives the messages of `NAME.txt`, word for word.
//! `SAYSO_UPDATE=1` writes the messages anew; read them before they land.

// A test that cannot read its files stops; clippy knows tests by their attribute only, not their functions.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use sayso::check::check;
use sayso::error::Problem;

/// A registry without entries: these files are about grammars.
const NO_SOURCES: (&str, &str) = ("sources.csv", "id,type,country,name_en,aliases_en,name_ar,aliases_ar,guarded_ar\n");

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken")
}

/// The names of the files with faults, in order.
fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let grammars = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let mut names: Vec<String> = grammars.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// The faults of a file, and how they are printed.
fn faults(name: &str) -> (Vec<Problem>, String) {
    let text = fs::read_to_string(folder().join(format!("{name}.toml"))).unwrap();
    match check(&format!("{name}.toml"), &text, NO_SOURCES) {
        Ok(report) => panic!("{name}.toml passes: {report}"),
        Err(error) => (error.problems().to_vec(), format!("{error}\n")),
    }
}

#[test]
fn every_broken_grammar_gives_its_messages_word_for_word() {
    let update = std::env::var_os("SAYSO_UPDATE").is_some_and(|value| value == "1");
    let names = names();
    assert!(names.len() >= 8, "{names:?}");
    for name in names {
        let (_, printed) = faults(&name);
        let path = folder().join(format!("{name}.txt"));
        if update {
            fs::write(&path, &printed).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(printed, expected, "{name}: SAYSO_UPDATE=1 rewrites the expectation");
    }
}

#[test]
fn a_file_with_one_fault_gives_one_message() {
    for name in names().iter().filter(|name| *name != "ten-faults") {
        let (problems, printed) = faults(name);
        assert_eq!(problems.len(), 1, "{name}\n{printed}");
    }
}

#[test]
fn ten_faults_are_told_in_one_go() {
    let (problems, printed) = faults("ten-faults");
    assert_eq!(problems.len(), 10, "{printed}");
    assert!(problems.is_sorted_by_key(|problem| problem.line), "{printed}");
}

#[test]
fn more_frames_than_have_numbers_are_one_fault() {
    let broken = fs::read_to_string(folder().join("unknown-frame.toml")).unwrap();
    let sound = broken.replace("quotaton", "quotation");
    let with_frames = |count: usize| {
        let frame = |number: usize| format!("[[frame]]\nid = \"further-{number}\"\nmatch = \"that CONTENT\"\n\n");
        let further: String = (2..count).map(frame).collect();
        sound.replace("[[guard]]", &format!("{further}[[guard]]"))
    };
    let problems = |count| match check("frames.toml", &with_frames(count), NO_SOURCES) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().to_vec(),
    };
    let of_frames = |count| problems(count).iter().filter(|problem| problem.message.contains("256 frames")).count();
    assert_eq!([of_frames(256), of_frames(257), of_frames(300)], [0, 1, 1]);
}

#[test]
fn carets_stand_under_the_word_that_is_meant() {
    let mut arabic = 0;
    for name in names() {
        for problem in faults(&name).0 {
            let column = problem.column - 1;
            let marked: String = problem.source.chars().skip(column).take(problem.width).collect();
            let Some(word) = problem.message.split('`').nth(1).filter(|_| problem.message.starts_with("no ")) else {
                continue;
            };
            assert_eq!(marked.trim_matches('"'), word, "{problem}");
            arabic += usize::from(problem.source.chars().take(column).any(|c| !c.is_ascii()));
        }
    }
    assert!(arabic >= 2, "too few faults after Arabic words on their line");
}

//! Prints what is read of a web page: `cargo run --example page -- page.html`, or from standard input.

use std::io::{self, Read, Write};

use sayso::read::decode::{Hints, decode};
use sayso::read::page::{self, Limits};

fn main() -> io::Result<()> {
    let mut bytes = Vec::new();
    match std::env::args_os().nth(1) {
        Some(path) => bytes = std::fs::read(path)?,
        None => _ = io::stdin().read_to_end(&mut bytes)?,
    }
    let decoded = decode(&bytes, &Hints { html: true, ..Hints::default() }).map_err(io::Error::other)?;
    let page = page::read(&decoded.text, None, &Limits::default());
    let mut out = io::stdout().lock();
    writeln!(out, "{} ({}), {:?}", decoded.encoding, decoded.origin.code(), page.degraded)?;
    writeln!(out, "{:?} by {:?}, {:?}, {:?}", page.headline, page.authors, page.outlet, page.published)?;
    for region in &page.layout {
        writeln!(out, "{:?}: {}", region.role, region.span.of(&page.text))?;
    }
    if page.layout.is_empty() {
        writeln!(out, "{}", page.text)?;
    }
    Ok(())
}

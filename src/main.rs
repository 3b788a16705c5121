//! tmp
use std::io::Write;
fn main() {
    let a = sayso::analyzer::Analyzer::builtin();
    let a = match a { Ok(a) => a, Err(e) => { eprintln!("{e}"); std::process::exit(2) } };
    let p = std::env::args().nth(1).unwrap_or_default();
    let t = std::fs::read_to_string(p).unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for (i, l) in t.lines().enumerate() {
        if let Ok(article) = sayso::write::jsonl::read(l, i + 1) {
            let x = a.analyze(article);
            let _ = sayso::write::jsonl::write(&mut out, &x.document.id, &x.grammar.language.tag, x.findings().records());
        }
    }
    let _ = out.flush();
}

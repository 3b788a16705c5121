//! The whole binary against the limits of the machine, in one run: `cargo bench --bench throughput`.
//!
//! Makes corpora of JSON Lines from the fixtures, reads each with `wc -w`, with a bare scan for all cue words at once, and
//! with `sayso report` to CSV on one thread and on two, and prints the rates with their ratios. `-- --size 20` makes corpora
//! of 20 MB of text instead of 100, `-- FILE.jsonl ...` measures files of your own, `-- --binary PATH` another build.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;

/// Runs of each measurement, all in turns; the fastest counts, since everything else on the machine only slows.
const RUNS: usize = 5;

/// How often a run looks at the memory.
const LOOK: Duration = Duration::from_millis(2);

fn main() {
    let mut size = 100;
    let mut binary = PathBuf::from(env!("CARGO_BIN_EXE_sayso"));
    let mut files = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--size" => size = args.next().and_then(|size| size.parse().ok()).expect("megabytes after --size"),
            "--binary" => binary = args.next().map(PathBuf::from).expect("a path after --binary"),
            "--bench" => {}
            path => files.push(PathBuf::from(path)),
        }
    }
    if files.is_empty() {
        files = ["ar", "en"].map(|language| corpus(language, size << 20)).to_vec();
    }
    println!("| corpus | text | `wc -w` | scan | sayso, 1 thread | of `wc -w` | of scan | 2 threads | memory |");
    println!("|---|---|---|---|---|---|---|---|---|");
    files.iter().for_each(|file| measure(&binary, file));
    println!("\nstart-up: {:.1} ms of CPU on an article of 1 KB", start_up(&binary));
}

/// A file of articles with so many bytes of text, all with ids of their own.
fn corpus(language: &str, size: usize) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("throughput-{language}-{size}.jsonl"));
    if path.exists() {
        return path;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut out = BufWriter::new(File::create(&path).unwrap());
    let mut written = 0;
    for (number, text) in (0..).zip(texts.iter().cycle()) {
        if written >= size {
            break;
        }
        let line = serde_json::json!({ "id": format!("{language}-{number}"), "lang": language, "text": text });
        writeln!(out, "{line}").unwrap();
        written += text.len();
    }
    out.flush().unwrap();
    path
}

fn measure(binary: &Path, file: &Path) {
    let lines = BufReader::new(File::open(file).unwrap()).lines().map(Result::unwrap);
    let texts =
        lines.map(|line| serde_json::from_str::<serde_json::Value>(&line).unwrap()["text"].as_str().unwrap().len());
    let (mut bytes, mut largest) = (0, 0);
    texts.for_each(|length| (bytes, largest) = (bytes + length, largest.max(length)));
    let mut fastest = [Duration::MAX; 4];
    let mut memory = 0;
    for _ in 0..RUNS {
        let (words, _) = run(Command::new("wc").arg("-w").arg(file));
        let mut report = |threads: &str| {
            let (time, peak) = run(Command::new(binary)
                .args(["report", "--threads", threads, "-o", "/dev/null", "--format", "csv"])
                .arg(file));
            memory = memory.max(peak);
            time
        };
        let times = [words, scanned(file), report("1"), report("2")];
        fastest.iter_mut().zip(times).for_each(|(fastest, time)| *fastest = time.min(*fastest));
    }
    let [words, scan, one, two] = fastest.map(|time| bytes as f64 / 1e6 / time.as_secs_f64());
    println!(
        "| {} | {:.1} MB | {words:.0} MB/s | {scan:.0} MB/s | {one:.1} MB/s | {:.2} | {:.2} | {two:.1} MB/s ({:.2} times) | {} MiB (limit {}) |",
        file.file_stem().unwrap().to_string_lossy(),
        bytes as f64 / 1e6,
        one / words,
        one / scan,
        two / one,
        memory >> 10,
        64 + ((40 * largest) >> 20),
    );
}

/// The time of a run, and the most memory it had, in KiB, where the system tells.
fn run(command: &mut Command) -> (Duration, usize) {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = line.and_then(|line| line.trim().split(' ').next()?.parse().ok());
        peak = peak.max(found.unwrap_or(0));
        sleep(LOOK);
    }
    assert!(child.wait().unwrap().success(), "{command:?}");
    (begun.elapsed(), peak)
}

/// The time to read a file and to look for all lemmas and forms of cues in it: what no analysis can be faster than.
fn scanned(file: &Path) -> Duration {
    let words = sayso::analyzer::Analyzer::builtin().unwrap();
    let lemmas: Vec<String> =
        words.grammars().flat_map(|grammar| &grammar.cues).map(|cue| cue.lemma.to_string()).collect();
    let searcher = AhoCorasick::new(&lemmas).unwrap();
    let begun = Instant::now();
    let mut count = 0;
    let mut reader = BufReader::with_capacity(1 << 20, File::open(file).unwrap());
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).unwrap() > 0 {
        count += searcher.find_iter(&line).count();
        line.clear();
    }
    assert!(count > 0);
    begun.elapsed()
}

/// CPU time of the binary on a short article, in milliseconds.
fn start_up(binary: &Path) -> f64 {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("start-up.txt");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ar/agency-plain.txt");
    let text = fs::read_to_string(source).unwrap();
    let short: String = text.chars().take(560).collect();
    fs::write(&path, short).unwrap();
    let before = children();
    const TIMES: u32 = 200;
    for _ in 0..TIMES {
        run(Command::new(binary).arg("report").arg(&path));
    }
    // The system counts in hundredths of a second.
    f64::from(children() - before) * 10.0 / f64::from(TIMES)
}

/// CPU time of all children so far, in hundredths of a second.
fn children() -> u32 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let field = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
    field(13) + field(14)
}

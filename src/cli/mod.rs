//! The command line: what can be asked for, and the exit status that tells how it went.

mod batch;
mod check;
mod companions;
mod crew;
mod explain;
mod inputs;
mod journal;
mod knowledge;
mod manual;
mod notices;
mod output;
mod pages;
mod passage;
mod place;
mod progress;
mod report;
mod score;
mod sheet;
mod spare;
mod tables;
mod tally;
mod work;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};

use inputs::{Given, Reading};
use knowledge::Knowledge;
use manual::{CompletionsArgs, ManArgs};
use notices::Notices;
use report::ReportArgs;
use sayso::report::Selection;

/// On whose say-so? Finds every attributed claim and quotation in news articles and says who it is attributed to.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Exit status: 0 done; 1 done, but some inputs were skipped (named on standard error); \
2 wrong usage or unusable grammar; 3 the output cannot be written; 130 interrupted.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write one row per attribution, as CSV for spreadsheets or JSON Lines for tools
    Report(ReportArgs),
    /// Show an article with what was found in it and why
    Explain(ExplainArgs),
    /// Compare the analysis with articles that were marked by hand
    Score(ScoreArgs),
    /// Check grammar files; without files, those that are built in
    Check(CheckArgs),
    /// Print what makes a shell complete the commands
    Completions(CompletionsArgs),
    /// Print a page of the manual, in the form that `man` reads
    Man(ManArgs),
}

/// Which attributions make rows.
#[derive(Debug, Args)]
struct Chosen {
    /// Also list attributions inside attributed content: what somebody said that somebody said
    #[arg(long)]
    nested: bool,
    /// `speech`: only what was said or written; `all`: beliefs and intentions too [default: `speech`; for JSON Lines and
    /// `score`, `all`]
    #[arg(long, value_enum, value_name = "ACTS")]
    only: Option<Acts>,
    /// Leave out rows with less confidence, from 0 to 1; rows without a measured confidence stay
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = 0.0,
        value_parser = share,
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    min_confidence: f64,
}

impl Chosen {
    /// What makes rows; `speech` where the arguments do not say whether beliefs and intentions do.
    fn selection(&self, speech: bool) -> Selection {
        let speech = self.only.map_or(speech, |only| only == Acts::Speech);
        Selection { speech, nested: self.nested, min_confidence: self.min_confidence }
    }
}

/// Which acts make rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Acts {
    /// What was said or written.
    Speech,
    /// Beliefs and intentions too.
    All,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    number.ok_or_else(|| "expected a number from 0 to 1, such as 0.8".to_owned())
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// An input as `report` reads it; `-` is standard input
    input: PathBuf,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    knowledge: Knowledge,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Args)]
struct ScoreArgs {
    /// JSON Lines, an article a line with its `attributions`; spans in code points
    #[arg(value_name = "GOLD.jsonl")]
    gold: PathBuf,
    /// Print every miss, false row and wrong source, chain, type or extent too
    #[arg(long)]
    errors: bool,
    /// Print how often rows are right by pattern, cue and frame, and sieve, beside the confidence that they state
    #[arg(long)]
    reliability: bool,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    knowledge: Knowledge,
}

#[derive(Debug, Args)]
struct CheckArgs {
    /// Grammar files
    #[arg(value_name = "FILE.toml")]
    files: Vec<PathBuf>,
}

/// Why a command stopped before its end.
#[derive(Debug)]
enum Stop {
    /// Wrong usage or an unusable grammar, with everything that is to be said about it.
    Usage(String),
    /// The output cannot be written; the text names it.
    Output(String, io::Error),
    /// The user wished to stop; how to go on, if one can.
    Interrupted(Option<String>),
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A closed terminal is no reason to fail here.
            let _ = error.print();
            if error.kind() == ErrorKind::DisplayVersion {
                let _ = write!(io::stdout(), "{}", knowledge::versions());
            }
            return status(error.exit_code());
        }
    };
    let mut notices = Notices::default();
    let ended = match &cli.command {
        Command::Report(args) => report::report(args, &mut notices),
        Command::Explain(args) => explain::explain(args, &mut notices),
        Command::Score(args) => score::score(args, &mut notices),
        Command::Check(args) => check::check(&args.files),
        Command::Completions(args) => manual::completions(args, Cli::command()),
        Command::Man(args) => manual::man(args, Cli::command()),
    };
    match ended {
        Err(Stop::Usage(message)) => {
            notices.say(&message);
            status(2)
        }
        Err(Stop::Output(name, error)) if !output::is_broken_pipe(&error) => {
            notices.say(&format!(
                "error: cannot write {name}: {error}; check that the place exists, has room and may be written"
            ));
            status(3)
        }
        Err(Stop::Interrupted(how)) => {
            notices.say(&format!("interrupted: {}", how.as_deref().unwrap_or("the report is not complete")));
            status(130)
        }
        // Who reads the output has seen enough.
        Ok(()) | Err(Stop::Output(..)) => status(i32::from(notices.failed())),
    }
}

fn status(code: i32) -> ExitCode {
    ExitCode::from(u8::try_from(code).unwrap_or(2))
}

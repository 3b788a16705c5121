//! `sayso completions` and `sayso man`: what a shell and a reader can be told of the command line, made of itself.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::Shell;

use super::Stop;

/// What `sayso completions` can be told.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// What `sayso man` can be told.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command that the page is about; without one, sayso itself
    command: Option<String>,
}

/// Prints the completions of a shell.
pub fn completions(args: &CompletionsArgs, mut command: Command) -> Result<(), Stop> {
    let mut page = Vec::new();
    clap_complete::generate(args.shell, &mut command, "sayso", &mut page);
    print(&page)
}

/// Prints a page of the manual.
pub fn man(args: &ManArgs, mut command: Command) -> Result<(), Stop> {
    command.build();
    let Some(name) = &args.command else { return page(command) };
    let known: Vec<String> = command.get_subcommands().map(|known| known.get_name().to_owned()).collect();
    match command.find_subcommand(name) {
        Some(found) => page(found.clone()),
        None => Err(Stop::Usage(format!("error: there is no command `{name}`; there are {}", known.join(", ")))),
    }
}

fn page(command: Command) -> Result<(), Stop> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(failed)?;
    print(&page)
}

fn print(page: &[u8]) -> Result<(), Stop> {
    io::stdout().lock().write_all(page).map_err(failed)
}

fn failed(error: io::Error) -> Stop {
    Stop::Output("standard output".to_owned(), error)
}

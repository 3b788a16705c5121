//! The journal of a long run: how far the report has come, so that a run that was stopped can go on and end in the same
//! bytes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::batch::Position;
use super::tally::Tally;

/// How long a run goes on between two entries.
const PAUSE: Duration = Duration::from_secs(1);

/// A journal beside the report.
pub struct Journal {
    path: PathBuf,
    /// Which run it is: its inputs and settings.
    run: String,
    /// Open from the first entry on.
    file: Option<File>,
    last: Instant,
}

/// The first line: which run this is.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    run: String,
}

/// An entry: what was written, and where reading goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The next record.
    pub position: Position,
    /// The length of each file of the report, in bytes.
    pub lengths: Vec<u64>,
    /// What was counted so far.
    pub tally: Tally,
    /// Whether everything was written, and the files only have to get their names.
    pub complete: bool,
}

/// What a journal says about an earlier run.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// There is none.
    Nothing,
    /// It tells of another run: other inputs or settings.
    Other,
    /// How far this run came.
    Entry(Box<Entry>),
}

impl Journal {
    /// The journal at a path, of a run of that name. Nothing is written yet.
    pub fn new(path: PathBuf, run: String) -> Self {
        Self { path, run, file: None, last: Instant::now() }
    }

    /// What the journal says. A line that was cut off is as good as not written.
    ///
    /// # Errors
    /// Those of reading the file, but for its absence.
    pub fn find(&self) -> io::Result<Found> {
        let text = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            read => read?,
        };
        let mut lines = text.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
        let head = lines.next().and_then(|line| serde_json::from_slice::<Head>(line).ok());
        if head.is_none_or(|head| head.run != self.run) {
            return Ok(Found::Other);
        }
        let entry = lines.filter_map(|line| serde_json::from_slice(line).ok()).next_back();
        Ok(entry.map_or(Found::Nothing, |entry| Found::Entry(Box::new(entry))))
    }

    /// Whether it is time for an entry.
    pub fn is_due(&self) -> bool {
        self.last.elapsed() >= PAUSE
    }

    /// Writes an entry. The files must have been secured before.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write(&mut self, entry: &Entry) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&self.path)?;
                write_line(&mut file, &Head { run: self.run.clone() })?;
                self.file.insert(file)
            }
        };
        write_line(file, entry)?;
        file.sync_data()?;
        self.last = Instant::now();
        Ok(())
    }

    /// Removes the journal: the report is complete, or a new one begins.
    pub fn remove(&mut self) {
        self.file = None;
        // One that is not there is what is wanted; one that cannot be removed tells of a run whose files are gone.
        let _ = fs::remove_file(&self.path);
    }

    /// Whether anything was written in this run.
    pub fn is_begun(&self) -> bool {
        self.file.is_some()
    }
}

/// One call, so that a line is cut off only by a crash.
fn write_line(file: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line).map_err(io::Error::from)?;
    bytes.push(b'\n');
    file.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(name: &str, run: &str) -> Journal {
        let path = std::env::temp_dir().join(format!("sayso-journal-{}-{name}", std::process::id()));
        Journal::new(path, run.to_owned())
    }

    fn entry(input: usize) -> Entry {
        Entry {
            position: Position { input, records: 0 },
            lengths: vec![3, 5],
            tally: Tally::default(),
            complete: false,
        }
    }

    #[test]
    fn the_last_whole_entry_counts() {
        let mut written = journal("whole", "run");
        assert_eq!(written.find().unwrap(), Found::Nothing);
        written.write(&entry(1)).unwrap();
        written.write(&entry(2)).unwrap();
        let text = fs::read(&written.path).unwrap();
        fs::write(&written.path, [&text[..], b"{\"position\":{\"inp"].concat()).unwrap();
        assert_eq!(journal("whole", "run").find().unwrap(), Found::Entry(Box::new(entry(2))));
        assert_eq!(journal("whole", "another").find().unwrap(), Found::Other);
        written.remove();
        assert_eq!(written.find().unwrap(), Found::Nothing);
    }
}

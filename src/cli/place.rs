//! Files that appear under their name only when they are complete.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Stop;

/// Where a table is written.
pub struct Place {
    /// How messages name it.
    name: String,
    /// The file beside the target that is renamed at the end, and the target.
    pending: Option<(PathBuf, PathBuf)>,
}

impl Place {
    /// Opens a file and hands it on; standard output where there is none.
    pub fn open<T>(
        target: Option<PathBuf>,
        begin: impl FnOnce(Box<dyn Write>) -> io::Result<T>,
    ) -> Result<(Self, T), Stop> {
        let name = target.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let mut place = Self { name, pending: None };
        match place.file(target).and_then(begin) {
            Ok(begun) => Ok((place, begun)),
            Err(error) => Err(place.failed(error)),
        }
    }

    fn file(&mut self, target: Option<PathBuf>) -> io::Result<Box<dyn Write>> {
        let Some(target) = target else { return Ok(Box::new(io::stdout().lock())) };
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            // A device or a pipe is written to, not replaced.
            return Ok(Box::new(BufWriter::new(OpenOptions::new().write(true).open(&target)?)));
        }
        // What a link points to is replaced, not the link.
        let target = if old.is_some() { fs::canonicalize(&target)? } else { target };
        let pending = beside(&target);
        let file = File::create(&pending)?;
        self.pending = Some((pending, target));
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        Ok(Box::new(BufWriter::new(file)))
    }

    /// Gives the file its name. It must be closed before, which some systems insist on.
    pub fn keep(&mut self) -> Result<(), Stop> {
        if let Some((pending, target)) = &self.pending {
            fs::rename(pending, target).map_err(|error| self.failed(error))?;
        }
        self.pending = None;
        Ok(())
    }

    /// What stops the run when the place cannot be written.
    pub fn failed(&self, error: io::Error) -> Stop {
        Stop::Output(self.name.clone(), error)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((pending, _)) = &self.pending {
            // Nothing can be done about a file that cannot be removed; its name tells what it is.
            let _ = fs::remove_file(pending);
        }
    }
}

/// Whether a path means a directory; it is made if its name ends in a stroke.
pub fn is_directory(path: &Path) -> Result<bool, Stop> {
    let last = path.as_os_str().as_encoded_bytes().last();
    let slashed = last.is_some_and(|last| std::path::is_separator(char::from(*last)));
    if slashed {
        fs::create_dir_all(path).map_err(|error| Stop::Output(path.display().to_string(), error))?;
    }
    Ok(slashed || path.is_dir())
}

/// A name in the same directory, so that renaming does not copy; the process id keeps two runs apart.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    target.with_file_name(name)
}

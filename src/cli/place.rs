//! Files that appear under their name only when they are complete.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::Stop;

/// The ending of an unfinished file.
const PART: &str = "part";

/// A file that is being written, or standard output.
pub struct Place {
    /// How messages name it.
    name: String,
    /// Where it is in the end; none is standard output.
    target: Option<PathBuf>,
    /// The file beside the target that is renamed at the end, and the target.
    pending: Option<(PathBuf, PathBuf)>,
    /// Whether what is written stays if the run stops here.
    stays: bool,
    out: BufWriter<Out>,
    /// Bytes written so far, buffered ones included.
    length: u64,
}

enum Out {
    Stdout(io::Stdout),
    File(File),
    Closed,
}

impl Place {
    /// Begins a file; standard output where no target is given. The first run to begin a file has it until its end.
    pub fn open(target: Option<&Path>) -> Result<Self, Stop> {
        Self::begin(target, 0, PART)
    }

    /// Begins a file that takes the place of one that is unfinished.
    pub fn instead(target: &Path) -> Result<Self, Stop> {
        Self::begin(Some(target), 0, "marked")
    }

    /// Goes on with an unfinished file after so many of its bytes.
    pub fn resume(target: &Path, length: u64) -> Result<Self, Stop> {
        Self::begin(Some(target), length, PART)
    }

    fn begin(target: Option<&Path>, length: u64, ending: &str) -> Result<Self, Stop> {
        let name = target.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let opened =
            target.map_or_else(|| Ok((Out::Stdout(io::stdout()), None)), |target| file(target, length, ending));
        let target = target.map(Path::to_owned);
        match opened {
            Ok((out, pending)) => {
                Ok(Self { name, target, pending, stays: length > 0, out: BufWriter::new(out), length })
            }
            Err(error) => Err(Stop::Output(name, error)),
        }
    }

    /// The file from its start on, to be read; nothing may be written before [`Self::end_reading`].
    pub fn read(&mut self) -> Result<File, Stop> {
        self.flush()?;
        // The same handle, since some systems let no other read what one has locked.
        let opened = match (self.out.get_ref(), &self.target) {
            (Out::File(file), _) => file.try_clone(),
            (_, Some(target)) => File::open(target),
            (_, None) => Err(io::ErrorKind::Unsupported.into()),
        };
        let started = opened.and_then(|mut file| file.rewind().map(|()| file));
        started.map_err(|error| self.failed(error))
    }

    /// Goes on writing at the end.
    pub fn end_reading(&mut self) -> Result<(), Stop> {
        match self.out.get_mut() {
            Out::File(file) => file.seek(SeekFrom::End(0)).map(|_| ()).map_err(|error| self.failed(error)),
            _ => Ok(()),
        }
    }

    /// How many bytes were written, but for streams.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Where it is in the end, unless it is standard output.
    pub fn target(&self) -> Option<&Path> {
        self.target.as_deref()
    }

    /// Gives the closed file up: it is of no more use, or another took its place.
    pub fn discard(&mut self) {
        self.stays = false;
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.length += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|error| self.failed(error))
    }

    /// Takes bytes like any writer; how many is not counted.
    pub fn stream(&mut self) -> impl Write + use<'_> {
        &mut self.out
    }

    /// Hands on everything written so far.
    pub fn flush(&mut self) -> Result<(), Stop> {
        self.out.flush().map_err(|error| self.failed(error))
    }

    /// Makes sure that everything written so far is still there after a crash, and stays if this run stops. Returns how
    /// many bytes that are.
    pub fn secure(&mut self) -> Result<u64, Stop> {
        self.flush()?;
        if let Out::File(file) = self.out.get_ref() {
            file.sync_data().map_err(|error| self.failed(error))?;
        }
        self.stays = true;
        Ok(self.length)
    }

    /// Whether the file gets its name at the end, so that a run can go on with it, or has it already.
    pub fn is_lasting(&self) -> bool {
        self.pending.is_some() || matches!(self.out.get_ref(), Out::Closed)
    }

    /// Closes the file, which some systems insist on before it is renamed.
    pub fn close(&mut self) -> Result<(), Stop> {
        self.flush()?;
        *self.out.get_mut() = Out::Closed;
        Ok(())
    }

    /// Gives the closed file its name.
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
        if let Some((pending, _)) = self.pending.as_ref().filter(|_| !self.stays) {
            // Nothing can be done about a file that cannot be removed; its name tells what it is.
            let _ = fs::remove_file(pending);
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
            Self::Closed => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.flush(),
            Self::Closed => Ok(()),
        }
    }
}

/// Opens the file beside the target, cut to a length.
fn file(target: &Path, length: u64, ending: &str) -> io::Result<(Out, Option<(PathBuf, PathBuf)>)> {
    let old = fs::metadata(target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A device or a pipe is written to, not replaced.
        return Ok((Out::File(OpenOptions::new().write(true).open(target)?), None));
    }
    let target = followed(target)?;
    let pending = beside(&target, ending);
    if length > 0 {
        // All that may be left of a complete run is that its files get their names.
        let size = |path: &Path| fs::metadata(path).ok().map(|file| file.len());
        match (size(&pending), size(&target)) {
            (None, Some(size)) if size == length => return Ok((Out::Closed, None)),
            (Some(size), _) if size >= length => {}
            _ => return Err(io::Error::other("what the stopped run wrote is gone; leave out --resume to begin anew")),
        }
    }
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&pending)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            return Err(io::Error::other("another sayso is writing it; wait for its end or choose another place"));
        }
        // Where a file system has no locks, one run at a time is up to the user.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    if let Some(old) = old {
        file.set_permissions(old.permissions())?;
    }
    Ok((Out::File(file), Some((pending, target))))
}

/// What a link points to is replaced, not the link.
fn followed(target: &Path) -> io::Result<PathBuf> {
    if target.exists() { fs::canonicalize(target) } else { Ok(target.to_owned()) }
}

/// A hidden file in the same directory, so that renaming does not copy: `.attributions.csv.part`.
pub fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".");
    name.push(ending);
    target.with_file_name(name)
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

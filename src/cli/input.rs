//! Files and standard input, read into reports.

use crate::engine::{self, Options};
use crate::page::html;
use crate::page::snapshot::Snapshot;
use crate::report::Report;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;

/// Larger inputs are refused: nobody reads an article of this size, and a batch must not run out of memory.
const MAX_BYTES: u64 = 256 << 20;

/// One input and how to read it.
pub(super) struct Input {
    /// Path, or `-`.
    pub file: PathBuf,
    /// Plain text rather than HTML.
    pub plain: bool,
    /// What is known about it.
    pub options: Options,
}

/// Why an input gave no report: the input's name and a sentence.
#[derive(Debug)]
pub(super) struct InputError {
    /// As in [`Input::file`].
    pub file: PathBuf,
    /// What was wrong and what to do.
    pub message: String,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.to_string_lossy();
        let name = if file == "-" { "standard input" } else { &file };
        write!(f, "{name}: {}", self.message)
    }
}

impl Input {
    /// Reads the input to a report.
    pub fn read(&self) -> Result<Report, InputError> {
        self.report(self.bytes()?)
    }

    /// The report of the input whose bytes these are.
    pub fn report(&self, bytes: Vec<u8>) -> Result<Report, InputError> {
        Ok(self.prepared(bytes)?())
    }

    /// The input as plain text.
    pub fn words(&self) -> Result<String, InputError> {
        self.decoded(self.bytes()?)
    }

    fn decoded(&self, bytes: Vec<u8>) -> Result<String, InputError> {
        String::from_utf8(bytes).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            self.error(format!("the text is not UTF-8 (first wrong byte at {at}); convert it, for example with iconv -t UTF-8"))
        })
    }

    /// Takes the input's bytes; the returned function makes the report from them, as often as it is called.
    pub fn prepared(&self, bytes: Vec<u8>) -> Result<Box<dyn FnMut() -> Report + '_>, InputError> {
        if self.plain {
            let words = self.decoded(bytes)?;
            Ok(Box::new(move || engine::read_text(&words, &self.options)))
        } else {
            let snapshot = self.parsed(&bytes)?;
            Ok(Box::new(move || engine::read_page(&snapshot, &self.options).0))
        }
    }

    /// The snapshot of an HTML input.
    pub fn snapshot(&self) -> Result<Snapshot, InputError> {
        self.parsed(&self.bytes()?)
    }

    fn parsed(&self, bytes: &[u8]) -> Result<Snapshot, InputError> {
        html::snapshot(bytes, self.options.url.as_deref()).map_err(|e| self.error(e.to_string()))
    }

    /// The input as it is.
    pub fn bytes(&self) -> Result<Vec<u8>, InputError> {
        let mut bytes = Vec::new();
        let read = if self.file.as_os_str() == "-" {
            std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
        } else {
            match std::fs::metadata(&self.file) {
                Ok(about) if about.is_dir() => {
                    return Err(self.error("this is a folder; name a file in it, or read all of them with --format jsonl".into()));
                }
                _ => std::fs::File::open(&self.file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)),
            }
        };
        match read {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(self.error("there is no such file".into())),
            Err(error) => Err(self.error(format!("cannot be read: {error}"))),
            Ok(_) if bytes.len() as u64 > MAX_BYTES => {
                Err(self.error(format!("is larger than {} MiB, the limit for one input; split it", MAX_BYTES >> 20)))
            }
            Ok(_) => Ok(bytes),
        }
    }

    fn error(&self, message: String) -> InputError {
        InputError { file: self.file.clone(), message }
    }
}

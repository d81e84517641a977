//! Files and standard input, read into reports.

use crate::engine::{self, Options};
use crate::page::html;
use crate::page::snapshot::Snapshot;
use crate::report::Report;
use std::fmt;
use std::io::Read;

/// Larger inputs are refused: nobody reads an article of this size, and a batch must not run out of memory.
const MAX_BYTES: u64 = 256 << 20;

/// One input and how to read it.
pub(super) struct Input {
    /// Path, or `-`.
    pub file: String,
    /// Plain text rather than HTML.
    pub plain: bool,
    /// What is known about it.
    pub options: Options,
}

/// Why an input gave no report: the input's name and a sentence.
#[derive(Debug)]
pub(super) struct InputError {
    /// As in [`Input::file`].
    pub file: String,
    /// What was wrong and what to do.
    pub message: String,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.file == "-" { "standard input" } else { &self.file };
        write!(f, "{name}: {}", self.message)
    }
}

impl Input {
    /// Reads the input to a report.
    pub fn read(&self) -> Result<Report, InputError> {
        Ok(self.prepared()?())
    }

    /// The input as plain text.
    pub fn words(&self) -> Result<String, InputError> {
        String::from_utf8(self.bytes()?).map_err(|e| {
            let at = e.utf8_error().valid_up_to();
            self.error(format!("the text is not UTF-8 (first wrong byte at {at}); convert it, for example with iconv -t UTF-8"))
        })
    }

    /// Loads the input once; the returned function makes the report from it, as often as it is called.
    pub fn prepared(&self) -> Result<Box<dyn FnMut() -> Report + '_>, InputError> {
        if self.plain {
            let words = self.words()?;
            Ok(Box::new(move || engine::read_text(&words, &self.options)))
        } else {
            let snapshot = self.snapshot()?;
            Ok(Box::new(move || engine::read_page(&snapshot, &self.options).0))
        }
    }

    /// The snapshot of an HTML input.
    pub fn snapshot(&self) -> Result<Snapshot, InputError> {
        html::snapshot(&self.bytes()?, self.options.url.as_deref()).map_err(|e| self.error(e.to_string()))
    }

    /// The input as it is.
    pub fn bytes(&self) -> Result<Vec<u8>, InputError> {
        let mut bytes = Vec::new();
        let read = if self.file == "-" {
            std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
        } else {
            match std::fs::metadata(&self.file) {
                Ok(about) if about.is_dir() => {
                    return Err(self.error("this is a folder; name the files in it, for example FOLDER/*.html".into()));
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

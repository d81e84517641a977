//! Many files on all cores and in bounded memory: one report a line in the order of the files, or one report a file in a folder.
//!
//! Own threads and one queue rather than a library's: what counts here is order under a bound, which the parallel iterators at
//! hand (`rayon`) give only for files that all lie in memory.

use super::files::Found;
use super::input::{Input, InputError};
use super::reports::{Folder, Stored};
use crate::report::Report;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

/// How far a worker may run ahead of the line that is written next, in inputs for each worker …
const AHEAD: usize = 16;
/// … and, for all of them together, in bytes of lines that wait for their turn.
const AHEAD_BYTES: usize = 64 << 20;
/// How often the line of progress is drawn anew.
const REDRAWN_AFTER: Duration = Duration::from_millis(100);

/// How a batch is to run.
pub(super) struct Batch {
    /// Inputs that are read at once.
    pub jobs: NonZeroUsize,
    /// Where each report is written to, instead of the output.
    pub folder: Option<Folder>,
    /// How many inputs there are, where that is known.
    pub total: Option<usize>,
}

/// What became of one input.
struct Done {
    outcome: Outcome,
    /// Bytes of the input that were read.
    bytes: u64,
    /// The line for the output; empty where there is none to write.
    line: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Read,
    /// Its report was there.
    Skipped,
    Failed,
}

/// A line of the output.
#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

/// What the workers and the writer share.
#[derive(Default)]
struct Shared {
    /// The next line to be written.
    written: usize,
    /// What is finished and waits for its turn; an error ends the batch.
    waiting: BTreeMap<usize, io::Result<Done>>,
    /// Bytes of the lines that wait.
    bytes: usize,
    /// How many inputs there were, once the last one has been taken.
    total: Option<usize>,
    /// The output is gone; workers stop.
    stopped: bool,
}

/// Reads every file and writes one JSON object a line, each with `input`. A file that cannot be read gives a line with
/// `error`; the others are read all the same, and the exit status is 1 at the end. With a folder the reports go there, one a
/// file, and only the lines with `error` to the output.
pub(super) fn run(
    files: impl Iterator<Item = Found> + Send,
    input: impl Fn(&Path) -> Input + Sync,
    batch: &Batch,
    out: &mut impl Write,
) -> io::Result<ExitCode> {
    let jobs = batch.jobs.get();
    let ahead = AHEAD.saturating_mul(jobs);
    // Locked by whoever takes the next file, before `shared` and never after it: a list may come slowly, and what is finished is
    // written meanwhile.
    let files = Mutex::new((0usize, files));
    let shared = Mutex::new(Shared::default());
    let changed = Condvar::new();
    // A panic within a lock is none of the engine's (its own end at `done`): it is passed on when the scope ends.
    let lock = || shared.lock().unwrap_or_else(|e| e.into_inner());

    let work = || {
        loop {
            let mut source = files.lock().unwrap_or_else(|e| e.into_inner());
            let at = source.0;
            let mut state = lock();
            while !state.stopped
                && at > state.written
                && (at >= state.written.saturating_add(ahead) || state.bytes >= AHEAD_BYTES)
            {
                state = changed.wait(state).unwrap_or_else(|e| e.into_inner());
            }
            if state.stopped || state.total.is_some() {
                return;
            }
            drop(state);
            let Some(found) = source.1.next() else {
                lock().total = Some(at);
                changed.notify_all();
                return;
            };
            source.0 += 1;
            drop(source);
            let done = done(found, &input, batch.folder.as_ref());
            let mut state = lock();
            state.bytes += done.as_ref().map_or(0, |d| d.line.len());
            state.waiting.insert(at, done);
            drop(state);
            changed.notify_all();
        }
    };

    let mut progress = Progress::new(batch.total);
    let result = std::thread::scope(|scope| {
        for n in 0..jobs {
            // A system that gives no more threads has given enough, if it gave one.
            if let Err(error) = std::thread::Builder::new().spawn_scoped(scope, work) {
                if n == 0 {
                    return Err(error);
                }
                break;
            }
        }
        let mut write = || -> io::Result<()> {
            let mut n = 0;
            let mut state = lock();
            loop {
                if let Some(next) = state.waiting.remove(&n) {
                    state.written = n + 1;
                    state.bytes -= next.as_ref().map_or(0, |d| d.line.len());
                    drop(state);
                    changed.notify_all();
                    let done = next?;
                    progress.count(&done);
                    if !done.line.is_empty() {
                        progress.clear();
                        out.write_all(&done.line)?;
                    }
                    progress.show();
                    n += 1;
                    state = lock();
                    continue;
                }
                if state.total == Some(n) {
                    return Ok(());
                }
                // Whoever reads the lines may wait for them, to go on with the list.
                drop(state);
                out.flush()?;
                state = lock();
                if !state.waiting.contains_key(&n) && state.total != Some(n) {
                    state = changed.wait(state).unwrap_or_else(|e| e.into_inner());
                }
            }
        };
        let result = write();
        if result.is_err() {
            lock().stopped = true;
            changed.notify_all();
        }
        result
    });
    progress.clear();
    result?;
    out.flush()?;
    progress.sum_up(batch.folder.is_some());
    Ok(if progress.failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Reads one input. A panic in the engine (a fault of ours) costs this input, not the batch. An error is none of the input: the
/// folder cannot take any report.
fn done(found: Found, input: impl Fn(&Path) -> Input, folder: Option<&Folder>) -> io::Result<Done> {
    let failed = |file: &Path, message: String, bytes: u64| {
        let object = serde_json::json!({ "error": message, "input": file.to_string_lossy() });
        Done { outcome: Outcome::Failed, bytes, line: format!("{object}\n").into_bytes() }
    };
    let file = match found {
        Ok(file) => file,
        Err(InputError { file, message }) => return Ok(failed(&file, message, 0)),
    };
    let place = match folder.map(|f| f.place(&file)).transpose() {
        Ok(Some(None)) => return Ok(Done { outcome: Outcome::Skipped, bytes: 0, line: Vec::new() }),
        Ok(place) => place.flatten(),
        Err(message) => return Ok(failed(&file, message, 0)),
    };
    let input = input(&file);
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(error) => return Ok(failed(&file, error.message, 0)),
    };
    let size = bytes.len() as u64;
    let line = catch_unwind(AssertUnwindSafe(|| {
        let report = input.report(bytes).map_err(|e| e.message)?;
        let mut line =
            serde_json::to_vec(&Line { input: &file.to_string_lossy(), report: &report }).map_err(|e| e.to_string())?;
        line.push(b'\n');
        Ok(line)
    }));
    let line = line.unwrap_or_else(|_| Err("the engine failed on this input; please report it".into()));
    Ok(match (line, place) {
        (Err(message), _) => failed(&file, message, size),
        (Ok(line), None) => Done { outcome: Outcome::Read, bytes: size, line },
        (Ok(line), Some(place)) => match place.store(&line)? {
            Stored::Whole => Done { outcome: Outcome::Read, bytes: size, line: Vec::new() },
            Stored::Refused(message) => failed(&file, message, size),
        },
    })
}

/// Counts what is done, and tells it on standard error: while it goes on where that is a terminal, and at the end. Where nobody
/// listens there any more, nothing is lost.
struct Progress {
    start: Instant,
    /// A line of progress stands on the terminal since then.
    drawn: Option<Instant>,
    terminal: bool,
    total: Option<usize>,
    read: usize,
    skipped: usize,
    failed: usize,
    /// Bytes of the inputs.
    bytes: u64,
}

impl Progress {
    fn new(total: Option<usize>) -> Progress {
        let terminal = io::stderr().is_terminal() && total != Some(1);
        Progress { start: Instant::now(), drawn: None, terminal, total, read: 0, skipped: 0, failed: 0, bytes: 0 }
    }

    fn count(&mut self, done: &Done) {
        match done.outcome {
            Outcome::Read => self.read += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::Failed => self.failed += 1,
        }
        self.bytes += done.bytes;
    }

    fn all(&self) -> usize {
        self.read + self.skipped + self.failed
    }

    /// What is done so far: *30 of 200 inputs: 28 read, 2 could not be read; 2.4 s, 12.5 inputs/s, 0.35 MB/s*.
    fn words(&self, of: Option<usize>) -> String {
        let seconds = self.start.elapsed().as_secs_f64().max(1e-3);
        let all = match (self.all(), of) {
            (1, None) => "1 input".to_owned(),
            (all, None) => format!("{all} inputs"),
            (all, Some(total)) => format!("{all} of {total} inputs"),
        };
        let mut words = format!("{all}: {} read", self.read);
        if self.skipped > 0 {
            words += &format!(", {} skipped (their reports are there)", self.skipped);
        }
        if self.failed > 0 {
            words += &format!(", {} could not be read", self.failed);
        }
        let each = (self.read + self.failed) as f64 / seconds;
        words + &format!("; {seconds:.1} s, {each:.1} inputs/s, {:.2} MB/s", self.bytes as f64 / 1e6 / seconds)
    }

    /// Draws the line of progress, at most ten times a second.
    fn show(&mut self) {
        if self.terminal && self.drawn.is_none_or(|at| at.elapsed() >= REDRAWN_AFTER) {
            let _ = write!(io::stderr(), "\r\x1b[K{}", self.words(self.total));
            self.drawn = Some(Instant::now());
        }
    }

    /// Takes the line of progress away, so that another can stand there.
    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// The last word. A single input that went well needs none.
    fn sum_up(&self, apart: bool) {
        if self.all() == 1 && self.failed == 0 {
            return;
        }
        let lines = match (self.failed, apart) {
            (0, _) => "",
            (_, false) => "; the lines of those that could not be read hold \"error\"",
            (_, true) => "; those that could not be read are the lines printed",
        };
        let _ = writeln!(io::stderr(), "sourcelight: {}{lines}", self.words(None));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Options;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// An output that holds up the first line until the workers have gone as far ahead as they may, and fails at a line where
    /// they have gone further.
    struct Watch<'a> {
        taken: &'a AtomicUsize,
        lines: usize,
        /// How many inputs are taken before the first line goes on.
        reached: usize,
        /// How many may have been taken beside those whose lines are written.
        ahead: usize,
    }

    impl Write for Watch<'_> {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.lines += 1;
            if self.lines == 1 {
                while self.taken.load(Ordering::SeqCst) < self.reached {
                    std::thread::yield_now();
                }
                // Time to go too far.
                std::thread::sleep(Duration::from_millis(100));
            }
            let taken = self.taken.load(Ordering::SeqCst);
            if taken > self.lines + self.ahead {
                return Err(io::Error::other(format!("{taken} inputs taken at line {}", self.lines)));
            }
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Runs over inputs that are none, whose lines have about so many bytes.
    fn watched(jobs: usize, inputs: usize, bytes: usize, reached: usize, ahead: usize) {
        let taken = AtomicUsize::new(0);
        let files = (0..inputs).map(|n| {
            taken.fetch_add(1, Ordering::SeqCst);
            Err(InputError { file: format!("{n}{}", "x".repeat(bytes)).into(), message: "there is none".into() })
        });
        let input = |file: &Path| Input { file: file.to_owned(), plain: true, options: Options::default() };
        let batch = Batch { jobs: NonZeroUsize::new(jobs).unwrap(), folder: None, total: None };
        let mut out = Watch { taken: &taken, lines: 0, reached, ahead };
        run(files, input, &batch, &mut out).unwrap();
        assert_eq!((out.lines, taken.load(Ordering::SeqCst)), (inputs, inputs), "a line for each input");
    }

    #[test]
    fn workers_stay_near_the_line_that_is_written() {
        watched(1, 200, 0, AHEAD, AHEAD);
        watched(4, 500, 0, 4 * AHEAD, 4 * AHEAD);
    }

    #[test]
    fn large_lines_that_wait_stop_the_workers_earlier() {
        let size = 1 << 20;
        let (jobs, fit) = (16, AHEAD_BYTES / size);
        assert!(fit + jobs < AHEAD * jobs, "the other bound is farther away");
        // Each worker may have begun before the last one that fits.
        watched(jobs, 3 * fit, size, fit, fit + jobs);
    }

    #[test]
    fn an_output_that_is_gone_ends_the_batch() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        use std::io::ErrorKind;
        let files = std::iter::repeat_with(|| Ok("there-is-none.html".into()));
        let input = |file: &Path| Input { file: file.to_owned(), plain: true, options: Options::default() };
        let batch = Batch { jobs: NonZeroUsize::new(3).unwrap(), folder: None, total: None };
        let error = run(files, input, &batch, &mut Gone).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe, "and the list has no end");
    }

    #[test]
    fn the_last_word_counts_everything() {
        let mut progress = Progress::new(Some(4));
        for (outcome, bytes) in [(Outcome::Read, 700), (Outcome::Skipped, 0), (Outcome::Failed, 300)] {
            progress.count(&Done { outcome, bytes, line: Vec::new() });
        }
        assert_eq!(progress.bytes, 1000);
        let words = progress.words(progress.total);
        assert!(
            words.starts_with("3 of 4 inputs: 1 read, 1 skipped (their reports are there), 1 could not be read; "),
            "{words}"
        );
        assert!(words.ends_with(" MB/s"), "{words}");
    }
}

//! Many files, one report a line, in the order of the arguments, on all cores and in bounded memory.

use super::input::Input;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Condvar, Mutex};

/// How far a worker may run ahead of the line that is written next, for each worker.
const AHEAD: usize = 16;

/// What the workers and the writer share.
#[derive(Default)]
struct Progress {
    /// The next file to be taken by a worker.
    next: usize,
    /// The next line to be written.
    written: usize,
    /// Finished lines that wait for their turn: line, and whether it reports an error.
    waiting: BTreeMap<usize, (String, bool)>,
    /// The output is gone; workers stop.
    stopped: bool,
}

/// Reads every file and writes one JSON object a line, each with `input`. A file that cannot be read gives a line with
/// `error`; the others are read all the same, and the exit status is 1 at the end.
pub(super) fn run(files: &[String], input: impl Fn(&str) -> Input + Sync, out: &mut impl Write) -> io::Result<ExitCode> {
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get()).min(files.len().max(1));
    let ahead = AHEAD * workers;
    let progress = Mutex::new(Progress::default());
    let changed = Condvar::new();
    let show = files.len() > 20 && io::stderr().is_terminal();
    let mut failed = 0usize;

    // A poisoned lock means that a worker panicked; its panic is passed on when the scope ends.
    let lock = || progress.lock().unwrap_or_else(|e| e.into_inner());
    let result = std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = {
                        let mut shared = lock();
                        while shared.next < files.len() && shared.next >= shared.written + ahead && !shared.stopped {
                            shared = changed.wait(shared).unwrap_or_else(|e| e.into_inner());
                        }
                        if shared.stopped || shared.next >= files.len() {
                            return;
                        }
                        shared.next += 1;
                        shared.next - 1
                    };
                    let line = line(&input(&files[at]));
                    lock().waiting.insert(at, line);
                    changed.notify_all();
                }
            });
        }
        for n in 0..files.len() {
            let (line, error) = {
                let mut shared = lock();
                loop {
                    if let Some(line) = shared.waiting.remove(&n) {
                        shared.written = n + 1;
                        changed.notify_all();
                        break line;
                    }
                    shared = changed.wait(shared).unwrap_or_else(|e| e.into_inner());
                }
            };
            failed += usize::from(error);
            if let Err(error) = writeln!(out, "{line}") {
                lock().stopped = true;
                changed.notify_all();
                return Err(error);
            }
            if show {
                eprint!("\r{} of {}", n + 1, files.len());
            }
        }
        Ok(())
    });
    if show {
        eprintln!();
    }
    result?;
    if failed > 0 {
        out.flush()?;
        eprintln!("sourcelight: {failed} of {} inputs could not be read; their lines hold \"error\"", files.len());
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// The line of one input, and whether it reports an error. A panic in the engine (a fault of ours) costs one line, not the batch.
fn line(input: &Input) -> (String, bool) {
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| input.read()));
    let value = match read {
        Ok(Ok(report)) => serde_json::to_value(&report).map_err(|e| e.to_string()),
        Ok(Err(error)) => Err(error.message),
        Err(_) => Err("the engine failed on this input; please report it".into()),
    };
    let (mut object, failed) = match value {
        Ok(serde_json::Value::Object(object)) => (object, false),
        Ok(_) => (serde_json::Map::new(), true),
        Err(message) => (serde_json::Map::from_iter([("error".to_owned(), message.into())]), true),
    };
    object.insert("input".into(), input.file.clone().into());
    (serde_json::Value::Object(object).to_string(), failed)
}

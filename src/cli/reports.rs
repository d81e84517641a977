//! A folder of reports, one for each input: the report of `archive/2023/page.html` is `archive/2023/page.html.json` in it. Where a
//! report lies depends on nothing but the input's path, so that runs on many machines can share a folder and a run can be resumed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where reports are written to.
pub(super) struct Folder {
    at: PathBuf,
    /// Reports that are there already stay, and are not made again.
    keep: bool,
    /// Tells this run's unfinished files from those of other runs in the same folder.
    run: u64,
    unfinished: AtomicU64,
}

/// Where one report is to be written to.
pub(super) struct Place<'a> {
    folder: &'a Folder,
    at: PathBuf,
}

/// Whether a report was stored.
pub(super) enum Stored {
    /// It is there.
    Whole,
    /// This one could not be stored; others can. Why.
    Refused(String),
}

impl Folder {
    /// A folder, made where it is missing.
    pub fn new(at: &Path, keep: bool) -> io::Result<Folder> {
        fs::create_dir_all(at)?;
        // The standard library's only source of chance.
        let run = RandomState::new().build_hasher().finish();
        Ok(Folder { at: at.to_owned(), keep, run, unfinished: AtomicU64::new(0) })
    }

    /// Where the report of an input belongs; none where it is there and stays. Fails with a sentence where the path leads out of
    /// the folder.
    pub fn place(&self, input: &Path) -> Result<Option<Place<'_>>, String> {
        let mut at = self.at.clone();
        for part in input.components() {
            match part {
                Component::Normal(name) => at.push(name),
                Component::RootDir | Component::CurDir | Component::Prefix(_) => {}
                Component::ParentDir => {
                    return Err(
                        "its path leads up (..), so its report would lie outside the folder: name it from a folder above, \
                        or by its whole path"
                            .into(),
                    );
                }
            }
        }
        if at == self.at {
            return Err("its path names no file".into());
        }
        let mut name = OsString::from(at);
        name.push(".json");
        let at = PathBuf::from(name);
        Ok(if self.keep && is_whole(&at) { None } else { Some(Place { folder: self, at }) })
    }
}

/// Whether a report is there to its last byte. Reports get their names when they are written, but a machine that loses power may
/// keep the name and lose the bytes.
fn is_whole(at: &Path) -> bool {
    let last = || {
        let mut file = File::open(at)?;
        file.seek(SeekFrom::End(-1))?;
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        io::Result::Ok(byte[0])
    };
    matches!(last(), Ok(b'\n'))
}

impl Place<'_> {
    /// Writes the report beside its place and moves it there: whoever looks finds no report or a whole one.
    ///
    /// An error is one that would meet all reports (the disk is full).
    pub fn store(&self, report: &[u8]) -> io::Result<Stored> {
        let Some(parent) = self.at.parent() else { return Ok(Stored::Refused("it has no place in the folder".into())) };
        let n = self.folder.unfinished.fetch_add(1, Ordering::Relaxed);
        let part = parent.join(format!(".sourcelight-{:016x}-{n}.part", self.folder.run));
        let stored = fs::create_dir_all(parent)
            .and_then(|()| File::create_new(&part)?.write_all(report))
            .and_then(|()| fs::rename(&part, &self.at));
        let Err(error) = stored else { return Ok(Stored::Whole) };
        // What cannot be taken away either lies hidden and is read by nobody.
        let _ = fs::remove_file(&part);
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem => {
                Err(io::Error::new(error.kind(), format!("{}: {error}", self.at.display())))
            }
            _ => Ok(Stored::Refused(format!("its report cannot be written to {}: {error}", self.at.display()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(input: &str) -> Result<PathBuf, String> {
        let folder = Folder { at: "reports".into(), keep: false, run: 0, unfinished: AtomicU64::new(0) };
        folder.place(Path::new(input)).map(|place| place.map(|p| p.at).unwrap_or_default())
    }

    #[test]
    fn a_report_lies_where_its_input_says_and_never_outside() {
        for (input, at) in [
            ("a.html", "reports/a.html.json"),
            ("./2023/a.html", "reports/2023/a.html.json"),
            ("2023//a.txt", "reports/2023/a.txt.json"),
            ("2023/a", "reports/2023/a.json"),
            ("..a/b..html", "reports/..a/b..html.json"),
        ] {
            assert_eq!(place(input).as_deref(), Ok(Path::new(at)), "{input}");
        }
        #[cfg(unix)]
        assert_eq!(place("/srv/a.html").as_deref(), Ok(Path::new("reports/srv/a.html.json")));
        for input in ["../a.html", "a/../../b.html", "a/.."] {
            assert!(place(input).is_err_and(|m| m.contains("whole path")), "{input}");
        }
    }
}

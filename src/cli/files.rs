//! Which files a run reads: those of the command line, those of a list, and all pages and texts in folders among either. They are
//! found while they are read, so that the names of a large archive never lie in memory together.

use super::input::InputError;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What is read in a folder: files whose names end so, in any case.
const ENDINGS: [&str; 4] = ["html", "htm", "xhtml", "txt"];

/// A file to read, or why there is none in its place.
pub(super) type Found = Result<PathBuf, InputError>;
type Files = Box<dyn Iterator<Item = Found> + Send>;

/// The files of the command line in their order, then those of the list; folders give what is in them, sorted by name.
pub(super) fn all(arguments: Vec<PathBuf>, list: Option<Box<dyn BufRead + Send>>) -> impl Iterator<Item = Found> + Send {
    let listed = list.into_iter().flat_map(lines);
    arguments.into_iter().map(Ok).chain(listed).flat_map(|found| match found {
        Ok(path) if path.as_os_str() != "-" && path.is_dir() => within(path),
        found => Box::new(std::iter::once(found)),
    })
}

/// The paths of a list, one a line, bytes as the file system has them. A list that breaks off is one error in its place.
fn lines(list: Box<dyn BufRead + Send>) -> impl Iterator<Item = Found> + Send {
    let mut ended = false;
    list.split(b'\n')
        .map_while(move |line| {
            if ended {
                return None;
            }
            Some(match line {
                Ok(mut bytes) => {
                    if bytes.last() == Some(&b'\r') {
                        bytes.pop();
                    }
                    // In a list this is a file's name, not standard input.
                    if bytes == b"-" { Ok("./-".into()) } else { path(bytes) }
                }
                Err(error) => {
                    ended = true;
                    Err(InputError { file: "the list of files".into(), message: format!("cannot be read further: {error}") })
                }
            })
        })
        // An empty line names nothing.
        .filter(|found| !matches!(found, Ok(path) if path.as_os_str().is_empty()))
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> Found {
    use std::os::unix::ffi::OsStringExt;
    Ok(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> Found {
    String::from_utf8(bytes).map(Into::into).map_err(|e| InputError {
        file: String::from_utf8_lossy(e.as_bytes()).into_owned().into(),
        message: "this line of the list of files is not UTF-8".into(),
    })
}

/// Pages and texts in a folder and in those below it. Links are followed; a circle of them is an error in its place. What begins
/// with a dot is left out, as the shell leaves it out.
fn within(folder: PathBuf) -> Files {
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().first() == Some(&b'.');
    let entries =
        WalkDir::new(&folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(move |entry| !hidden(entry));
    let mut found = entries
        .filter_map(|entry| match entry {
            Ok(entry) => (entry.file_type().is_file() && is_read(entry.path())).then(|| Ok(entry.into_path())),
            Err(error) => {
                let file = error.path().map_or_else(PathBuf::new, Path::to_owned);
                let message = match error.loop_ancestor() {
                    Some(above) => format!("this link leads back to {}", above.display()),
                    None => error.io_error().map_or_else(|| error.to_string(), |e| format!("cannot be read: {e}")),
                };
                Some(Err(InputError { file, message }))
            }
        })
        .peekable();
    if found.peek().is_some() {
        return Box::new(found);
    }
    let message = format!("there is no page or text in this folder (names that end in .{})", ENDINGS.join(", ."));
    Box::new(std::iter::once(Err(InputError { file: folder, message })))
}

fn is_read(path: &Path) -> bool {
    ends_in(path, &ENDINGS)
}

/// Whether the name of a file ends in one of these, in any case.
pub(super) fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

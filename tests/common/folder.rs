//! A folder for a test of the command line tool.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::PathBuf;

/// A folder of a test's own, removed when the test ends well.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A new one; `test` is the file of tests, `name` the test.
    pub fn new(test: &str, name: &str) -> Folder {
        let at = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}_{name}_{}", std::process::id()));
        std::fs::create_dir_all(&at).expect("a folder for the test");
        Folder(at)
    }

    /// Writes a file, and its folders; gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let at = self.0.join(name);
        std::fs::create_dir_all(at.parent().expect("a folder")).expect("a folder for a file");
        std::fs::write(&at, bytes).expect("a file for the test");
        at.to_string_lossy().into_owned()
    }

    /// The path of a file that need not be there.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind lies in the build folder and does no harm.
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

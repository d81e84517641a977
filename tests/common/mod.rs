//! What the tests that measure share: annotated texts in a folder, and figures with their floors.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::{Path, PathBuf};

/// A folder of the repository.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Reads all `.txt` files of a folder, in the order of their names, with a reader that gets a file's name and content. A
/// file that it refuses ends the test, with the file's path before the reason.
pub fn texts<T>(name: &str, read: impl Fn(&str, &str) -> Result<T, String>) -> Vec<T> {
    let folder = folder(name);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap_or_else(|e| panic!("{}: {e}", folder.display())).path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let one = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let content = std::fs::read_to_string(path).map_err(|e| e.to_string());
        content.and_then(|content| read(&stem, &content)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    files.iter().map(one).collect()
}

/// A figure that a test measured.
pub struct Figure<'a> {
    /// Part of the texts (`dev`, `held`, `all`).
    pub part: &'a str,
    /// What was measured.
    pub measure: &'a str,
    pub percent: f64,
    /// Right ones, and of how many, where that says something.
    pub of: Option<(usize, usize)>,
}

/// Compares figures with the floors in `NAME/floor.tsv` (part, measure, floor in per cent) and prints both. What fell below
/// its floor fails, and so does a figure without a floor or a floor without a figure; a whole per cent more is worth
/// raising the floor for. With the environment variable `VARIABLE=write` the figures become the new floors.
pub fn hold_floors(name: &str, variable: &str, figures: &[Figure]) {
    let file = folder(name).join("floor.tsv");
    if std::env::var(variable).is_ok_and(|v| v == "write") {
        // Rounded down, so that the figure itself is not below its floor.
        let row = |f: &Figure| format!("{}\t{}\t{:.1}\n", f.part, f.measure, (f.percent * 10.0).floor() / 10.0);
        let table: String = std::iter::once("part\tmeasure\tfloor\n".to_owned()).chain(figures.iter().map(row)).collect();
        std::fs::write(&file, table).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
    let table = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut floors: Vec<(&str, &str, f64)> = Vec::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [part, measure, floor] = cells[..] else { panic!("{}: {line:?}", file.display()) };
        floors.push((part, measure, floor.parse().unwrap_or_else(|e| panic!("{}: {line:?}: {e}", file.display()))));
    }
    let mut failures = Vec::new();
    for Figure { part, measure, percent, of } in figures {
        let floor = floors.iter().find(|(p, m, _)| p == part && m == measure).map(|f| f.2);
        let note = match floor {
            None => "no floor".to_owned(),
            Some(floor) if *percent >= floor + 1.0 => format!("floor {floor:5.1}  (the floor can be raised)"),
            Some(floor) => format!("floor {floor:5.1}"),
        };
        let count = of.map(|(right, of)| format!("{right:4} of {of:4}  ")).unwrap_or_default();
        println!("{part:6} {measure:21} {percent:6.1}  {count}{note}");
        match floor {
            None => failures.push(format!("{part} {measure} has no floor")),
            Some(floor) if percent + 0.1 < floor => {
                failures.push(format!("{part} {measure} fell to {percent:.1}, its floor is {floor:.1}"));
            }
            Some(_) => {}
        }
    }
    for (part, measure, _) in &floors {
        if !figures.iter().any(|f| f.part == *part && f.measure == *measure) {
            failures.push(format!("{part} {measure} has a floor but is not measured any more"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

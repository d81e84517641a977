//! `sourcelight read --format jsonl` and `--out`: many files, in order, whatever the number of workers; what is there is kept.

#[path = "common/folder.rs"]
mod folder;

use folder::Folder;
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const TODAY: [&str; 2] = ["--today", "2026-01-01"];

impl Folder {
    /// Runs the tool in the folder.
    fn read(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self.start(arguments);
        let mut pipe = child.stdin.take().expect("a pipe");
        let bytes = input.to_vec();
        let writer = std::thread::spawn(move || pipe.write_all(&bytes));
        let output = child.wait_with_output().expect("the tool ends");
        // A tool that fails before it reads closes the pipe.
        let _ = writer.join().expect("the writer ends");
        output
    }

    fn start(&self, arguments: &[&str]) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_sourcelight"))
            .arg("read")
            .args(TODAY)
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tool starts")
    }

    /// Every file below a folder, by name.
    fn files(&self, below: &str) -> Vec<String> {
        fn walk(at: &Path, top: &Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    walk(&entry.path(), top, found);
                } else {
                    found.push(entry.path().strip_prefix(top).expect("below").to_string_lossy().into_owned());
                }
            }
        }
        let (top, mut found) = (self.0.join(below), Vec::new());
        walk(&top, &top, &mut found);
        found.sort();
        found
    }
}

/// The golden articles' pages and some texts of the annotated corpus, in folders: an archive in small.
fn archive(folder: &Folder) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let names = |at: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(at).expect("a folder of tests").flatten().map(|e| e.path()).collect();
        names.sort();
        names
    };
    for at in names(&tests.join("golden")) {
        if let (Ok(page), Some(name)) = (std::fs::read(at.join("page.html")), at.file_name()) {
            folder.file(&format!("archive/pages/{}.html", name.to_string_lossy()), page);
        }
    }
    let texts = names(&tests.join("attribution"));
    for at in texts.iter().filter(|at| at.extension().is_some_and(|e| e == "txt")).step_by(9) {
        let name = at.file_name().expect("a name").to_string_lossy();
        folder.file(&format!("archive/texts/{name}"), std::fs::read(at).expect("a text"));
    }
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}"))).collect()
}

fn inputs(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|l| l["input"].as_str().expect("each line names its input")).collect()
}

fn message(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn reports_depend_neither_on_workers_nor_on_what_was_read_before() {
    let folder = Folder::new("batch", "same");
    archive(&folder);
    let one = folder.read(&["--format", "jsonl", "--jobs", "1", "archive"], b"");
    assert!(one.status.success(), "{}", message(&one));
    let found = lines(&one);
    let names = inputs(&found);
    assert!(names.len() >= 30 && names.is_sorted(), "{names:?}");
    assert!(found.iter().filter(|l| !l["claims"].as_array().expect("claims").is_empty()).count() >= 25, "there is much to find");
    for jobs in ["2", "3", "16"] {
        let more = folder.read(&["--format", "jsonl", "--jobs", jobs, "archive"], b"");
        assert!(more.status.success() && more.stdout == one.stdout, "{jobs} jobs give the same bytes");
    }
    // Backwards, and each twice: what a worker has kept from one file changes nothing in the next.
    let list: String = names.iter().rev().flat_map(|name| [*name, "\n", name, "\n"]).collect();
    let back = folder.read(&["--format", "jsonl", "--jobs", "2", "--files-from", "-"], list.as_bytes());
    let text = |output: &Output| String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let expected: String = text(&one).lines().rev().map(|line| format!("{line}\n{line}\n")).collect();
    assert!(text(&back) == expected, "backwards and twice: the same lines");
}

#[test]
fn folders_arguments_and_lists_are_read_in_their_order() {
    let folder = Folder::new("batch", "order");
    let text = "The ferry is late, the captain said.\n";
    for name in
        ["in/b/2.txt", "in/b/10.TXT", "in/a.htm", "in/c.xhtml", "in/.hidden/x.txt", "in/.x.txt", "in/notes.pdf", "z.dat", "-"]
    {
        folder.file(name, text);
    }
    folder.file("list", "in/a.htm\r\n\nnot there.txt\nin/b\n-\nin/c.xhtml");
    let run = folder.read(&["--text", "--format", "jsonl", "--jobs", "3", "z.dat", "in", "--files-from", "list"], b"");
    assert_eq!(run.status.code(), Some(1));
    let found = lines(&run);
    let walked = ["in/a.htm", "in/b/10.TXT", "in/b/2.txt", "in/c.xhtml"];
    let listed = ["in/a.htm", "not there.txt", "in/b/10.TXT", "in/b/2.txt", "./-", "in/c.xhtml"];
    assert_eq!(inputs(&found), [&["z.dat"][..], &walked, &listed].concat());
    let bad: Vec<&Value> = found.iter().filter(|l| !l["error"].is_null()).collect();
    assert!(bad.len() == 1 && bad[0]["input"] == "not there.txt" && bad[0]["error"] == "there is no such file", "{bad:?}");
    let said = message(&run);
    assert!(said.contains("11 inputs: 10 read, 1 could not be read; ") && said.contains(" MB/s"), "{said}");
    let none = folder.read(&["--format", "jsonl", "--files-from", "-"], b"");
    assert!(none.status.success() && none.stdout.is_empty(), "an empty share of a list is done: {}", message(&none));
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_odd_names_cost_one_line() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("batch", "links");
    folder.file("in/a.txt", "The ferry is late, the captain said.");
    folder.file("in/c.txt", "The ferry is late, the captain said.");
    std::os::unix::fs::symlink("../in", folder.0.join("in/b")).expect("a link");
    let odd = folder.0.join(std::ffi::OsStr::from_bytes(b"in/d\xe9.txt"));
    // Some file systems take no such name.
    let odd = std::fs::write(odd, "The ferry is late, the captain said.").is_ok();
    let run = folder.read(&["--format", "jsonl", "in"], b"");
    let found = lines(&run);
    assert_eq!(inputs(&found)[..3], ["in/a.txt", "in/b", "in/c.txt"]);
    assert!(found[1]["error"].as_str().is_some_and(|e| e.contains("leads back to in")), "{}", found[1]);
    assert!(!odd || found[3]["claims"].is_array(), "{found:?}");
}

#[test]
fn lines_come_while_the_list_is_still_being_written() {
    let folder = Folder::new("batch", "stream");
    folder.file("a.txt", "The ferry is late, the captain said.");
    let mut child = folder.start(&["--format", "jsonl", "--jobs", "2", "--files-from", "-"]);
    let mut list = child.stdin.take().expect("a pipe");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    for n in 0..3 {
        writeln!(list, "a.txt").expect("the tool reads the list");
        let mut line = String::new();
        out.read_line(&mut line).expect("the tool writes");
        assert!(line.contains("\"input\":\"a.txt\""), "{n}: {line}");
    }
    drop(list);
    assert!(child.wait().expect("the tool ends").success());
}

#[test]
fn a_folder_of_reports_is_what_the_lines_are_and_goes_on_where_it_ended() {
    let folder = Folder::new("batch", "out");
    archive(&folder);
    folder.file("archive/pages/bad.html", b"%PDF-1.4");
    let lines_of = folder.read(&["--format", "jsonl", "archive"], b"");
    let first = folder.read(&["--out", "reports", "archive"], b"");
    assert_eq!(first.status.code(), Some(1));
    let error = lines(&first);
    assert!(error.len() == 1 && error[0]["input"] == "archive/pages/bad.html" && error[0]["error"].is_string(), "{error:?}");

    let reports = folder.files("reports");
    assert!(reports.len() >= 30 && reports.iter().all(|name| name.ends_with(".json")), "nothing unfinished: {reports:?}");
    let read = |name: &str| std::fs::read(folder.0.join("reports").join(name)).expect("a report");
    for line in lines_of.stdout.split_inclusive(|b| *b == b'\n') {
        let value: Value = serde_json::from_slice(line).expect("JSON");
        if value["error"].is_null() {
            let name = format!("{}.json", value["input"].as_str().expect("a name"));
            assert!(read(&name) == line, "{name} is the line of its input");
        }
    }

    // One report is somebody's own, one lost its end with the machine, one is gone.
    let [own, torn, gone] = [&reports[0], &reports[1], &reports[2]];
    let whole = (read(torn), read(gone));
    folder.file(&format!("reports/{own}"), "{\"own\":1}\n");
    folder.file(&format!("reports/{torn}"), "");
    std::fs::remove_file(folder.0.join("reports").join(gone)).expect("gone");
    let again = folder.read(&["--out", "reports", "--skip-existing", "archive"], b"");
    let said = message(&again);
    let kept = format!("{} skipped", reports.len() - 2);
    assert!(said.contains(&kept) && said.contains(": 2 read") && said.contains("1 could not be read"), "{said}");
    assert_eq!((read(torn), read(gone)), whole);
    assert_eq!(read(own), b"{\"own\":1}\n", "what is there stays");
    assert_eq!(folder.files("reports"), reports);

    let over = folder.read(&["--out", "reports", "archive"], b"");
    assert!(message(&over).contains(&format!("{} read", reports.len())), "{}", message(&over));
    assert!(read(own) != b"{\"own\":1}\n", "without --skip-existing all are made again");
}

#[test]
fn a_report_without_a_place_costs_one_line() {
    let folder = Folder::new("batch", "places");
    let text = "The ferry is late, the captain said.";
    // With `.json` this is longer than a file's name may be.
    let long = format!("{}.txt", "n".repeat(249));
    folder.file(&format!("work/{long}"), text);
    folder.file("work/good.txt", text);
    folder.file("up.txt", text);
    folder.file("work/reports/taken.txt.json/x", text);
    folder.file("work/taken.txt", text);
    let list = format!("work/{long}\nwork/../up.txt\nwork/taken.txt\nwork/good.txt\n").replace("work/taken.txt", "taken.txt");
    folder.file("taken.txt", text);
    let run = folder.read(&["--out", "work/reports", "--files-from", "-"], list.as_bytes());
    assert_eq!(run.status.code(), Some(1));
    let found = lines(&run);
    let errors: Vec<&str> = found.iter().map(|l| l["error"].as_str().expect("an error")).collect();
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(errors[0].contains("its report cannot be written to"), "{errors:?}");
    assert!(errors[1].contains("its path leads up"), "{errors:?}");
    assert!(errors[2].contains("its report cannot be written to"), "{errors:?}");
    assert_eq!(folder.files("work/reports"), ["taken.txt.json/x", "work/good.txt.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_batch() {
    let folder = Folder::new("batch", "full");
    archive(&folder);
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has a device that is full");
    let run = Command::new(env!("CARGO_BIN_EXE_sourcelight"))
        .args(["read", "--format", "jsonl", "archive"])
        .current_dir(&folder.0)
        .stdout(full)
        .output()
        .expect("the tool ends");
    assert_eq!(run.status.code(), Some(1));
    assert!(message(&run).contains("cannot write the result"), "{}", message(&run));
}

//! The command line tool: the same engine, natively. For tests, benchmarks and researchers.

mod batch;
mod files;
mod input;
mod marked;
mod reports;
mod terminal;
mod trees;

use crate::engine::Options;
use crate::export;
use crate::officials::own::{self, Fault, Lists, OwnList};
use crate::report::Report;
use clap::builder::ArgPredicate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use input::{Input, InputError};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Shows in an article who says what, where it comes from, and which public officials it names.
#[derive(Parser)]
#[command(name = "sourcelight", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read pages or texts and report what is in them.
    Read(Read),
    /// Print the snapshot that the engine reads of a page (what the extension's content script would collect).
    #[command(hide = true)]
    Snapshot(SnapshotOf),
    /// Print sentences, words, tags and trees of plain texts as CoNLL-U.
    #[command(hide = true)]
    Trees(Trees),
    /// Time the engine on a file: prints JSON with the median of the runs in milliseconds.
    #[command(hide = true)]
    Time(Time),
}

#[derive(Args)]
struct Read {
    /// HTML pages, or plain texts (files that end in .txt, or all with --text); `-` is standard input. With --format jsonl also
    /// folders: all pages and texts in them.
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// How to print what was found [default: text; jsonl with --out].
    #[arg(long, value_enum, hide_default_value = true, default_value_t = Format::Text, default_value_if("out", ArgPredicate::IsPresent, "jsonl"))]
    format: Format,
    /// Further files and folders to read, one a line in this file; `-` is standard input. Needs --format jsonl.
    #[arg(long = "files-from", id = "list", value_name = "LIST")]
    list: Option<PathBuf>,
    /// How many files are read at once, with --format jsonl; all cores without it.
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Write each report into this folder instead: that of A/B.html is A/B.html.json there. Only lines with "error" are printed.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Leave out files whose report is in that folder already: goes on where a run was ended.
    #[arg(long, requires = "out")]
    skip_existing: bool,
    /// The input is plain text in UTF-8, whatever its name.
    #[arg(long)]
    text: bool,
    /// Address that the page or text was published at.
    #[arg(long)]
    url: Option<String>,
    /// Day of publication (YYYY-MM-DD); overrides what the page says.
    #[arg(long, value_parser = day)]
    published: Option<String>,
    /// The day to take for today (YYYY-MM-DD), for answers that do not change from day to day.
    #[arg(long, value_parser = day)]
    today: Option<String>,
    /// A list of your own of people and offices (tab-separated; columns person, office, place, and other_names, start, end,
    /// source), looked for beside the built-in tables. May be given several times.
    #[arg(long = "officials", value_name = "FILE.tsv")]
    lists: Vec<String>,
}

#[derive(Args)]
struct SnapshotOf {
    /// An HTML page; `-` is standard input.
    file: String,
    /// Address of the page.
    #[arg(long)]
    url: Option<String>,
}

#[derive(Args)]
struct Trees {
    /// Plain texts in UTF-8; `-` is standard input.
    #[arg(required = true)]
    files: Vec<String>,
}

#[derive(Args)]
struct Time {
    /// An HTML page or a plain text.
    file: String,
    /// How many times to read it.
    #[arg(long, default_value_t = 20)]
    runs: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A readable report for the terminal.
    Text,
    /// One report as JSON (one file).
    Json,
    /// One report a line, for any number of files, on all cores.
    Jsonl,
    /// A self-contained marked-up page (one file).
    Html,
    /// A table of the claims, one a row (one file).
    Csv,
    /// The report as Markdown (one file).
    Markdown,
    /// W3C Web Annotations as JSON-LD (one file).
    Annotations,
}

/// A day of the calendar, in the form in which the engine compares days.
fn day(text: &str) -> Result<String, String> {
    match (text.len() == 10).then(|| text.parse::<jiff::civil::Date>()) {
        Some(Ok(date)) => Ok(date.to_string()),
        _ => Err("expected a day of the calendar as YYYY-MM-DD, for example 2023-06-08".into()),
    }
}

/// Runs the tool with the arguments of the process.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Read(read) => run_read(&read),
        Command::Snapshot(of) => run_snapshot(&of),
        Command::Trees(of) => run_trees(&of),
        Command::Time(time) => run_time(&time),
    };
    match done {
        Ok(code) => code,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("sourcelight: {failure}");
            ExitCode::from(1)
        }
    }
}

/// Why a run ended early.
enum Failure {
    /// Nothing could be read from the input.
    Input(InputError),
    /// Standard output could not be written.
    Output(io::Error),
    /// The arguments do not go together.
    Usage(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Input(error) => write!(f, "{error}"),
            Failure::Output(error) => write!(f, "cannot write the result: {error}"),
            Failure::Usage(error) => f.write_str(error),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Failure::Input(error)
    }
}

fn run_read(read: &Read) -> Result<ExitCode, Failure> {
    let today = read.today.clone().unwrap_or_else(today);
    let lists = own_lists(&read.lists, &today)?;
    let options = Options { url: read.url.clone(), published: read.published.clone(), today, lists };
    let mut out = BufWriter::new(io::stdout().lock());
    let input = |file: &Path| Input {
        file: file.to_owned(),
        plain: read.text || files::ends_in(file, &["txt"]),
        options: options.clone(),
    };
    if read.format != Format::Jsonl {
        let only = [("--files-from", read.list.is_some()), ("--jobs", read.jobs.is_some()), ("--out", read.out.is_some())];
        if let Some((name, _)) = only.iter().find(|(_, given)| *given) {
            return Err(Failure::Usage(format!("{name} is for many files: use it with --format jsonl")));
        }
    }
    let code = match read.format {
        Format::Jsonl => run_batch(read, input, &mut out)?,
        Format::Text => run_terminal(&read.files, input, &mut out)?,
        Format::Json | Format::Html | Format::Csv | Format::Markdown | Format::Annotations => {
            let [file] = read.files.as_slice() else {
                return Err(Failure::Usage(format!(
                    "this format takes one file, {} were given: use --format jsonl for many",
                    read.files.len()
                )));
            };
            let report = input(file).read()?;
            match read.format {
                Format::Html => marked::write(&report, &mut out)?,
                Format::Csv => export::write_csv(&report, &mut out)?,
                Format::Markdown => export::write_markdown(&report, &mut out)?,
                Format::Annotations => export::write_annotations(&report, &mut out)?,
                _ => export::write_json(&report, &mut out)?,
            }
            ExitCode::SUCCESS
        }
    };
    out.flush()?;
    Ok(code)
}

fn run_batch(read: &Read, input: impl Fn(&Path) -> Input + Sync, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let standard_input = |path: &PathBuf| path.as_os_str() == "-";
    if read.files.iter().any(standard_input) && (read.list.as_ref().is_some_and(standard_input) || read.out.is_some()) {
        return Err(Failure::Usage(
            "standard input cannot be a page here: its name is needed, or it is the list of files".into(),
        ));
    }
    let list: Option<Box<dyn BufRead + Send>> = match &read.list {
        None => None,
        Some(list) if standard_input(list) => Some(Box::new(BufReader::new(io::stdin()))),
        Some(list) => match std::fs::File::open(list) {
            Ok(file) => Some(Box::new(BufReader::new(file))),
            Err(error) => return Err(Failure::Usage(format!("{}: the list of files cannot be read: {error}", list.display()))),
        },
    };
    let folder = match &read.out {
        None => None,
        Some(at) => Some(
            reports::Folder::new(at, read.skip_existing)
                .map_err(|error| Failure::Usage(format!("{}: reports cannot be written there: {error}", at.display())))?,
        ),
    };
    let named = list.is_none() && !read.files.iter().any(|file| file.is_dir());
    let batch = batch::Batch {
        jobs: read.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
        folder,
        total: named.then_some(read.files.len()),
    };
    Ok(batch::run(files::all(read.files.clone(), list), input, &batch, out)?)
}

/// Reads lists of people and offices; a list with faults ends the run, and all of them are told.
fn own_lists(files: &[String], today: &str) -> Result<Arc<Lists>, Failure> {
    let mut lists = Vec::with_capacity(files.len());
    for file in files {
        let input = Input { file: file.into(), plain: true, options: Options::default() };
        let bytes = input.bytes()?;
        let faulty = |faults: Vec<Fault>| {
            let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
            Failure::Usage(format!("{file} cannot be used as a list:\n{}", lines.join("\n")))
        };
        let tsv = own::decode(&bytes).map_err(|fault| faulty(vec![fault]))?;
        own::check(tsv).map_err(faulty)?;
        let name = std::path::Path::new(file).file_stem().map_or_else(|| file.clone(), |s| s.to_string_lossy().into_owned());
        lists.push(OwnList { name, added: today.to_owned(), tsv: tsv.to_owned() });
    }
    let lists = Lists::new(&lists, today);
    match lists.faults().first() {
        Some((name, fault)) => Err(Failure::Usage(format!("{name}: {fault}"))),
        None => Ok(Arc::new(lists)),
    }
}

/// Readable reports one after the other; a file that cannot be read is named on standard error and the rest goes on.
fn run_terminal(files: &[PathBuf], input: impl Fn(&Path) -> Input, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut code = ExitCode::SUCCESS;
    for (n, file) in files.iter().enumerate() {
        if n > 0 {
            writeln!(out, "\n")?;
        }
        match input(file).read() {
            Ok(report) => terminal::write(&report, out)?,
            Err(error) => {
                out.flush()?;
                eprintln!("sourcelight: {error}");
                code = ExitCode::from(1);
            }
        }
    }
    Ok(code)
}

fn run_snapshot(of: &SnapshotOf) -> Result<ExitCode, Failure> {
    let input =
        Input { file: of.file.clone().into(), plain: false, options: Options { url: of.url.clone(), ..Options::default() } };
    let mut out = BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &input.snapshot()?).map_err(io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn run_trees(of: &Trees) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    for file in &of.files {
        let input = Input { file: file.into(), plain: true, options: Options::default() };
        trees::write(&input.words()?, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn run_time(time: &Time) -> Result<ExitCode, Failure> {
    let options = Options { today: today(), ..Options::default() };
    let input = Input { file: time.file.clone().into(), plain: time.file.ends_with(".txt"), options };
    let mut read = input.prepared(input.bytes()?)?;
    let mut millis = Vec::new();
    let mut report: Option<Report> = None;
    for _ in 0..time.runs.max(1) {
        let start = std::time::Instant::now();
        report = Some(read());
        millis.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    millis.sort_by(f64::total_cmp);
    let text = report.map(|r| r.document.text).unwrap_or_default();
    // What any reader of the text pays: one look at each character.
    let start = std::time::Instant::now();
    let words = text.split_whitespace().count();
    let plain_ms = start.elapsed().as_secs_f64() * 1000.0;
    let result = serde_json::json!({
        "file": time.file, "runs": millis.len(), "text_bytes": text.len(), "words": words,
        "median_ms": millis[millis.len() / 2], "plain_ms": plain_ms,
    });
    writeln!(io::stdout(), "{result}")?;
    Ok(ExitCode::SUCCESS)
}

/// Today's day where the machine is.
fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

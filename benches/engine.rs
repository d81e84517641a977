//! Speed of the engine, by stage and as a whole, on the articles of our annotated corpus and the golden articles' pages.
//!
//! `cargo bench --bench engine` prints the time of each stage over the same text with its throughput, beside a plain pass
//! that only looks for white space (what any reader of the text must pay); and the whole engine on one text repeated to
//! growing sizes, so that anything but linear growth shows. The first lines say how fast officials alone are found and which part
//! of the whole that is: at least 2 MB/s and at most a fifth are wanted. `host` is the way from an address to the
//! outlet whose it is: listed, below a listed one, and not listed. `again` is a text that comes with another first paragraph each time,
//! with the trees of its sentences kept, as the extension does, and without.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sourcelight::engine::{Options, read_page, read_text};
use sourcelight::officials::own::{Lists, MAX_ROWS, OwnList};
use sourcelight::page::snapshot::Snapshot;
use sourcelight::page::{article, html};
use sourcelight::{claims, officials, origin, text};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The golden articles' pages, in the order of their names.
fn snapshots() -> Vec<Snapshot> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut pages: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .filter_map(|entry| Some(entry.ok()?.path().join("page.html")))
        .filter(|page| page.is_file())
        .collect();
    pages.sort();
    let read = |page: &Path| html::snapshot(&std::fs::read(page).ok()?, None).ok();
    pages.iter().filter_map(|page| read(page)).collect()
}

#[path = "../tests/common/mod.rs"]
mod common;

#[path = "../tests/attribution/annotated.rs"]
#[allow(dead_code, reason = "only the texts are wanted here")]
mod annotated;

/// The articles of our annotated corpus as one plain text of half a megabyte.
fn long_text() -> String {
    annotated::all().into_iter().map(|article| article.text).collect::<Vec<_>>().join("\n\n")
}

fn options() -> Options {
    Options { published: Some("2024-03-05".into()), today: "2026-01-01".into(), ..Options::default() }
}

fn stages(c: &mut Criterion) {
    let words = long_text();
    let article = sourcelight::page::plain::read(&words);
    let analysis = text::analyse(&article);
    let cited = origin::find(None, &article, &analysis, None, None).cited;
    let mut group = c.benchmark_group("stage");
    group.throughput(Throughput::Bytes(words.len() as u64));
    group.bench_function("white space only", |b| b.iter(|| black_box(&words).split_whitespace().count()));
    group.bench_function("text", |b| b.iter(|| text::analyse(black_box(&article))));
    group.bench_function("claims", |b| b.iter(|| claims::find(&article, black_box(&analysis), &cited)));
    group.bench_function("origin", |b| b.iter(|| origin::find(None, &article, black_box(&analysis), None, None)));
    group.bench_function("officials", |b| {
        b.iter(|| officials::find(&article, black_box(&analysis), Some("2024-03-05"), "2026-01-01", &Default::default()));
    });
    group.bench_function("all, plain text", |b| b.iter(|| read_text(black_box(&words), &options())));
    group.finish();

    let pages = snapshots();
    let mut group = c.benchmark_group("pages");
    group.throughput(Throughput::Elements(pages.len() as u64));
    group.bench_function("find the article", |b| b.iter(|| pages.iter().map(|s| article::find(s).blocks.len()).sum::<usize>()));
    group.bench_function("all", |b| b.iter(|| pages.iter().map(|s| read_page(s, &options()).0.claims.len()).sum::<usize>()));
    group.finish();
}

/// A text of the length of a live blog, read each time with another first paragraph: as a page that goes on changing.
fn again(c: &mut Criterion) {
    let words = long_text();
    let long = words.split_inclusive("\n\n").scan(0, |length, paragraph| {
        *length += paragraph.len();
        (*length < 60_000).then_some(paragraph)
    });
    let long: String = long.collect();
    let mut group = c.benchmark_group("again");
    group.throughput(Throughput::Bytes(long.len() as u64));
    for (name, keep) in [("parsed whole", false), ("trees kept", true)] {
        text::model::keep_trees(keep);
        let mut hour = 0;
        group.bench_function(name, |b| {
            b.iter(|| {
                hour += 1;
                read_text(&format!("The mayor said after {hour} hours that the bridge was closed.\n\n{long}"), &options())
            });
        });
    }
    text::model::keep_trees(false);
    group.finish();
}

/// The best of a few runs, in seconds: what other programs take away from a run is not the stage's.
fn best(mut run: impl FnMut()) -> f64 {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min)
}

/// Prints how fast officials are found, and which part of the engine's whole time that takes; with own lists of the largest size,
/// too.
fn officials_alone(_: &mut Criterion) {
    let words = long_text();
    let article = sourcelight::page::plain::read(&words);
    let analysis = text::analyse(&article);
    let row = |n: usize| format!("Ada Quill{n}\tMayor\tFenmarsh {}\t2020\n", n % 100);
    let tsv: String = std::iter::once("person\toffice\tplace\tstart\n".to_owned()).chain((0..MAX_ROWS).map(row)).collect();
    let list = OwnList { name: "large".into(), added: "2026-01-01".into(), tsv };
    let lists = [Lists::default(), Lists::new(std::slice::from_ref(&list), "2026-01-01")];
    let whole = best(|| drop(read_text(black_box(&words), &options())));
    for (lists, name) in lists.iter().zip(["officials", "officials, with an own list of the largest size"]) {
        let alone = best(|| drop(officials::find(&article, black_box(&analysis), Some("2024-03-05"), "2026-01-01", lists)));
        let (speed, share) = (words.len() as f64 / 1e6 / alone, 100.0 * alone / whole);
        println!("{name}: {speed:.1} MB/s, {share:.1} % of the whole engine's time");
    }
    println!("reading that list: {:.0} ms", 1e3 * best(|| drop(Lists::new(std::slice::from_ref(&list), "2026-01-01"))));
}

fn growth(c: &mut Criterion) {
    let words = long_text();
    let mut group = c.benchmark_group("growth");
    group.sample_size(10);
    for kilobytes in [16, 64, 256, 1024, 5120] {
        let mut text = String::with_capacity((kilobytes << 10) + words.len());
        while text.len() < kilobytes << 10 {
            text.push_str(&words);
            text.push_str("\n\n");
        }
        let end = (0..=kilobytes << 10).rfind(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(format!("{kilobytes} KB")), &text, |b, text| {
            b.iter(|| read_text(black_box(text), &options()));
        });
    }
    group.finish();
}

fn hosts(c: &mut Criterion) {
    let mut group = c.benchmark_group("host");
    for (name, url) in [
        ("listed", "https://www.theguardian.com/world/2024/may/03/harbour"),
        ("below a listed one", "https://edition.amp.cnn.com/2024/05/03/harbour"),
        ("not listed", "https://news.harbour-courier.example.co.uk/2024/05/03/harbour"),
    ] {
        group.bench_function(name, |b| b.iter(|| origin::outlet_of(black_box(url), Some("2024-05-03"))));
    }
    group.finish();
}

criterion_group!(benches, officials_alone, stages, again, growth, hosts);
criterion_main!(benches);

//! A reader's own lists: what is refused and how, and what is found with them. The people of the lists are invented.

use super::own::{Counts, Fault, Lists, MAX_BYTES, MAX_ROWS, OwnList, check, decode, export};
use super::{Found, find};
use crate::page::plain;
use crate::report::{Certainty, OfficeStatus};
use crate::text::Analysis;

const COUNCIL: &str = "person\tother_names\toffice\tplace\tstart\tend\tsource
Ottoline Brackwater\t\tMayor\tFenmarsh, United Kingdom\t2022-05-09\t2025-05-05\tminutes of 9 May 2022
Ottoline Brackwater\t\tCouncillor for Eel Ward\tFenmarsh, United Kingdom\t2014-05\t2022-05-09\t
Tobias Quillfeather\tToby Quillfeather\tMayor\tFenmarsh, United Kingdom\t2025-05-05\t\tminutes of 5 May 2025
Maud Sallowby\t\tTown Clerk\tFenmarsh, United Kingdom\t2019\t\t
";

fn lists(tsv: &str) -> Lists {
    let list = OwnList { name: "Fenmarsh council".into(), added: "2026-03-01".into(), tsv: tsv.into() };
    let lists = Lists::new(&[list], "2026-11-25");
    assert!(lists.faults().is_empty(), "{lists:?}");
    lists
}

fn read_with(lists: &Lists, day: &str, text: &str) -> Vec<Found> {
    let mut found = find(&plain::read(text), &Analysis::default(), Some(day), "2026-11-25", lists);
    found.retain(|f| f.certainty >= Certainty::Likely);
    found
}

fn one(day: &str, text: &str) -> Found {
    let mut found = read_with(&lists(COUNCIL), day, text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.remove(0)
}

fn faults(tsv: &str) -> Vec<Fault> {
    check(tsv).expect_err("faults")
}

/// The only fault: its line, its column, and a word of its sentence.
fn fault(tsv: &str, line: usize, column: &str, word: &str) {
    let all = faults(tsv);
    let [fault] = all.as_slice() else { panic!("{tsv}: {all:?}") };
    assert_eq!((fault.line, fault.column.as_str()), (line, column), "{fault}");
    assert!(fault.message.contains(word), "{fault}");
}

#[test]
fn rows_are_counted() {
    assert_eq!(check(COUNCIL), Ok(Counts { persons: 3, terms: 4 }));
}

#[test]
fn columns_in_any_order_and_as_spreadsheets_write_them() {
    let tsv = "\u{feff}# The council\r\nPlace\tPerson\tOther names\tOffice\r\n\r\n\"Fenmarsh\"\t\"Maud \"\"Mo\"\" Sallowby\"\t\tClerk\t\t\r\n";
    assert_eq!(check(tsv), Ok(Counts { persons: 1, terms: 1 }));
    let written = export(tsv).expect("no faults");
    assert_eq!(
        written,
        "person\tother_names\toffice\tplace\tstart\tend\tsource\nMaud \"Mo\" Sallowby\t\tClerk\tFenmarsh\t\t\t\n"
    );
}

#[test]
fn what_is_written_again_says_the_same() {
    let written = export(COUNCIL).expect("no faults");
    assert_eq!(written, COUNCIL);
    assert_eq!(export(&written).expect("no faults"), written);
}

#[test]
fn each_fault_says_where_and_what_to_do() {
    let row = |cells: &str| format!("person\toffice\tplace\tstart\tend\n{cells}\n");
    fault("", 0, "", "empty");
    fault("person\toffice\tplace\n", 0, "", "no row");
    fault("person,office,place\nA B,Mayor,C\n", 1, "", "TSV");
    fault("person\toffice\nA Bee\tMayor\n", 1, "place", "missing");
    fault("person\toffice\tplace\tparty\nA Bee\tMayor\tC\tD\n", 1, "party", "no such column");
    fault("person\toffice\tplace\toffice\nA Bee\tMayor\tC\tD\n", 1, "office", "twice");
    fault(&row("Ada Bee\t\tFenmarsh\t\t"), 2, "office", "empty");
    fault(&row("Ada\tMayor\tFenmarsh\t\t"), 2, "person", "full name");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t31/12/2020\t"), 2, "start", "2024-05-31");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2020\tpresent"), 2, "end", "leave the cell empty");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2020-13-01\t"), 2, "start", "month 13");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2023-02-29\t"), 2, "start", "calendar");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2020-05\t2019"), 2, "end", "before the start");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2020\t2021\tmore"), 2, "", "“more” is too many");
    fault(&row("Ada Bee\tMayor\tFenmarsh\t2020\t\nADA BEE\tmayor\tFenmarsh\t2020\t2021"), 3, "", "Line 2 says the same");
    fault(&row("Ad\u{fffd} Bee\tMayor\tFenmarsh\t\t"), 2, "", "UTF-8");
    fault(&row(&format!("Ada {}\tMayor\tFenmarsh\t\t", "e".repeat(300))), 2, "person", "200 characters");
    fault(&row("Ada Bee\tMayor\u{7}\tFenmarsh\t\t"), 2, "office", "cannot be shown");
    fault(&"x".repeat(MAX_BYTES + 1), 0, "", "3 MiB");
    assert_eq!(decode(b"person\nM\xfcller").map_err(|f| f.line), Err(2));
    // A leap day and dates of any precision are right.
    assert!(check(&row("Ada Bee\tMayor\tFenmarsh\t2024-02-29\t2024")).is_ok());
}

#[test]
fn faults_and_rows_are_bounded() {
    let head = "person\toffice\tplace\n";
    let wrong: String = (0..500).map(|_| "One\tMayor\tFenmarsh\n").collect();
    let told = faults(&format!("{head}{wrong}"));
    assert_eq!(told.len(), 51);
    assert!(told[50].message.contains("more faults"));
    let many: String = (0..=MAX_ROWS).map(|n| format!("Ada Bee{n}\tMayor\tFenmarsh\n")).collect();
    let told = faults(&format!("{head}{many}"));
    assert_eq!((told.len(), told[0].line), (1, MAX_ROWS + 2));
}

#[test]
fn lists_together_are_bounded_and_a_faulty_one_is_named() {
    let rows: String = (0..MAX_ROWS).map(|n| format!("Ada Bee{n}\tMayor\tFenmarsh\n")).collect();
    let long = OwnList { name: "long".into(), added: "2026-01-01".into(), tsv: format!("person\toffice\tplace\n{rows}") };
    let wrong = OwnList { name: "wrong".into(), added: "2026-01-01".into(), tsv: "person\n".into() };
    let lists = Lists::new(&[wrong, long.clone(), long.clone(), long], "2026-11-25");
    let named: Vec<&str> = lists.faults().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, ["wrong", "long"]);
}

#[test]
fn a_listed_person_with_the_office_that_the_list_gives() {
    let found =
        one("2025-09-01", "The mayor of Fenmarsh, Tobias Quillfeather, opened the sluice on Monday. Quillfeather smiled.");
    assert_eq!((found.person.as_str(), found.certainty, found.mentions.len()), ("Tobias Quillfeather", Certainty::Certain, 2));
    let office = &found.office_then[0];
    assert_eq!((office.office.as_str(), office.status), ("Mayor, Fenmarsh, United Kingdom", OfficeStatus::Current));
    assert_eq!(office.source, "your list “Fenmarsh council” (minutes of 5 May 2025)");
    assert_eq!(office.as_of, "2026-03-01");
    assert!(found.why.contains("your list “Fenmarsh council”"), "{}", found.why);
    // After the day on which the list was added it says nothing.
    assert_eq!(found.office_now[0].status, OfficeStatus::Unconfirmed);
}

#[test]
fn the_office_of_the_day() {
    let text = "Fenmarsh Mayor Ottoline Brackwater spoke at the sluice.";
    assert_eq!(one("2023-06-01", text).office_then[0].status, OfficeStatus::Current);
    let found = one("2025-09-01", "Former Fenmarsh mayor Ottoline Brackwater spoke at the sluice.");
    assert_eq!(found.office_then[0].status, OfficeStatus::Former);
}

#[test]
fn other_names_and_offices_that_no_table_knows() {
    assert_eq!(one("2025-09-01", "Fenmarsh Mayor Toby Quillfeather spoke.").person, "Tobias Quillfeather");
    assert_eq!(one("2025-09-01", "Fenmarsh’s town clerk, Maud Sallowby, spoke.").person, "Maud Sallowby");
}

#[test]
fn a_rare_name_with_its_place_in_an_article_about_politics() {
    let text = "The council election in Fenmarsh is a week away. Voters want a new government, said Tobias Quillfeather.";
    assert_eq!(one("2025-09-01", text).certainty, Certainty::Likely);
}

#[test]
fn a_name_alone_or_with_another_occupation_is_nobody() {
    for text in [
        "Tobias Quillfeather won the race.",
        "Tobias Quillfeather, a goalkeeper for Fenmarsh Rovers, was hurt. The election of the minister is near.",
        "The government in London fell. The prime minister said so, and Tobias Quillfeather laughed.",
        "The Maud Sallowby School in Fenmarsh was closed by the government after the election.",
    ] {
        let found = read_with(&lists(COUNCIL), "2025-09-01", text);
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}

#[test]
fn the_tables_stay_as_they_are() {
    let tsv = "person\toffice\tplace\tstart
Joe Biden\tHarbour Master\tFenmarsh\t2019
Zebedee Marlpit\tPresident\tFrance\t2020
";
    let lists = lists(tsv);
    let found = read_with(&lists, "2022-05-01", "President Joe Biden signed the bill. Biden left for Fenmarsh.");
    assert_eq!(found[0].office_then[0].office, "President of the United States");
    assert_eq!(found.len(), 1);
    // Named alone, the one whom everybody knows.
    let found = read_with(&lists, "2022-05-01", "Joe Biden said so.");
    assert_eq!(found[0].office_then[0].office, "President of the United States");
    // The list's person is told with the role that the list gives.
    let found = read_with(&lists, "2022-05-01", "Fenmarsh harbour master Joe Biden closed the lock.");
    assert_eq!((found.len(), found[0].office_then[0].source.as_str()), (1, "your list “Fenmarsh council”"), "{found:#?}");
    // Without a name the table says who it was.
    let found = read_with(&lists, "2022-05-01", "The French president spoke in Paris.");
    assert_eq!(found[0].person, "Emmanuel Macron");
}

#[test]
fn terms_of_a_person_of_the_tables_are_told_beside_theirs() {
    let tsv = "person\toffice\tplace\tstart\tend
Keir Starmer\tMember of Parliament for Holborn and St Pancras\tUnited Kingdom\t2015-05-07\t
Keir Starmer\tPrime Minister of the United Kingdom\tUnited Kingdom\t2024-07-05\t2026-01-01
";
    let found = read_with(&lists(tsv), "2025-05-01", "British Prime Minister Keir Starmer spoke. Starmer left.");
    assert_eq!(found.len(), 1, "{found:#?}");
    let sources: Vec<(&str, bool)> =
        found[0].office_then.iter().map(|o| (o.office.as_str(), o.source.starts_with("your list"))).collect();
    assert!(sources.contains(&("Prime Minister of the United Kingdom", false)), "{sources:?}");
    assert!(sources.contains(&("Prime Minister of the United Kingdom", true)), "{sources:?}");
    assert!(sources.iter().any(|(office, own)| office.starts_with("Member of Parliament") && *own), "{sources:?}");
    // The table's word stands where the list says otherwise.
    let then = read_with(&lists(tsv), "2026-02-01", "British Prime Minister Keir Starmer spoke.");
    assert!(then[0].office_then.iter().any(|o| o.status == OfficeStatus::Current && !o.source.starts_with("your list")));
}

#[test]
fn a_councillor_is_no_namesake_in_the_government() {
    let tsv = "person\toffice\tplace\tstart\nBen Wallace\tCouncillor\tFenmarsh, United Kingdom\t2019\n";
    let found = read_with(&lists(tsv), "2022-05-01", "British Defence Secretary Ben Wallace spoke.");
    assert!(found[0].office_then.iter().all(|o| !o.source.starts_with("your list")), "{found:#?}");
}

#[test]
fn any_text_is_read_without_panic() {
    let odd = "person\toffice\tplace\tother_names\n. .\t.\t.\t;;\nAl El\tof\tof\tx\nO’ Ó\tfor x\tCity Council\tÀ;Б в\n李 克强\t总理\t中国\t\n";
    let _ = check(odd);
    for part in ["person\toffice\tplace\tother_names\nAl El\tof\tof\tx\n", "person\toffice\tplace\n李 克强\t总理\tCity of\n"]
    {
        let list = OwnList { name: String::new(), added: "x".into(), tsv: part.into() };
        let lists = Lists::new(&[list], "2026-11-25");
        let _ = read_with(&lists, "2025-01-01", "Al El of the City of City Council met 李 克强 总理.");
    }
}

#[test]
fn words_that_the_tables_know_go_on_to_mean_what_they_meant() {
    let mut tsv = "person\toffice\tplace\tstart
Jolene Tarrant\tMayor\tParis, Texas\t2019
Hob Nettle\tGeneral\tFenmarsh\t2019
Hob Sedge\tClerk\tFenmarsh\t2019
"
    .to_owned();
    for n in ["Ann", "Bea", "Cyd", "Dot", "Eve", "Fay", "Gus", "Hal"] {
        tsv.push_str(&format!("{n} Trump\tWarden\tFenmarsh\t2019\n"));
    }
    let lists = lists(&tsv);
    for (day, text) in [
        ("2019-06-01", "The mayor of Paris, Anne Hidalgo, spoke."),
        ("2021-06-01", "General Mark Milley, chairman of the Joint Chiefs of Staff, spoke."),
        (
            "2018-06-01",
            "The government in Washington fell out with Europe. Trump said so, and the senate of the United States agreed. Trump left.",
        ),
        ("2021-06-01", "Joe Biden, a shop clerk from Leeds, won the lottery."),
        ("2022-03-01", "British Prime Minister Boris Johnson spoke. The clerk of the house did not."),
    ] {
        let told = |found: Vec<Found>| found.into_iter().map(|f| (f.person, f.certainty, f.mentions)).collect::<Vec<_>>();
        assert_eq!(told(read_with(&lists, day, text)), told(read_with(&Lists::default(), day, text)), "{text}");
    }
    assert_eq!(read_with(&lists, "2020-06-01", "The mayor of Paris, Jolene Tarrant, spoke.")[0].certainty, Certainty::Certain);
}

#[test]
fn a_council_is_named_by_its_city() {
    let lists = lists("person\toffice\tplace\tstart\nMaud Sallowby\tCouncillor for Eel Ward\tFenmarsh City Council\t2019\n");
    for text in [
        "Fenmarsh councillor Maud Sallowby spoke.",
        "Maud Sallowby, a councillor in Fenmarsh, spoke.",
        "Fenmarsh City Council’s Maud Sallowby, councillor for Eel Ward, spoke.",
    ] {
        let found = read_with(&lists, "2020-06-01", text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].person.as_str(), found[0].certainty), ("Maud Sallowby", Certainty::Certain), "{text}: {found:#?}");
    }
}

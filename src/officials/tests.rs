//! Names in sentences, and traps. The people are real holders of offices; the sentences are ours.

use super::own::Lists;
use super::{Found, find};
use crate::page::plain;
use crate::report::{Certainty, OfficeStatus};
use crate::text::Analysis;

fn read(day: &str, text: &str) -> Vec<Found> {
    find(&plain::read(text), &Analysis::default(), Some(day), "2026-11-25", &Lists::default())
}

/// The one official that the text names at least *likely*.
fn one(day: &str, text: &str) -> Found {
    let mut sure: Vec<Found> = read(day, text).into_iter().filter(|f| f.certainty >= Certainty::Likely).collect();
    assert_eq!(sure.len(), 1, "{text}: {sure:#?}");
    sure.remove(0)
}

/// Names of those that are shown.
fn shown(day: &str, text: &str) -> Vec<String> {
    read(day, text).into_iter().filter(|f| f.certainty >= Certainty::Likely).map(|f| f.person).collect()
}

fn mentions<'t>(found: &Found, text: &'t str) -> Vec<&'t str> {
    found.mentions.iter().map(|m| m.of(text)).collect()
}

/// Certain, with this role as stated and this office first.
fn certain(day: &str, text: &str, person: &str, role: &str, office: &str, status: OfficeStatus) {
    let found = one(day, text);
    assert_eq!((found.person.as_str(), found.certainty), (person, Certainty::Certain), "{text}: {found:#?}");
    assert_eq!(found.stated_role.as_deref(), Some(role), "{text}");
    assert!(found.office_then.iter().any(|o| o.office == office && o.status == status), "{text}: {:#?}", found.office_then);
}

use OfficeStatus::{Current, Former, Future, Unconfirmed};

#[test]
fn a_former_office_with_its_title() {
    certain(
        "2023-06-08",
        "Former NATO Secretary-General Anders Rasmussen spoke in Kyiv.",
        "Anders Fogh Rasmussen",
        "Former NATO Secretary-General",
        "Secretary General of NATO",
        Former,
    );
}

#[test]
fn an_apposition_with_its_owner() {
    certain(
        "2023-06-08",
        "Jens Stoltenberg, NATO’s current secretary-general, spoke in Oslo.",
        "Jens Stoltenberg",
        "NATO’s current secretary-general",
        "Secretary General of NATO",
        Current,
    );
}

#[test]
fn the_same_name_has_another_office_on_another_day() {
    let text = "Mark Rutte arrived in Brussels on Monday for talks on Ukraine.";
    assert_eq!(one("2022-05-01", text).office_then[0].office, "Prime Minister of the Netherlands");
    assert_eq!(one("2024-12-01", text).office_then[0].office, "Secretary General of NATO");
}

#[test]
fn an_envoy_before_and_after_the_name() {
    for text in [
        "US Ambassador to NATO Julianne Smith told reporters that talks went on.",
        "Julianne Smith, the US ambassador to NATO, told reporters that talks went on.",
    ] {
        let found = one("2023-06-08", text);
        assert_eq!((found.person.as_str(), found.certainty), ("Julianne Smith", Certainty::Certain));
        assert_eq!(found.office_then[0].office, "US Permanent Representative to NATO");
    }
}

#[test]
fn an_envoy_to_a_body_with_an_article() {
    certain(
        "2023-12-22",
        "US Ambassador to the UN Linda Thomas-Greenfield raised her hand.",
        "Linda Thomas-Greenfield",
        "US Ambassador to the UN",
        "US Permanent Representative to the United Nations",
        Current,
    );
}

#[test]
fn transliterations_are_one_name() {
    for name in [
        "Volodymyr Zelenskyy",
        "Volodymyr Zelensky",
        "Volodymyr Zelenskiy",
        "Vladimir Zelensky",
        "Volodymyr Zelenskyi",
        "VOLODYMYR ZELENSKY",
    ] {
        let text = format!("Ukrainian President {name} thanked the crew.");
        let found = one("2023-06-08", &text);
        assert_eq!((found.person.as_str(), mentions(&found, &text)), ("Volodymyr Zelenskyy", vec![name]), "{name}");
    }
}

#[test]
fn marks_on_letters_may_be_left_out() {
    assert_eq!(one("2022-03-01", "Turkish Foreign Minister Mevlut Cavusoglu met reporters.").person, "Mevlüt Çavuşoğlu");
    assert_eq!(one("2023-12-22", "UN chief Antonio Guterres told the council.").person, "António Guterres");
}

#[test]
fn articles_in_arabic_names_vary() {
    for name in ["Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi", "Abdel-Fattah el-Sissi", "Abdul Fattah al-Sisi"] {
        let text = format!("Egyptian President {name} opened the canal.");
        assert!(one("2021-03-01", &text).office_then.iter().any(|o| o.office == "President of Egypt"), "{name}");
    }
}

#[test]
fn the_second_part_of_a_korean_name_has_no_capital() {
    let text = "Ban Ki-moon, a former foreign minister of South Korea, takes over on Monday. Mr. Ban smiled.";
    let found = one("2006-12-20", text);
    assert_eq!(found.person, "Ban Ki-moon");
    assert_eq!(mentions(&found, text), ["Ban Ki-moon", "Ban"]);
}

#[test]
fn family_names_that_stand_first_are_the_surname() {
    let text = "Chinese President Xi Jinping landed in Lima. Xi did not speak.";
    let found = one("2024-11-15", text);
    assert_eq!(mentions(&found, text), ["Xi Jinping", "Xi"]);
}

#[test]
fn nicknames_are_forms_of_given_names() {
    assert_eq!(one("2020-02-01", "Sen. Bernard Sanders of Vermont spoke.").person, "Bernie Sanders");
    assert_eq!(one("2022-02-01", "President Joseph Biden signed the bill.").person, "Joe Biden");
}

#[test]
fn middle_initials_do_not_hinder() {
    assert_eq!(one("2018-02-01", "President Donald J. Trump signed it.").person, "Donald Trump");
    assert_eq!(one("2016-05-01", "Rep. Gregory W. Meeks (D-N.Y.) said so.").person, "Gregory Meeks");
}

#[test]
fn another_middle_initial_is_another_person() {
    assert_eq!(shown("2023-05-01", "George H.W. Bush flew in the war."), ["George H. W. Bush"]);
    assert_eq!(shown("2023-05-01", "George W. Bush paints in Texas."), ["George W. Bush"]);
}

#[test]
fn a_son_is_not_his_father() {
    assert_eq!(
        shown("2016-06-15", "The Rev. Jesse Jackson sat nearby, and Congress listened to Democrats."),
        Vec::<String>::new()
    );
}

#[test]
fn party_and_state_in_brackets_are_a_role() {
    let found = one("2020-07-09", "Ben Cardin (D-Md.) signed the letter.");
    assert_eq!(found.certainty, Certainty::Certain);
    assert_eq!(found.stated_role.as_deref(), Some("D-Md."));
    assert_eq!(found.office_then[0].office, "US Senator for Maryland");
}

#[test]
fn a_state_that_is_not_theirs_speaks_against() {
    assert_eq!(shown("2020-07-09", "John Kennedy (R-Ohio) signed the letter."), Vec::<String>::new());
}

#[test]
fn surnames_after_the_full_name() {
    let text = "Chancellor Friedrich Merz spoke in Berlin.\n\nMerz’s cabinet met later. “No,” Merz said.";
    let found = one("2025-09-01", text);
    assert_eq!(mentions(&found, text), ["Friedrich Merz", "Merz", "Merz"]);
}

#[test]
fn surnames_in_the_headline_before_the_full_name() {
    let text = "Merz rules out new talks\n\nThe German chancellor, Friedrich Merz, said on Monday that the talks were over.";
    let found = one("2025-09-01", text);
    assert_eq!(mentions(&found, text), ["Merz", "Friedrich Merz"]);
    assert_eq!(found.certainty, Certainty::Certain);
}

#[test]
fn a_title_before_a_surname_is_enough() {
    for (day, text, person) in [
        ("2023-08-01", "President Zelensky spoke to Ukraine’s parliament.", "Volodymyr Zelenskyy"),
        ("2025-08-01", "Germany’s Chancellor Merz met his cabinet.", "Friedrich Merz"),
        ("2022-08-01", "Vice President Harris spoke in America.", "Kamala Harris"),
        ("2023-08-01", "Former President Trump left the United States.", "Donald Trump"),
    ] {
        let found = one(day, text);
        assert_eq!((found.person.as_str(), found.certainty), (person, Certainty::Certain), "{text}");
        assert_eq!(found.mentions.len(), 1);
    }
}

#[test]
fn a_title_before_a_surname_that_many_bear_is_not() {
    assert_eq!(shown("2023-08-01", "Mayor Johnson opened the fair in the United States."), Vec::<String>::new());
    assert_eq!(shown("2023-08-01", "Judge Smith opened the hearing in the United States."), Vec::<String>::new());
}

#[test]
fn the_title_nearest_to_the_name_counts() {
    let found = one("2023-06-08", "He is an adviser to Ukrainian President Vladimir Zelensky and lives in Kyiv.");
    assert_eq!(found.stated_role.as_deref(), Some("Ukrainian President"));
    let found = one("2020-06-11", "The government of prime minister Boris Johnson met in London.");
    assert_eq!(found.stated_role.as_deref(), Some("prime minister"));
}

#[test]
fn two_titles_with_and() {
    let found = read("2022-03-01", "President Joe Biden and Vice President Kamala Harris met.");
    let roles: Vec<_> = found.iter().map(|f| f.stated_role.as_deref()).collect();
    assert_eq!(roles, [Some("President"), Some("Vice President")]);
}

#[test]
fn his_predecessor_shares_the_office() {
    let text = "Ukrainian President Volodymyr Zelensky and his predecessor, Petro Poroshenko, met.";
    let found = read("2023-06-08", text);
    assert_eq!(found[1].person, "Petro Poroshenko");
    assert_eq!((found[1].certainty, found[1].stated_role.as_deref()), (Certainty::Certain, Some("his predecessor")));
}

#[test]
fn a_role_said_by_a_verb() {
    certain(
        "2024-10-02",
        "Mark Rutte became secretary general of NATO on Tuesday.",
        "Mark Rutte",
        "secretary general of NATO",
        "Secretary General of NATO",
        Current,
    );
}

#[test]
fn what_somebody_calls_somebody_else_is_not_held_against_a_name() {
    assert_eq!(shown("2023-12-01", "Joe Biden praised a friend as editor of the paper in Washington."), ["Joe Biden"]);
}

#[test]
fn a_relative_clause_can_state_the_role() {
    let found = one(
        "2023-12-23",
        "Robert Jenrick, who quit as immigration minister over Rwanda, said in London that ministers had failed.",
    );
    assert_eq!((found.certainty, found.stated_role.as_deref()), (Certainty::Certain, Some("immigration minister")));
}

#[test]
fn a_goalkeeper_is_no_speaker() {
    let text = "Johnson saves two\n\nThe goalkeeper, Mike Johnson, saved two penalties. Johnson is 34.";
    assert_eq!(shown("2024-04-28", text), Vec::<String>::new());
}

#[test]
fn another_occupation_speaks_against() {
    for text in [
        "David Cameron, the visitors’ physiotherapist, said he would be scanned.",
        "Footballer Boris Johnson scored twice.",
        "The actor James Cleverly plays a pilot in the film.",
        "Singer Theresa May opened the evening.",
    ] {
        assert_eq!(shown("2024-04-28", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_longer_surname_is_another() {
    assert_eq!(shown("2024-10-02", "Mark Rutten, who sells sandwiches, ran out of herring near NATO."), Vec::<String>::new());
    assert_eq!(shown("2024-10-02", "Joe Bidenson is a plumber in Washington."), Vec::<String>::new());
}

#[test]
fn an_english_surname_is_spelt_one_way() {
    assert_eq!(shown("2023-06-08", "Julianne Smyth, the US ambassador to NATO, spoke."), Vec::<String>::new());
}

#[test]
fn things_named_after_persons() {
    for text in [
        "The Ronald Reagan Library in the United States opens at nine. Congress paid.",
        "They met at the Donald Trump Tower near the White House.",
        "Pupils of Barack Obama Elementary School in America met the governor.",
        "The USS Gerald Ford left the United States for the president’s visit.",
        "A street in Washington, Bill Clinton Boulevard, was renamed by the government.",
    ] {
        assert_eq!(shown("2023-06-08", text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn surnames_in_names_of_things_are_no_mentions() {
    let text = "President Donald Trump spoke.\n\nHe lives in Trump Tower. Trump said no. The Trump Organization did not.";
    let found = one("2019-06-08", text);
    assert_eq!(mentions(&found, text), ["Donald Trump", "Trump"]);
}

#[test]
fn an_administration_is_still_somebodys() {
    let text = "President Joe Biden spoke.\n\nThe Biden administration said no.";
    assert_eq!(mentions(&one("2022-06-08", text), text), ["Joe Biden", "Biden"]);
}

#[test]
fn a_surname_of_somebody_else_in_full() {
    let text = "President Donald Trump spoke. His wife, Melania Trump, smiled. Melania Trump left early.";
    assert_eq!(mentions(&one("2019-06-08", text), text), ["Donald Trump"]);
}

#[test]
fn in_a_paragraph_about_a_relative_the_surname_is_the_relatives() {
    let text = "Senator John McCain of Arizona spoke.\n\nMeghan McCain hosts a show. McCain said so.";
    assert_eq!(mentions(&one("2016-06-08", text), text), ["John McCain"]);
}

#[test]
fn a_first_name_before_makes_a_longer_name() {
    assert_eq!(shown("2016-06-08", "The nurse Mary Elizabeth Warren works in Washington."), Vec::<String>::new());
}

#[test]
fn a_hyphen_goes_on_with_a_name() {
    assert_eq!(shown("2021-06-08", "Hwang Hee-Chan was booked in South Korea."), Vec::<String>::new());
}

#[test]
fn credits_are_no_news() {
    assert_eq!(
        shown("2015-06-08", "Congress and the Senate met. CNN’s Alex Mooney contributed to this report."),
        Vec::<String>::new()
    );
}

#[test]
fn a_shadow_minister_is_no_minister() {
    let found = read("2023-12-23", "Shadow home secretary Yvette Cooper spoke in London.");
    assert!(found.iter().all(|f| f.certainty < Certainty::Certain), "{found:#?}");
}

#[test]
fn an_unknown_end_is_not_today() {
    let found = one("2025-06-01", "Ukrainian President Volodymyr Zelensky spoke.");
    assert_eq!(found.office_then[0].status, Current);
    assert_eq!(found.office_now[0].status, Unconfirmed);
    assert!(found.office_now[0].to.is_none() && found.office_now[0].as_of.starts_with("20"));
}

#[test]
fn an_office_that_begins_later_is_called_so() {
    let found = one("2023-12-21", "Robert F. Kennedy Jr. runs for president of the United States, and Democrats worry.");
    assert_eq!(found.office_then[0].status, Future);
}

#[test]
fn without_a_date_today_is_taken() {
    let article = plain::read("US President Donald Trump spoke.");
    let found = find(&article, &Analysis::default(), None, "2025-03-01", &Lists::default());
    assert_eq!(found[0].office_then, found[0].office_now);
    assert_eq!(found[0].office_then[0].status, Current);
}

#[test]
fn without_any_day_nothing_is_said() {
    assert!(find(&plain::read("US President Donald Trump spoke."), &Analysis::default(), None, "", &Lists::default()).is_empty());
}

#[test]
fn a_household_surname_needs_politics_and_its_country() {
    let politics =
        "Macron meets mayors\n\nFrance’s government met on Monday. Macron told the ministers that Macron would decide.";
    assert_eq!(shown("2023-08-30", politics), ["Emmanuel Macron"]);
    let sport = "Macron wins again\n\nThe horse Macron won. Macron is four.";
    assert_eq!(shown("2023-08-30", sport), Vec::<String>::new());
}

#[test]
fn capitals_in_headlines_hide_no_name() {
    let text = "PUTIN WARNS OF NEW TALKS\n\nRussian President Vladimir Putin spoke in Moscow.";
    let found = one("2023-08-30", text);
    assert_eq!(mentions(&found, text), ["PUTIN", "Vladimir Putin"]);
}

#[test]
fn a_spelling_with_a_possessive_ends_before_it() {
    let text = "French President Emmanuel Macron’s plan failed.";
    assert_eq!(mentions(&one("2023-08-30", text), text), ["Emmanuel Macron"]);
}

#[test]
fn reasons_are_sentences_with_the_role() {
    let found = one("2023-06-08", "NATO’s current secretary-general, Jens Stoltenberg, spoke in Vilnius.");
    assert_eq!(found.why, "Named in full with the role “NATO’s current secretary-general”, which the table gives for that day.");
}

#[test]
fn a_name_alone_in_an_article_about_something_else_is_not_shown() {
    assert_eq!(shown("2023-12-22", "Andrew Smith drives a red car. Matthew Miller likes it."), Vec::<String>::new());
}

#[test]
fn mentions_are_sorted_and_lie_in_the_text() {
    let text = "Biden and Putin talk\n\nPresident Joe Biden called Russian President Vladimir Putin. Putin answered Biden.";
    for found in read("2021-12-07", text) {
        assert!(found.mentions.windows(2).all(|w| w[0] < w[1]));
        assert!(found.mentions.iter().all(|m| !m.of(text).is_empty()));
    }
}

#[test]
fn hostile_texts_end() {
    // Long runs of capitals, of initials, of titles, of one surname, and characters of every width.
    for unit in [
        "Joe ",
        "A. ",
        "President ",
        "Biden ",
        "of the ",
        "President of the ",
        "Ünï🕊é ",
        "al-",
        "Joe Biden, ",
        "’s ’S' ",
        "(R-Ohio) ",
    ] {
        let text = format!("President Joe Biden. {}", unit.repeat(20_000));
        let _ = read("2022-01-01", &text);
    }
}

#[test]
fn a_middle_name_that_is_part_of_a_places_name_is_a_name() {
    let text = "ACCRA, Ghana. The director of elections, Mr Rashid Abu Mahama, said parliament must act. Mr Mahama said the \
                government of Ghana had failed. Mahama added that the election was near.";
    assert_eq!(shown("2026-01-22", text), Vec::<String>::new());
}

/// Who a role without a name stands for, with its words.
fn by_role<'t>(day: &str, text: &'t str) -> Vec<(String, Vec<&'t str>)> {
    let found = read(day, text).into_iter().filter(|f| !f.role_mentions.is_empty());
    found.map(|f| (f.person, f.role_mentions.iter().map(|m| m.of(text)).collect())).collect()
}

#[test]
fn a_role_with_its_country_stands_for_the_holder_of_the_day() {
    for text in [
        "The government met. The Ukrainian president spoke at noon.",
        "The government met. Ukraine’s president spoke at noon.",
        "The government met. They heard the president of Ukraine at noon.",
    ] {
        assert_eq!(by_role("2023-06-08", text)[0].0, "Volodymyr Zelenskyy", "{text}");
        assert_eq!(by_role("2016-06-08", text)[0].0, "Petro Poroshenko", "{text}");
    }
    let text = "The NATO chief met the German chancellor and the British chancellor.";
    let found = by_role("2023-06-08", text);
    let roles: Vec<_> = found.iter().map(|(p, r)| (p.as_str(), r[0])).collect();
    assert_eq!(
        roles,
        [("Jens Stoltenberg", "NATO chief"), ("Olaf Scholz", "German chancellor"), ("Jeremy Hunt", "British chancellor")]
    );
}

#[test]
fn a_role_joins_the_person_named() {
    let text = "President Volodymyr Zelensky left Kyiv. The Ukrainian president flew to Rome.";
    let found = one("2023-06-08", text);
    assert_eq!(mentions(&found, text), ["Volodymyr Zelensky"]);
    assert_eq!(found.role_mentions.iter().map(|m| m.of(text)).collect::<Vec<_>>(), ["Ukrainian president"]);
}

#[test]
fn roles_of_other_times_and_beside_names_stand_for_nobody() {
    for text in [
        "The former Ukrainian president spoke.",
        "In 2012 the Ukrainian president spoke.",
        "She was elected as the Ukrainian president.",
        "A novel tells of Ada Holm, the Ukrainian president, and her dog.",
        "The Ukrainian president, Ada Holm, has a dog.",
        "Until last month Ukraine’s president slept.",
        "The Ukrainian president-elect spoke.",
        "The Ukrainian minister spoke.",
    ] {
        assert!(by_role("2023-06-08", text).is_empty(), "{text}: {:?}", by_role("2023-06-08", text));
    }
}

#[test]
fn a_stranger_with_the_name_of_somebody_named_is_left() {
    for stranger in [
        "The plumber Rishi Sunak mended it.",
        "Rishi Sunak, a plasterer from Leeds, mended it.",
        "Rishi Sunak, 71, mended it.",
        "Rishi Sunak’s noodle stall was shut.",
        "Sunak’s bakery was shut.",
        "A man called Sunak mended it.",
        "Shares of Sunak & Sunak fell.",
        "They flew from Rishi Sunak International Airport.",
        "Mrs Sunak mended it.",
    ] {
        let text = format!("Prime Minister Rishi Sunak spoke in London.\n\n{stranger}");
        assert_eq!(mentions(&one("2023-06-08", &text), &text), ["Rishi Sunak"], "{stranger}");
    }
}

#[test]
fn nicknames_that_the_text_gives() {
    let text = "Prime Minister Benjamin “Bibi” Netanyahu of Israel spoke. Bibi smiled.";
    assert_eq!(mentions(&one("2023-06-08", text), text), ["Benjamin “Bibi” Netanyahu", "Bibi"]);
    let text = "Mexican President Andrés Manuel López Obrador, known as AMLO, spoke. AMLO smiled.";
    assert_eq!(mentions(&one("2023-06-08", text), text).last(), Some(&"AMLO"));
}

#[test]
fn a_former_president_is_not_the_one_of_the_day() {
    let text = "President George W. Bush and his father, former President George Bush, spoke in Washington.";
    assert_eq!(shown("2004-06-11", text), ["George W. Bush", "George H. W. Bush"]);
}

#[test]
fn a_nickname_counts_with_the_full_name_elsewhere() {
    let text = "Anthony Albanese will call an election. Albo is ready, a minister said.";
    assert_eq!(mentions(&one("2025-03-20", text), text), ["Anthony Albanese", "Albo"]);
    let text = "Imran is in jail, his party said. Former prime minister Imran Khan denies the charges.";
    assert_eq!(mentions(&one("2023-09-01", text), text), ["Imran", "Imran Khan"]);
}

#[test]
fn a_nickname_counts_with_a_title_that_agrees() {
    let found = one("2023-11-01", "Thai Prime Minister Srettha said so. Brazil was not asked.");
    assert_eq!(found.certainty, Certainty::Certain);
    assert_eq!(found.person, "Srettha Thavisin");
    assert!(found.why.starts_with("Named by a nickname"), "{}", found.why);
    let text = "President Lula signed the bill in Brasilia, and Brazil’s senate cheered. Lula left.";
    assert_eq!(one("2023-09-01", text).mentions.len(), 2);
    let text = "Bibi, the Israeli prime minister, spoke.";
    assert_eq!(one("2024-09-01", text).person, "Benjamin Netanyahu");
}

#[test]
fn a_rare_nickname_counts_with_country_and_politics() {
    let text =
        "Indonesia votes on Wednesday. The president may not run again, but Jokowi has a plan, ministers say. Jokowi’s son runs.";
    let found = one("2024-02-10", text);
    assert_eq!((found.person.as_str(), found.certainty, found.mentions.len()), ("Joko Widodo", Certainty::Likely, 2));
}

#[test]
fn a_nickname_alone_is_nobody() {
    for text in [
        "Boris said so.",
        "Boris mends bicycles in Leeds. The prime minister of Britain has not called, says Boris. The government fell.",
        "Lula won the race.",
        "Her cat, Bibi, slept. Bibi is ten.",
        "Boris Nadezhdin was barred from the election in Russia. Boris smiled. The president did not.",
        "The Lula Bar in Brazil was shut by the government before the election. The Lula Bar had been open for years.",
        "Aunt Bibi knits. In Israel the prime minister and the government know Aunt Bibi.",
        "Goodluck Mwale, 41, a carpenter, voted in Nigeria. The president and the senate waited. Goodluck went home.",
        "The mayor of Leeds met Boris, a plumber from Hull.",
    ] {
        let named: Vec<_> = read("2023-09-01", text).into_iter().filter(|f| !f.mentions.is_empty()).collect();
        assert!(named.is_empty(), "{text}: {named:#?}");
    }
}

#[test]
fn a_nickname_of_somebody_else_in_the_article_is_not_the_officials() {
    let text = "Former British prime minister Boris Johnson met the singer Boris Kessel. Boris sang.";
    assert_eq!(mentions(&one("2023-09-01", text), text), ["Boris Johnson"]);
    let text = "Former British prime minister Boris Johnson spoke. Boris, 43, a plumber, listened.";
    assert_eq!(mentions(&one("2023-09-01", text), text), ["Boris Johnson"]);
    let text = "Former Labour minister Hilary Benn and Boris spoke of the government of Britain and its prime minister.";
    assert!(!shown("2023-09-01", text).contains(&"Boris Johnson".to_owned()));
}

#[test]
fn the_first_of_two_surnames_counts_with_its_office() {
    let text = "Venezuelan Defence Minister Vladimir Padrino spoke.";
    assert_eq!(one("2024-06-01", text).person, "Vladimir Padrino López");
    let text = "Vladimir Padrino won the race in Venezuela. The government and the president cheered.";
    assert_eq!(shown("2024-06-01", text), Vec::<String>::new());
}

#[test]
fn a_form_that_means_two_countries_fits_either() {
    let found = one("2024-06-01", "Congolese government spokesman Patrick Muyaya spoke.");
    assert_eq!(found.certainty, Certainty::Certain);
    // Both places of an envoy's title must fit.
    assert_eq!(shown("2023-06-08", "Julianne Smith, the US ambassador to Chad, spoke."), Vec::<String>::new());
}

#[test]
fn a_president_of_long_ago_holds_nothing_on_the_day() {
    let text = "Former President Jimmy Carter turned 100 on Tuesday. Carter built houses.";
    let found = one("2024-10-01", text);
    assert_eq!((found.person.as_str(), found.certainty), ("Jimmy Carter", Certainty::Certain));
    assert_eq!(mentions(&found, text), ["Jimmy Carter", "Carter"]);
    // The presidency, not the governorship that the word could mean as well.
    assert!(found.why.contains("until 1981"), "{}", found.why);
    let first = &found.office_then[0];
    assert_eq!((first.office.as_str(), first.status), ("President of the United States", Former));
    assert_eq!((first.from.as_deref(), first.to.as_deref()), (Some("1977-01-20"), Some("1981-01-20")));
    assert!(found.office_then.iter().chain(&found.office_now).all(|o| o.status == Former), "{found:#?}");
}

#[test]
fn leaders_of_states_that_are_no_more() {
    for (text, person, office) in [
        ("The last Soviet leader Mikhail Gorbachev wrote to him.", "Mikhail Gorbachev", "President of the Soviet Union"),
        ("Yugoslavia’s former president, Josip Broz Tito, wrote to him.", "Josip Broz Tito", "President of Yugoslavia"),
        ("Nelson Mandela, South Africa’s first black president, wrote to him.", "Nelson Mandela", "President of South Africa"),
        ("Libya’s former leader Moammar Gadhafi wrote to him.", "Muammar Gaddafi", "Leader of Libya"),
        ("The late Chinese leader Mao Tse-tung wrote to him.", "Mao Zedong", "President of China"),
    ] {
        let found = one("2019-05-01", text);
        assert_eq!((found.person.as_str(), found.certainty), (person, Certainty::Certain), "{text}");
        assert!(found.office_then.iter().any(|o| o.office == office && o.status == Former), "{text}: {:#?}", found.office_then);
    }
    // A state that followed stands for the old one.
    assert_eq!(one("2019-05-01", "The Russian leader Mikhail Gorbachev wrote to him.").certainty, Certainty::Certain);
}

#[test]
fn things_named_after_leaders_are_nobody() {
    for thing in [
        "The USS Jimmy Carter left Norfolk, and the president of the United States watched the Carter.",
        "They flew from Ronald Reagan National Airport to the president in Washington.",
        "The Nelson Mandela airport of South Africa has a new president of the board.",
        "The Finnish president sailed on the ferry Urho Kekkonen.",
        "The French president walked to Place Charles de Gaulle.",
        "The US president bought it from a dealer for Gerald Ford.",
    ] {
        let namesakes = ["Jimmy Carter", "Ronald Reagan", "Nelson Mandela", "Urho Kekkonen", "Charles de Gaulle", "Gerald Ford"];
        let found = shown("2019-05-01", thing);
        assert!(!found.iter().any(|p| namesakes.contains(&p.as_str())), "{thing}: {found:?}");
    }
}

#[test]
fn fathers_and_sons_of_one_name() {
    let by = |text: &str| shown("2025-04-01", text);
    assert_eq!(by("Health Secretary Robert F. Kennedy Jr. spoke."), ["Robert F. Kennedy Jr."]);
    assert_eq!(by("Former Attorney General Robert F. Kennedy was killed in 1968."), ["Robert F. Kennedy"]);
    assert_eq!(by("President John F. Kennedy was killed in Dallas."), ["John F. Kennedy"]);
    assert_eq!(by("Sen. John Kennedy of Louisiana spoke."), ["John Kennedy"]);
    assert_eq!(by("President Ferdinand Marcos Jr. of the Philippines spoke."), ["Bongbong Marcos"]);
    assert_eq!(by("The late Philippine dictator Ferdinand Marcos fled."), ["Ferdinand Marcos"]);
    assert_eq!(by("It was the first President George Bush’s last year in Washington."), ["George H. W. Bush"]);
    assert_eq!(by("Former President George W. Bush spoke in Washington."), ["George W. Bush"]);
    // The exiled son of the last shah holds no office.
    let text = "Reza Pahlavi spoke of Iran. His father, Mohammad Reza Pahlavi, was the last shah of Iran. Pahlavi smiled.";
    let found = one("2025-04-01", text);
    assert_eq!(mentions(&found, text), ["Mohammad Reza Pahlavi"]);
}

#[test]
fn a_common_name_of_long_ago_is_anybodys() {
    let fair = "The governor of Virginia gave the prize to John Adams. Andrew Jackson sang for the United States president.";
    assert!(!shown("2024-08-17", fair).iter().any(|p| p == "John Adams" || p == "Andrew Jackson"));
    // With another who held the office of living memory.
    let both = "Former President Bill Clinton sat beside Gerald Ford in Washington.";
    assert_eq!(shown("2004-06-11", both), ["Bill Clinton", "Gerald Ford"]);
    // A surname that is a city's stands for nobody.
    let city = "George Washington, the first president of the United States, never lived there. Washington is wet.";
    let found = one("2024-08-17", city);
    assert_eq!(mentions(&found, city), ["George Washington"]);
}

#[test]
fn a_surname_of_two_in_one_paragraph_is_neithers() {
    let text = "In Cuba the brothers Fidel Castro and Raúl Castro led for six decades. Castro died in 2016.";
    let found = read("2024-12-30", text);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|f| f.mentions.len() == 1), "{found:#?}");
}

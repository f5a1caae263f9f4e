//! Cases and customers as lines of a table that any spreadsheet opens.
//!
//! Invariant: no cell is a formula. What people typed may begin with a sign that makes a
//! spreadsheet compute, fetch or run something; such a cell gets an apostrophe before it, which
//! says that it is text. Not here: facts as they are stored (see [`crate::wire`]).

use chrono::{Datelike, Timelike};

use crate::promise::{Ending, courses};
use crate::site::Zone;
use crate::submission::Fields;
use crate::{Case, PersonId, Place, Site, Timestamp};

/// So that spreadsheets read the file as UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The head of the table of cases, without its moments' zone.
const CASE_HEAD: [&str; 21] = [
    "Reference",
    "Arrived",
    "About",
    "Name",
    "E-mail",
    "Phone",
    "Message",
    "Wish",
    "Needed by",
    "Page",
    "Language",
    "State",
    "With",
    "Read",
    "Read by",
    "Answer promised for",
    "Answered",
    "Answered by",
    "Promises kept",
    "Promises moved",
    "Promises missed",
];

/// The head of the table of customers.
const PERSON_HEAD: [&str; 7] =
    ["Name", "E-mail", "Phone", "First wrote", "Last wrote", "Cases", "References"];

/// The first line of the table of cases.
pub fn case_head(site: &Site) -> String {
    head(&CASE_HEAD, &["Arrived", "Read", "Answer promised for", "Answered"], site.zone())
}

/// The first line of the table of customers.
pub fn person_head(site: &Site) -> String {
    head(&PERSON_HEAD, &["First wrote", "Last wrote"], site.zone())
}

fn head(names: &[&str], moments: &[&str], zone: Zone) -> String {
    let named = |name: &&str| match moments.contains(name) {
        true => format!("{name} ({})", zone.name()),
        false => (*name).to_owned(),
    };
    line(&names.iter().map(named).collect::<Vec<_>>())
}

/// One case as it stands at `now`; nothing while its first fact is missing.
pub fn case_line(case: &Case, site: &Site, now: Timestamp) -> Option<String> {
    let opened = case.opened.as_ref()?;
    let Fields { kind, message, wish, needed_by, name, email, phone, .. } = &opened.what.fields;
    let own = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let moment = |at: Option<Timestamp>| at.map(|at| moment(site.zone(), at)).unwrap_or_default();
    let who = |by: Option<&PersonId>| {
        own(site.team.find_some(by).map(|person| person.name.as_str()).or(by.map(PersonId::as_str)))
    };
    let acknowledged = case.acknowledged.as_ref();
    let answered = case.answered.as_ref();
    let read = acknowledged.map(|given| (given.at, &given.what.by));
    let read = read.into_iter().chain(answered.map(|given| (given.at, &given.what))).min();
    let [kept, moved, missed] = endings(case, now).map(|count| count.to_string());
    Some(line(&[
        opened.what.reference.as_str().to_owned(),
        moment(Some(opened.at)),
        kind.label().to_owned(),
        own(name.as_ref().map(|name| name.as_str())),
        own(email.as_ref().map(|email| email.as_str())),
        own(phone.as_ref().map(|phone| phone.as_str())),
        own(message.as_ref().map(|message| message.as_str())),
        own(wish.as_ref().map(|wish| wish.as_str())),
        own(needed_by.map(|needed| needed.name())),
        own(opened.what.page.as_ref().map(|page| page.as_str())),
        own(opened.what.language.as_deref()),
        state(case).to_owned(),
        who(case.assigned()),
        moment(read.map(|(at, _)| at)),
        who(read.map(|(_, by)| by)),
        moment(acknowledged.map(|given| given.what.answer_by)),
        moment(answered.map(|given| given.at)),
        who(answered.map(|given| &given.what)),
        kept,
        moved,
        missed,
    ]))
}

/// One customer, from their cases; nothing where none of them is a customer's.
pub fn person_line(cases: &[Case], site: &Site) -> Option<String> {
    let is_theirs = |case: &&Case| {
        let is_aside = case.disowned.is_some() || case.set_aside().is_some();
        case.opened.is_some() && !is_aside && case.place() != Place::Suspect
    };
    let mut theirs: Vec<_> = cases.iter().filter(is_theirs).collect();
    theirs.sort_by_key(|case| case.opened.as_ref().map(|opened| opened.at));
    let opened: Vec<_> = theirs.iter().filter_map(|case| case.opened.as_ref()).collect();
    let (first, last) = (opened.first()?, opened.last()?);
    let wrote = theirs.iter().filter_map(|case| case.last_wrote()).max();
    // As they wrote it last.
    let newest = |field: fn(&Fields) -> Option<&str>| {
        let mut all = opened.iter().rev().filter_map(|opened| field(&opened.what.fields));
        all.next().unwrap_or_default().to_owned()
    };
    let references: Vec<_> = opened.iter().map(|opened| opened.what.reference.as_str()).collect();
    Some(line(&[
        newest(|fields| fields.name.as_ref().map(|name| name.as_str())),
        newest(|fields| fields.email.as_ref().map(|email| email.as_str())),
        newest(|fields| fields.phone.as_ref().map(|phone| phone.as_str())),
        moment(site.zone(), first.at),
        moment(site.zone(), wrote.map_or(last.at, |wrote| wrote.max(last.at))),
        opened.len().to_string(),
        references.join(" "),
    ]))
}

fn state(case: &Case) -> &'static str {
    match case.place() {
        Place::ToDo => "Open",
        Place::Waiting => "Waiting for the customer",
        Place::Suspect => "Perhaps spam",
        Place::Closed => "Done",
    }
}

/// How many of its promises were kept, moved and missed.
fn endings(case: &Case, now: Timestamp) -> [usize; 3] {
    let courses = courses(case);
    let count = |wanted: Ending| {
        let ended = courses.iter().flat_map(|course| course.terms(now));
        ended.filter(|(_, ending)| *ending == wanted).count()
    };
    [Ending::Kept, Ending::Moved, Ending::Broken].map(count)
}

/// "2026-11-23 13:10" by the clock of the business: spreadsheets take it for a moment.
fn moment(zone: Zone, at: Timestamp) -> String {
    let local = zone.local(at);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}",
        local.year(),
        local.month(),
        local.day(),
        local.hour(),
        local.minute()
    )
}

/// Cells as a line (RFC 4180): all in quotation marks, none a formula.
fn line(cells: &[String]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// The signs, also in their wide forms, at which spreadsheets begin to compute, and the white
/// space they pass over before one.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Where lists are separated by semicolons or tabs, quotation marks protect a line's first cell
/// alone: what stands behind such a sign may become the beginning of another.
const BEGINNINGS: [char; 4] = [';', '\t', '\r', '\n'];

fn quoted(cell: &str) -> String {
    let mut quoted = String::from('"');
    let mut begins = true;
    for sign in cell.chars() {
        if begins && FORMULA_SIGNS.contains(&sign) {
            quoted.push('\'');
        }
        if sign == '"' {
            quoted.push('"');
        }
        quoted.push(sign);
        begins = BEGINNINGS.contains(&sign) || (begins && (sign.is_whitespace() || sign == '"'));
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Fact;
    use crate::site::wire;
    use crate::wire::fact_from_json;

    fn demo() -> Site {
        wire::from_json(include_str!("../tests/fixtures/site-demo.json")).expect("the demo")
    }

    fn case(facts: &[&str]) -> Case {
        let prefix = r#"{"case":"20261123-000102030405060708090a0b0c0d0eff","#;
        let read = |rest: &&str| fact_from_json(&format!("{prefix}{rest}}}")).expect(rest);
        let facts: Vec<Fact> = facts.iter().map(read).collect();
        Case::fold(facts[0].case, &facts)
    }

    const OPENED: &str = r#""fact":"opened","at":1795441800000,"submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD","kind":"complaint","message":"It says \"F28\",\nand stops.","name":"=HYPERLINK(\"https://evil.example\")","email":"joan@whitcombe.example","phone":"+44 7700 900461","read_by":1795450800000"#;
    const ANSWERED: &str = r#""fact":"answered","at":1795443000000,"by":"ana""#;

    #[test]
    fn what_stands_behind_a_separator_of_other_countries_is_no_formula_either() {
        assert_eq!(quoted("Bob;=1+1; \"@x"), "\"Bob;'=1+1; \"\"'@x\"");
        assert_eq!(quoted("a\n=2+2\t-1"), "\"a\n'=2+2\t'-1\"");
        assert_eq!(quoted("1 = 1, -5 degrees"), "\"1 = 1, -5 degrees\"");
    }

    #[test]
    fn a_cell_that_would_be_computed_becomes_text() {
        for (cell, written) in [
            ("=1+1", "\"'=1+1\""),
            ("+44 7700", "\"'+44 7700\""),
            ("-2", "\"'-2\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t'=1\""),
            ("\r=1", "\"'\r'=1\""),
            ("＝1", "\"'＝1\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(cell), written);
        }
    }

    #[test]
    fn a_case_is_one_line() {
        let now = Timestamp::from_ms(1_795_460_000_000);
        let written = case_line(&case(&[OPENED, ANSWERED]), &demo(), now).expect("a line");
        assert_eq!(
            written,
            "\"HB-7K3Q-X2MD\",\"2026-11-23 13:50\",\"Something is wrong\",\
             \"'=HYPERLINK(\"\"https://evil.example\"\")\",\"joan@whitcombe.example\",\
             \"'+44 7700 900461\",\"It says \"\"F28\"\",\nand stops.\",\"\",\"\",\"\",\"\",\
             \"Waiting for the customer\",\"\",\"2026-11-23 14:10\",\"Ana Okafor\",\"\",\
             \"2026-11-23 14:10\",\"Ana Okafor\",\"1\",\"0\",\"0\"\r\n"
        );
        let cells = |line: &str| line.matches("\",\"").count();
        assert_eq!(cells(&case_head(&demo())), CASE_HEAD.len() - 1);
        assert!(case_head(&demo()).contains("\"Arrived (Europe/London)\""));
    }

    #[test]
    fn customers_are_those_who_really_wrote() {
        let disowned = r#""fact":"disowned","at":1795443000000"#;
        let suspect = format!(r#"{OPENED},"suspect":true"#);
        assert_eq!(person_line(&[case(&[OPENED, disowned])], &demo()), None);
        assert_eq!(person_line(&[case(&[&suspect])], &demo()), None);
        let both = [case(&[OPENED]), case(&[OPENED, disowned])];
        let written = person_line(&both, &demo()).expect("a line");
        assert!(
            written
                .ends_with("\"2026-11-23 13:50\",\"2026-11-23 13:50\",\"1\",\"HB-7K3Q-X2MD\"\r\n")
        );
    }
}

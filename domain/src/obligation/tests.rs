use super::*;
use crate::PersonId;
use crate::site::wire::from_json;
use crate::wire::fact_from_json;

const CASE: &str = r#"{"case":"20261123-000102030405060708090a0b0c0d0eff","at":1000,"#;

fn site() -> Site {
    from_json(include_str!("../../tests/fixtures/site-demo.json")).expect("the demo is sound")
}

/// A case whose facts are each "name: the rest of its stored text".
fn case(facts: &[(&str, &str)]) -> Case {
    let facts: Vec<Fact> = facts
        .iter()
        .map(|(name, rest)| format!(r#"{CASE}"fact":"{name}",{rest}}}"#))
        .map(|stored| fact_from_json(&stored).expect(&stored))
        .collect();
    Case::fold(facts[0].case, &facts)
}

fn names(facts: &[(&str, &str)]) -> Vec<String> {
    owed(&case(facts), &site()).iter().map(|one| one.id.text()).collect()
}

const OPENED: (&str, &str) = (
    "opened",
    r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ab","reference":"HB-7K3Q-X2MD",
       "kind":"question","message":"Hello?","name":"Joan","email":"joan@post.example",
       "read_by":9000"#,
);
const ACKNOWLEDGED: (&str, &str) = ("acknowledged", r#""by":"ana","answer_by":9000"#);
const SENT: &str = r#""outcome":"sent""#;

#[test]
fn a_new_case_owes_the_owner_a_notice_and_the_customer_a_receipt() {
    assert_eq!(names(&[OPENED])[0], "tell-person.ana");
    assert!(names(&[OPENED]).contains(&"receipt".to_owned()));
}

#[test]
fn what_was_performed_is_owed_no_more() {
    let told = ("tell-person.ana", SENT);
    assert!(!names(&[OPENED, told]).contains(&"tell-person.ana".to_owned()));
    assert!(!names(&[OPENED, ("receipt", SENT)]).contains(&"receipt".to_owned()));
}

#[test]
fn a_humans_word_makes_the_machines_superfluous() {
    let owed = names(&[OPENED, ACKNOWLEDGED]);
    assert_eq!(owed[0], "acknowledgement");
    assert!(!owed.contains(&"receipt".to_owned()));
    let owed = names(&[OPENED, ACKNOWLEDGED, ("acknowledgement", SENT)]);
    assert!(!owed.contains(&"acknowledgement".to_owned()));
}

#[test]
fn who_never_wrote_gets_no_more_mail() {
    let disowned = ("disowned", r#""x":0"#);
    assert!(!names(&[OPENED, disowned]).contains(&"receipt".to_owned()));
    assert!(names(&[OPENED, disowned, ACKNOWLEDGED]).is_empty());
}

#[test]
fn a_suspect_gets_no_receipt_and_the_owner_still_hears() {
    let suspect = format!(r#"{},"suspect":true"#, OPENED.1);
    let names = names(&[("opened", &suspect)]);
    assert_eq!(names[0], "tell-person.ana");
    assert!(!names.contains(&"receipt".to_owned()));
}

#[test]
fn an_owner_who_could_not_be_told_has_a_second_address() {
    let given_up = ("tell-person.ana", r#""outcome":"given_up","why":"550""#);
    assert!(names(&[OPENED, given_up]).contains(&"tell-backup".to_owned()));
}

#[test]
fn reaching_the_sites_cap_is_told_once() {
    let reached = ("receipt", r#""outcome":"withheld","why":"site_cap_reached""#);
    assert!(names(&[OPENED, reached]).contains(&"tell-site-cap".to_owned()));
    let capped = ("receipt", r#""outcome":"withheld","why":"site_cap""#);
    assert!(!names(&[OPENED, capped]).contains(&"tell-site-cap".to_owned()));
}

#[test]
fn a_case_whose_beginning_is_unknown_owes_nothing_yet() {
    assert!(names(&[ACKNOWLEDGED]).is_empty());
}

/// Monday 23 November 2026 in London; the demo is open 8:00 to 17:30, Saturday 9:00 to 13:00.
fn monday(clock: &str) -> i64 {
    Timestamp::parse(&format!("2026-11-23T{clock}:00Z")).expect("a moment").ms()
}

/// A question of Monday 9:00, to be read by 11:00.
fn asked(more: &str) -> String {
    let (at, read_by) = (monday("09:00"), monday("11:00"));
    OPENED.1.replace("9000", &read_by.to_string()) + &format!(r#","at":{at}{more}"#)
}

fn case_at(facts: &[(&str, String)]) -> Case {
    let prefix = CASE.replace(r#""at":1000,"#, "");
    let facts: Vec<Fact> = facts
        .iter()
        .map(|(name, rest)| format!(r#"{prefix}"fact":"{name}",{rest}}}"#))
        .map(|stored| fact_from_json(&stored).expect(&stored))
        .collect();
    Case::fold(facts[0].case, &facts)
}

/// Names and clock times of what is owed on a case.
fn timed(facts: &[(&str, String)]) -> Vec<(String, String)> {
    let clock = crate::wording::Clock::of_business(site().zone());
    let now = Timestamp::from_ms(monday("09:00"));
    owed(&case_at(facts), &site())
        .iter()
        .map(|one| (one.id.text(), clock.moment(one.from, now)))
        .collect()
}

fn at(name: &str, facts: &[(&str, String)]) -> Option<String> {
    timed(facts).into_iter().find(|(one, _)| one == name).map(|(_, at)| at)
}

#[test]
fn an_unread_message_is_watched_at_half_four_fifths_and_nine_tenths_of_its_time() {
    let facts = [("opened", asked(""))];
    assert_eq!(at("remind.half.first.0.ana", &facts).as_deref(), Some("today 10:00"));
    assert_eq!(at("ask-backup.first.0", &facts).as_deref(), Some("today 10:36"));
    assert_eq!(at("moved.first.1", &facts).as_deref(), Some("today 10:48"));
}

#[test]
fn what_is_needed_today_draws_attention_and_moves_no_promise() {
    let read_by = monday("09:00") + 2 * DAY_MS;
    let later = |more: &str| {
        let from = format!(r#""read_by":{}"#, monday("11:00"));
        asked(more).replace(&from, &format!(r#""read_by":{read_by}"#))
    };
    let calm = [("opened", later(""))];
    let urgent = [("opened", later(r#","needed_by":"today""#))];
    assert_eq!(at("remind.half.first.0.ana", &calm).as_deref(), Some("tomorrow 9:00"));
    assert_eq!(at("remind.half.first.0.ana", &urgent).as_deref(), Some("today 13:15"));
    assert_eq!(at("moved.first.1", &calm), at("moved.first.1", &urgent));
}

#[test]
fn a_late_evening_is_watched_by_day() {
    // Monday 17:20 to Tuesday 9:50: two hours of opening time.
    let opened = asked("")
        .replace(&monday("09:00").to_string(), &monday("17:20").to_string())
        .replace(&monday("11:00").to_string(), &(monday("09:50") + DAY_MS).to_string());
    let facts = [("opened", opened)];
    assert_eq!(at("remind.half.first.0.ana", &facts).as_deref(), Some("tomorrow 8:50"));
    let asleep = Timestamp::from_ms(monday("22:00"));
    let first = &owed(&case_at(&facts), &site());
    let reminder = first.iter().find(|one| one.in_hours).expect("a reminder");
    assert_eq!(reminder.performed_from(&site(), asleep), reminder.from);
    let night_after = Timestamp::from_ms(monday("23:00") + DAY_MS);
    let morning = Timestamp::from_ms(monday("08:00") + 2 * DAY_MS);
    assert_eq!(reminder.performed_from(&site(), night_after), morning);
}

fn machine_moved() -> (&'static str, String) {
    let (at, due) = (monday("10:48"), monday("12:50"));
    ("moved.first.1", format!(r#""at":{at},"due":{due}"#))
}

#[test]
fn the_machine_moves_a_promise_once_until_a_human_acts() {
    let facts = [("opened", asked("")), machine_moved()];
    assert_eq!(at("moved.first.2", &facts), None);
    assert_eq!(at("remind.half.first.1.ana", &facts).as_deref(), Some("today 11:49"));
    assert_eq!(at("tell-late.first.1.ana", &facts).as_deref(), Some("today 10:48"));
    let read = format!(r#""at":{},"by":"ana","answer_by":{}"#, monday("12:00"), monday("14:00"));
    let facts = [("opened", asked("")), machine_moved(), ("acknowledged", read)];
    assert_eq!(at("moved.answer.1", &facts).as_deref(), Some("today 13:48"));
    assert_eq!(at("tell-late.first.1.ana", &facts), None);
}

#[test]
fn who_writes_once_more_is_watched_over_like_anybody_who_waits() {
    let reply = format!(r#""at":{},"by":"chidi","done":"replied","words":"Yes.""#, monday("09:30"));
    let wrote = format!(
        r#""at":{},"submission":"{AGAIN}","message":"And?","answer_by":{}"#,
        monday("12:00"),
        monday("14:00")
    );
    let (name, next) = (format!("wrote.{AGAIN}"), format!("next-{AGAIN}"));
    let moved = (
        format!("moved.{next}.1"),
        format!(r#""at":{},"due":{}"#, monday("13:48"), monday("16:00")),
    );
    let mut facts = vec![("opened", asked("")), ("step.1", reply), (name.as_str(), wrote)];
    let at = |facts: &[(&str, String)], id: &str| at(id, facts);
    let tell = format!("tell-wrote.{AGAIN}.chidi");
    assert_eq!(at(&facts, &tell).as_deref(), Some("today 12:00"));
    let remind = format!("remind.half.{next}.0.chidi");
    assert_eq!(at(&facts, &remind).as_deref(), Some("today 13:00"));
    let ask = format!("ask-backup.{next}.0");
    assert_eq!(at(&facts, &ask).as_deref(), Some("today 13:36"));
    assert_eq!(at(&facts, &format!("moved.{next}.1")).as_deref(), Some("today 13:48"));
    // A person has answered before, so that the customer may hear from the machine.
    facts.push((moved.0.as_str(), moved.1));
    let tell_moved = format!("tell-moved.{next}.1");
    assert_eq!(at(&facts, &tell_moved).as_deref(), Some("today 13:48"));
    let answer = r#","by":"chidi","done":"replied","words":"Wednesday.""#;
    facts.push(("step.2", format!(r#""at":{}{answer}"#, monday("15:00"))));
    assert_eq!(at(&facts, &tell_moved), None);
    assert_eq!(at(&facts, &format!("remind.half.{next}.1.chidi")), None);
}

const AGAIN: &str = "019d3f6e-1c2d-7abc-8def-0123456789ac";

#[test]
fn only_an_address_that_proved_itself_hears_from_the_machine() {
    let proved = |clock| ("proved", format!(r#""at":{}"#, monday(clock)));
    let tell = "tell-moved.first.1";
    let facts = |more: Vec<(&'static str, String)>| {
        let mut facts = vec![("opened", asked("")), machine_moved()];
        facts.extend(more);
        facts
    };
    assert_eq!(at(tell, &facts(vec![])), None);
    assert_eq!(at(tell, &facts(vec![proved("10:00")])).as_deref(), Some("today 10:48"));
    // Whoever opens the page later reads it there.
    assert_eq!(at(tell, &facts(vec![proved("11:00")])), None);
    let disowned = ("disowned", format!(r#""at":{}"#, monday("10:30")));
    assert_eq!(at(tell, &facts(vec![proved("10:00"), disowned])), None);
}

#[test]
fn a_commitment_is_reminded_of_the_day_before_and_on_the_day() {
    let committed = |due: &str| {
        let due = Timestamp::parse(due).expect("a moment").ms();
        let rest = format!(
            r#""at":{},"by":"ana","words":"I look at the valve.","due":{due}"#,
            monday("10:00")
        );
        vec![("opened", asked("")), ("commitment-1", rest)]
    };
    let (eve, day) = ("remind.eve.commitment-1.0.ana", "remind.day.commitment-1.0.ana");
    let thursday = committed("2026-11-26T10:00:00Z");
    assert_eq!(at(eve, &thursday).as_deref(), Some("Wednesday 8:00"));
    assert_eq!(at(day, &thursday).as_deref(), Some("Thursday 8:00"));
    // Sunday is closed: Saturday stands for both.
    let sunday = committed("2026-11-29T10:00:00Z");
    assert_eq!((at(eve, &sunday), at(day, &sunday).as_deref()), (None, Some("Saturday 9:00")));
    let today = committed("2026-11-23T16:00:00Z");
    assert_eq!((at(eve, &today), at(day, &today)), (None, None));
    let mut kept = thursday;
    let at_thursday = monday("09:00") + 3 * DAY_MS;
    kept.push(("kept.commitment-1", format!(r#""at":{at_thursday},"by":"ana""#)));
    assert_eq!((at(eve, &kept), at(day, &kept)), (None, None));
}

#[test]
fn a_suspect_is_not_watched_before_a_person_takes_it_seriously() {
    let facts = [("opened", asked(r#","suspect":true"#))];
    assert_eq!(timed(&facts).len(), 1, "the notice alone");
}

const SUBMISSION: &str = "019d3f6e-1c2d-7abc-8def-0123456789ac";

fn ana() -> PersonId {
    PersonId::parse("ana").expect("an id")
}

#[test]
fn names_of_obligations_fit_into_keys_and_are_read_back() {
    let person = PersonId::parse(&"a".repeat(32)).expect("the longest id");
    let again = crate::submission::SubmissionId::parse(AGAIN).expect("a UUID");
    let promise = PromiseName::Next(again);
    for id in [
        ObligationId::TellPerson(person.clone()),
        ObligationId::Remind { stage: Stage::Half, promise, term: 99, person: person.clone() },
        ObligationId::TellLate { promise, term: 99, person },
        ObligationId::AskBackup { promise, term: 99 },
        ObligationId::Move { promise, term: 99 },
        ObligationId::TellMoved { promise, term: 99 },
        ObligationId::TellCommitted(20),
        ObligationId::PostHook(Some(SUBMISSION.to_owned())),
        push(ObligationId::TellPerson(ana())),
        push(ObligationId::TellWrote { submission: SUBMISSION.to_owned(), person: ana() }),
        push(ObligationId::Remind { stage: Stage::Half, promise, term: 99, person: ana() }),
    ] {
        assert!(id.text().len() <= 100, "{}", id.text());
        assert_eq!(ObligationId::parse(&id.text()), Some(id));
    }
    let wrong = ["remind.half.first.0", "remind.half.first.00.ana", "moved.first", "receipt."];
    for wrong in wrong.into_iter().chain(["push.receipt", "push.push.tell-person.ana", "push."]) {
        assert_eq!(ObligationId::parse(wrong), None, "{wrong}");
    }
}

const WROTE: (&str, &str) = (
    "wrote.019d3f6e-1c2d-7abc-8def-0123456789ac",
    r#""submission":"019d3f6e-1c2d-7abc-8def-0123456789ac","message":"Still there?","at":5000"#,
);

/// The facts of a case with moments of their own.
fn case_in_time(facts: &[(&str, &str)]) -> Case {
    let facts: Vec<_> = facts
        .iter()
        .map(|(name, rest)| {
            let at = if rest.contains(r#""at":"#) { "" } else { r#","at":1000"# };
            (*name, format!("{rest}{at}"))
        })
        .collect();
    case_at(&facts)
}

fn hooks(facts: &[(&str, &str)], since: i64) -> Vec<String> {
    let url = crate::OutsideUrl::parse("https://okafor.example/hook").expect("an address");
    let webhook = crate::site::Webhook { url, since: Timestamp::from_ms(since) };
    let site = Site { webhook: Some(webhook), ..site() };
    let owed = owed(&case_in_time(facts), &site).into_iter().map(|one| one.id.text());
    owed.filter(|id| id.starts_with("post-hook")).collect()
}

#[test]
fn the_owners_server_is_told_of_what_came_in_since_it_was_named_whatever_became_of_it() {
    let again = "post-hook.019d3f6e-1c2d-7abc-8def-0123456789ac";
    assert_eq!(hooks(&[OPENED], 1000), ["post-hook"]);
    assert_eq!(hooks(&[OPENED, WROTE, ACKNOWLEDGED], 0), ["post-hook", again]);
    assert_eq!(hooks(&[OPENED, WROTE], 1001), [again]);
    assert!(hooks(&[OPENED, ("post-hook", SENT)], 0).is_empty());
    let suspect = format!(r#"{},"suspect":true"#, OPENED.1);
    assert!(hooks(&[("opened", &suspect), WROTE], 0).is_empty());
    assert!(!names(&[OPENED]).contains(&"post-hook".to_owned()), "nobody named a server");
}

fn pushed(facts: &[(&str, &str)], person: &str, since: i64) -> Vec<String> {
    let person = PersonId::parse(person).expect("an id");
    let listener = Listener { person, since: Timestamp::from_ms(since) };
    let owed = pushes(&case_in_time(facts), &site(), &[listener]);
    owed.iter().map(|one| one.id.text()).collect()
}

fn push(mail: ObligationId) -> ObligationId {
    ObligationId::Push(Box::new(mail))
}

#[test]
fn whoever_hears_of_a_case_by_mail_and_listens_hears_of_it_on_their_screens() {
    let (new, remind) = ("push.tell-person.ana", "push.remind.half.first.0.ana");
    let again = "push.tell-wrote.019d3f6e-1c2d-7abc-8def-0123456789ac.ana";
    assert_eq!(pushed(&[OPENED], "ana", 1000), [new, remind]);
    assert_eq!(pushed(&[OPENED], "ana", 1001), [remind], "it came before they listened");
    assert!(pushed(&[OPENED], "chidi", 0).is_empty(), "Chidi hears of his own cases alone");
    let read = pushed(&[OPENED, ACKNOWLEDGED], "ana", 0);
    assert!(!read.contains(&new.to_owned()), "somebody has read it");
    assert!(pushed(&[OPENED, ACKNOWLEDGED, WROTE], "ana", 0).contains(&again.to_owned()));
    assert_eq!(pushed(&[OPENED, (new, SENT)], "ana", 0), [remind]);
    assert_eq!(pushed(&[OPENED, ("tell-person.ana", SENT)], "ana", 0), [new, remind]);
    let suspect = format!(r#"{},"suspect":true"#, OPENED.1);
    assert!(pushed(&[("opened", &suspect)], "ana", 0).is_empty());
}

#[test]
fn whoever_was_given_a_case_hears_of_it_and_of_its_time_on_their_screens() {
    let handed = ("step.1", r#""by":"ana","done":"handed_over","to":"chidi""#);
    let pushed = pushed(&[OPENED, handed], "chidi", 0);
    assert_eq!(pushed, ["push.remind.half.first.0.chidi", "push.tell-handed-over.1.chidi"]);
}

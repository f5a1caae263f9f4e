use super::*;
use crate::answer::Receipt;
use crate::card::Card;
use crate::state::Restored;
use crate::view::notice;

const SEED: Seed = Seed { now_ms: 1_763_383_800_123, random: [7; 10] };
const OTHER_SEED: Seed = Seed { now_ms: 1_763_383_900_123, random: [9; 10] };

fn written() -> State {
    let mut state = State { keeps: true, ..State::default() };
    for (field, value) in [
        (Field::Kind, "complaint"),
        (Field::Message, "It locks out with F28."),
        (Field::Name, "Joan Whitcombe"),
        (Field::Email, "joan@whitcombe.example"),
    ] {
        state = typed(state, field, value).0;
    }
    state
}

fn typed(state: State, field: Field, value: &str) -> (State, Vec<Cmd>) {
    update(state, Msg::Typed(field, value.to_owned()))
}

fn press(state: State) -> (State, Vec<Cmd>) {
    update(state, Msg::Pressed { seed: SEED, remembered: false })
}

fn sending() -> State {
    press(written()).0
}

fn answered(state: State, reply: Reply) -> (State, Vec<Cmd>) {
    let clock = "13:10".to_owned();
    update(state, Msg::Answered { reply: Box::new(reply), seed: OTHER_SEED, clock })
}

fn status(status: u32) -> Reply {
    Reply { status, ..Reply::default() }
}

fn stored() -> Reply {
    let receipt = Receipt { reference: "HB-7K3Q-X2MD".to_owned(), ..Receipt::default() };
    Reply { status: 201, receipt, ..Reply::default() }
}

fn refused(sentence: &str) -> Reply {
    let (code, sentence) = ("not_stored".to_owned(), sentence.to_owned());
    Reply { status: 503, code, sentence, ..Reply::default() }
}

/// The id under which words are on their way or wait.
fn id(state: &State) -> String {
    match &state.delivery {
        Delivery::Sending(attempt)
        | Delivery::NotSentYet { attempt, .. }
        | Delivery::CouldNotBeSent { attempt, .. } => attempt.id.text(),
        other => panic!("nothing was tried: {other:?}"),
    }
}

/// A line of the notice.
fn says(state: &State, line: usize) -> String {
    notice(state).split('\u{1f}').nth(line).unwrap_or_default().to_owned()
}

fn strong(state: &State) -> String {
    says(state, 1)
}

#[test]
fn complete_words_are_kept_as_waiting_and_sent() {
    let (state, cmds) = press(written());
    assert!(state.is_sending());
    assert_eq!(cmds, [Cmd::Wake(0), Cmd::Post]);
}

#[test]
fn nothing_is_sent_while_something_is_missing_and_each_field_says_what() {
    let (state, cmds) = press(State::default());
    assert_eq!(state.delivery, Delivery::Writing);
    assert_eq!(cmds, [Cmd::GoTo(Place::Notice)]);
    assert_eq!(state.problem(Field::Kind), Some("Please choose what it is about."));
    assert!(state.problem(Field::Message).is_some());
    assert_eq!(strong(&state), "Some things are missing.");
}

#[test]
fn a_mended_field_says_nothing_more_and_the_others_still_do() {
    let (state, _) = press(State::default());
    let (state, _) = typed(state, Field::Message, "Hello");
    assert_eq!(state.problem(Field::Message), None);
    assert!(state.problem(Field::Kind).is_some());
}

#[test]
fn a_remembered_send_never_takes_the_focus_from_somebody_who_writes_on() {
    let (_, cmds) = update(State::default(), Msg::Pressed { seed: SEED, remembered: true });
    assert!(cmds.is_empty());
    let (state, cmds) = update(written(), Msg::Pressed { seed: SEED, remembered: true });
    assert!(state.is_sending());
    assert!(cmds.contains(&Cmd::Post));
}

#[test]
fn a_second_press_while_sending_sends_nothing_twice() {
    let (state, cmds) = press(sending());
    assert!(state.is_sending());
    assert!(cmds.is_empty());
}

#[test]
fn stored_words_leave_nothing_in_the_browser() {
    let (state, cmds) = answered(sending(), stored());
    let Delivery::Sent(sent) = &state.delivery else { panic!("not sent") };
    assert_eq!(sent.receipt.reference, "HB-7K3Q-X2MD");
    assert_eq!(cmds, [Cmd::ForgetAll, Cmd::GoTo(Place::Receipt), Cmd::Tell]);
    assert_eq!(strong(&state), "");
}

#[test]
fn an_outage_is_tried_again_by_itself_under_the_same_id_with_growing_waits() {
    let mut state = sending();
    let first = id(&state);
    let mut waits = Vec::new();
    for _ in 0..12 {
        let (waiting, cmds) = answered(state, status(0));
        assert_eq!(strong(&waiting), "Not sent yet.");
        let [Cmd::Wake(wait_ms), ref led @ ..] = cmds[..] else { panic!("{cmds:?}") };
        let who_pressed = if waits.is_empty() { &[Cmd::GoTo(Place::Notice)][..] } else { &[] };
        assert_eq!(led, who_pressed, "only who has just pressed Send is led to the notice");
        waits.push(wait_ms / 1_000);
        let (again, cmds) = update(waiting, Msg::Due);
        assert_eq!(cmds, [Cmd::Wake(0), Cmd::Post]);
        assert_eq!(id(&again), first);
        state = again;
    }
    assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    let (state, _) = answered(state, stored());
    assert!(matches!(state.delivery, Delivery::Sent(_)));
}

#[test]
fn pressing_send_during_an_outage_tries_the_same_id_at_once() {
    let (state, _) = answered(sending(), status(0));
    let first = id(&state);
    let (state, cmds) = press(state);
    assert!(cmds.contains(&Cmd::Post));
    assert_eq!(id(&state), first);
    let (_, cmds) = answered(state, status(0));
    assert!(cmds.contains(&Cmd::GoTo(Place::Notice)));
}

#[test]
fn changed_words_wait_for_the_customer_and_get_a_new_id() {
    let (state, _) = answered(sending(), status(0));
    let first = id(&state);
    let (state, cmds) = typed(state, Field::Message, "It locks out with F28. Today again.");
    assert_eq!(state.delivery, Delivery::Changed);
    assert_eq!(cmds, [Cmd::Keep, Cmd::Wake(0), Cmd::ForgetPending]);
    assert_eq!(strong(&state), "Not sent yet.");
    assert!(update(state.clone(), Msg::Due).1.is_empty());
    let (state, _) = update(state, Msg::Pressed { seed: OTHER_SEED, remembered: false });
    assert_ne!(id(&state), first);
}

#[test]
fn a_field_that_is_not_asked_can_change_without_a_new_id() {
    let (state, _) = answered(sending(), status(0));
    let (state, cmds) = typed(state, Field::Phone, "020 7946 0142");
    assert!(matches!(state.delivery, Delivery::NotSentYet { .. }));
    assert_eq!(cmds, [Cmd::Keep]);
}

#[test]
fn a_service_that_keeps_failing_is_given_up_and_the_customer_is_asked_to_call() {
    let mut state = sending();
    for _ in 1..FAILURES_MAX {
        let (waiting, _) = answered(state, status(500));
        assert_eq!(strong(&waiting), "Not sent yet.");
        state = update(waiting, Msg::Due).0;
    }
    let (state, cmds) = answered(state, status(500));
    assert_eq!(strong(&state), "Could not be sent.");
    assert_eq!(cmds, [Cmd::ForgetPending, Cmd::GoTo(Place::Notice), Cmd::Tell]);
    assert!(update(state, Msg::Due).1.is_empty());
}

#[test]
fn what_cannot_be_stored_could_not_be_sent_and_may_be_tried_again() {
    let (state, cmds) = answered(sending(), refused("We cannot store it just now."));
    assert_eq!(strong(&state), "Could not be sent.");
    assert_eq!(says(&state, 3), "1");
    assert!(cmds.contains(&Cmd::Tell) && !cmds.contains(&Cmd::ForgetAll));
    assert_eq!(state.draft.get(Field::Message), "It locks out with F28.");
    let before = id(&state);
    let (state, cmds) = press(state);
    assert!(cmds.contains(&Cmd::Post));
    assert_eq!(id(&state), before);
}

#[test]
fn too_fast_waits_as_long_as_the_service_asks() {
    let reply = Reply { status: 429, retry_after_s: 60, ..Reply::default() };
    let (state, cmds) = answered(sending(), reply);
    assert_eq!(cmds, [Cmd::Wake(60_000), Cmd::GoTo(Place::Notice)]);
    assert!(matches!(state.delivery, Delivery::NotSentYet { why: Why::Busy, .. }));
}

#[test]
fn an_id_used_for_other_words_is_replaced_once() {
    let state = sending();
    let first = id(&state);
    let (state, cmds) = answered(state, status(409));
    assert!(cmds.contains(&Cmd::Post));
    assert_ne!(id(&state), first);
    let (state, _) = answered(state, status(409));
    assert_eq!(strong(&state), "Could not be sent.");
}

#[test]
fn mistakes_found_by_the_service_stand_at_their_fields() {
    let errors = vec![Problem::named("email", "After the @ …".to_owned())];
    let (state, cmds) = answered(sending(), Reply { status: 422, errors, ..Reply::default() });
    assert_eq!(state.problem(Field::Email), Some("After the @ …"));
    assert_eq!(state.delivery, Delivery::Writing);
    assert_eq!(cmds, [Cmd::ForgetPending, Cmd::GoTo(Place::Notice)]);
}

#[test]
fn an_answer_to_nothing_changes_nothing() {
    let state = written();
    let (after, cmds) = answered(state.clone(), stored());
    assert_eq!(after, state);
    assert!(cmds.is_empty());
}

fn restored(message: &str, now_ms: u64) -> (State, Vec<Cmd>) {
    let mut draft = Draft::default();
    draft.set(Field::Message, message.to_owned());
    let pending = (SubmissionId::at(SEED.now_ms, SEED.random), written().draft);
    let left = Restored { draft, pending: Some(pending), keeps: true, now_ms };
    update(State::default(), Msg::Restored(Box::new(left)))
}

#[test]
fn words_of_an_earlier_visit_go_out_under_their_old_id() {
    let (state, cmds) = restored("It locks out with F28.", SEED.now_ms + 3_600_000);
    assert_eq!(id(&state), SubmissionId::at(SEED.now_ms, SEED.random).text());
    assert!(cmds.ends_with(&[Cmd::Wake(0), Cmd::Post]));
    assert!(cmds.contains(&Cmd::Fill(Field::Email)));
    assert_eq!(state.draft.get(Field::Name), "Joan Whitcombe");
}

#[test]
fn words_that_were_changed_or_grew_old_wait_for_the_customer() {
    for (message, age_ms) in
        [("Another thing.", 1_000), ("It locks out with F28.", PENDING_MS_MAX + 1)]
    {
        let (state, cmds) = restored(message, SEED.now_ms + age_ms);
        assert_eq!(state.delivery, Delivery::Writing, "{message}");
        assert!(cmds.contains(&Cmd::ForgetPending) && !cmds.contains(&Cmd::Post), "{message}");
    }
}

#[test]
fn the_page_fills_only_what_is_empty_and_never_the_words() {
    let mut known = Draft::default();
    known.set(Field::Name, "J. Whitcombe".to_owned());
    known.set(Field::Phone, "020 7946 0142".to_owned());
    let (state, cmds) = update(written(), Msg::Prefilled(known));
    assert_eq!(cmds, [Cmd::Fill(Field::Phone)]);
    assert_eq!(state.draft.get(Field::Name), "Joan Whitcombe");
}

#[test]
fn a_correction_is_offered_after_the_address_is_left_and_applied_only_when_taken() {
    let (state, _) = typed(written(), Field::Email, "joan@gmial.com");
    assert_eq!(state.correction(), None);
    let (state, _) = update(state, Msg::LeftEmail);
    assert_eq!(state.correction().as_deref(), Some("joan@gmail.com"));
    assert_eq!(state.draft.get(Field::Email), "joan@gmial.com");
    let (state, cmds) = update(state, Msg::TookCorrection);
    assert_eq!(state.draft.get(Field::Email), "joan@gmail.com");
    assert!(cmds.contains(&Cmd::Fill(Field::Email)));
    assert_eq!(state.correction(), None);
}

#[test]
fn call_me_back_among_the_ways_chooses_the_kind_and_asks_for_the_number() {
    let (state, cmds) = update(State::default(), Msg::WantsCall);
    assert_eq!(state.draft.kind(), Some(Kind::Callback));
    assert!(cmds.ends_with(&[Cmd::Fill(Field::Kind), Cmd::GoTo(Place::Field(Field::Phone))]));
}

#[test]
fn the_card_can_come_at_any_time_and_disturbs_nothing() {
    for state in [State::default(), written(), sending(), answered(sending(), status(0)).0] {
        let card = Card { first: "Ana".to_owned(), ..Card::default() };
        let (after, cmds) = update(state.clone(), Msg::CardCame(card.clone()));
        assert!(cmds.is_empty());
        assert_eq!(after, State { card: Some(card), ..state });
    }
}

#[test]
fn exactly_one_of_the_three_truths_holds_after_any_answer() {
    for code in 0..600 {
        let (state, cmds) = answered(sending(), status(code));
        let truths = [
            matches!(state.delivery, Delivery::Sent(_)),
            strong(&state) == "Not sent yet." || state.is_sending(),
            strong(&state) == "Could not be sent.",
            !state.problems.is_empty(),
        ];
        assert_eq!(truths.into_iter().filter(|truth| *truth).count(), 1, "{code}");
        assert!(!cmds.is_empty(), "{code}");
    }
}

#[test]
fn a_caught_bot_is_sent_on_as_it_is_for_the_service_to_judge() {
    let (state, _) = update(written(), Msg::Trapped("x".to_owned()));
    let (state, _) = press(state);
    let Delivery::Sending(attempt) = &state.delivery else { panic!("not sending") };
    assert_eq!(attempt.content.trap(), "x");
}

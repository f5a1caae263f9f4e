//! What a case costs, and how a backlog drains.

use hearback_tests::{drain, older_book, undisturbed_case};

#[test]
fn an_undisturbed_case_takes_few_writes_and_no_list() {
    let costs = undisturbed_case();
    println!("arrival to both mails: {costs:?}");
    assert!(costs.ops.puts <= 4, "{costs:?}");
    assert_eq!(costs.ops.lists, 0, "{costs:?}");
    assert_eq!(costs.ops.asks, 1, "{costs:?}");
    assert!(costs.told_within_ms < 2_000, "{costs:?}");
}

#[test]
fn five_hundred_overdue_cases_drain_although_one_always_fails() {
    let drained = drain(500);
    println!("{drained:?}");
    // Ten cases a wake-up, and fifteen writes: each case ends in at most three facts. The rest
    // are looks at the store and the failing one's own tries.
    assert!(drained.wakes <= 500 / 10 + 3 * 500 / 15 + 15, "{drained:?}");
    assert_eq!((drained.overdue, drained.owing_at_last), (0, 0), "{drained:?}");
    assert_eq!(drained.receipts, 199, "a site sends 200 receipts a day, of which one always fails");
}

#[test]
fn a_book_of_an_older_form_goes_on_and_tells_nobody_twice() {
    let renewed = older_book();
    assert_eq!((renewed.to_first, renewed.to_second, renewed.cases), (1, 1, 2), "{renewed:?}");
}

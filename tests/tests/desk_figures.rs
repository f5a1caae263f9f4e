//! What the desk costs with twenty thousand cases, of which a thousand are open.

use hearback_tests::desk_of_twenty_thousand;

/// A page of the list on a slow telephone.
const BYTES_MAX: usize = 60_000;

/// The session, the lines, the counts, the languages, and when this person looked before and now;
/// beside them the alarm.
const STATEMENTS_MAX: u64 = 12;

#[test]
fn a_page_of_the_list_is_one_request_to_the_book_and_stays_small() {
    let paths = [
        "/desk/demo",
        "/desk/demo?page=3",
        "/desk/demo?show=closed",
        "/desk/demo?show=closed&page=200",
        "/desk/demo?q=ecotec",
        "/desk/demo?q=17",
        "/desk/demo?kind=complaint&language=de",
    ];
    for figures in desk_of_twenty_thousand(&paths) {
        println!("{figures:?}");
        assert_eq!((figures.status, figures.asks), (200, 1), "{figures:?}");
        assert!(figures.rows > 0 && figures.statements <= STATEMENTS_MAX, "{figures:?}");
        assert!(figures.bytes < BYTES_MAX, "{figures:?}");
    }
}

//! What a customer typed is never lost, also where nothing answers.

use hearback_tests::written_back_in_vain;

#[test]
fn words_that_meet_neither_book_nor_store_come_back_to_be_sent_again() {
    let (status, page) = written_back_in_vain("It+is+the+blue+door.");
    assert_eq!(status, 503);
    assert!(page.contains("Send it again"), "{page}");
    assert_eq!(page.matches("It is the blue door.").count(), 2, "shown, and in the form");
}

//! Whoever asks and guesses in another's name learns nothing, gets nowhere and keeps nobody out.

use hearback_tests::{Door, Opened, calm, digits_of};

const ANA: &str = "ana@okafor.example";

#[test]
fn who_asks_in_the_owners_name_keeps_nobody_out_and_cannot_tell_whose_address_it_is() {
    let world = calm();
    let mails = (0..8).filter(|_| Door::knock(&world, "198.51.100.7", ANA).1.is_some()).count();
    assert_eq!(mails, 5, "one network fills no mailbox");
    for email in [ANA, "stranger@post.example"] {
        let (door, mail) = Door::knock(&world, "198.51.100.7", email);
        assert!(mail.is_none(), "{email}");
        let tries: Vec<_> = (0..6).map(|_| door.try_digits("000000")).collect();
        let (last, first) = tries.split_at(4);
        assert_eq!(last, [Opened::NotYet; 4], "{email}");
        assert_eq!(first, [Opened::No; 2], "{email}");
    }
    let (door, mail) = Door::knock(&world, "203.0.113.9", ANA);
    let mail = mail.expect("the owner asks from elsewhere");
    assert_eq!(door.try_digits(&digits_of(&mail)), Opened::Yes);
}

#[test]
fn who_guesses_all_day_leaves_the_owner_the_link() {
    let world = calm();
    for network in ["198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4"] {
        let (door, mail) = Door::knock(&world, network, ANA);
        let right = digits_of(&mail.expect("a code"));
        let wrong = if right == "000000" { "000001" } else { "000000" };
        (0..5).for_each(|_| assert_ne!(door.try_digits(wrong), Opened::Yes));
    }
    let (door, mail) = Door::knock(&world, "203.0.113.9", ANA);
    let mail = mail.expect("fewer than fifteen asked");
    assert_eq!(door.try_digits(&digits_of(&mail)), Opened::NotYet, "digits are spent for today");
    assert_eq!(door.press_link(&mail), Opened::Yes);
}

//! Mails of the demo shop, for the tests of this module.

use hearback_domain::Timestamp;
use hearback_domain::accent::{Accent, Rgb};
use hearback_domain::record::{Record, Tally, Waits};
use hearback_domain::report::{Report, Week};
use hearback_domain::site::Zone;
use hearback_domain::submission::{EmailAddress, Fields, PageUrl, RawFields};

use crate::mail::{
    Automatic, CalendarFile, Envelope, HeaderText, Link, Mailbox, MessageId, News, OwnerNotice,
    Prompt, Receipt, SiteCap, TestMail, WeekReport,
};

pub(super) const BOILER: RawFields<'static> = RawFields {
    kind: "complaint",
    message: "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 \
              and the water goes cold after five minutes. My mother is 84 and lives with us, and \
              the bathroom is at 14 degrees.\n\nI have pressed reset three times.",
    wish: "A visit before the weekend, and no second call-out fee.",
    needed_by: "today",
    name: "Joan Whitcombe",
    email: "joan@whitcombe.example",
    phone: "07700 900461",
};

/// Petrol, as drawn.
fn accent() -> Accent {
    Accent::of(Rgb::parse("#0b5963").unwrap())
}

fn address(raw: &str) -> EmailAddress {
    EmailAddress::parse(raw).unwrap()
}

pub(super) fn fields(raw: &RawFields<'_>) -> Fields {
    Fields::parse(raw).unwrap()
}

pub(super) fn link(label: &str, url: &str) -> Link {
    Link { label: label.into(), url: url.into() }
}

/// From the shop to `to`.
pub(super) fn envelope(unique: &str, to: &str) -> Envelope {
    let from = address("desk@okafor.example");
    Envelope {
        message_id: MessageId::new(unique, &from),
        from: Mailbox { name: HeaderText::new("Okafor & Daughter"), address: from },
        to: address(to),
        reply_to: None,
        in_reply_to: None,
        date: Timestamp::parse("2026-11-23T13:10:00Z").unwrap(),
    }
}

pub(super) fn calendar() -> CalendarFile {
    let at = |raw| Timestamp::parse(raw).unwrap();
    let organizer = address("desk@okafor.example");
    CalendarFile {
        id: MessageId::new("call-9f2c", &organizer),
        organizer,
        made: at("2026-11-23T14:25:00Z"),
        start: at("2026-11-24T09:00:00Z"),
        end: at("2026-11-24T10:00:00Z"),
        summary: "Call Zoë Grüning, 07700 900461".into(),
        description: "HB-7K3Q-X2MD: the boiler – F28.\nhttps://desk.example/case/4".into(),
    }
}

pub(super) fn owner_notice() -> OwnerNotice {
    OwnerNotice {
        reader: "Ana".into(),
        business: "Okafor & Daughter".into(),
        reference: "HB-7K3Q-X2MD".into(),
        fields: fields(&BOILER),
        page: PageUrl::parse("https://okafor.example/repairs?utm=1"),
        language: Some("de-AT".into()),
        promise: "Please read this by today 15:40.".into(),
        written: "today, Monday 23 November, at 13:10".into(),
        answer_by: vec![
            link("today 15:00", "https://desk.example/act/1"),
            link("tomorrow 12:00", "https://desk.example/act/2"),
            link("Wednesday 12:00", "https://desk.example/act/3"),
        ],
        answered_url: Some("https://desk.example/act/4".into()),
        tend: None,
        if_not: Some("At 15:40 this stands as not kept in your record.".into()),
        suspicious: false,
        accent: accent(),
    }
}

pub(super) fn receipt() -> Receipt {
    Receipt {
        business: "Okafor & Daughter".into(),
        person: "Ana".into(),
        kind: hearback_domain::submission::Kind::Complaint,
        promise: "Ana reads your message by today 15:40.".into(),
        arrival: "It arrived safely today, Monday 23 November, at 13:10.".into(),
        reference: "HB-7K3Q-X2MD".into(),
        case_url: "https://desk.example/case/abc".into(),
        call: Some(link("Call 020 7946 0142", "tel:+442079460142")),
        not_me_url: "https://desk.example/act/5".into(),
        address_line: "Okafor & Daughter, 14 Kiln Yard, London SE15 3PX".into(),
        accent: accent(),
    }
}

pub(super) fn acknowledgement() -> News {
    News {
        headline: "Ana has read your message and answers by today 15:00.".into(),
        line: None,
        person: "Ana Okafor".into(),
        person_first: "Ana".into(),
        business: "Okafor & Daughter".into(),
        word: None,
        automatic: Automatic::No,
        reference: "HB-7K3Q-X2MD".into(),
        case_url: "https://desk.example/case/abc".into(),
        call: Some(link("Call 020 7946 0142", "tel:+442079460142")),
        address_line: "Okafor & Daughter, 14 Kiln Yard, London SE15 3PX".into(),
        accent: accent(),
    }
}

pub(super) fn takes_longer() -> News {
    News {
        headline: "It takes longer. The new time is today 16:40.".into(),
        line: Some(
            "Ana could not read your message by today 15:40, as we promised. We are sorry. \
             Your message is safe here, and Ana has been told."
                .into(),
        ),
        automatic: Automatic::Generated,
        ..acknowledgement()
    }
}

pub(super) fn gave_up() -> Prompt {
    Prompt {
        notice: owner_notice(),
        headline: "Please read this for Ana.".into(),
        why:
            "Since Thursday 19 November, 13:10 we could not deliver it to ana@okafor.example, and \
              have stopped trying."
                .into(),
        caution: Some("The mail server refused it for now: 452 4.2.2 mailbox full".into()),
        footer: "Sent by Hearback for Okafor & Daughter, because this is the second address in \
                 the settings."
            .into(),
    }
}

/// Half the time to read it is over.
pub(super) fn reminder_to_read() -> Prompt {
    Prompt {
        notice: OwnerNotice { if_not: None, ..owner_notice() },
        headline: "Please read this by today 15:40.".into(),
        why: "Joan Whitcombe wrote today, Monday 23 November, at 13:10. Half the time is over."
            .into(),
        caution: None,
        footer: "Sent to Ana by Hearback for Okafor & Daughter.".into(),
    }
}

pub(super) fn reminder() -> Prompt {
    Prompt {
        notice: OwnerNotice {
            answer_by: Vec::new(),
            tend: Some(link("Move the time", "https://desk.example/act/5")),
            if_not: None,
            ..owner_notice()
        },
        headline: "Joan Whitcombe expects your answer by today 15:40.".into(),
        why: "You said so today 13:40, and half the time is over.".into(),
        ..reminder_to_read()
    }
}

pub(super) fn reminder_of_a_commitment() -> Prompt {
    Prompt {
        notice: OwnerNotice {
            answered_url: None,
            tend: Some(link("It is done, or needs longer", "https://desk.example/act/5")),
            ..reminder().notice
        },
        headline: "You promised Joan Whitcombe something by tomorrow 10:00.".into(),
        why: "In your words: “I look at the gas valve.”".into(),
        ..reminder_to_read()
    }
}

pub(super) fn request() -> Prompt {
    Prompt {
        headline: "Please read this for Ana by today 15:40.".into(),
        why: "Ana has not done it yet, and four fifths of the time are over. If nobody does, \
              Joan Whitcombe is given a later time."
            .into(),
        footer: gave_up().footer,
        ..reminder_to_read()
    }
}

pub(super) fn late() -> Prompt {
    Prompt {
        headline: "Joan Whitcombe now waits until today 17:10.".into(),
        why: "Nobody had acted, so the time was moved before it passed. We have written to Joan \
              Whitcombe that it takes longer."
            .into(),
        ..reminder_to_read()
    }
}

pub(super) fn moved() -> News {
    News {
        headline: "Ana needs longer, and answers by today 17:00.".into(),
        word: Some("The maker rings me back at four, then I know whether the part is here.".into()),
        ..acknowledgement()
    }
}

pub(super) fn commitment_moved() -> News {
    News {
        headline: "Ana gives you a new time: Friday 10:00.".into(),
        line: Some("It is about: “I look at the gas valve.”".into()),
        word: Some("The part comes on Thursday.".into()),
        ..acknowledgement()
    }
}

pub(super) fn committed() -> News {
    News {
        headline: "Ana promises you something by Thursday 10:00.".into(),
        word: Some("I look at the gas valve. You pay nothing for this visit.".into()),
        ..acknowledgement()
    }
}

pub(super) fn site_cap() -> SiteCap {
    SiteCap {
        reader: "Ana".into(),
        business: "Okafor & Daughter".into(),
        receipts: 200,
        accent: accent(),
    }
}

pub(super) fn test_mail() -> TestMail {
    TestMail {
        reader: "Ana".into(),
        business: "Okafor & Daughter".into(),
        asked: "Monday 23 November at 14:05".into(),
        url: "https://desk.example/desk/demo/settings/mail".into(),
        accent: accent(),
    }
}

/// Five of six, and somebody who hears nothing.
pub(super) fn week_report() -> WeekReport {
    let week = Week {
        begins: Timestamp::parse("2026-11-16T00:00:00Z").unwrap(),
        promises: Tally { kept: 4, moved: 1, broken: 1 },
        read: Waits { cases: 6, median: 38, p90: 128 },
        answered: Waits { cases: 12, median: 180, p90: 580 },
    };
    let promises = Tally { kept: 46, moved: 2, broken: 2 };
    let record = Record { promises, ..Record::default() };
    WeekReport {
        reader: "Ana".into(),
        business: "Okafor & Daughter".into(),
        zone: Zone::parse("Europe/London").unwrap(),
        report: Report { record, weeks: vec![week], ..Report::default() },
        silent: vec!["Leyla Demir".into(), "Sam <b>Osei</b>".into()],
        url: "https://desk.example/desk/demo/report".into(),
        accent: accent(),
    }
}

/// Nothing but one customer who waits.
pub(super) fn quiet_week() -> WeekReport {
    let busy = week_report();
    let begins = busy.report.week().begins;
    let weeks = vec![Week { begins, ..Week::default() }];
    let silent = vec!["Leyla Demir".into()];
    WeekReport { report: Report { weeks, ..Report::default() }, silent, ..busy }
}

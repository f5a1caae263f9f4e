//! Every mail as it is read, and every field as an attacker would fill it.

mod samples;

use hearback_domain::submission::RawFields;
use mail_parser::{Message, MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::{Automatic, Envelope, HeaderText, Mail, MessageId, News, OwnerNotice};
use samples::{
    BOILER, acknowledgement, calendar, commitment_moved, committed, envelope, fields, gave_up,
    late, link, moved, owner_notice, quiet_week, receipt, reminder, reminder_of_a_commitment,
    reminder_to_read, request, site_cap, takes_longer, test_mail, week_report,
};

/// Subject, plain twin and page, the page with a line per element.
///
/// With `MAILS_DIR` set, the page lands in that folder to be looked at in a browser.
fn shown(name: &str, mail: &Mail) -> String {
    if let Ok(folder) = std::env::var("MAILS_DIR") {
        let file = format!("{folder}/{name}.html");
        std::fs::write(file, &mail.html).expect("the folder can be written");
    }
    let page = mail.html.replace("><", ">\n<");
    format!("Subject: {}\n\n{}\n----\n{page}\n", mail.subject.as_str(), mail.text)
}

fn notice_mail(notice: &OwnerNotice) -> Mail {
    notice.mail(envelope("notice-1", "ana@okafor.example"))
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("a mail")
}

#[test]
fn an_owner_reads_the_whole_message_and_answers_in_one_tap() {
    insta::assert_snapshot!("owner_notice", shown("owner_notice", &notice_mail(&owner_notice())));
}

#[test]
fn a_receipt_names_the_promise_and_the_way_out() {
    let mail = receipt().mail(envelope("receipt-1", "joan@whitcombe.example"));
    insta::assert_snapshot!("receipt", shown("receipt", &mail));
}

#[test]
fn an_acknowledgement_says_who_read_it_and_when_the_answer_comes() {
    let mail = acknowledgement().mail(envelope("acknowledgement-1", "joan@whitcombe.example"));
    insta::assert_snapshot!("acknowledgement", shown("acknowledgement", &mail));
}

#[test]
fn a_second_person_gets_the_whole_message_when_the_first_could_not() {
    let mail = gave_up().mail(envelope("gave-up-1", "chidi@okafor.example"));
    insta::assert_snapshot!("gave_up", shown("gave_up", &mail));
}

#[test]
fn whoever_promised_is_reminded_with_the_buttons_that_fit() {
    for (name, prompt) in [
        ("reminder_to_read", reminder_to_read()),
        ("reminder", reminder()),
        ("reminder_of_a_commitment", reminder_of_a_commitment()),
        ("request", request()),
        ("late", late()),
    ] {
        let mail = prompt.mail(envelope("prompt-1", "ana@okafor.example"));
        insta::assert_snapshot!(name, shown(name, &mail));
    }
}

#[test]
fn a_customer_hears_of_new_times_and_of_what_is_promised() {
    for (name, news) in [
        ("takes_longer", takes_longer()),
        ("moved", moved()),
        ("commitment_moved", commitment_moved()),
        ("committed", committed()),
    ] {
        let mail = news.mail(envelope("news-1", "joan@whitcombe.example"));
        insta::assert_snapshot!(name, shown(name, &mail));
    }
}

#[test]
fn an_owner_hears_when_the_form_sends_more_than_it_should() {
    let mail = site_cap().mail(envelope("site-cap-1", "ana@okafor.example"));
    insta::assert_snapshot!("site_cap", shown("site_cap", &mail));
}

#[test]
fn a_test_says_where_it_may_have_landed() {
    let mail = test_mail().mail(envelope("test-1", "ana@okafor.example"));
    insta::assert_snapshot!("test_mail", shown("test_mail", &mail));
}

#[test]
fn an_owner_reads_on_monday_what_the_week_was_like() {
    for (name, report) in [("week_report", week_report()), ("week_report_quiet", quiet_week())] {
        let mail = report.mail(envelope("report-1", "ana@okafor.example"));
        insta::assert_snapshot!(name, shown(name, &mail));
    }
}

#[test]
fn the_bytes_on_the_wire_are_these() {
    let envelope = Envelope {
        in_reply_to: MessageId::parse("<receipt-1@okafor.example>"),
        ..envelope("acknowledgement-1", "joan@whitcombe.example")
    };
    let mail = Mail {
        envelope,
        subject: HeaderText::new("Ana hat Ihre Nachricht gelesen – Grüße, \"Joan\""),
        text: "Grüße\n".into(),
        html: "<p>Grüße</p>".into(),
        automatic: Automatic::Replied,
        calendar: None,
    };
    let bytes = String::from_utf8(mail.rfc5322()).unwrap();
    insta::assert_snapshot!("wire", bytes.replace("\r\n", "\n"));
}

#[test]
fn a_date_is_attached_and_arrives_byte_for_byte() {
    let file = calendar();
    let mail = Mail {
        envelope: envelope("notice-1", "ana@okafor.example"),
        subject: HeaderText::new("Joan asks for a call"),
        text: "Please call Joan.\n".into(),
        html: "<p>Please call Joan.</p>".into(),
        automatic: Automatic::Generated,
        calendar: None,
    }
    .with_calendar(file.clone());
    let bytes = mail.rfc5322();
    assert_eq!(bytes, mail.rfc5322(), "the same bytes each time");
    let message = parsed(&bytes);
    assert_eq!(message.body_text(0).unwrap_or_default(), "Please call Joan.\r\n");
    assert_eq!(message.body_html(0).unwrap_or_default(), "<p>Please call Joan.</p>");
    let attached = message.attachment(0).expect("an attachment");
    assert_eq!(attached.attachment_name(), Some("call.ics"));
    assert_eq!(attached.contents(), file.text().as_bytes());
    assert_eq!(message.attachment_count(), 1);
    insta::assert_snapshot!(
        "with_calendar",
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    );
}

#[test]
fn an_owner_who_is_asked_to_call_gets_the_hour_for_the_calendar() {
    let mail = notice_mail(&owner_notice()).with_calendar(calendar());
    let bytes = mail.rfc5322();
    let message = parsed(&bytes);
    assert_eq!(message.body_text(0).unwrap_or_default().replace("\r\n", "\n"), mail.text);
    assert_eq!(message.attachment(0).and_then(|part| part.attachment_name()), Some("call.ics"));
}

#[test]
fn who_writes_and_what_about_stand_in_the_subject() {
    for (kind, name, subject) in [
        ("question", "Joan", "Joan has a question: please read this by today 15:40"),
        ("complaint", "Joan", "Joan, something is wrong: please read this by today 15:40"),
        ("praise", "", "Somebody sends praise or an idea: please read this by today 15:40"),
        ("callback", "Joan", "Joan asks for a call: please read this by today 15:40"),
    ] {
        let fields = fields(&RawFields { kind, name, ..BOILER });
        let mail = notice_mail(&OwnerNotice { fields, ..owner_notice() });
        assert_eq!(mail.subject.as_str(), subject);
    }
}

#[test]
fn only_the_ways_that_lead_to_the_customer_are_offered() {
    let without = |email, phone| {
        let fields = fields(&RawFields { kind: "praise", email, phone, ..BOILER });
        notice_mail(&OwnerNotice { fields, answer_by: Vec::new(), ..owner_notice() })
    };
    let (nobody, by_phone) = (without("", ""), without("", "07700 900461"));
    assert!(!nobody.html.contains("Answer now") && !nobody.html.contains("Call 0"));
    assert!(!nobody.html.contains("I answer by") && nobody.html.contains("I have read this"));
    assert_eq!(nobody.envelope.reply_to, None);
    assert!(by_phone.html.contains("Call 07700 900461") && !by_phone.html.contains("mailto:"));
    assert!(!by_phone.html.contains("reply to this mail"));
}

#[test]
fn a_reply_to_a_notice_reaches_the_customer() {
    let mail = notice_mail(&owner_notice());
    let bytes = mail.rfc5322();
    let reply_to = parsed(&bytes).reply_to().and_then(|to| to.first()?.address().map(String::from));
    assert_eq!(reply_to.as_deref(), Some("joan@whitcombe.example"));
    assert!(mail.html.contains(
        "mailto:joan@whitcombe.example?subject=\
         Re%3A%20Your%20message%20to%20Okafor%20%26%20Daughter%20%28HB-7K3Q-X2MD%29"
    ));
}

#[test]
fn machines_say_that_they_are_machines_and_people_do_not() {
    let to = || envelope("x", "joan@whitcombe.example");
    for (mail, mark) in [
        (receipt().mail(to()), Some("auto-replied")),
        (owner_notice().mail(to()), Some("auto-generated")),
        (gave_up().mail(to()), Some("auto-generated")),
        (site_cap().mail(to()), Some("auto-generated")),
        (test_mail().mail(to()), Some("auto-generated")),
        (acknowledgement().mail(to()), None),
    ] {
        let bytes = mail.rfc5322();
        let message = parsed(&bytes);
        let header = |name| message.header(name).and_then(|value| value.as_text());
        assert_eq!(header("Auto-Submitted"), mark, "{:?}", mail.subject);
        assert_eq!(header("X-Auto-Response-Suppress"), mark.map(|_| "All"));
    }
}

/// Breaks out of text, attributes, styles and comments; turns, hides and repeats; ends lines.
const HOSTILE: &str = "\"'><script>alert(1)</script><!--</style></title>\u{202e}\u{2066}שלום 👩‍🔧\
                       \r\nBcc: <victim@post.example>\r\n\r\n.\r\n{{7*7}}=?utf-8?B?SGFjaw==?=\u{0}";

/// The same on one line, for fields that refuse more than one.
fn hostile_line() -> String {
    HOSTILE.replace(|c: char| c.is_control(), " ").chars().take(100).collect()
}

fn hostile_notice() -> OwnerNotice {
    let name = hostile_line();
    let message = format!("{HOSTILE}\n{}", "W".repeat(3_800));
    let hostile = fields(&RawFields {
        message: &message,
        wish: HOSTILE,
        name: &name,
        email: "o'neil&bcc=x?y@post.example",
        ..BOILER
    });
    OwnerNotice {
        reader: HOSTILE.into(),
        business: HOSTILE.into(),
        reference: HOSTILE.into(),
        fields: hostile,
        language: Some(HOSTILE.into()),
        promise: HOSTILE.into(),
        written: HOSTILE.into(),
        answer_by: vec![link(HOSTILE, HOSTILE)],
        answered_url: Some(HOSTILE.into()),
        tend: Some(link(HOSTILE, HOSTILE)),
        if_not: Some(HOSTILE.into()),
        suspicious: true,
        ..owner_notice()
    }
}

/// Nothing of a hostile text became an element, a header, another recipient or another part.
fn assert_harmless(mail: &Mail, headers: usize) {
    assert!(!mail.html.contains("<script"), "an element");
    assert!(!mail.html.contains("\"'>"), "an attribute's end");
    assert_eq!(mail.html.matches("</style>").count(), 1, "a style's end");
    assert_eq!(mail.html.matches("<!--").count(), 0, "a comment");
    let bytes = mail.rfc5322();
    assert!(bytes.is_ascii());
    let message = parsed(&bytes);
    assert_eq!(message.headers().len(), headers, "{:?}", message.headers());
    assert_eq!(message.to().map(|to| to.iter().count()), Some(1));
    assert!(message.bcc().is_none() && message.cc().is_none());
    assert_eq!(message.subject(), Some(mail.subject.as_str()));
    assert_eq!(
        message.from().and_then(|from| from.first()?.name()),
        Some(mail.envelope.from.name.as_str())
    );
    assert_eq!((message.text_body_count(), message.html_body_count()), (1, 1));
    assert_eq!(message.attachment_count(), 0);
    for line in bytes.split(|&byte| byte == b'\n') {
        assert!(line.len() < 998, "a line longer than RFC 5322 allows");
        assert!(line.is_empty() || line.ends_with(b"\r"), "a bare line feed");
    }
}

#[test]
fn hostile_text_in_every_field_stays_text() {
    let hostile_envelope = || {
        let mut envelope = envelope(HOSTILE, "joan@whitcombe.example");
        envelope.from.name = HeaderText::new(HOSTILE);
        envelope
    };
    let notice = hostile_notice();
    assert_harmless(&notice.mail(hostile_envelope()), 10);
    let mut gave_up = gave_up();
    gave_up.notice = notice;
    gave_up.caution = Some(HOSTILE.into());
    for field in [&mut gave_up.headline, &mut gave_up.why, &mut gave_up.footer] {
        *field = HOSTILE.into();
    }
    assert_harmless(&gave_up.mail(hostile_envelope()), 10);

    let mut receipt = receipt();
    receipt.call = Some(link(HOSTILE, HOSTILE));
    for field in [
        &mut receipt.business,
        &mut receipt.person,
        &mut receipt.promise,
        &mut receipt.arrival,
        &mut receipt.reference,
        &mut receipt.case_url,
        &mut receipt.not_me_url,
        &mut receipt.address_line,
    ] {
        *field = HOSTILE.into();
    }
    assert_harmless(&receipt.mail(hostile_envelope()), 9);

    let mut site_cap = site_cap();
    site_cap.reader = HOSTILE.into();
    site_cap.business = HOSTILE.into();
    assert_harmless(&site_cap.mail(hostile_envelope()), 9);

    let mut test_mail = test_mail();
    for field in
        [&mut test_mail.reader, &mut test_mail.business, &mut test_mail.asked, &mut test_mail.url]
    {
        *field = HOSTILE.into();
    }
    assert_harmless(&test_mail.mail(hostile_envelope()), 9);

    let hostile = || String::from(HOSTILE);
    let news = News {
        headline: hostile(),
        line: Some(hostile()),
        person: hostile(),
        person_first: hostile(),
        business: hostile(),
        word: Some(hostile()),
        automatic: Automatic::No,
        reference: hostile(),
        case_url: hostile(),
        call: Some(link(HOSTILE, HOSTILE)),
        address_line: hostile(),
        accent: acknowledgement().accent,
    };
    assert_harmless(&news.mail(hostile_envelope()), 7);
}

#[test]
fn a_word_without_a_space_and_a_turned_line_keep_to_their_own_block() {
    let html = notice_mail(&hostile_notice()).html;
    let block = html.split("<div dir=\"auto\"").nth(1).expect("the message");
    let style = block.split('>').next().unwrap_or_default();
    assert!(style.contains("overflow-wrap:anywhere") && style.contains("word-break:break-word"));
    assert!(block.contains(&"W".repeat(3_800)), "the message is whole");
}

proptest! {
    #[test]
    fn what_was_written_arrives_as_it_was_written(
        subject in "\\PC{0,150}",
        text in "([ -~]|\\PC|\n){0,300}",
    ) {
        let mail = Mail {
            envelope: envelope("x", "joan@whitcombe.example"),
            subject: HeaderText::new(&subject),
            text: text.clone(),
            html: "<p></p>".into(),
            automatic: Automatic::No,
            calendar: None,
        };
        let bytes = mail.rfc5322();
        prop_assert_eq!(&bytes, &mail.rfc5322(), "the same bytes each time");
        let message = parsed(&bytes);
        prop_assert_eq!(message.subject().unwrap_or_default(), mail.subject.as_str());
        let body = message.body_text(0).unwrap_or_default().replace("\r\n", "\n");
        prop_assert_eq!(body, text);
    }
}

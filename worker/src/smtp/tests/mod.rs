//! The dialogue against a scripted server: every stage answered well, badly, late and not at all.

mod scripted_server;

use std::time::Duration;

use hearback_domain::Timestamp;
use hearback_domain::submission::EmailAddress;

use super::Attempt;
use crate::mail::{
    Automatic, Envelope, HeaderText, Mail, MailError, MailServer, Mailbox, MessageId,
};
use scripted_server::{CLOSE, STALL, Turn, Veiled, play};

const LOCAL: &str = "smtp://127.0.0.1:1025";
const STARTTLS: &str = "smtp://ana%40okafor.example:s3cret@mail.example:587";
const TLS: &str = "smtps://ana%40okafor.example:s3cret@mail.example";

/// A server on this machine: no encryption, no authentication.
const PLAINLY: [Turn; 6] = [
    ("", "220 localhost ESMTP\r\n"),
    ("EHLO okafor.example", "250-localhost\r\n250-SIZE 100000\r\n250 8BITMIME\r\n"),
    ("MAIL FROM:<desk@okafor.example>", "250 2.1.0 Ok\r\n"),
    ("RCPT TO:<joan@post.example>", "250 2.1.5 Ok\r\n"),
    ("DATA", "354 End data with <CR><LF>.<CR><LF>\r\n"),
    (".", "250 2.0.0 Ok: queued as 4Xq\r\n"),
];

/// A provider: encryption first, then a password.
const SECURELY: [Turn; 9] = [
    ("", "220-mail.example ESMTP\r\n220 ready\r\n"),
    ("EHLO okafor.example", "250-mail.example\r\n250-AUTH LOGIN\r\n250 STARTTLS\r\n"),
    ("STARTTLS", "220 2.0.0 Ready to start TLS\r\n"),
    ("EHLO okafor.example", "250-mail.example\r\n250 AUTH LOGIN PLAIN\r\n"),
    ("AUTH PLAIN ", "235 2.7.0 Authentication successful\r\n"),
    ("MAIL FROM:<desk@okafor.example>", "250 2.1.0 Ok\r\n"),
    ("RCPT TO:<joan@post.example>", "250 2.1.5 Ok\r\n"),
    ("DATA", "354 Go\r\n"),
    (".", "250 2.0.0 Ok\r\n"),
];

fn mail(text: &str) -> Mail {
    let from = EmailAddress::parse("desk@okafor.example").unwrap();
    let envelope = Envelope {
        message_id: MessageId::new("receipt-1", &from),
        from: Mailbox { name: HeaderText::new("Okafor & Daughter"), address: from },
        to: EmailAddress::parse("joan@post.example").unwrap(),
        reply_to: None,
        in_reply_to: None,
        date: Timestamp::parse("2026-11-23T13:10:00Z").unwrap(),
    };
    Mail {
        envelope,
        subject: HeaderText::new("Ana reads your message by today 15:40"),
        text: text.into(),
        html: "<p>Hello</p>".into(),
        automatic: Automatic::Replied,
        calendar: None,
    }
}

/// Sends one mail to the script; the outcome and every line the client said.
async fn sent(url: &str, script: &[Turn]) -> (Result<(), MailError>, Vec<String>) {
    sent_as(url, script, &mail("Hello\n.\n..hidden\n")).await
}

async fn sent_as(url: &str, script: &[Turn], mail: &Mail) -> (Result<(), MailError>, Vec<String>) {
    let server = MailServer::parse(url).unwrap();
    let (near, far) = Veiled::pair(256);
    let attempt = Attempt::default();
    let client = async {
        let outcome = attempt.send(near, &server, mail);
        let outcome = tokio::time::timeout(Duration::from_secs(30), outcome).await;
        outcome.unwrap_or_else(|_| Err(attempt.interrupted("no answer within 30 seconds")))
    };
    let server = tokio::time::timeout(Duration::from_secs(60), play(far, script.to_vec()));
    let (outcome, heard) = tokio::join!(client, server);
    (outcome, heard.unwrap_or_default())
}

/// The script with another answer at one stage.
fn with_answer(script: &[Turn], at: usize, answer: &'static str) -> Vec<Turn> {
    let mut script = script.to_vec();
    script[at].1 = answer;
    script
}

fn commands(heard: &[String]) -> Vec<&str> {
    let is_command = |line: &&String| {
        ["EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"]
            .iter()
            .any(|verb| line.starts_with(verb))
    };
    heard.iter().filter(is_command).map(String::as_str).collect()
}

#[tokio::test(start_paused = true)]
async fn a_mail_is_handed_over_dots_and_all() {
    let (outcome, heard) = sent(LOCAL, &PLAINLY).await;
    assert_eq!(outcome, Ok(()));
    let size = mail("Hello\n.\n..hidden\n").rfc5322().len();
    let sender = format!("MAIL FROM:<desk@okafor.example> SIZE={size}");
    assert_eq!(
        commands(&heard),
        ["EHLO okafor.example", &sender, "RCPT TO:<joan@post.example>", "DATA", "QUIT"]
    );
    let hidden = heard.iter().position(|line| line == "...hidden").expect("a dotted line");
    assert_eq!(heard[hidden - 1], "..", "a lone dot is doubled");
}

#[tokio::test(start_paused = true)]
async fn encryption_comes_first_and_everything_is_asked_again_after_it() {
    let (outcome, heard) = sent(STARTTLS, &SECURELY).await;
    assert_eq!(outcome, Ok(()));
    assert_eq!(
        commands(&heard),
        [
            "EHLO okafor.example",
            "STARTTLS",
            "EHLO okafor.example",
            "AUTH PLAIN AGFuYUBva2Fmb3IuZXhhbXBsZQBzM2NyZXQ=",
            "MAIL FROM:<desk@okafor.example>",
            "RCPT TO:<joan@post.example>",
            "DATA",
            "QUIT",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn login_serves_where_plain_is_not_offered() {
    let mut script = SECURELY.to_vec();
    script.splice(
        1..5,
        [
            ("EHLO okafor.example", "250-mail.example\r\n250 AUTH=LOGIN CRAM-MD5\r\n"),
            ("AUTH LOGIN", "334 VXNlcm5hbWU6\r\n"),
            ("YW5hQG9rYWZvci5leGFtcGxl", "334 UGFzc3dvcmQ6\r\n"),
            ("czNjcmV0", "235 Welcome\r\n"),
        ],
    );
    let (outcome, heard) = sent(TLS, &script).await;
    assert_eq!(outcome, Ok(()));
    assert!(commands(&heard).contains(&"AUTH LOGIN"));
}

#[tokio::test(start_paused = true)]
async fn plain_is_said_again_to_a_server_that_asks_although_it_was_told() {
    let mut script = with_answer(&SECURELY, 4, "334 \r\n");
    script.insert(5, ("AGFuYUBva2Fmb3IuZXhhbXBsZQBzM2NyZXQ=", "235 Welcome\r\n"));
    assert_eq!(sent(STARTTLS, &script).await.0, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_remote_server_without_encryption_gets_neither_password_nor_mail() {
    let script = with_answer(&SECURELY, 1, "250-mail.example\r\n250 AUTH LOGIN PLAIN\r\n");
    let (outcome, heard) = sent(STARTTLS, &script).await;
    assert!(matches!(outcome, Err(MailError::Misconfigured(_))), "{outcome:?}");
    assert_eq!(heard, ["EHLO okafor.example"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_slipped_in_before_the_encryption_ends_the_dialogue() {
    let injected = "220 Ready\r\n250-mail.example\r\n250 AUTH PLAIN\r\n";
    let (outcome, heard) = sent(STARTTLS, &with_answer(&SECURELY, 2, injected)).await;
    assert!(matches!(outcome, Err(MailError::Unreachable(_))), "{outcome:?}");
    assert_eq!(heard, ["EHLO okafor.example", "STARTTLS"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_takes_no_password_is_a_matter_of_settings() {
    let script = with_answer(&SECURELY, 3, "250-mail.example\r\n250 AUTH XOAUTH2\r\n");
    let (outcome, heard) = sent(STARTTLS, &script).await;
    assert!(matches!(outcome, Err(MailError::Misconfigured(_))), "{outcome:?}");
    assert_eq!(heard.last().map(String::as_str), Some("QUIT"));
}

#[tokio::test(start_paused = true)]
async fn a_temporary_no_is_temporary_at_every_stage() {
    for stage in 0..SECURELY.len() {
        let script = with_answer(&SECURELY, stage, "451-4.3.0 Busy,\r\n451 4.3.0 try later\r\n");
        let (outcome, _) = sent(STARTTLS, &script).await;
        let said = "4.3.0 Busy, 4.3.0 try later".to_owned();
        assert_eq!(
            outcome,
            Err(MailError::Refused { permanent: false, code: 451, said }),
            "stage {stage}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_final_no_is_final_for_the_mail_only_where_the_mail_was_named() {
    for stage in 0..SECURELY.len() {
        let (outcome, _) = sent(STARTTLS, &with_answer(&SECURELY, stage, "550 5.7.1 No\r\n")).await;
        match (stage, outcome) {
            (4, Err(MailError::NotLetIn { code, said })) => {
                assert_eq!((code, said.as_str()), (550, "5.7.1 No"));
            }
            (_, Err(MailError::Refused { permanent, code: 550, said })) => {
                assert_eq!((permanent, said.as_str()), (stage > 4, "5.7.1 No"), "stage {stage}");
            }
            (_, other) => panic!("stage {stage}: {other:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_wants_a_password_we_do_not_have_is_a_matter_of_settings() {
    let script = with_answer(&PLAINLY, 2, "530 5.7.0 Authentication required\r\n");
    let (outcome, _) = sent(LOCAL, &script).await;
    assert!(matches!(outcome, Err(MailError::Misconfigured(_))), "{outcome:?}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_leaves_doubt_only_after_the_final_dot() {
    for answer in [CLOSE, STALL] {
        for stage in 0..SECURELY.len() {
            let (outcome, _) = sent(STARTTLS, &with_answer(&SECURELY, stage, answer)).await;
            let is_last = stage + 1 == SECURELY.len();
            match outcome {
                Err(MailError::Unknown(_)) if is_last => {}
                Err(MailError::Unreachable(_)) if !is_last => {}
                other => panic!("{answer} at stage {stage}: {other:?}"),
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_lost_within_the_mail_did_not_deliver_it() {
    // The server leaves at the first header line, long before the dot could be written.
    let mut script = PLAINLY.to_vec();
    script[5] = ("From: ", CLOSE);
    let (outcome, _) = sent_as(LOCAL, &script, &mail(&"words ".repeat(600))).await;
    assert!(matches!(outcome, Err(MailError::Unreachable(_))), "{outcome:?}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_talks_without_end_is_left() {
    let endless_line: &'static str = Box::leak("2".repeat(1_000_000).into_boxed_str());
    let endless_reply: &'static str = Box::leak("250-more\r\n".repeat(100_000).into_boxed_str());
    for babble in [endless_line, endless_reply, "HTTP/1.1 400 Bad Request\r\n", "\r\n", "250\0\r\n"]
    {
        for stage in [0, 1, 4] {
            let (outcome, _) = sent(LOCAL, &with_answer(&PLAINLY, stage, babble)).await;
            let why = "what it answered is not SMTP".to_owned();
            assert_eq!(outcome, Err(MailError::Unreachable(why)), "{babble:.20} at {stage}");
        }
        let (outcome, _) = sent(LOCAL, &with_answer(&PLAINLY, 5, babble)).await;
        assert!(matches!(outcome, Err(MailError::Unknown(_))), "{babble:.20}: {outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_mail_larger_than_the_server_takes_is_not_begun() {
    let script = with_answer(&PLAINLY, 1, "250-localhost\r\n250 SIZE 100\r\n");
    let (outcome, heard) = sent(LOCAL, &script).await;
    assert!(
        matches!(outcome, Err(MailError::Refused { permanent: true, code: 552, .. })),
        "{outcome:?}"
    );
    assert_eq!(commands(&heard), ["EHLO okafor.example", "QUIT"]);
}

#[tokio::test(start_paused = true)]
async fn an_answer_out_of_step_is_not_taken_for_a_yes() {
    let (outcome, _) = sent(LOCAL, &with_answer(&PLAINLY, 4, "250 Ok\r\n")).await;
    assert!(matches!(outcome, Err(MailError::Unreachable(_))), "{outcome:?}");
    let (outcome, _) = sent(LOCAL, &with_answer(&PLAINLY, 5, "354 Go on\r\n")).await;
    assert!(matches!(outcome, Err(MailError::Unknown(_))), "{outcome:?}");
}

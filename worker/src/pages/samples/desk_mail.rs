//! The page about mail: before a test, after one that went well, and after one that did not.

use hearback_domain::sender::Standing;

use super::super::{Business, CheckView, FormTarget, MailView, TestedView, mail_page};
use super::desk::{frame, hostile_frame, target};
use super::{Sample, link};

pub(super) fn pages() -> Vec<Sample> {
    let accepted = TestedView {
        is_good: true,
        at: "today 14:05".into(),
        says: "Your mail provider took the test for ana@okafor.example.".into(),
        next: "Look into your inbox. If it is not there in five minutes, look into the spam folder: if it lies there, mend below what is not good.".into(),
        said: String::new(),
    };
    let refused = TestedView {
        is_good: false,
        says: "Your mail provider refused the test for ana@okafor.example, for good (550).".into(),
        next: "Often hearback@okafor.example is not yet a sender that your provider knows, or ana@okafor.example is mistyped.".into(),
        said: "5.7.1 Sender address rejected: not owned by user <okafor>".into(),
        ..accepted.clone()
    };
    let good = MailView { tested: Some(accepted), is_news: true, checks: good(), ..first() };
    let bad = MailView { tested: Some(refused), is_news: true, checks: bad(), ..first() };
    let often = MailView {
        notice: Some("That was often. The next test can go out within the hour; below is how the last one went.".into()),
        is_news: false,
        ..good.clone()
    };
    vec![
        ("desk_mail", mail_page(&first())),
        ("desk_mail_accepted", mail_page(&good)),
        ("desk_mail_refused", mail_page(&bad)),
        ("desk_mail_too_often", mail_page(&often)),
    ]
}

/// Every text field is `text`.
pub(super) fn hostile(text: &str, business: &Business) -> Vec<Sample> {
    let own = || text.to_owned();
    let tested = TestedView { is_good: false, at: own(), says: own(), next: own(), said: own() };
    let view = MailView {
        frame: hostile_frame(text, business.clone()),
        notice: Some(own()),
        from: own(),
        domain: own(),
        to: own(),
        tested: Some(tested),
        is_news: true,
        checks: vec![check(Standing::Wrong, text, text)],
        form: FormTarget { action: own(), token: own() },
        back: link(text, text),
    };
    vec![("desk_mail", mail_page(&view))]
}

fn first() -> MailView {
    let unasked = "The directory of names gave no answer, so SPF could not be checked. Please look again in a few minutes.";
    MailView {
        frame: frame(),
        notice: None,
        from: "hearback@okafor.example".into(),
        domain: "okafor.example".into(),
        to: "ana@okafor.example".into(),
        tested: None,
        is_news: false,
        checks: vec![check(Standing::Unasked, unasked, "")],
        form: FormTarget { action: "/desk/demo/settings/mail".into(), ..target() },
        back: link("the settings", "/desk/demo/settings"),
    }
}

fn check(standing: Standing, says: &str, record: &str) -> CheckView {
    CheckView {
        name: "SPF",
        what: "which servers may send",
        standing,
        says: says.into(),
        record: record.into(),
    }
}

fn three(spf: CheckView, dkim: CheckView, dmarc: CheckView) -> Vec<CheckView> {
    vec![
        spf,
        CheckView { name: "DKIM", what: "a signature on each mail", ..dkim },
        CheckView { name: "DMARC", what: "what becomes of forged mail", ..dmarc },
    ]
}

fn good() -> Vec<CheckView> {
    three(
        check(
            Standing::Good,
            "Receivers know which servers may send for okafor.example, and that no others do.",
            "v=spf1 include:_spf.post.example ~all",
        ),
        check(
            Standing::Good,
            "A key is published under google. Whether your mails are signed with it, the test mail tells: its details say DKIM: pass.",
            "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuYtVq0m2X1n0x6Vb0kq3dQx2oF9pVwq6",
        ),
        check(
            Standing::Good,
            "What only pretends to come from okafor.example goes to the spam folder.",
            "v=DMARC1; p=quarantine",
        ),
    )
}

fn bad() -> Vec<CheckView> {
    three(
        check(
            Standing::Wrong,
            "There is more than one SPF record, and receivers then count none. Make them one, which names all your servers.",
            "v=spf1 include:_spf.post.example ~all",
        ),
        check(
            Standing::Missing,
            "No key was found under the 12 names that are usual. Switch DKIM on at your mail provider. If it is on, its key has another name: whoever runs Hearback sets it as DKIM_SELECTOR.",
            "",
        ),
        check(
            Standing::Missing,
            "Nothing tells receivers what to do with mail that only pretends to come from okafor.example, and big ones distrust that. Add the TXT record v=DMARC1; p=none under _dmarc.okafor.example.",
            "",
        ),
    )
}

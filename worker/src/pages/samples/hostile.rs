//! Pages whose every word tries to be more than a word.

use hearback_domain::record::Stroke;
use hearback_domain::wording::{Note, RecordWords};

use super::super::{
    ActState, ActView, AgainForm, Answering, Business, CardView, CaseNow, CaseView, CustomerView,
    Entered, ErrorView, FormNotice, FormTarget, FormView, HoursRow, OpenView, PlaceView,
    PromiseState, ReceiptView, RuleView, StepKind, StepView, TimeChoice, UnsentForm, WayKind,
    WayView, act_page, card_page, case_page, error_page, tend_page,
};
use super::card::sent_back;
use super::case::{promise, step};
use super::{
    Sample, desk, desk_hostile, desk_list, desk_mail, desk_report, desk_settings, first_run, link,
    person, tend,
};

/// Text that tries to be more than text.
pub(in super::super) const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\" onfocus=\"alert(1)\" autofocus='x' x=`y`",
    "</textarea></title></style><h1>&lt;b&gt; &amp;amp;",
    "\u{202e}gnp.exe \u{2066}never closed \u{202b}",
    "👩🏽‍🔧🔥 e\u{301}\u{301}\u{301} \u{0}\u{7}\u{200b}",
    "שלום, الدوّامة تعطّلت 3:15 (call)",
    "Unbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakableunbreakable",
];

/// Every text field of every page is `text`; names and addresses too.
pub(in super::super) fn hostile(text: &str, language: &str) -> Vec<Sample> {
    let own = || text.to_owned();
    let business = Business {
        site: "demo".into(),
        name: own(),
        person: own(),
        picture: Some(own()),
        call: Some(link(text, text)),
        language: language.into(),
    };
    let error = ErrorView {
        status: 500,
        log_reference: Some(own()),
        business: Some(business.clone()),
        unsent: Some(UnsentForm { action: own(), fields: vec![(own(), own())], words: own() }),
    };
    let desk = [
        desk::hostile(text, &business),
        desk_list::hostile(text, &business),
        desk_hostile::hostile(text, &business),
        desk_report::hostile(text, &business),
        desk_settings::hostile(text, &business),
        desk_mail::hostile(text, &business),
        first_run::hostile(text, &business),
    ];
    let pages = vec![
        ("card", card_page(&card(text, business.clone()))),
        ("case", case_page(&case(text, business.clone()))),
        ("act", act_page(&act(text, business.clone()))),
        ("tend", tend_page(&tend::hostile(text, business))),
        ("error", error_page(&error)),
    ];
    [pages, desk.concat()].concat()
}

fn card(text: &str, business: Business) -> CardView {
    let own = || text.to_owned();
    let entered = Entered {
        kind: "complaint".into(),
        message: own(),
        wish: own(),
        needed_by: own(),
        name: own(),
        email: own(),
        phone: own(),
        slot: own(),
    };
    CardView {
        business,
        url: own(),
        about: own(),
        team: vec![person(text, text, text, Some(text))],
        notes: vec![Note { head: own(), line: own(), is_news: true }],
        open: OpenView { now: true, sentence: own() },
        aim: own(),
        record: Some(RecordWords {
            usual: own(),
            kept: own(),
            spoken: own(),
            strokes: vec![Stroke::Kept, Stroke::Moved, Stroke::Broken],
            rows: vec![("A message is read", own())],
        }),
        ways: [WayKind::Phone, WayKind::Mail, WayKind::Visit, WayKind::Link]
            .map(|kind| WayView { kind, link: link(text, text) })
            .into(),
        place: Some(PlaceView {
            lines: vec![own(), own()],
            hint: Some(own()),
            map_url: Some(own()),
        }),
        hours: vec![HoursRow { days: own(), hours: own(), today: true, machine: vec![own()] }],
        how_we_work: vec![RuleView { head: own(), text: own() }],
        form: FormView {
            submission_id: own(),
            page: own(),
            greeting: Some(own()),
            likely_meant: Some(own()),
            ..sent_back(entered, FormNotice::None).form
        },
    }
}

fn case(text: &str, business: Business) -> CaseView {
    let own = || text.to_owned();
    let words = Some((own(), Some(own())));
    CaseView {
        business,
        reference: own(),
        now: CaseNow::Read { by: own(), deed: "answers", when: own() },
        notes: vec![Note { head: own(), line: own(), is_news: false }],
        receipt: Some(ReceiptView { mailed: true, case_url: own() }),
        promises: vec![promise(text, text, PromiseState::Open, Some(text))],
        steps: vec![StepView { words, said: Some(own()), ..step(text, text, StepKind::Done) }],
        kept: own(),
        not_me_url: Some(own()),
        again: Some(AgainForm {
            action: own(),
            form: own(),
            message: own(),
            error: Some(own()),
            sent: true,
            promise: Some(own()),
        }),
    }
}

fn act(text: &str, business: Business) -> ActView {
    let own = || text.to_owned();
    let form = FormTarget { action: own(), token: own() };
    let choice = TimeChoice { value: own(), label: own(), says: own(), chosen: true };
    ActView {
        answering: Answering::Call,
        business,
        you: own(),
        reference: own(),
        customer: CustomerView {
            name: own(),
            mailed: true,
            call: Some(link(text, text)),
            answer: Some(link(text, text)),
        },
        wrote: own(),
        message: Some(own()),
        wish: Some(own()),
        state: ActState::ConfirmTime { times: vec![choice], form, not_recorded: true },
    }
}

//! Every page in every state, made of the demo's people: for snapshots and for looking at.

mod act;
mod card;
mod case;
mod desk;
mod desk_care;
mod desk_case;
mod desk_hostile;
mod desk_list;
mod desk_mail;
mod desk_report;
mod desk_rows;
mod desk_settings;
mod first_run;
mod hostile;
mod tend;

use maud::Markup;

use super::{Business, ErrorView, Link, PersonView, UnsentForm, error_page};

pub(super) use card::card;
pub(super) use desk_list::thousand;
pub(super) use first_run::{hostile_scripted, scripted};
pub(super) use hostile::{HOSTILE, hostile};

/// A page in one state, by the name of its snapshot.
pub(super) type Sample = (&'static str, Markup);

/// Every page in every state.
pub(super) fn all() -> Vec<Sample> {
    let lists = [desk::desks(), desk_list::lists(), desk_report::reports()].concat();
    let desk = [lists, desk_case::cases(), desk_care::cases(), desk_settings::settings()].concat();
    let desk = [desk, desk_mail::pages()].concat();
    let desk = [desk, first_run::first_runs()].concat();
    [card::cards(), case::cases(), act::acts(), tend::tends(), errors(), desk].concat()
}

fn errors() -> Vec<Sample> {
    let page = |status, log_reference: Option<&str>, business| {
        let log_reference = log_reference.map(Into::into);
        error_page(&ErrorView { status, log_reference, business, unsent: None })
    };
    vec![
        ("error_404", page(404, None, None)),
        ("error_404_known", page(404, None, Some(demo()))),
        (
            "error_503_unsent",
            error_page(&ErrorView {
                status: 503,
                unsent: Some(UnsentForm {
                    action: "/desk/demo/case/1".into(),
                    fields: vec![("reply".into(), "We are on our way.\n\nAna".into())],
                    words: "We are on our way.\n\nAna".into(),
                }),
                ..ErrorView::default()
            }),
        ),
        ("error_405", page(405, None, Some(demo()))),
        ("error_413", page(413, None, Some(demo()))),
        ("error_429", page(429, None, Some(demo()))),
        ("error_500", page(500, Some("7f3a91c2"), Some(demo()))),
        ("error_503", page(503, Some("7f3a91c2"), None)),
    ]
}

pub(super) fn demo() -> Business {
    Business {
        site: "demo".into(),
        name: "Okafor & Daughter".into(),
        person: "Ana".into(),
        picture: Some("/pictures/demo-ana.svg".into()),
        call: Some(link("020 7946 0142", "tel:+442079460142")),
        language: "en-GB".into(),
    }
}

pub(super) fn link(label: &str, url: &str) -> Link {
    Link { label: label.into(), url: url.into() }
}

pub(super) fn person(name: &str, first: &str, about: &str, picture: Option<&str>) -> PersonView {
    PersonView {
        name: name.into(),
        first: first.into(),
        about: about.into(),
        picture: picture.map(Into::into),
    }
}

pub(super) const WORDS: &str = "You serviced our Vaillant ecoTEC on Thursday. Since last night it locks out with F28 and the water goes cold after five minutes.\n\nMy mother is 84 and lives with us, and the bathroom is at 14 degrees. I have pressed reset three times.";
pub(super) const WISH: &str = "A visit before the weekend, and no second call-out fee.";

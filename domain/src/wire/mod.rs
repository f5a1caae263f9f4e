//! The forms in which things are stored and sent; the only place that knows serde.
//!
//! Stored JSON stays readable for ever: members are only added, unknown ones are passed over,
//! and yesterday's forms are kept as fixtures beside the tests.

mod api;
mod ask;
mod desk;
pub(crate) mod dns;
mod fact;
mod first_run;
mod mail_test;
mod report;
mod settings;
mod told;

pub use api::{
    FieldProblem, Problem, PromiseWire, ReceiptWire, Submission, SubmissionError, SubmissionWire,
};
pub use ask::{Ask, BookState, Reply};
pub use desk::{
    DeskCase, DeskCounts, DeskList, DeskRow, DeskSession, ListWanted, OTHERS_MAX, Shown,
    Subscription, Want,
};
pub use dns::resolved;
pub use fact::{fact_from_json, fact_to_json};
pub use first_run::FirstAnswer;
pub use mail_test::{MailAnswer, MailTest};
pub use report::{DeskReport, EXPORT_PART, Export, Exported};
pub use settings::{DeskSettings, SettingsChange};
pub use told::{HookEvent, PushNote};

//! The owner's desk: signing in, the list of cases, one case, the report, the browsers signed in.
//!
//! Invariants: a page of the desk says whose desk it is and who is signed in, and has a button to
//! sign out; what cannot be seen in colour is said in words; every deed is a form that posts by
//! itself and carries the token and, on a case, the step the page was drawn for.
//!
//! Not here: who may do what, what a deed does, and any reckoning of time: a view holds finished
//! words and the minutes of a dial.

mod acts;
mod beside;
mod capacity;
mod case;
mod chart;
mod composer;
mod deeds;
mod dial;
mod door;
mod facts;
mod first_run;
mod frame;
mod keys;
mod list;
mod mail;
mod notices;
mod owner_only;
mod peek;
mod person;
mod preview;
mod report;
mod row;
mod scripts;
mod sessions;
mod settings;
mod sign_in;
mod tag;
mod telling;
mod undelivered;

pub use capacity::CapacityBar;
pub use case::{
    CaseForm, CaseTold, DeskCaseView, DeskCustomer, DeviceView, EarlierCase, OwedView,
    desk_case_page,
};
pub use chart::{Column, Dot};
pub use composer::{AcknowledgeForm, ReplyForm};
pub use deeds::{CaseDeeds, DeclineForm, Deed, HandOverForm, SnoozeForm, TeammateView, case_field};
pub use dial::Dial;
pub use door::{DeskDoorView, desk_door_page};
pub use facts::{FactKind, FactView};
pub use first_run::{FirstChoice, FirstNotice, FirstRunView, first_run_page};
pub use frame::{DeskFrame, DeskPerson};
pub use keys::keys_page;
pub use list::{
    DeskListView, FilterView, FirstDay, KindChoice, ListEnd, Pager, PartView, SearchView,
    desk_list_page,
};
pub use mail::{CheckView, MailView, TestedView, mail_page};
pub use notices::{CaseNotice, CaseWarning};
pub use owner_only::owner_only_page;
pub use peek::PeekView;
pub use person::PersonForms;
pub use preview::{PREVIEW_POLICY, preview_page};
pub use report::{
    ExportView, FiguresView, FilesView, PromisesView, ReportView, SilentView, WaitsView, WeekRow,
    owner_only_page as export_owner_only_page, report_page,
};
pub use row::{RowView, TagTone, TagView};
pub use sessions::{SessionView, SessionsView, sessions_page};
pub use settings::{
    ChangeView, FieldKind, MateView, PartLink, SettingField, SettingsFormView, SettingsNotice,
    SettingsTarget, SettingsView, settings_form_page, settings_page,
};
pub use sign_in::{SignInNotice, SignInState, SignInView, sign_in_page};
pub use tag::{TagView as WebsiteTagView, tag_page};
pub use telling::{HookView, TellingView};
pub use undelivered::UndeliveredView;

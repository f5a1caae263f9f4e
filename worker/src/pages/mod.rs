//! The pages people see: a view of plain words in, HTML out.
//!
//! Invariants: every word is escaped by `maud`; every page works without script and without
//! colour; a private page names no word of a case unless its view carries it; no page is a dead
//! end, each names a way to a person. A page holds no inline style and no inline script, so it
//! stands under [`CONTENT_SECURITY_POLICY`].
//!
//! Not here: routes, status codes and cookies; what is true of a case; phrases of time, which
//! arrive in the views as finished words.

mod accent;
mod act;
mod answering;
mod business;
mod card;
mod case;
mod case_now;
mod desk;
mod error;
mod field;
mod form;
mod given_form;
mod icon;
mod install;
mod not_me;
mod record;
#[cfg(test)]
mod samples;
mod shell;
mod tend;
#[cfg(test)]
mod tests;
mod vcard;

pub use accent::{AccentColours, accent_css};
pub use act::{ActState, ActView, CustomerView, TimeChoice, act_link_page, act_page};
pub use answering::Answering;
pub use business::{Business, FormTarget, Link, LinkTrouble};
pub use card::{
    CardView, HoursRow, OpenView, PersonView, PlaceView, RuleView, WayKind, WayView, card_page,
};
pub use case::{
    AgainForm, CaseView, PromiseState, PromiseView, ReceiptView, StepKind, StepView,
    case_locked_page, case_page,
};
pub use case_now::CaseNow;
pub use desk::{
    AcknowledgeForm, CapacityBar, CaseDeeds, CaseForm, CaseNotice, CaseTold, CaseWarning, Column,
    DeclineForm, Deed, DeskCaseView, DeskCustomer, DeskDoorView, DeskFrame, DeskListView,
    DeskPerson, DeviceView, Dial, Dot, EarlierCase, ExportView, FactKind, FactView, FiguresView,
    FilesView, FilterView, FirstDay, HandOverForm, KindChoice, ListEnd, OwedView, Pager, PartView,
    PeekView, PromisesView, ReplyForm, ReportView, RowView, SearchView, SessionView, SessionsView,
    SignInNotice, SignInState, SignInView, SilentView, SnoozeForm, TagTone, TagView, TeammateView,
    WaitsView, WeekRow, case_field, desk_case_page, desk_door_page, desk_list_page,
    export_owner_only_page, keys_page, report_page, sessions_page, sign_in_page,
};
pub use desk::{
    ChangeView, FieldKind, HookView, MateView, PREVIEW_POLICY, PartLink, PersonForms, SettingField,
    SettingsFormView, SettingsNotice, SettingsTarget, SettingsView, TellingView, owner_only_page,
    preview_page, settings_form_page, settings_page,
};
pub use desk::{CheckView, MailView, TestedView, UndeliveredView, mail_page};
pub use desk::{FirstChoice, FirstNotice, FirstRunView, WebsiteTagView, first_run_page, tag_page};
pub use error::{ErrorView, UnsentForm, error_page};
pub use form::{Entered, FormNotice, FormView};
pub use given_form::{Given, GivenForm, Mistake, OWN_TIME, OfferedTime};
pub use install::{InstallView, install_page};
pub use not_me::{NotMeState, NotMeView, not_me_page};
pub use tend::{OpenDeed, OpenPromise, TendNotice, TendNow, TendView, tend_page};
pub use vcard::vcard;

/// What a page may load and do; the header every page is served with.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

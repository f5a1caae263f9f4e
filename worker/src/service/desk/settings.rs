//! The settings at the desk: the owner's alone, one part at a time, each change by the book.
//!
//! Invariant: what is shown and changed is what the book has, not what an edge remembers; whoever
//! did not see the last change is told of it and keeps what they entered.

use hearback_domain::site::form::{self, FieldMistake, Fields, Part};
use hearback_domain::site::wire::{from_json, to_json};
use hearback_domain::wire::{DeskSettings, SettingsChange, Shown, Want};
use hearback_domain::wording::{Clock, capacity};
use hearback_domain::{PersonId, Site, Timestamp};

use super::super::{Edge, Service, error};
use super::setting_fields::{lead, says, setting_fields, title};
use super::tag::with_widget;
use super::{AtDesk, Said, path};
use crate::pages::{
    ChangeView, FormTarget, Link, MateView, Mistake, PartLink, PersonForms, SettingsFormView,
    SettingsNotice, SettingsTarget, SettingsView, owner_only_page, preview_page,
    settings_form_page, settings_page,
};
use crate::web::{Response, form_pairs};

/// The settings as the book has them, about to be shown to the owner.
pub(super) struct Settings {
    pub(super) site: Site,
    pub(super) kept: DeskSettings,
    pub(super) owner: PersonId,
}

/// What became of a change.
pub(super) enum Settled {
    Taken(Settings),
    /// Another came first.
    Overtaken(Settings),
}

impl<E: Edge> Service<E> {
    pub(super) async fn show_settings(&self, desk: &AtDesk<'_>) -> Response {
        match self.settings(desk).await {
            Ok(settings) => {
                let done = desk.request.parameter("done").and_then(|what| done_sentence(&what));
                let notice = done.map_or(SettingsNotice::Quiet, SettingsNotice::Done);
                self.settings_page(desk, &settings, 200, notice).await
            }
            Err(response) => response,
        }
    }

    /// Takes a press on the first page: capacity, or going back to an earlier change.
    pub(super) async fn press_settings(&self, desk: &AtDesk<'_>) -> Response {
        let (settings, entered) = match self.entered(desk).await {
            Ok(entered) => entered,
            Err(response) => return response,
        };
        // On the list one tap changes this alone, whatever else was changed since it was drawn.
        let from_list = get(&entered, "from") == "list";
        let version = if from_list { settings.kept.version } else { version(&entered) };
        if let Ok(to) = get(&entered, "back").parse() {
            let settled = self.settle(desk, Want::SettleBack { version, to }).await;
            return self.after(desk, settled, SettingsChange::BACK).await;
        }
        match form::changed(&settings.site, Part::Capacity, &entered, self.edge.now()) {
            Ok(site) => {
                let what = Part::Capacity.name();
                let settled = self.settle(desk, want(version, what, &site)).await;
                if from_list && matches!(settled, Ok(Settled::Taken(_))) {
                    return Response::see_other(format!("{}?did={what}", path(&desk.site.id)));
                }
                self.after(desk, settled, what).await
            }
            Err(mistakes) => {
                let notice = SettingsNotice::Mend(shown(mistakes));
                self.settings_page(desk, &settings, 422, notice).await
            }
        }
    }

    /// A page with the widget on it, which alone of all pages runs a script.
    pub(super) async fn preview(&self, desk: &AtDesk<'_>) -> Response {
        let settings = match self.settings(desk).await {
            Ok(settings) => settings,
            Err(response) => return response,
        };
        let label = "See your card, for people without script".to_owned();
        let card = Link { label, url: format!("/card/{}", desk.site.id.as_str()) };
        let url = format!("{}/settings", path(&desk.site.id));
        let back = Link { label: "the settings".to_owned(), url };
        let frame = self.settings_frame(desk, &settings).await;
        with_widget(preview_page(&frame, &card, &back).into_string())
    }

    pub(super) async fn show_part(&self, desk: &AtDesk<'_>, part: Part) -> Response {
        match self.settings(desk).await {
            Ok(settings) => {
                let fields = form::fields(&settings.site, part);
                self.part_page(desk, (&settings, part), 200, (fields, SettingsNotice::Quiet)).await
            }
            Err(response) => response,
        }
    }

    pub(super) async fn change_part(&self, desk: &AtDesk<'_>, part: Part) -> Response {
        let (settings, entered) = match self.entered(desk).await {
            Ok(entered) => entered,
            Err(response) => return response,
        };
        let changed = form::changed(&settings.site, part, &entered, self.edge.now());
        let site = match changed.and_then(|site| self.reachable(site)) {
            Ok(site) => site,
            Err(mistakes) => {
                let again = (entered, SettingsNotice::Mend(shown(mistakes)));
                return self.part_page(desk, (&settings, part), 422, again).await;
            }
        };
        let settled = self.settle(desk, want(version(&entered), part.name(), &site)).await;
        match settled {
            Ok(Settled::Overtaken(settings)) => {
                let notice = SettingsNotice::Overtaken(self.last_change(desk, &settings));
                self.part_page(desk, (&settings, part), 409, (entered, notice)).await
            }
            settled => self.after(desk, settled, part.name()).await,
        }
    }

    /// The settings for the owner, or what to show instead.
    pub(super) async fn settings(&self, desk: &AtDesk<'_>) -> Result<Settings, Response> {
        match self.settle(desk, Want::Settings).await? {
            Settled::Taken(settings) | Settled::Overtaken(settings) => Ok(settings),
        }
    }

    /// Asks the book for the settings, or for a change of them.
    pub(super) async fn settle(&self, desk: &AtDesk<'_>, want: Want) -> Result<Settled, Response> {
        let (person, taken, kept) = match self.ask_for(desk, want).await {
            Said::To(person, Shown::Settings { taken, settings }) => (person, taken, *settings),
            Said::To(person, Shown::OwnerOnly) => {
                return Err(self.owner_only(desk, &person).await);
            }
            said => return Err(self.instead(desk, &said)),
        };
        let site = from_json(&kept.stored).map_err(|_| error(503))?;
        if taken {
            self.sites.know(&self.edge, &site, desk.site);
        }
        let settings = Settings { site, kept, owner: person };
        Ok(if taken { Settled::Taken(settings) } else { Settled::Overtaken(settings) })
    }

    /// What somebody of the team sees of the owner's.
    pub(super) async fn owner_only(&self, desk: &AtDesk<'_>, person: &PersonId) -> Response {
        let frame = self.frame(desk, desk.you(person), self.other_desks(desk).await);
        let page = owner_only_page(&frame, desk.site.owner().first.as_str());
        Response::page(403, page.into_string())
    }

    /// The settings, and a form that belongs to this session.
    pub(super) async fn entered(&self, desk: &AtDesk<'_>) -> Result<(Settings, Fields), Response> {
        let body = self.own_form(desk)?;
        let entered = form_pairs(body).collect();
        Ok((self.settings(desk).await?, entered))
    }

    /// Back to the first page, which says what was done or why not.
    pub(super) async fn after(
        &self,
        desk: &AtDesk<'_>,
        settled: Result<Settled, Response>,
        what: &str,
    ) -> Response {
        match settled {
            Ok(Settled::Taken(_)) => {
                Response::see_other(format!("{}/settings?done={what}", path(&desk.site.id)))
            }
            Ok(Settled::Overtaken(settings)) => {
                let notice = SettingsNotice::Overtaken(self.last_change(desk, &settings));
                self.settings_page(desk, &settings, 409, notice).await
            }
            Err(response) => response,
        }
    }

    /// "Ana changed the opening hours today 14:05."
    pub(super) fn last_change(&self, desk: &AtDesk<'_>, settings: &Settings) -> String {
        let clock = Clock::of_business(desk.site.zone());
        let change = settings.kept.changes.first();
        change.map_or_else(String::new, |change| {
            let at = clock.moment(Timestamp::from_ms(change.at), self.edge.now());
            format!("{}, {at}.", change_says(settings, change).trim_end_matches('.'))
        })
    }

    async fn settings_page(
        &self,
        desk: &AtDesk<'_>,
        settings: &Settings,
        status: u16,
        notice: SettingsNotice,
    ) -> Response {
        let now = self.edge.now();
        let (site, path) = (&settings.site, format!("{}/settings", path(&desk.site.id)));
        let parts = Part::ALL.into_iter().filter(|part| *part != Part::Capacity);
        let view = SettingsView {
            frame: self.settings_frame(desk, settings).await,
            notice,
            capacity: capacity(site, now).map_or_else(
                || "You are taking on work.".to_owned(),
                |note| format!("{} {}", note.head, note.line),
            ),
            capacity_on: capacity_on(site, now).0,
            until: capacity_on(site, now).1,
            parts: parts
                .map(|part| PartLink {
                    title: title(part).to_owned(),
                    says: says(site, part, now),
                    url: format!("{path}/{}", part.name()),
                })
                .chain([self.mail_link(&path)])
                .collect(),
            team: site.team.people().map(|person| mate_view(site, person, &path)).collect(),
            add_url: format!("{path}/team/new"),
            changes: self.changes(desk, settings),
            preview_url: format!("{path}/preview"),
            tag_url: format!("{path}/tag"),
            form: self.settings_target(desk, settings, ""),
        };
        Response::page(status, settings_page(&view).into_string())
    }

    fn changes(&self, desk: &AtDesk<'_>, settings: &Settings) -> Vec<ChangeView> {
        let clock = Clock::of_business(desk.site.zone());
        let now = self.edge.now();
        let view = |change: &SettingsChange| ChangeView {
            says: change_says(settings, change),
            when: clock.moment(Timestamp::from_ms(change.at), now),
            back: (change.number != settings.kept.version).then(|| change.number.to_string()),
        };
        settings.kept.changes.iter().map(view).collect()
    }

    async fn part_page(
        &self,
        desk: &AtDesk<'_>,
        (settings, part): (&Settings, Part),
        status: u16,
        (filled, notice): (Fields, SettingsNotice),
    ) -> Response {
        // Rows that stand in the form stay, also where the settings have fewer by now.
        let names = form::fields(&settings.site, part);
        let view = SettingsFormView {
            title: title(part).to_owned(),
            lead: lead(part).to_owned(),
            fields: setting_fields(part.name(), &names, &filled),
            form: self.settings_target(desk, settings, &format!("/{}", part.name())),
            hook: self.hook_view(settings, part),
            ..self.form_page_of(desk, settings, notice).await
        };
        Response::page(status, settings_form_page(&view).into_string())
    }

    /// A page with one form, still without it.
    pub(super) async fn form_page_of(
        &self,
        desk: &AtDesk<'_>,
        settings: &Settings,
        notice: SettingsNotice,
    ) -> SettingsFormView {
        let url = format!("{}/settings", path(&desk.site.id));
        SettingsFormView {
            frame: self.settings_frame(desk, settings).await,
            notice,
            title: String::new(),
            lead: String::new(),
            fields: Vec::new(),
            form: SettingsTarget::default(),
            person: None::<PersonForms>,
            hook: None,
            back: Link { label: "the settings".to_owned(), url },
        }
    }

    pub(super) async fn settings_frame(
        &self,
        desk: &AtDesk<'_>,
        settings: &Settings,
    ) -> crate::pages::DeskFrame {
        let you = settings.site.team.find(&settings.owner).unwrap_or_else(|| desk.site.owner());
        self.frame(desk, you, self.other_desks(desk).await)
    }

    pub(super) fn settings_target(
        &self,
        desk: &AtDesk<'_>,
        settings: &Settings,
        behind: &str,
    ) -> SettingsTarget {
        SettingsTarget {
            target: FormTarget {
                action: format!("{}/settings{behind}", path(&desk.site.id)),
                token: self.token(desk),
            },
            version: settings.kept.version.to_string(),
        }
    }
}

/// Which of the three holds now, `taking`, `booked` or `paused`, and the date that was given.
pub(super) fn capacity_on(site: &Site, now: Timestamp) -> (&'static str, String) {
    let fields = form::fields(site, Part::Capacity);
    let on = match get(&fields, "capacity") {
        "booked" if capacity(site, now).is_some() => "booked",
        "paused" => "paused",
        _ => "taking",
    };
    (on, get(&fields, "until").to_owned())
}

/// A change that makes the site this one.
pub(super) fn want(version: i64, what: &str, site: &Site) -> Want {
    Want::Settle { version, what: what.to_owned(), stored: to_json(site) }
}

/// The change that was the last when a form was drawn.
pub(super) fn version(entered: &Fields) -> i64 {
    get(entered, "version").parse().unwrap_or_default()
}

pub(super) fn get<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

pub(super) fn shown(mistakes: Vec<FieldMistake>) -> Vec<Mistake> {
    let shown = |FieldMistake { field, sentence }| Mistake { field, sentence };
    mistakes.into_iter().map(shown).collect()
}

fn mate_view(site: &Site, person: &hearback_domain::site::Person, path: &str) -> MateView {
    let mate = site.team.teammates().iter().find(|mate| mate.person.id == person.id);
    MateView {
        name: person.name.as_str().to_owned(),
        says: match mate {
            None => "Owner. Hears of every case.".to_owned(),
            Some(mate) if mate.notices => "Hears of every case.".to_owned(),
            Some(_) => "Hears of their own cases.".to_owned(),
        },
        picture: person.picture.as_ref().map(|picture| picture.as_str().to_owned()),
        url: format!("{path}/team/{}", person.id.as_str()),
    }
}

/// "Ana changed the opening hours."
fn change_says(settings: &Settings, change: &SettingsChange) -> String {
    let person = PersonId::parse(&change.person).ok();
    let person = person.as_ref().and_then(|id| settings.site.team.find(id));
    let who = person.map_or("Somebody", |person| person.first.as_str());
    match change.what.as_str() {
        SettingsChange::FOUND => "As it was set up.".to_owned(),
        SettingsChange::ELSEWHERE => {
            "Changed past the desk, by whoever keeps the settings file.".to_owned()
        }
        SettingsChange::BACK => format!("{who} went back to earlier settings."),
        what => format!("{who} changed {}.", called(what)),
    }
}

/// A part inside a sentence.
fn called(what: &str) -> &'static str {
    match Part::parse(what) {
        Some(Part::Capacity) => "whether work is taken on",
        Some(Part::Notices) => "the notices",
        Some(Part::Business) => "the business and the ways to reach it",
        Some(Part::Hours) => "the opening hours",
        Some(Part::Targets) => "the times to answer in",
        Some(Part::Looks) => "the looks",
        Some(Part::Texts) => "the texts",
        Some(Part::Keeping) => "how long cases are kept",
        Some(Part::Telling) => "which server of yours is told",
        Some(Part::Weekly) => "the weekly mail",
        None => "the team",
    }
}

fn done_sentence(what: &str) -> Option<String> {
    let known = Part::parse(what).is_some() || what == "team";
    match what {
        SettingsChange::BACK => Some("The settings are back to what they were.".to_owned()),
        what if known => Some(format!("Saved: you changed {}.", called(what))),
        _ => None,
    }
}

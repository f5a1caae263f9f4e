//! What stands above the list besides the search: whether work is taken on, and the languages.

use hearback_domain::wording::capacity;
use hearback_domain::{PersonId, Site, Timestamp};

use super::super::views::upper;
use super::super::{Edge, Service};
use super::settings::capacity_on;
use super::{AtDesk, path};
use crate::mail::language_name;
use crate::pages::{CapacityBar, FormTarget, KindChoice};

impl<E: Edge> Service<E> {
    /// What the owner may change from here in one tap.
    pub(super) fn capacity_bar(
        &self,
        desk: &AtDesk<'_>,
        person: &PersonId,
        now: Timestamp,
    ) -> Option<CapacityBar> {
        let (on, until) = capacity_on(desk.site, now);
        let target = || FormTarget {
            action: format!("{}/settings", path(&desk.site.id)),
            token: self.token(desk),
        };
        (*person == desk.site.owner().id).then(|| CapacityBar {
            on,
            booked: (on == "booked").then(|| upper(&desk.site.capacity.to_string())),
            until,
            form: target(),
        })
    }
}

/// "Saved. You are taking on work."
pub(super) fn capacity_saved(site: &Site, now: Timestamp) -> String {
    match capacity(site, now) {
        None => "Saved. You are taking on work.".to_owned(),
        Some(note) => format!("Saved. Customers read: {} {}", note.head, note.line),
    }
}

/// All languages first; nothing where the open cases are of one.
pub(super) fn languages(known: &[String], chosen: &str) -> Vec<KindChoice> {
    if known.len() < 2 && chosen.is_empty() {
        return Vec::new();
    }
    let choice = |value: &str, label: &str| KindChoice {
        value: value.to_owned(),
        label: label.to_owned(),
        on: chosen == value,
    };
    let mut all = vec![choice("", "All languages")];
    all.extend(known.iter().map(|tag| choice(tag, language_name(tag))));
    if !chosen.is_empty() && !known.iter().any(|one| one == chosen) {
        all.push(choice(chosen, language_name(chosen)));
    }
    all
}

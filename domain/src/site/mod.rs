//! One business's website and its settings, as every other part may rely on them.
//!
//! A [`Site`] is a plain record: each part of it is a type that cannot hold anything unsound, so
//! no rule stands between the parts. Not here: the file a person writes (`settings`, behind the
//! feature of that name), the stored form (see [`wire`]), and anything that changes by itself,
//! such as the record.

mod capacity;
pub mod form;
mod line;
mod notice;
mod origin;
mod picture;
mod reach;
#[cfg(feature = "settings")]
pub mod settings;
mod site_id;
mod targets;
mod team;
mod texts;
mod web_address;
mod webhook;
pub mod wire;
mod zone;

pub use capacity::{Capacity, CapacityError};
pub use line::{Line, LineError, ShortLine, Text};
pub use notice::{Notice, Notices, NoticesError};
pub use origin::{Origin, OriginError};
pub use picture::{Picture, PictureError};
pub use reach::{Link, PhoneWay, Reach, ReachError, Visit};
pub use site_id::{PersonId, SiteId, SlugError};
pub use targets::{Targets, TargetsError};
pub use team::{Person, Team, TeamError, Teammate};
pub use texts::{Language, LanguageError, Languages, Policy, Retention, RetentionError, Texts};
pub use web_address::{WebAddress, WebAddressError};
pub use webhook::Webhook;
pub use zone::{ClockTime, Zone, ZoneError};

use crate::accent::Rgb;
use crate::opening_hours::OpeningHours;

/// Everything the owner has settled about one website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its name in keys, addresses and script tags.
    pub id: SiteId,
    /// What customers call the business.
    pub business: ShortLine,
    /// The business's own website, for cards and contacts.
    pub website: Option<WebAddress>,
    /// Who answers.
    pub team: Team,
    /// When somebody is there, in the zone of the business.
    pub hours: OpeningHours,
    /// How else to reach a person.
    pub reach: Reach,
    /// How soon each kind of case is read.
    pub targets: Targets,
    /// The shop's own colour; what is shown is derived from it (see [`crate::accent`]).
    pub accent: Rgb,
    /// What customers are addressed in; the first is the one to fall back on.
    pub languages: Languages,
    /// The pages that may carry the widget.
    pub allowed_origins: Vec<Origin>,
    /// How long a closed case is kept.
    pub retention: Retention,
    /// What the business says in its own words.
    pub texts: Texts,
    /// Whether work is taken on.
    pub capacity: Capacity,
    /// What everybody should know now.
    pub notices: Notices,
    /// The owner's own server, if it is to be told.
    pub webhook: Option<Webhook>,
    /// Whether the owner does without the weekly mail of what was measured.
    pub no_weekly_mail: bool,
}

impl Site {
    /// Who answers for everything.
    pub const fn owner(&self) -> &Person {
        self.team.owner()
    }

    /// Who hears of a new case: the owner first, then each teammate who asked for it.
    pub fn notified(&self) -> impl Iterator<Item = &Person> {
        self.team.notified()
    }

    /// The clock of the business.
    pub const fn zone(&self) -> Zone {
        self.hours.zone()
    }

    /// Whether a browser on that page may speak for this site.
    ///
    /// Compares the whole `Origin` header, as browsers write it.
    pub fn allows_origin(&self, header: &str) -> bool {
        self.allowed_origins.iter().any(|origin| origin.as_str() == header)
    }
}

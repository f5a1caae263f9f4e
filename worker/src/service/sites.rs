//! Settings and records of sites as one edge location remembers them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use hearback_domain::key::{card_key, site_key};
use hearback_domain::record::{self, Record};
use hearback_domain::site::wire::from_json;
use hearback_domain::{MINUTE_MS, Site, SiteId, Timestamp};

use crate::platform::{Clock, Kv, KvError};

/// Changed settings show after this long, and after what the store itself takes.
const FRESH_MS: i64 = MINUTE_MS;

/// Bounds memory in a deployment of very many sites.
const SITES_MAX: usize = 500;

/// A site with what was measured of it.
pub(super) struct SiteNow {
    pub(super) site: Site,
    pub(super) record: Record,
}

impl std::ops::Deref for SiteNow {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

/// Sites by their ids, with the moment they were read.
#[derive(Default)]
pub struct SiteCache {
    sites: RefCell<HashMap<SiteId, (Timestamp, Rc<SiteNow>)>>,
}

impl SiteCache {
    /// The settings of a site: remembered, read, or remembered from before when the store fails.
    ///
    /// # Errors
    /// When the store fails and nothing is remembered.
    pub(super) async fn get(
        &self,
        edge: &(impl Kv + Clock),
        id: &SiteId,
    ) -> Result<Option<Rc<SiteNow>>, KvError> {
        let now = edge.now();
        let remembered = self.sites.borrow().get(id).cloned();
        if let Some((read_at, site)) = &remembered
            && now < read_at.plus_ms(FRESH_MS)
        {
            return Ok(Some(Rc::clone(site)));
        }
        match (read(edge, id).await, remembered) {
            (Ok(None), _) => Ok(None),
            (Ok(Some(site)), _) => {
                let site = Rc::new(site);
                self.remember(id, now, &site);
                Ok(Some(site))
            }
            (Err(_), Some((_, site))) => Ok(Some(site)),
            (Err(error), None) => Err(error),
        }
    }

    /// Learns at once what was begun from here.
    pub(super) fn know_new(&self, edge: &impl Clock, site: Site) {
        let (id, site) = (site.id.clone(), SiteNow { site, record: Record::default() });
        self.remember(&id, edge.now(), &Rc::new(site));
    }

    /// Learns at once what was changed from here.
    pub(super) fn know(&self, edge: &impl Clock, site: &Site, before: &SiteNow) {
        let site = SiteNow { site: site.clone(), record: before.record.clone() };
        self.remember(&before.id, edge.now(), &Rc::new(site));
    }

    fn remember(&self, id: &SiteId, now: Timestamp, site: &Rc<SiteNow>) {
        let mut sites = self.sites.borrow_mut();
        if sites.len() >= SITES_MAX {
            sites.clear();
        }
        sites.insert(id.clone(), (now, Rc::clone(site)));
    }
}

/// Both in one operation. A site without a record is new.
async fn read(edge: &impl Kv, id: &SiteId) -> Result<Option<SiteNow>, KvError> {
    let mut values = edge.get_many(&[site_key(id), card_key(id)]).await?.into_iter();
    let Some(settings) = values.next().flatten() else { return Ok(None) };
    let site = from_json(&settings)
        .map_err(|error| KvError(format!("settings of a site: {}", error.0)))?;
    let record = values.next().flatten().and_then(|stored| record::from_json(&stored));
    Ok(Some(SiteNow { site, record: record.unwrap_or_default() }))
}

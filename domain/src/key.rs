//! The keys of the store, each spelled here and nowhere else.

use crate::{CaseId, Day, Fact, SiteId, What};

/// A fact: written once, never changed.
///
/// It is filed under the day of its case. What a customer writes later is filed under the day it
/// came: there the hourly hand-over looks for what a book lacks.
pub fn fact_key(site: &SiteId, fact: &Fact) -> String {
    let day = match fact.what {
        What::Wrote { .. } => Day::of(fact.at),
        _ => fact.case.day(),
    };
    format!("{}{}/{}", facts_of_day(site, day), fact.case.text(), fact.id())
}

/// A fact by its name, of those that are filed under the day of their case.
pub fn fact_key_of(site: &SiteId, case: &CaseId, fact: &str) -> String {
    format!("{}{}/{fact}", facts_of_day(site, case.day()), case.text())
}

/// All facts of a site that are filed under a day.
pub fn facts_of_day(site: &SiteId, day: Day) -> String {
    format!("{}{}/", facts_of_site(site), day.text())
}

/// All facts of a site.
pub fn facts_of_site(site: &SiteId) -> String {
    format!("v1/fact/{}/", site.as_str())
}

/// A site's settings.
pub fn site_key(site: &SiteId) -> String {
    format!("{SITES}{}", site.as_str())
}

/// A change of a site's settings; the book alone writes it.
pub fn site_history_key(site: &SiteId, number: i64) -> String {
    format!("{}{number:08}", site_history(site))
}

/// A picture of somebody of the team, by its name in addresses.
pub fn picture_key(site: &SiteId, name: &str) -> String {
    format!("v1/picture/{}/{name}", site.as_str())
}

/// All changes of a site's settings.
pub fn site_history(site: &SiteId) -> String {
    format!("v1/site-history/{}/", site.as_str())
}

/// What was measured of a site, for every edge to read; the book alone writes it.
pub fn card_key(site: &SiteId) -> String {
    format!("v1/card/{}", site.as_str())
}

/// All sites' settings.
pub const SITES: &str = "v1/site/";

/// The case and the name in a fact's key.
pub fn read_fact_key<'a>(site: &SiteId, key: &'a str) -> Option<(CaseId, &'a str)> {
    let mut parts = key.strip_prefix(&facts_of_site(site))?.split('/');
    let (day, case, fact) = (parts.next()?, CaseId::parse(parts.next()?)?, parts.next()?);
    let is_filed_here = case.day().text() == day || fact.starts_with("wrote.");
    (parts.next().is_none() && is_filed_here).then_some((case, fact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spelled_like_this() {
        let site = SiteId::parse("demo").expect("an id");
        let case = CaseId::parse("20261123-000102030405060708090a0b0c0d0eff").expect("an id");
        let key = fact_key_of(&site, &case, "opened");
        let spelled = "v1/fact/demo/2026-11-23/20261123-000102030405060708090a0b0c0d0eff/opened";
        assert_eq!(key, spelled);
        assert_eq!(read_fact_key(&site, &key), Some((case, "opened")));
        assert_eq!(read_fact_key(&site, &key.replace("/demo/", "/dem0/")), None);
        assert_eq!(site_key(&site), "v1/site/demo");
        assert_eq!(site_history_key(&site, 12), "v1/site-history/demo/00000012");
        assert_eq!(card_key(&site), "v1/card/demo");
    }
}

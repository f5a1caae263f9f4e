//! What the operator sets: one secret, one address, one sender.

use hearback_domain::sender::Selector;
use hearback_domain::site::form::unnamed_site;
use hearback_domain::submission::EmailAddress;
use hearback_domain::{ActToken, CaseId, PersonId, Secret, Site, SiteId};

/// The deployment's settings, the same for all its sites.
#[derive(Clone, Debug)]
pub struct Config {
    /// From which all keys and tokens are derived.
    pub secret: Secret,
    /// `https://host` of this deployment, without a slash at the end.
    pub base_url: String,
    /// The address that mails come from.
    pub mail_from: EmailAddress,
    /// Where names are looked up: DNS over HTTPS that answers in JSON, `application/dns-json`.
    pub resolver_url: String,
    /// Under which name the key for DKIM stands, where the operator says so.
    pub dkim_selector: Option<Selector>,
    /// Who may begin sites in a browser; nobody where it is not set.
    pub owner_email: Option<EmailAddress>,
}

/// The only place that is reached without encryption.
const LOOPBACK: &str = "http://127.0.0.1";

/// Cloudflare's, which is near wherever the service runs.
const RESOLVER_URL: &str = "https://cloudflare-dns.com/dns-query";

/// A setting that is missing or unusable, with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl Config {
    /// Reads the three settings.
    ///
    /// # Errors
    /// The first unusable one, with what to do.
    pub fn parse(key: &str, base_url: &str, mail_from: &str) -> Result<Self, ConfigError> {
        let secret = Secret::parse(key).map_err(|e| ConfigError(e.sentence().to_owned()))?;
        let base_url = base_url.trim_end_matches('/').to_owned();
        if !base_url.starts_with("https://") && !base_url.starts_with(LOOPBACK) {
            let text = "BASE_URL must be the address of this deployment, for example \
                        https://hearback.example; http is for 127.0.0.1 only.";
            return Err(ConfigError(text.to_owned()));
        }
        let mail_from = EmailAddress::parse(mail_from).map_err(|error| {
            ConfigError(format!("MAIL_FROM is not a mail address. {}", error.sentence()))
        })?;
        Ok(Self {
            secret,
            base_url,
            mail_from,
            resolver_url: RESOLVER_URL.to_owned(),
            dkim_selector: None,
            owner_email: None,
        })
    }

    /// The same with another resolver, unless the text is empty.
    ///
    /// # Errors
    /// When it is not an address over HTTPS, with what to do.
    pub fn with_resolver(self, url: &str) -> Result<Self, ConfigError> {
        let resolver_url = match url {
            "" => return Ok(self),
            url if url.starts_with("https://") => url.to_owned(),
            url if self.is_local() && url.starts_with(LOOPBACK) => url.to_owned(),
            _ => {
                let text = "RESOLVER_URL must be an address of DNS over HTTPS, for example \
                            https://cloudflare-dns.com/dns-query.";
                return Err(ConfigError(text.to_owned()));
            }
        };
        Ok(Self { resolver_url, ..self })
    }

    /// The same with the name of the key for DKIM, unless the text is empty.
    ///
    /// # Errors
    /// When it can be no such name, with what to do.
    pub fn with_selector(self, name: &str) -> Result<Self, ConfigError> {
        if name.is_empty() {
            return Ok(self);
        }
        let Some(selector) = Selector::parse(name) else {
            let text = "DKIM_SELECTOR must be the name of a key, which stands before ._domainkey \
                        in the record your mail provider shows, for example google.";
            return Err(ConfigError(text.to_owned()));
        };
        Ok(Self { dkim_selector: Some(selector), ..self })
    }

    /// Whether this deployment runs on its operator's own machine, for a demo or a test: then
    /// other servers may be there as well.
    pub fn is_local(&self) -> bool {
        self.base_url.starts_with(LOOPBACK)
    }

    /// The same with the address of whoever may begin sites; empty for nobody.
    ///
    /// # Errors
    /// When it is no mail address, with what to do.
    pub fn owned_by(self, email: &str) -> Result<Self, ConfigError> {
        if email.trim().is_empty() {
            return Ok(self);
        }
        let owner_email = EmailAddress::parse(email).map_err(|error| {
            ConfigError(format!("OWNER_EMAIL is not a mail address. {}", error.sentence()))
        })?;
        Ok(Self { owner_email: Some(owner_email), ..self })
    }

    /// What stands in for settings while a site is set up: a team of one, the owner of the
    /// deployment, whose id is another when the address is another. None where nobody is set.
    pub fn first_run_site(&self) -> Option<Site> {
        let email = self.owner_email.as_ref()?;
        let id = PersonId::parse(&self.secret.person_name(email.as_str())).ok()?;
        Some(unnamed_site(email, id))
    }

    /// The customer's private link to a case.
    pub fn case_url(&self, site: &SiteId, case: &CaseId) -> String {
        let key = self.secret.case_key(site, case);
        format!("{}/case/{}/{}/{key}", self.base_url, site.as_str(), case.text())
    }

    /// The same in a mail to the customer: opening it proves the address.
    pub fn mailed_case_url(&self, site: &SiteId, case: &CaseId) -> String {
        let key = self.secret.mailed_case_key(site, case);
        format!("{}/case/{}/{}/{key}", self.base_url, site.as_str(), case.text())
    }

    /// A mail button's link.
    pub fn act_url(&self, token: &ActToken) -> String {
        format!("{}/act/{}", self.base_url, token.signed(&self.secret))
    }

    /// The line that puts the widget into a page.
    pub fn script_tag(&self, site: &SiteId) -> String {
        let (host, site) = (&self.base_url, site.as_str());
        format!("<script src=\"{host}/widget.js\" data-site=\"{site}\" async></script>")
    }

    /// A site's desk.
    pub fn desk_url(&self, site: &SiteId) -> String {
        format!("{}/desk/{}", self.base_url, site.as_str())
    }

    /// What was measured of a site, at its desk.
    pub fn report_url(&self, site: &SiteId) -> String {
        format!("{}/report", self.desk_url(site))
    }

    /// A case at the desk.
    pub fn desk_case_url(&self, site: &SiteId, case: &CaseId) -> String {
        format!("{}/case/{}", self.desk_url(site), case.text())
    }

    /// The link that lets a browser in at the desk in which somebody asked.
    pub fn enter_url(&self, site: &SiteId, browser: &str) -> String {
        format!("{}/enter/{}", self.desk_url(site), self.secret.sign("enter", browser))
    }

    /// The page that says how the tag gets into a website; with a site, its very tag.
    pub fn install_url(&self, site: Option<&SiteId>) -> String {
        match site {
            Some(site) => format!("{}/install?site={}", self.base_url, site.as_str()),
            None => format!("{}/install", self.base_url),
        }
    }

    /// A site's business card.
    pub fn card_url(&self, site: &SiteId) -> String {
        format!("{}/card/{}", self.base_url, site.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn each_setting_says_what_is_wrong_with_it() {
        let bad = |key, url, from| Config::parse(key, url, from).err().map(|e| e.0);
        assert!(bad("x", "https://h.example", "a@b.example").is_some_and(|e| e.contains("KEY")));
        assert!(bad(KEY, "http://h.example", "a@b.example").is_some_and(|e| e.contains("BASE")));
        assert!(bad(KEY, "https://h.example", "a").is_some_and(|e| e.contains("MAIL_FROM")));
        assert_eq!(bad(KEY, "https://h.example/", "a@b.example"), None);
    }

    #[test]
    fn a_key_for_dkim_is_named_as_providers_name_it() {
        let named = |name: &str| {
            let config = Config::parse(KEY, "https://h.example", "a@b.example").ok()?;
            let config = config.with_selector(name).ok()?;
            Some(config.dkim_selector.map(|selector| selector.as_str().to_owned()))
        };
        assert_eq!(named(""), Some(None));
        assert_eq!(named("S1"), Some(Some("s1".to_owned())));
        assert_eq!(named("s1._domainkey.b.example&type=A"), None);
    }

    #[test]
    fn a_resolver_is_asked_over_https_unless_all_is_on_one_machine() {
        let resolver = |base: &str, url: &str| {
            let config = Config::parse(KEY, base, "a@b.example").ok()?;
            config.with_resolver(url).ok().map(|config| config.resolver_url)
        };
        assert_eq!(resolver("https://h.example", "").as_deref(), Some(RESOLVER_URL));
        let other = Some("https://dns.example/query".to_owned());
        assert_eq!(resolver("https://h.example", "https://dns.example/query"), other);
        assert_eq!(resolver("https://h.example", "http://127.0.0.1:53/"), None);
        assert!(resolver("http://127.0.0.1:8787", "http://127.0.0.1:53/").is_some());
        assert_eq!(resolver("http://127.0.0.1:8787", "http://dns.example/"), None);
    }

    #[test]
    fn nobody_owns_a_deployment_until_an_address_is_set() {
        let config = || Config::parse(KEY, "https://h.example", "a@b.example").expect("sound");
        let owner = |email| config().owned_by(email).map(|config| config.owner_email);
        assert_eq!(owner(" "), Ok(None));
        assert!(owner("ana@okafor.example").is_ok_and(|owner| owner.is_some()));
        assert!(owner("ana").is_err_and(|error| error.0.contains("OWNER_EMAIL")));
    }
}

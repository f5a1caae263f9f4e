//! `cargo xtask site`: settings files, one per site, checked and stored for the service.
//!
//! An agency gives many files at once. Invariant: nothing is stored unless every file is sound.
//! Not here: what a sound file is; that is `hearback_domain::site::settings`.

use std::fs;
use std::path::{Path, PathBuf};

use hearback_domain::site::{Site, settings, wire};

use crate::build::stamp;
use crate::failure::{Doing as _, Failure, Outcome};
use crate::progress::answer;
use crate::tools::npm;
use crate::{run, workspace};

/// What `cargo xtask site` may be told.
#[derive(clap::Subcommand)]
pub(crate) enum SiteVerb {
    /// Says what is to mend in settings files, with line, key and remedy
    Check {
        /// The settings, one TOML file per site
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Prints the settings of one file as the service stores them
    Show {
        /// The settings, a TOML file
        file: PathBuf,
    },
    /// Stores settings where the service reads them; a site that is there already is replaced
    Put {
        /// The settings, one TOML file per site
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Stores for the deployed service instead of the one on this machine
        #[arg(long)]
        remote: bool,
    },
}

/// Which service the settings are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The one wrangler serves on this machine.
    Local,
    /// The deployed one.
    Remote,
}

/// Checks or stores.
///
/// # Errors
/// When a file cannot be read, is not sound, or cannot be stored.
pub(crate) fn run(verb: &SiteVerb) -> Outcome<()> {
    match verb {
        SiteVerb::Check { files } => {
            for site in parse_all(files)? {
                answer(&format!("{}: {} is in order.", site.id.as_str(), site.business.as_str()));
            }
            Ok(())
        }
        SiteVerb::Show { file } => {
            answer(&wire::to_json(&parse(file, &read(file)?)?));
            Ok(())
        }
        SiteVerb::Put { files, remote } => {
            let sites = parse_all(files)?;
            npm::provide()?;
            store(&sites, if *remote { Place::Remote } else { Place::Local })?;
            for site in sites {
                answer(&format!("{}: {} is stored.", site.id.as_str(), site.business.as_str()));
            }
            Ok(())
        }
    }
}

/// The text of a settings file.
pub(crate) fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).doing(|| format!("read {}", file.display()))
}

/// The site that `source`, the text of `file`, describes.
///
/// # Errors
/// Everything that is to mend, one line each.
pub(crate) fn parse(file: &Path, source: &str) -> Outcome<Site> {
    settings::parse(source).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|error| format!("  {error}")).collect();
        Failure::new(format!("{} is to mend:\n{}", file.display(), lines.join("\n")))
    })
}

/// Stores `sites`, all in one call. Locally, settings that are stored already cost nothing.
///
/// # Errors
/// When wrangler cannot store them.
pub(crate) fn store(sites: &[Site], place: Place) -> Outcome<()> {
    let entries: Vec<serde_json::Value> = sites
        .iter()
        .map(|site| {
            let key = format!("v1/site/{}", site.id.as_str());
            serde_json::json!({ "key": key, "value": wire::to_json(site) })
        })
        .collect();
    let text = serde_json::Value::from(entries).to_string();
    // Beside the stored values themselves, so that both go together.
    let stamp = workspace::root().join(".wrangler/state/hearback-sites.stamp");
    if place == Place::Local && stamp::matches(&stamp, &text) {
        return Ok(());
    }
    let file = workspace::build().join("sites.json");
    fs::create_dir_all(workspace::build())
        .and_then(|()| fs::write(&file, &text))
        .doing(|| format!("write {}", file.display()))?;
    let mut wrangler = npm::command("wrangler");
    wrangler.args(["kv", "bulk", "put"]).arg(&file).args(["--binding", "FACTS"]);
    wrangler.arg(if place == Place::Local { "--local" } else { "--remote" });
    run::step("Storing the settings", &mut wrangler)?;
    if place == Place::Local {
        fs::write(&stamp, text).doing(|| format!("write {}", stamp.display()))?;
    }
    Ok(())
}

fn parse_all(files: &[PathBuf]) -> Outcome<Vec<Site>> {
    let (sites, failures): (Vec<_>, Vec<_>) =
        files.iter().map(|file| parse(file, &read(file)?)).partition(Result::is_ok);
    if failures.is_empty() {
        let sites: Vec<Site> = sites.into_iter().flatten().collect();
        return each_once(&sites).map(|()| sites);
    }
    let sentences: Vec<String> =
        failures.into_iter().filter_map(Result::err).map(|failure| failure.to_string()).collect();
    Err(Failure::new(sentences.join("\n")))
}

fn each_once(sites: &[Site]) -> Outcome<()> {
    for (at, site) in sites.iter().enumerate() {
        if sites[..at].iter().any(|earlier| earlier.id == site.id) {
            return Err(Failure::new(format!(
                "Two files settle the site {}: leave one of them out, or give one another name.",
                site.id.as_str()
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> PathBuf {
        workspace::root().join("www/demo/site.toml")
    }

    #[test]
    fn the_demo_shop_is_in_order() {
        let sites = parse_all(&[demo()]).unwrap();
        assert_eq!(sites[0].id.as_str(), "demo");
    }

    #[test]
    fn one_site_in_two_files_is_stored_from_neither() {
        let failure = parse_all(&[demo(), demo()]).unwrap_err().to_string();
        assert!(failure.starts_with("Two files settle the site demo"), "{failure}");
    }
}

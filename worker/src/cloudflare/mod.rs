//! The service on Cloudflare: the only place that knows the `worker` crate.
//!
//! Thin: each binding is turned into a trait of `platform`, each event into one call.

mod book_object;
mod edge;
mod kv;
mod log;
mod mailer;
mod requests;
mod shelf;
mod web;

use std::rc::Rc;

use worker::{Context, Env, Request, Response, ScheduleContext, ScheduledEvent, event};

use crate::config::{Config, ConfigError};
use crate::platform::Books;
use crate::service::{Answer, Service, SiteCache};
use edge::CloudflareEdge;

thread_local! {
    static SITES: Rc<SiteCache> = Rc::default();
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    let service = match service(&env) {
        Ok(service) => service,
        Err(error) => return misconfigured(&error),
    };
    let request = requests::read(request).await?;
    if request.path == "/v1/panic" && env.var(PANIC_ALLOWED).is_ok() {
        panic!("asked to");
    }
    let Answer { response, tell } = service.answer(&request).await;
    if let Some((site, ask)) = tell {
        context.wait_until(async move {
            if let Err(error) = service.edge().ask(&site, &ask).await {
                log::trouble("telling the book", &error.0);
            }
        });
    }
    requests::write(response)
}

/// Set in tests only: they show that a panic ends its own request and no other.
const PANIC_ALLOWED: &str = "HEARBACK_TEST_PANIC";

#[event(scheduled)]
async fn scheduled(_event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    match service(&env) {
        Ok(service) => {
            if let Err(error) = service.hand_over().await {
                log::trouble("handing over", &error.0);
            }
        }
        Err(error) => log::trouble("settings", &error.0),
    }
}

fn service(env: &Env) -> Result<Service<CloudflareEdge>, ConfigError> {
    let config = config(env)?;
    let edge = CloudflareEdge::open(env).map_err(|error| ConfigError(error.to_string()))?;
    Ok(Service::new(edge, config, SITES.with(Rc::clone)))
}

fn config(env: &Env) -> Result<Config, ConfigError> {
    let text = |name| env.var(name).map(|var| var.to_string()).unwrap_or_default();
    Config::parse(&text("HEARBACK_KEY"), &text("BASE_URL"), &text("MAIL_FROM"))?
        .with_resolver(&text("RESOLVER_URL"))?
        .with_selector(&text("DKIM_SELECTOR"))?
        .owned_by(&text("OWNER_EMAIL"))
}

/// A deployment without its settings says so to whoever set it up; nothing is accepted.
fn misconfigured(error: &ConfigError) -> worker::Result<Response> {
    log::trouble("settings", &error.0);
    Response::error(format!("Hearback is not set up yet. {}", error.0), 503)
}

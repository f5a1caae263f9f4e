//! Those who read mail: link scanners, the owner, a teammate, customers. All they do goes through
//! the links in the mails they got.

use std::rc::Rc;

use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

use crate::sim_mail::Delivered;
use crate::tending::{tend, tend_as};
use crate::visits::{links, values};
use crate::world::World;

/// After so many tries people leave it.
const TRIES_MAX: u32 = 6;

/// How those who answer go about it.
#[derive(Clone, Debug)]
pub(crate) enum Pace {
    /// Now at once, now a day later.
    AnyHow,
    /// Within the hour, nearly always.
    Diligent,
    /// Days later, or never.
    Slow,
    /// As diligent, but away between these moments.
    Away(Vec<(Timestamp, Timestamp)>),
}

/// What becomes of one mail in a mailbox.
pub(crate) async fn read(world: Rc<World>, mail: Delivered) {
    if !world.people_read.get() {
        return;
    }
    let base_url = world.config.base_url.clone();
    let buttons: Vec<String> =
        links(&mail.text, &base_url, "act").into_iter().map(str::to_owned).collect();
    if world.likes(0.3) {
        for button in &buttons {
            world.executor.sleep(world.below(SECOND_MS)).await;
            world.open(button).await;
        }
    }
    if mail.to.ends_with("@post.example") {
        return read_as_customer(world, &mail, &buttons).await;
    }
    if buttons.is_empty() {
        return;
    }
    let Some(pause) = world.pause() else { return };
    world.executor.sleep(pause).await;
    if world.likes(0.1) {
        open_altered(&world, &buttons[0]).await;
    }
    if world.likes(0.25) {
        let again = (Rc::clone(&world), buttons.clone());
        world.spawn(async move {
            again.0.executor.sleep(again.0.below(MINUTE_MS)).await;
            tap(&again.0, &again.1).await;
        });
    }
    tap(&world, &buttons).await;
    if world.likes(0.3) {
        world.executor.sleep(world.below(HOUR_MS)).await;
        tend_as(&world, &mail.to, &buttons[0]).await;
    }
}

async fn read_as_customer(world: Rc<World>, mail: &Delivered, buttons: &[String]) {
    world.executor.sleep(world.below(HOUR_MS)).await;
    if world.likes(0.1) && !buttons.is_empty() {
        return tap(&world, buttons).await;
    }
    let base_url = world.config.base_url.clone();
    for link in links(&mail.text, &base_url, "case") {
        world.opens_from_mail(link);
        if let Some(page) = world.open(link).await
            && !matches!(page.status, 200 | 404 | 503)
        {
            world.broken(format!("a customer's page answers {}", page.status));
        }
    }
}

/// Opens one of the buttons and confirms, until it is recorded or turns out to be done.
async fn tap(world: &Rc<World>, buttons: &[String]) {
    let chosen = usize::try_from(world.below(buttons.len() as i64)).unwrap_or_default();
    for _ in 0..TRIES_MAX {
        if tapped(world, &buttons[chosen]).await {
            return;
        }
        world.executor.sleep(world.below(10 * MINUTE_MS)).await;
    }
}

/// Whether there is nothing more to do.
async fn tapped(world: &Rc<World>, button: &str) -> bool {
    if let Some(token) = button.rsplit('/').next().filter(|token| token.contains(".tend.")) {
        return tend(world, token).await;
    }
    let Some(page) = world.open(button).await else { return false };
    match page.status {
        200 => {}
        404 | 503 => return false,
        status => {
            world.broken(format!("a button's page answers {status}"));
            return true;
        }
    }
    // A page without a form says what was done before.
    let Some(token) = values(&page.html, "token").first().copied() else { return true };
    let times = values(&page.html, "by");
    let by = match times.len() {
        0 => None,
        many => times.get(usize::try_from(world.below(many as i64)).unwrap_or_default()).copied(),
    };
    world.pressed(by.unwrap_or(token));
    let mut fields = vec![("token", token)];
    fields.extend(by.map(|by| ("by", by)));
    world.press(&page, &fields).await == Some(303)
}

async fn open_altered(world: &Rc<World>, button: &str) {
    let altered = button.replacen(".demo.", ".dema.", 1).replacen("/demo.", "/dema.", 1);
    if let Some(page) = world.open(&altered).await
        && page.status != 403
    {
        world.broken(format!("an altered link answers {}", page.status));
    }
}

impl World {
    /// Notes that a customer opens a private link they were mailed.
    pub(crate) fn opens_from_mail(&self, link: &str) {
        let case = link.rsplit('/').nth(1).unwrap_or_default();
        self.ledger.opened_from_mail.borrow_mut().insert(case.to_owned());
    }

    /// How long somebody leaves a mail; for ever, now and then.
    fn pause(&self) -> Option<i64> {
        let diligent = (0.95, 40 * MINUTE_MS);
        let (care, slowness_ms) = match &self.pace {
            Pace::AnyHow => {
                let slowness = [2 * MINUTE_MS, 3 * HOUR_MS, 30 * HOUR_MS];
                let slowness = slowness[usize::try_from(self.below(3)).unwrap_or(0)];
                (0.7, slowness.min(self.weather_left_ms() + HOUR_MS))
            }
            Pace::Diligent => diligent,
            Pace::Slow => (0.6, 2 * DAY_MS),
            Pace::Away(times) => {
                let now = self.now();
                if let Some((_, back)) = times.iter().find(|(from, to)| (from..to).contains(&&now))
                {
                    let pause = back.ms() - now.ms() + self.below(DAY_MS);
                    return self.likes(0.5).then_some(pause);
                }
                diligent
            }
        };
        self.likes(care).then(|| self.below(slowness_ms))
    }

    /// Notes that somebody really pressed a button.
    fn pressed(&self, token: &str) {
        let parts: Vec<&str> = token.split('.').collect();
        if let [_site, case, verb, by, when, ..] = parts.as_slice() {
            self.trace(|| format!("{by} presses {verb} {when} on {case}"));
            self.ledger.pressed.borrow_mut().insert(format!("{case} {verb} {by} {when}"));
        }
    }
}

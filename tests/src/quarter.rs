//! Ninety days of one shop: several hundred customers, people who are diligent, slow or away,
//! clocks that change, holidays, and spells of bad weather in between.

use std::rc::Rc;

use fastrand::Rng;
use hearback_domain::{DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};
use hearback_worker::fault::{self, Fault};

use crate::clerk::{Clerk, Paper};
use crate::climate::{Climate, Outages};
use crate::customers::{customer, site_with};
use crate::history::{Verdict, figures, pass_days_until_quiet, pass_hours};
use crate::owners::Pace;
use crate::world::{Setting, World};

/// In each of them clocks change in London, New York, on Lord Howe and in Santiago.
const BEGINNINGS: [&str; 2] = ["2026-02-10T00:00:00Z", "2026-09-20T00:00:00Z"];

const DAYS: i64 = 90;

/// From a day on nobody writes any more, so that the last promises end within the ninety.
const LAST_MESSAGES_DAY: i64 = 80;

/// Customers have so many addresses between them: a few write again within a day.
const ADDRESSES: i64 = 60;

/// The clerk counts the times of each case by itself, so that none is joined with another here.
const MERGES: f64 = 0.0;

/// One seed's shop.
struct Quarter {
    world: Rc<World>,
    clerk: Clerk,
    customers: u32,
}

/// Runs one seed.
///
/// # Errors
/// The first thing that is not as promised.
pub fn run_quarter(seed: u64) -> Verdict {
    run_quarter_with(seed, None)
}

/// Runs one seed with a deliberate fault in the service.
///
/// # Errors
/// The first thing that is not as promised.
pub fn run_quarter_with(seed: u64, fault: Option<Fault>) -> Verdict {
    fault::switch(fault);
    let quarter = Quarter::of_seed(seed, false);
    let verdict = quarter.run();
    quarter.world.end();
    fault::switch(None);
    verdict
}

/// Runs one seed again and returns how it ended, with the last lines of what happened.
pub fn replay_quarter(seed: u64, lines: usize) -> (Verdict, Vec<String>) {
    let quarter = Quarter::of_seed(seed, true);
    let verdict = quarter.run();
    quarter.world.end();
    (verdict, quarter.world.traced(lines))
}

impl Quarter {
    fn of_seed(seed: u64, traced: bool) -> Self {
        let mut rng = Rng::with_seed(seed);
        let began = Timestamp::parse(BEGINNINGS[rng.usize(..2)]).expect("RFC 3339");
        let began = began.plus_ms(rng.i64(0..DAY_MS));
        let begins = began.utc().date_naive();
        let paper = Paper::drawn(&mut rng, begins);
        let question = [20, 60, 120, 480][rng.usize(..4)];
        let minutes = (question, question / 2);
        let site = site_with(&mut rng, paper.zone.name(), &paper.json(), minutes);
        let storms = storms(&mut rng, began);
        let since_began = |at: Timestamp| at.ms() - began.ms();
        let mail_down = storms
            .iter()
            .filter(|_| rng.u8(..4) == 0)
            .map(|(from, to)| (since_began(*from), since_began(*to)))
            .collect();
        let setting = Setting {
            climate: Climate::drawn(&mut rng),
            outages: Outages { weather_ms: LAST_MESSAGES_DAY * DAY_MS, mail_down },
            began,
            site,
            addresses: ADDRESSES,
            pace: pace(&mut rng, began),
            merges: MERGES,
            storms,
        };
        let customers = 40 + rng.u32(..200);
        let world = World::in_setting(rng, setting, traced);
        Self { world, clerk: Clerk::new(paper, begins), customers }
    }

    fn run(&self) -> Verdict {
        let world = &self.world;
        world.trace(|| format!("{:?} {:?} {:?}", world.climate, world.pace, world.storms));
        world.trace(|| hearback_domain::site::wire::to_json(&world.site));
        for number in 0..self.customers {
            world.spawn(customer(Rc::clone(world), number));
        }
        world.spawn(weather(Rc::clone(world)));
        pass_hours(world, DAYS * 24);
        pass_days_until_quiet(world);
        pass_hours(world, 25);
        world.check();
        world.check_record();
        world.check_deadlines(&self.clerk);
        world.check_reports_came(&self.clerk);
        match world.first_broken() {
            Some(broken) => Err(broken),
            None => Ok(figures(world)),
        }
    }
}

/// Bad weather comes and goes.
async fn weather(world: Rc<World>) {
    for (from, to) in world.storms.clone() {
        world.executor.sleep(from.ms() - world.now().ms()).await;
        world.worsen();
        if world.happens(world.climate.rebuilt) {
            world.executor.sleep(world.below(to.ms() - from.ms())).await;
            world.rebuild().await;
        }
        world.executor.sleep((to.ms() - world.now().ms()).max(0)).await;
        world.clear_up();
    }
}

/// Spells of minutes to two days, each over before the next.
fn storms(rng: &mut Rng, began: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let mut storms = Vec::new();
    let mut from = began.plus_ms(rng.i64(0..10 * DAY_MS));
    while from < began.plus_ms((DAYS - 5) * DAY_MS) {
        let longest = [2 * HOUR_MS, 12 * HOUR_MS, 48 * HOUR_MS][rng.usize(..3)];
        let to = from.plus_ms(rng.i64(10 * MINUTE_MS..longest));
        storms.push((from, to));
        from = to.plus_ms(rng.i64(DAY_MS..25 * DAY_MS));
    }
    storms
}

fn pace(rng: &mut Rng, began: Timestamp) -> Pace {
    match rng.u8(..4) {
        0 => Pace::Diligent,
        1 => Pace::Slow,
        2 => Pace::AnyHow,
        _ => {
            let from = began.plus_ms(rng.i64(DAY_MS..60 * DAY_MS));
            Pace::Away(vec![(from, from.plus_ms(rng.i64(DAY_MS..15 * DAY_MS)))])
        }
    }
}

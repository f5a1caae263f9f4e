//! Everything one seed's history needs, in one place.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use fastrand::Rng;
use hearback_domain::{HOUR_MS, Site, SiteId, Timestamp};
use hearback_worker::config::Config;
use hearback_worker::service::SiteCache;

use crate::climate::{Climate, Outages};
use crate::executor::{Executor, WORLD};
use crate::ledger::Ledger;
use crate::owners::Pace;
use crate::sim_book::BookHost;
use crate::sim_kv::SimKv;
use crate::sim_mail::MailServer;
use crate::sim_web::OtherServers;

/// The world of one seed.
pub struct World {
    pub(crate) executor: Rc<Executor>,
    pub(crate) rng: RefCell<Rng>,
    /// Chance of what is done at the desk alone.
    pub(crate) desk_rng: RefCell<Rng>,
    pub(crate) climate: Climate,
    pub(crate) outages: Outages,
    /// When the history began.
    pub(crate) began: Timestamp,
    pub(crate) config: Config,
    pub(crate) site: Site,
    pub(crate) kv: SimKv,
    pub(crate) book: BookHost,
    pub(crate) mail: MailServer,
    pub(crate) web: OtherServers,
    pub(crate) ledger: Ledger,
    /// What each edge location remembers of sites.
    pub(crate) edges: [RefCell<Rc<SiteCache>>; 2],
    /// Whether people read their mail and act on it.
    pub(crate) people_read: Cell<bool>,
    pub(crate) addresses: i64,
    pub(crate) pace: Pace,
    pub(crate) merges: f64,
    pub(crate) storms: Vec<(Timestamp, Timestamp)>,
    stormy: Cell<bool>,
    trace: Option<RefCell<Vec<String>>>,
    broken: RefCell<Vec<String>>,
}

/// Where and how a history takes place.
pub(crate) struct Setting {
    pub(crate) climate: Climate,
    pub(crate) outages: Outages,
    pub(crate) began: Timestamp,
    pub(crate) site: Site,
    /// How many addresses customers have between them.
    pub(crate) addresses: i64,
    pub(crate) pace: Pace,
    /// How often somebody who sees two cases of a customer makes one of them.
    pub(crate) merges: f64,
    /// When the weather is bad; without any it is bad until it clears for good.
    pub(crate) storms: Vec<(Timestamp, Timestamp)>,
}

/// A Monday.
const CALENDAR_BEGINS: &str = "2026-11-16T00:00:00Z";

impl World {
    /// A world as its seed has it.
    pub(crate) fn of_seed(seed: u64, traced: bool) -> Rc<Self> {
        let mut rng = Rng::with_seed(seed);
        let climate = Climate::drawn(&mut rng);
        let outages = Outages::drawn(&mut rng);
        let site = match rng.bool() {
            true => crate::customers::site_with_server(&mut rng),
            false => crate::customers::site(&mut rng),
        };
        Self::with(rng, site, climate, outages, traced)
    }

    /// A world without faults.
    pub(crate) fn calm(seed: u64) -> Rc<Self> {
        Self::in_climate(seed, Climate::calm())
    }

    /// A world in given weather.
    pub(crate) fn in_climate(seed: u64, climate: Climate) -> Rc<Self> {
        let outages = Outages { weather_ms: HOUR_MS, mail_down: Vec::new() };
        let mut rng = Rng::with_seed(seed);
        let site = crate::customers::site(&mut rng);
        Self::with(rng, site, climate, outages, false)
    }

    fn with(
        mut rng: Rng,
        site: Site,
        climate: Climate,
        outages: Outages,
        traced: bool,
    ) -> Rc<Self> {
        let monday = Timestamp::parse(CALENDAR_BEGINS).expect("RFC 3339");
        let began = monday.plus_ms(rng.i64(0..7 * 24 * HOUR_MS));
        let (addresses, pace, merges, storms) = (4, Pace::AnyHow, 0.7, Vec::new());
        let setting = Setting { climate, outages, began, site, addresses, pace, merges, storms };
        Self::in_setting(rng, setting, traced)
    }

    /// A world as it is set.
    pub(crate) fn in_setting(mut rng: Rng, setting: Setting, traced: bool) -> Rc<Self> {
        let Setting { climate, outages, began, site, addresses, pace, merges, storms } = setting;
        let world = Self {
            executor: Executor::starting_at(began.ms()),
            kv: SimKv::default(),
            book: BookHost::new(rng.usize(..2)),
            mail: MailServer::default(),
            web: OtherServers::default(),
            ledger: Ledger::default(),
            edges: Default::default(),
            desk_rng: RefCell::new(rng.clone().fork()),
            rng: RefCell::new(rng),
            people_read: Cell::new(true),
            stormy: Cell::new(storms.is_empty()),
            addresses,
            pace,
            merges,
            storms,
            trace: traced.then(RefCell::default),
            broken: RefCell::default(),
            config: config(),
            climate,
            outages,
            began,
            site,
        };
        let stored = hearback_domain::site::wire::to_json(&world.site);
        world.kv.write(&hearback_domain::key::site_key(&world.site.id), &stored, "");
        Rc::new(world)
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.executor.now_ms())
    }

    pub(crate) fn site_id(&self) -> &SiteId {
        &self.site.id
    }

    /// Whether something of a chance happens now. Nothing bad does once the weather has cleared.
    pub(crate) fn happens(&self, chance: f64) -> bool {
        self.stormy.get() && chance > 0.0 && self.rng.borrow_mut().f64() < chance
    }

    pub(crate) fn is_stormy(&self) -> bool {
        self.stormy.get()
    }

    /// No more faults from here on.
    pub(crate) fn clear_up(&self) {
        self.stormy.set(false);
        self.trace(|| "the weather clears".to_owned());
    }

    /// Faults again.
    pub(crate) fn worsen(&self) {
        self.stormy.set(true);
        self.trace(|| "the weather worsens".to_owned());
    }

    /// A number below `end`.
    pub(crate) fn below(&self, end: i64) -> i64 {
        self.rng.borrow_mut().i64(0..end.max(1))
    }

    /// How long the bad weather goes on; people do not wait much longer with what they do.
    pub(crate) fn weather_left_ms(&self) -> i64 {
        (self.began.ms() + self.outages.weather_ms - self.now().ms()).max(0)
    }

    /// Whether something that people do happens, in any weather.
    pub(crate) fn likes(&self, chance: f64) -> bool {
        self.rng.borrow_mut().f64() < chance
    }

    /// Whether something happens that is done at the desk alone.
    pub(crate) fn likes_at_desk(&self, chance: f64) -> bool {
        self.desk_rng.borrow_mut().f64() < chance
    }

    /// Waits as long as an operation takes.
    pub(crate) async fn take_time(&self) {
        let span_ms =
            if self.happens(self.climate.slow) { self.below(8_000) } else { self.below(40) };
        self.executor.sleep(span_ms).await;
    }

    pub(crate) fn spawn(&self, future: impl Future<Output = ()> + 'static) {
        self.executor.spawn(WORLD, future);
    }

    /// Runs until a moment.
    pub(crate) fn run_for(&self, span_ms: i64) {
        self.executor.run_until(self.now().plus_ms(span_ms).ms());
    }

    /// Notes what happened, for a replay. Never what a customer typed.
    pub(crate) fn trace(&self, line: impl FnOnce() -> String) {
        if let Some(trace) = &self.trace {
            trace.borrow_mut().push(format!("{} {}", self.now().rfc3339(), line()));
        }
    }

    /// The last lines of the trace.
    pub(crate) fn traced(&self, lines: usize) -> Vec<String> {
        let trace = self.trace.as_ref().map(|trace| trace.borrow().clone()).unwrap_or_default();
        trace[trace.len().saturating_sub(lines)..].to_vec()
    }

    /// Notes that something is not as promised.
    pub(crate) fn broken(&self, what: String) {
        self.trace(|| format!("BROKEN: {what}"));
        self.broken.borrow_mut().push(what);
    }

    pub(crate) fn first_broken(&self) -> Option<String> {
        self.broken.borrow().first().cloned()
    }

    /// Lets go of everything that holds the world itself.
    pub(crate) fn end(&self) {
        self.book.forget();
        self.executor.clear();
    }
}

fn config() -> Config {
    let key = "0123456789abcdef0123456789abcdef";
    Config::parse(key, "https://hearback.example", "desk@hearback.example").expect("sound")
}

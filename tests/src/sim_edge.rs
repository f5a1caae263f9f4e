//! The edge as it may behave: two locations, requests that break off in the middle, and words to
//! the book that are lost after the response.

use std::rc::Rc;

use hearback_domain::key::card_key;
use hearback_domain::wire::{Ask, Reply};
use hearback_domain::{SiteId, Timestamp};
use hearback_worker::platform::{
    Books, Call, Clock, Fetched, Kv, KvError, KvPage, OutOfReach, Random, Throttle, Web, WebError,
};
use hearback_worker::service::Service;
use hearback_worker::web::{Request, Response};

use crate::executor::slot;
use crate::world::World;

/// One location's view of the world.
pub(crate) struct SimEdge {
    world: Rc<World>,
    location: usize,
}

impl World {
    /// The service at a location.
    pub(crate) fn service(self: &Rc<Self>, location: usize) -> Service<SimEdge> {
        let edge = SimEdge { world: Rc::clone(self), location };
        Service::new(edge, self.config.clone(), Rc::clone(&self.edges[location].borrow()))
    }

    /// Sends a request; `None` when no response came, whatever became of it.
    pub(crate) async fn request(
        self: &Rc<Self>,
        location: usize,
        request: Request,
    ) -> Option<Response> {
        if self.happens(0.02) {
            *self.edges[location].borrow_mut() = Rc::default();
        }
        let (promise, answer) = slot(&self.executor);
        let (world, group) = (Rc::clone(self), self.executor.next());
        self.executor.spawn(group, async move {
            let service = world.service(location);
            let answer = service.answer(&request).await;
            promise.keep(answer.response);
            if let Some((site, ask)) = answer.tell
                && !world.happens(world.climate.tell_lost)
            {
                // What fails here is found by the hourly hand-over.
                drop(service.edge().ask(&site, &ask).await);
            }
        });
        if self.happens(self.climate.request_cut) {
            let world = Rc::clone(self);
            self.spawn(async move {
                world.executor.sleep(world.below(150)).await;
                world.executor.kill(group);
            });
        }
        answer.wait().await
    }

    /// The hourly event.
    pub(crate) async fn hand_over(self: &Rc<Self>) {
        let location = usize::try_from(self.below(2)).unwrap_or_default();
        if self.happens(self.climate.cron_skipped) {
            return;
        }
        // What fails here is done in the next hour.
        drop(self.service(location).hand_over().await);
    }
}

impl Clock for SimEdge {
    fn now(&self) -> Timestamp {
        self.world.now()
    }
}

impl Random for SimEdge {
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        self.world.rng.borrow_mut().fill(&mut bytes);
        bytes
    }
}

impl Kv for SimEdge {
    async fn get(&self, key: &str) -> Result<Option<String>, KvError> {
        self.world.kv_get(self.location, key).await
    }

    async fn get_many(&self, keys: &[String]) -> Result<Vec<Option<String>>, KvError> {
        self.world.kv_get_many(self.location, keys).await
    }

    async fn put(&self, key: &str, value: &str, note: &str) -> Result<(), KvError> {
        if key == card_key(self.world.site_id()) {
            self.world.broken("the edge writes the record".to_owned());
        }
        self.world.kv_put(self.location, (key, value, note)).await
    }

    async fn list(&self, prefix: &str, cursor: Option<&str>) -> Result<KvPage, KvError> {
        self.world.kv_list(self.location, prefix, cursor).await
    }
}

impl Books for SimEdge {
    async fn ask(&self, _site: &SiteId, ask: &Ask) -> Result<Reply, OutOfReach> {
        self.world.ask(ask).await
    }
}

impl Throttle for SimEdge {
    async fn too_fast(&self, _name: &str) -> bool {
        self.world.happens(0.01)
    }
}

impl Web for SimEdge {
    async fn fetch(&self, call: &Call) -> Result<Fetched, WebError> {
        self.world.call(call).await
    }
}

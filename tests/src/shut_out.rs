//! A customer who writes back while neither the book nor the store answers.

use std::rc::Rc;

use hearback_domain::CaseId;
use hearback_worker::web::{Body, Method, Request, Response};

use crate::climate::Climate;
use crate::world::World;

const CASE: &str = "20261123-000102030405060708090a0b0c0d0eff";

/// The answer to words that can be stored nowhere: its status, and its page.
pub fn written_back_in_vain(words: &str) -> (u16, String) {
    let climate =
        Climate { kv_get_fails: 1.0, kv_put_fails: 1.0, book_silent: 2.0, ..Climate::calm() };
    let world = World::in_climate(1, climate);
    world.clear_up();
    drop(world.answered(Request { path: "/card/demo".to_owned(), ..Request::default() }));
    world.worsen();
    let answer = written_back(&world, words);
    world.end();
    (answer.status, answer.body)
}

fn written_back(world: &Rc<World>, words: &str) -> Response {
    let case = CaseId::parse(CASE).expect("an id");
    let key = world.config.secret.case_key(world.site_id(), &case);
    let form = "019d3f6e-1c2d-7abc-8def-0123456789ab";
    let request = Request {
        method: Method::Post,
        path: format!("/case/demo/{CASE}"),
        origin: Some(world.config.base_url.clone()),
        content_type: "application/x-www-form-urlencoded".to_owned(),
        cookie: format!("__Host-case-{CASE}={key}"),
        body: Body::Whole(format!("form={form}&message={words}").into()),
        ..Request::default()
    };
    world.answered(request).expect("a page")
}

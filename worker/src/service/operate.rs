//! What operators may ask of a book, with the deployment's secret in hand.

use hearback_domain::Site;
use hearback_domain::wire::{Ask, Problem, Reply};

use super::api::problem;
use super::{Edge, Service};
use crate::web::{Method, Request, Response};

impl<E: Edge> Service<E> {
    /// `GET book` shows its state; `POST book/rebuild` drops it and reads the store again.
    pub(super) async fn operate(&self, site: &Site, request: &Request, rest: &[&str]) -> Response {
        let bearer = request.authorization.strip_prefix("Bearer ").unwrap_or_default();
        if !self.config.secret.is(bearer) {
            return problem(401, LOCKED).with("www-authenticate", "Bearer");
        }
        let ask = match (request.method, rest) {
            (Method::Get, ["book"]) => Ask::State,
            (Method::Post, ["book", "rebuild"]) => Ask::Rebuild,
            _ => return problem(404, PATH),
        };
        match self.edge.ask(&site.id, &ask).await {
            Ok(Reply::State(state)) => {
                Response::json(200, serde_json::to_string(&state).expect("numbers are JSON"))
            }
            Ok(_) => Response::json(200, "{}".to_owned()),
            Err(_) => problem(503, OUT_OF_REACH),
        }
    }
}

const LOCKED: Problem = Problem::new(
    "locked",
    "Operators only: send the deployment's HEARBACK_KEY as the bearer token.",
);
const PATH: Problem = Problem::new("path_unknown", "There is GET book and POST book/rebuild.");
const OUT_OF_REACH: Problem =
    Problem::new("book_out_of_reach", "The book does not answer; please try again in a minute.");

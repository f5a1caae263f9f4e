//! The way out to other servers: the runtime's `fetch`, without redirects and within bounds.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use worker::{AbortController, Delay, Fetch, Headers, Request, RequestInit, RequestRedirect};

use super::log;
use crate::platform::{CALL_SECONDS_MAX, Call, FETCHED_BYTES_MAX, Fetched, WebError};
use crate::web::Method;

/// One call, ended when it takes too long.
pub(super) async fn fetch(call: &Call) -> Result<Fetched, WebError> {
    let abort = AbortController::default();
    let signal = abort.signal();
    let answer = Box::pin(answer(call, &signal));
    let fetched = match select(answer, Delay::from(Duration::from_secs(CALL_SECONDS_MAX))).await {
        Either::Left((fetched, _)) => fetched.map_err(|error| WebError(error.to_string())),
        Either::Right(_) => {
            abort.abort();
            Err(WebError(format!("no answer within {CALL_SECONDS_MAX} seconds")))
        }
    };
    fetched.inspect_err(|error| log::trouble("calling a server", &error.0))
}

async fn answer(call: &Call, signal: &worker::AbortSignal) -> worker::Result<Fetched> {
    let headers = Headers::new();
    for (name, value) in &call.headers {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_headers(headers).with_redirect(RequestRedirect::Manual);
    if call.method == Method::Post {
        let body = js_sys::Uint8Array::from(call.body.as_slice());
        init.with_method(worker::Method::Post).with_body(Some(body.into()));
    }
    let request = Request::new_with_init(&call.url, &init)?;
    let mut response = Fetch::Request(request).send_with_signal(signal).await?;
    let status = response.status_code();
    Ok(Fetched { status, body: beginning(&mut response).await? })
}

/// As much of the body as is read; the rest is dropped with its stream.
async fn beginning(response: &mut worker::Response) -> worker::Result<String> {
    let mut read = Vec::new();
    // An answer without a body has no stream.
    if let Ok(mut stream) = response.stream() {
        while let Some(chunk) = stream.next().await {
            read.extend(chunk?);
            if read.len() >= FETCHED_BYTES_MAX {
                read.truncate(FETCHED_BYTES_MAX);
                break;
            }
        }
    }
    Ok(String::from_utf8_lossy(&read).into_owned())
}

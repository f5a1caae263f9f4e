//! Requests and responses between the runtime and `web`.

use futures_util::StreamExt;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use worker::Headers;

use crate::web::{BODY_BYTES_MAX, Body, Method, Request, Response};

/// Reads a request, its body only as far as it may be long.
pub(super) async fn read(mut request: worker::Request) -> worker::Result<Request> {
    let header = |name| request.headers().get(name).ok().flatten();
    let text = |name| header(name).unwrap_or_default();
    let method = match request.method() {
        worker::Method::Get | worker::Method::Head => Method::Get,
        worker::Method::Post => Method::Post,
        worker::Method::Options => Method::Options,
        _ => Method::Other,
    };
    let url = request.inner().url();
    let (path, query) = path_and_query(&url);
    let mut read = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        origin: header("origin"),
        content_type: text("content-type").to_ascii_lowercase(),
        cookie: text("cookie"),
        authorization: text("authorization"),
        agent: text("user-agent"),
        address: text("cf-connecting-ip"),
        time_zone: time_zone(&request),
        body: Body::default(),
    };
    if method == Method::Post {
        let length = text("content-length").parse().ok();
        read.body = body(&mut request, length).await?;
    }
    Ok(read)
}

/// What the platform knows of the connection may be missing, as on one's own machine.
fn time_zone(request: &worker::Request) -> String {
    let member = |of: &JsValue, name| Reflect::get(of, &JsValue::from_str(name)).ok();
    let cf = member(request.inner(), "cf").filter(|cf| cf.is_object());
    let zone = cf.and_then(|cf| member(&cf, "timezone"));
    zone.and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// The runtime's addresses are whole and normalised, so no parser of addresses is carried along.
pub(super) fn path_and_query(url: &str) -> (&str, &str) {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let from_path = behind_scheme.find('/').map_or("/", |at| &behind_scheme[at..]);
    let whole = from_path.split('#').next().unwrap_or(from_path);
    whole.split_once('?').unwrap_or((whole, ""))
}

async fn body(request: &mut worker::Request, length: Option<usize>) -> worker::Result<Body> {
    match length {
        Some(length) if length > 2 * BODY_BYTES_MAX => return Ok(Body::TooLong),
        // The runtime holds a body to the length it announces.
        Some(length) if length <= BODY_BYTES_MAX => return request.bytes().await.map(Body::Whole),
        // What is a little too long is read as far as it may go: the runtime closes the connection
        // on whoever has more than 64 KiB left to send, and they would not read the refusal.
        _ => {}
    }
    let Ok(mut stream) = request.stream() else { return Ok(Body::default()) };
    let mut whole = Vec::new();
    while let Some(chunk) = stream.next().await {
        whole.extend(chunk?);
        if whole.len() > BODY_BYTES_MAX {
            return Ok(Body::TooLong);
        }
    }
    Ok(Body::Whole(whole))
}

pub(super) fn write(response: Response) -> worker::Result<worker::Response> {
    let headers = Headers::new();
    for (name, value) in &response.headers {
        headers.append(name, value)?;
    }
    let written = match response.status {
        204 | 303 => worker::Response::empty()?,
        _ if !response.bytes.is_empty() => worker::Response::from_bytes(response.bytes)?,
        _ => worker::Response::ok(response.body)?,
    };
    Ok(written.with_status(response.status).with_headers(headers))
}

//! The demo shop: a website of somebody else, which carries the script tag and nothing more.
//!
//! It is served with a policy as strict as a careful shop's, so that the widget is seen to work
//! under it. Not here: anything of Hearback's own.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path};
use std::time::Duration;
use std::{fs, io, thread};

use super::{SERVICE_ORIGIN, ports::Ports};
use crate::failure::{Doing as _, Outcome};
use crate::workspace;

const REQUEST_LINE_BYTES_MAX: u64 = 8_192;
const PATIENCE: Duration = Duration::from_secs(5);

/// Serves `www/demo` from now on.
///
/// # Errors
/// When the port cannot be had.
pub(super) fn open(ports: &Ports) -> Outcome<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, ports.shop))
        .doing(|| format!("listen on port {}", ports.shop))?;
    let service = ports.service_origin();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let service = service.clone();
            // A browser that went away is no trouble of the shop's.
            thread::spawn(move || answer(&stream, &service).ok());
        }
    });
    Ok(())
}

fn answer(mut stream: &TcpStream, service: &str) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    let mut reader = BufReader::new(io::Read::take(stream, REQUEST_LINE_BYTES_MAX));
    reader.read_line(&mut line)?;
    // The headers are read away: closing with unread bytes would cut the answer off.
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let (status, kind, body) = page(&line, service);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len(),
        policy(service)
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)
}

/// What the widget needs of a page, and the rest as strict as it can be.
fn policy(service: &str) -> String {
    format!(
        "script-src {service} 'wasm-unsafe-eval'; connect-src {service}; style-src 'self'; \
         object-src 'none'; base-uri 'none'"
    )
}

fn page(request_line: &str, service: &str) -> (&'static str, &'static str, Vec<u8>) {
    let path = request_line.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let kind = match path.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webp") => "image/webp",
        _ => return not_found(),
    };
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return not_found();
    }
    let Ok(body) = fs::read(workspace::root().join("www/demo").join(path)) else {
        return not_found();
    };
    if kind.starts_with("text/html") {
        let text = String::from_utf8_lossy(&body).replace(SERVICE_ORIGIN, service);
        return ("200 OK", kind, text.into_bytes());
    }
    ("200 OK", kind, body)
}

fn not_found() -> (&'static str, &'static str, Vec<u8>) {
    (
        "404 Not Found",
        "text/plain; charset=utf-8",
        b"There is no such page in this shop.\n".to_vec(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_shop_is_served() {
        for path in ["/../../Cargo.toml", "//etc/passwd", "/site.toml", "/..%2findex.html"] {
            let (status, _, _) = page(&format!("GET {path} HTTP/1.1\r\n"), "http://127.0.0.1:1");
            assert_eq!(status, "404 Not Found", "{path}");
        }
    }

    #[test]
    fn the_script_tag_names_the_service_wherever_it_runs() {
        let (_, _, body) = page("GET / HTTP/1.1\r\n", "http://127.0.0.1:4711");
        let text = String::from_utf8(body).unwrap();
        assert!(text.contains("src=\"http://127.0.0.1:4711/widget.js\""));
        assert!(!text.contains(SERVICE_ORIGIN));
    }
}

//! Whether each part of the demo answers as it should.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use super::ports::Ports;
use crate::failure::{Failure, Outcome};
use crate::progress::Step;
use crate::workspace;

/// How long all parts together may take until they answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long one question may wait; the service's first answer takes a second or two.
const ANSWER: Duration = Duration::from_secs(5);
/// Enough for a status line or an SMTP greeting.
const ANSWER_BYTES_MAX: usize = 64;

/// A question that a running part answers in a known way.
pub(super) struct Question {
    part: &'static str,
    port: u16,
    asks: String,
    answer_begins: &'static str,
}

/// What is asked of the four listeners; of the service more than once.
pub(super) fn questions(ports: &Ports) -> Vec<Question> {
    let get = |part, port, path| Question {
        part,
        port,
        asks: format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"),
        answer_begins: "HTTP/1.1 200",
    };
    // Whoever is not signed in is asked to.
    let desk =
        Question { answer_begins: "HTTP/1.1 401", ..get("desk", ports.service, "/desk/demo") };
    let first_run = Question {
        answer_begins: "HTTP/1.1 401",
        ..get("page to set up a website", ports.service, "/desk/new")
    };
    let smtp = Question {
        part: "mail server",
        port: ports.smtp,
        asks: String::new(),
        answer_begins: "220",
    };
    vec![
        get("service", ports.service, "/v1/sites/demo/card"),
        desk,
        first_run,
        get("shop", ports.shop, "/"),
        get("mailbox", ports.mailbox, "/"),
        smtp,
    ]
}

impl Question {
    /// Asks, and compares the beginning of the answer.
    pub(super) fn is_answered(&self) -> bool {
        self.answer().is_ok_and(|answer| answer.starts_with(self.answer_begins))
    }

    fn answer(&self) -> std::io::Result<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let mut stream = TcpStream::connect_timeout(&address, ANSWER)?;
        stream.set_read_timeout(Some(ANSWER))?;
        stream.write_all(self.asks.as_bytes())?;
        let mut bytes = [0; ANSWER_BYTES_MAX];
        let count = stream.read(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes[..count]).into_owned())
    }
}

/// # Errors
/// When `step` has lasted too long, with what is still missing.
pub(super) fn check_patience(step: &Step, missing: &[Question]) -> Outcome<()> {
    if step.lasts() < PATIENCE {
        return Ok(());
    }
    let names: Vec<String> =
        missing.iter().map(|q| format!("the {} on port {}", q.part, q.port)).collect();
    Err(Failure::new(format!(
        "After {} s there is no good answer from {}; {} may say why.",
        PATIENCE.as_secs(),
        names.join(" and "),
        workspace::logs().display()
    )))
}

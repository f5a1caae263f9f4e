//! One line out, one reply in, with a bound on everything read.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::SmtpStream;
use super::capabilities::Capabilities;
use super::reply::{Reply, one_line};
use crate::mail::MailError;

/// Four times what RFC 5321, 4.5.3.1.5 allows, for servers that write whole policies.
const LINE_BYTES_MAX: usize = 2_048;
/// No answer to EHLO is longer.
const REPLY_LINES_MAX: usize = 100;

/// Why a dialogue cannot go on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// The server hung up.
    Closed,
    /// The connection failed; why, on one line.
    Failed(String),
    /// What came is no SMTP, or more of it than any server needs.
    Babble,
    /// Encryption did not come about.
    Tls(String),
    /// Something came in between "yes, encrypt" and the encryption (CVE-2011-0411 and others).
    Injected,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed => f.write_str("it closed the connection"),
            Self::Failed(why) => write!(f, "the connection failed ({why})"),
            Self::Babble => f.write_str("what it answered is not SMTP"),
            Self::Tls(why) => write!(f, "the connection could not be encrypted ({why})"),
            Self::Injected => f.write_str("it went on in the clear after agreeing to encrypt"),
        }
    }
}

impl From<Broken> for MailError {
    /// As long as the mail was not handed over.
    fn from(broken: Broken) -> Self {
        Self::Unreachable(broken.to_string())
    }
}

/// A connection with what was read and not yet used, and what the server can.
pub(super) struct Dialogue<S> {
    stream: S,
    unread: Vec<u8>,
    pub(super) capabilities: Capabilities,
}

impl<S: SmtpStream> Dialogue<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, unread: Vec::new(), capabilities: Capabilities::default() }
    }

    /// Says one line and hears the answer.
    pub(super) async fn said(&mut self, line: &str) -> Result<Reply, Broken> {
        self.write(format!("{line}\r\n").as_bytes()).await?;
        self.reply().await
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        self.stream.write_all(bytes).await.map_err(failed)?;
        self.stream.flush().await.map_err(failed)
    }

    /// The next reply, all its lines.
    pub(super) async fn reply(&mut self) -> Result<Reply, Broken> {
        let mut so_far = None;
        for _ in 0..REPLY_LINES_MAX {
            let line = self.line().await?;
            match Reply::heard(so_far, &line).ok_or(Broken::Babble)? {
                (reply, true) => return Ok(reply),
                (reply, false) => so_far = Some(reply),
            }
        }
        Err(Broken::Babble)
    }

    /// The next line, without its end.
    async fn line(&mut self) -> Result<String, Broken> {
        let mut looked_at = 0;
        loop {
            let fresh = self.unread.iter().skip(looked_at).position(|&byte| byte == b'\n');
            if let Some(end) = fresh.map(|at| looked_at + at) {
                let line: Vec<u8> = self.unread.drain(..=end).collect();
                return Ok(String::from_utf8_lossy(&line)
                    .trim_end_matches(['\r', '\n'])
                    .to_owned());
            }
            looked_at = self.unread.len();
            if looked_at > LINE_BYTES_MAX {
                return Err(Broken::Babble);
            }
            let mut chunk = [0; 1_024];
            match self.stream.read(&mut chunk).await.map_err(failed)? {
                0 => return Err(Broken::Closed),
                count => self.unread.extend(chunk.iter().take(count)),
            }
        }
    }

    /// The same connection, encrypted; all that was learnt in the clear is forgotten (RFC 3207,
    /// 4.2).
    pub(super) async fn encrypted(self) -> Result<Self, Broken> {
        if !self.unread.is_empty() {
            return Err(Broken::Injected);
        }
        self.stream.start_tls().await.map(Self::new).map_err(Broken::Tls)
    }

    /// Takes leave without waiting: the outcome is known, and nothing may delay or change it.
    pub(super) async fn quit(mut self) {
        poll_fn(|context| {
            let written = Pin::new(&mut self.stream).poll_write(context, b"QUIT\r\n");
            drop(written);
            Poll::Ready(())
        })
        .await;
    }
}

fn failed(error: std::io::Error) -> Broken {
    Broken::Failed(one_line(&error.to_string()))
}

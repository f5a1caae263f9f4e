//! The way out for mails: an SMTP server over a socket, or Cloudflare's `send_email` binding.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use worker::{Delay, EmailMessage, Env, SecureTransport, SendEmail, Socket};

use crate::mail::{Mail, MailError, MailServer, Security};
use crate::smtp::{Attempt, SmtpStream};

/// What the operator chose.
pub(super) enum Post {
    /// `MAIL_URL` names a server.
    Smtp(MailServer),
    /// The binding `MAIL`.
    Binding(SendEmail),
    /// Neither, or unusable; why.
    Missing(String),
}

/// A mail that takes longer is tried again later; below the shortest wait between two tries.
const SEND_TIME_MAX: Duration = Duration::from_secs(20);

impl Post {
    /// `MAIL_URL` if set, else the binding.
    pub(super) fn open(env: &Env) -> Self {
        let url = env.var("MAIL_URL").map(|var| var.to_string()).unwrap_or_default();
        if !url.is_empty() {
            return match MailServer::parse(&url) {
                Ok(server) => Self::Smtp(server),
                Err(error) => Self::Missing(format!("MAIL_URL: {}", error.sentence())),
            };
        }
        match env.send_email("MAIL") {
            Ok(binding) => Self::Binding(binding),
            Err(_) => Self::Missing("set MAIL_URL, or bind send_email as MAIL".to_owned()),
        }
    }

    pub(super) async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        match self {
            Self::Smtp(server) => over_smtp(server, mail).await,
            Self::Binding(binding) => over_binding(binding, mail).await,
            Self::Missing(why) => Err(MailError::Misconfigured(why.clone())),
        }
    }
}

async fn over_smtp(server: &MailServer, mail: &Mail) -> Result<(), MailError> {
    let transport = match server.security {
        Security::Tls => SecureTransport::On,
        Security::StartTls => SecureTransport::StartTls,
        Security::Plain => SecureTransport::Off,
    };
    let socket = Socket::builder()
        .secure_transport(transport)
        .connect(server.host.as_str(), server.port)
        .map_err(|error| MailError::Unreachable(error.to_string()))?;
    let attempt = Attempt::default();
    let sending = Box::pin(attempt.send(Stream(socket), server, mail));
    match select(sending, Delay::from(SEND_TIME_MAX)).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(_) => Err(attempt.interrupted("no answer within 20 seconds")),
    }
}

/// Cloudflare refuses by codes in its errors; which of them are final is not written down, so
/// every refusal is tried again.
async fn over_binding(binding: &SendEmail, mail: &Mail) -> Result<(), MailError> {
    let envelope = &mail.envelope;
    let (from, to) = (envelope.from.address.as_str(), envelope.to.as_str());
    let raw = String::from_utf8_lossy(&mail.rfc5322()).into_owned();
    let message = EmailMessage::new(from, to, &raw)
        .map_err(|error| MailError::Misconfigured(said(&error.into())))?;
    let sent = binding.send(&message).await;
    sent.map(drop).map_err(|error| MailError::Unreachable(said(&error.into())))
}

fn said(error: &wasm_bindgen::JsValue) -> String {
    worker::Error::from(error.clone()).to_string()
}

/// A socket that can become encrypted half-way.
struct Stream(Socket);

impl SmtpStream for Stream {
    async fn start_tls(self) -> Result<Self, String> {
        Ok(Self(self.0.start_tls()))
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

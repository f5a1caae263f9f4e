//! Handing one mail to a submission server (RFC 5321, 6409), over any stream.
//!
//! Invariants: neither credentials nor a mail travel unencrypted beyond this machine; every line
//! and reply read is bounded; after the final dot nothing but the server's own answer decides
//! whether the mail went. Not here: opening the connection, clocks (the caller bounds the time
//! and asks [`Attempt::interrupted`] what a cut-off attempt means), delivery without a submission
//! server, pipelining.

mod capabilities;
mod data;
mod dialogue;
mod reply;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncRead, AsyncWrite};

use crate::mail::{Mail, MailError, MailServer, Security};
use capabilities::Capabilities;
use dialogue::Dialogue;

/// A connection to a mail server that can become encrypted half-way.
pub trait SmtpStream: AsyncRead + AsyncWrite + Unpin + Sized {
    /// Encrypts it and verifies the server's certificate against the name it was opened with.
    ///
    /// # Errors
    /// Why not, on one line.
    fn start_tls(self) -> impl Future<Output = Result<Self, String>>;
}

/// One attempt to hand over one mail.
///
/// It holds no timer. The caller drops [`Attempt::send`] when its time is up:
///
/// ```ignore
/// let attempt = Attempt::default();
/// match select(attempt.send(stream, &server, &mail), clock.sleep(SEND_MS_MAX)).await {
///     Either::Left(outcome) => outcome,
///     Either::Right(()) => Err(attempt.interrupted("no answer within 30 seconds")),
/// }
/// ```
#[derive(Debug, Default)]
pub struct Attempt {
    /// The final dot is on its way: from here on the server may have the mail.
    handed_over: AtomicBool,
}

impl Attempt {
    /// Speaks the whole dialogue, from the greeting to QUIT; `Ok` means the server took the mail.
    ///
    /// `stream` is newly opened to `server`, already encrypted where its security is
    /// [`Security::Tls`].
    ///
    /// # Errors
    /// [`MailError::Refused`] with the server's words; [`MailError::NotLetIn`] and
    /// [`MailError::Misconfigured`] when our credentials or encryption cannot work; a connection that ends is
    /// [`MailError::Unreachable`] before the final dot and [`MailError::Unknown`] after.
    pub async fn send<S: SmtpStream>(
        &self,
        stream: S,
        server: &MailServer,
        mail: &Mail,
    ) -> Result<(), MailError> {
        let outcome = async {
            let mut dialogue = opened(stream, server, mail).await?;
            let outcome = self.handed_in(&mut dialogue, server, mail).await;
            dialogue.quit().await;
            outcome
        };
        outcome.await.map_err(|error| match error {
            MailError::Unreachable(why) => self.interrupted(&why),
            other => other,
        })
    }

    /// What it means that the caller cut this attempt off, for example for the time it took.
    pub fn interrupted(&self, why: &str) -> MailError {
        if self.handed_over.load(Ordering::Relaxed) {
            MailError::Unknown(why.to_owned())
        } else {
            MailError::Unreachable(why.to_owned())
        }
    }

    /// Authentication, envelope and the mail itself.
    async fn handed_in<S: SmtpStream>(
        &self,
        dialogue: &mut Dialogue<S>,
        server: &MailServer,
        mail: &Mail,
    ) -> Result<(), MailError> {
        authenticated(dialogue, server).await?;
        let message = mail.rfc5322();
        let envelope = &mail.envelope;
        let sender = dialogue.capabilities.mail_from(envelope.from.address.as_str(), &message)?;
        dialogue.said(&sender).await?.accepted()?;
        let recipient = format!("RCPT TO:<{}>", envelope.to.as_str());
        dialogue.said(&recipient).await?.accepted()?;
        dialogue.said("DATA").await?.awaits_data()?;
        dialogue.write(&data::dot_stuffed(&message)).await?;
        self.handed_over.store(true, Ordering::Relaxed);
        dialogue.said(".").await?.accepted()
    }
}

/// Greeting, EHLO, and STARTTLS where it is due.
async fn opened<S: SmtpStream>(
    stream: S,
    server: &MailServer,
    mail: &Mail,
) -> Result<Dialogue<S>, MailError> {
    let name = mail.envelope.from.address.domain();
    let mut dialogue = Dialogue::new(stream);
    dialogue.reply().await?.accepted().map_err(not_this_mail)?;
    introduced(&mut dialogue, name).await?;
    if server.security != Security::StartTls {
        return Ok(dialogue);
    }
    if !dialogue.capabilities.start_tls {
        return Err(MailError::Misconfigured(format!(
            "{} offers no encryption (STARTTLS) on port {}, so nothing was sent",
            server.host, server.port
        )));
    }
    dialogue.said("STARTTLS").await?.accepted().map_err(not_this_mail)?;
    let mut dialogue = dialogue.encrypted().await?;
    introduced(&mut dialogue, name).await?;
    Ok(dialogue)
}

async fn introduced<S: SmtpStream>(
    dialogue: &mut Dialogue<S>,
    name: &str,
) -> Result<(), MailError> {
    let reply = dialogue.said(&format!("EHLO {name}")).await?;
    dialogue.capabilities = Capabilities::read(&reply);
    reply.accepted().map_err(not_this_mail)
}

/// AUTH PLAIN, or LOGIN where the server has nothing better (RFC 4954).
async fn authenticated<S: SmtpStream>(
    dialogue: &mut Dialogue<S>,
    server: &MailServer,
) -> Result<(), MailError> {
    let Some(credentials) = &server.credentials else {
        return Ok(());
    };
    let lines = dialogue.capabilities.auth(credentials).ok_or_else(|| {
        MailError::Misconfigured(format!(
            "{} takes no user name and password on port {} (neither AUTH PLAIN nor LOGIN)",
            server.host, server.port
        ))
    })?;
    for line in lines {
        let reply = dialogue.said(&line).await?;
        if reply.is_done() {
            return Ok(());
        }
        reply.asks_on()?;
    }
    Err(MailError::Misconfigured("the mail server asks for more than a password".into()))
}

/// A no before any mail was named concerns our connection: tomorrow it may be a yes.
fn not_this_mail(error: MailError) -> MailError {
    match error {
        MailError::Refused { permanent: true, code, said } => {
            MailError::Refused { permanent: false, code, said }
        }
        other => other,
    }
}

//! A mail server that follows a script, and a connection to it that can be veiled.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader, DuplexStream,
    ReadBuf,
};

use crate::smtp::SmtpStream;

/// What the server waits for, and what it says then.
pub(super) type Turn = (&'static str, &'static str);

/// Instead of an answer: the server hangs up.
pub(super) const CLOSE: &str = "(close)";
/// Instead of an answer: silence.
pub(super) const STALL: &str = "(stall)";

/// A stream whose bytes are turned over once "encrypted", so that plain text behind the veil is
/// noticed as garbage.
pub(super) struct Veiled {
    inner: DuplexStream,
    veil: u8,
}

impl Veiled {
    pub(super) fn pair(buffer_bytes: usize) -> (Self, Self) {
        let (near, far) = tokio::io::duplex(buffer_bytes);
        (Self { inner: near, veil: 0 }, Self { inner: far, veil: 0 })
    }
}

impl SmtpStream for Veiled {
    async fn start_tls(self) -> Result<Self, String> {
        Ok(Self { veil: 0xff, ..self })
    }
}

impl AsyncRead for Veiled {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.inner).poll_read(context, buffer);
        buffer.filled_mut()[before..].iter_mut().for_each(|byte| *byte ^= self.veil);
        outcome
    }
}

impl AsyncWrite for Veiled {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let veiled: Vec<u8> = bytes.iter().map(|byte| byte ^ self.veil).collect();
        Pin::new(&mut self.inner).poll_write(context, &veiled)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

/// Plays the script and reports every line the client said, the mail's included.
///
/// A turn is taken when a line begins with what it waits for; `""` waits for nothing.
pub(super) async fn play(stream: Veiled, script: Vec<Turn>) -> Vec<String> {
    let mut stream = BufReader::new(stream);
    let mut heard = Vec::new();
    for (awaited, answer) in script {
        while !awaited.is_empty() {
            match line(&mut stream).await {
                Some(line) => heard.push(line),
                None => return heard,
            }
            let last = heard.last().map_or("", String::as_str);
            if if awaited == "." { last == "." } else { last.starts_with(awaited) } {
                break;
            }
        }
        match answer {
            CLOSE => return heard,
            STALL => std::future::pending().await,
            answer => stream.write_all(answer.as_bytes()).await.unwrap_or_default(),
        }
        if awaited == "STARTTLS" && answer.starts_with("220") {
            stream.get_mut().veil = 0xff;
        }
    }
    while let Some(line) = line(&mut stream).await {
        heard.push(line);
    }
    heard
}

async fn line(stream: &mut BufReader<Veiled>) -> Option<String> {
    let mut line = Vec::new();
    match stream.read_until(b'\n', &mut line).await {
        Ok(count) if count > 0 => {
            let line = String::from_utf8_lossy(&line).into_owned();
            assert!(line.ends_with("\r\n"), "every line ends in CRLF: {line:?}");
            Some(line.trim_end_matches("\r\n").to_owned())
        }
        _ => None,
    }
}

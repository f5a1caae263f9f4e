//! A message as DATA carries it.

/// The message with every line ended by CRLF and every leading dot doubled (RFC 5321, 4.5.2),
/// without the final dot.
///
/// A bare CR or LF becomes CRLF: servers differ in what they take for a line end, and a dot
/// between two of them would end the mail early and start another one.
pub(super) fn dot_stuffed(message: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(message.len() + message.len() / 32 + 2);
    let mut at_start = true;
    let mut bytes = message.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\r' || byte == b'\n' {
            if byte == b'\r' {
                bytes.next_if_eq(&b'\n');
            }
            lines.extend_from_slice(b"\r\n");
            at_start = true;
        } else {
            if at_start && byte == b'.' {
                lines.push(b'.');
            }
            lines.push(byte);
            at_start = false;
        }
    }
    if !at_start {
        lines.extend_from_slice(b"\r\n");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a server makes of it: lines up to the dot, leading dots halved.
    fn received(stuffed: &[u8]) -> Vec<u8> {
        let mut message = Vec::new();
        let mut rest = stuffed;
        while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
            let (line, after) = rest.split_at(end + 2);
            if line == b".\r\n" {
                return message;
            }
            message.extend_from_slice(line.strip_prefix(b".").unwrap_or(line));
            rest = after;
        }
        message
    }

    /// Line ends as CRLF, and one at the end of anything.
    fn with_crlf(message: &str) -> String {
        let lines = message.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
        if lines.is_empty() || lines.ends_with("\r\n") { lines } else { lines + "\r\n" }
    }

    #[test]
    fn dots_at_the_start_of_lines_are_doubled() {
        for (message, data) in [
            ("", ""),
            ("a", "a\r\n"),
            (".", "..\r\n"),
            ("a\n.\nb", "a\r\n..\r\nb\r\n"),
            ("a\r.\r\nb.\n", "a\r\n..\r\nb.\r\n"),
            ("\r\r\n\n", "\r\n\r\n\r\n"),
        ] {
            assert_eq!(dot_stuffed(message.as_bytes()), data.as_bytes(), "{message:?}");
        }
    }

    proptest! {
        #[test]
        fn every_message_arrives_whole(message in "([.\r\n a]|\\PC){0,60}") {
            let stuffed = dot_stuffed(message.as_bytes());
            prop_assert_eq!(received(&stuffed), with_crlf(&message).into_bytes());
            prop_assert!(!stuffed.windows(3).any(|w| w == b"\n.\r" || w == b"\n.\n"));
        }
    }
}

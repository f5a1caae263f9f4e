//! What a server says: a three-digit code and words (RFC 5321, 4.2; RFC 3463).

use crate::mail::MailError;

/// One reply, its lines joined by `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reply {
    code: u16,
    text: String,
}

/// One line of a reply.
pub(super) struct ReplyLine<'a> {
    code: u16,
    is_last: bool,
    text: &'a str,
}

/// Enough for every sentence and link a provider adds. Unit: Unicode scalar values.
const SAID_CHARS_MAX: usize = 300;

impl<'a> ReplyLine<'a> {
    /// `250-text`, `250 text` or `250`.
    fn read(line: &'a str) -> Option<Self> {
        let (code, rest) = line.split_at_checked(3)?;
        if !code.bytes().all(|b| b.is_ascii_digit()) || !(b'2'..=b'5').contains(&code.as_bytes()[0])
        {
            return None;
        }
        let code = code.parse().ok()?;
        match rest.split_at_checked(1) {
            None => Some(Self { code, is_last: true, text: "" }),
            Some((" ", text)) => Some(Self { code, is_last: true, text }),
            Some(("-", text)) => Some(Self { code, is_last: false, text }),
            Some(_) => None,
        }
    }
}

impl Reply {
    /// Adds one line to what was heard so far; `None` when it is no line of a reply, or of
    /// another one. The flag says whether it was the last.
    pub(super) fn heard(so_far: Option<Self>, line: &str) -> Option<(Self, bool)> {
        let line = ReplyLine::read(line)?;
        let reply = match so_far {
            None => Self { code: line.code, text: line.text.to_owned() },
            Some(reply) if reply.code == line.code => {
                Self { text: reply.text + "\n" + line.text, ..reply }
            }
            Some(_) => return None,
        };
        Some((reply, line.is_last))
    }

    /// Its lines, the greeting's name first.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// Yes.
    pub(super) const fn is_done(&self) -> bool {
        self.code < 300
    }

    /// # Errors
    /// Anything but yes.
    pub(super) fn accepted(&self) -> Result<(), MailError> {
        if self.is_done() { Ok(()) } else { Err(self.refusal()) }
    }

    /// # Errors
    /// Anything but "go on, end with a dot".
    pub(super) fn awaits_data(&self) -> Result<(), MailError> {
        if self.code == 354 { Ok(()) } else { Err(self.refusal()) }
    }

    /// # Errors
    /// Anything but the next question of an authentication. A final no is about our settings.
    pub(super) fn asks_on(&self) -> Result<(), MailError> {
        match self.code {
            334 => Ok(()),
            400..=499 => Err(self.refusal()),
            _ => Err(MailError::NotLetIn { code: self.code, said: self.said() }),
        }
    }

    fn refusal(&self) -> MailError {
        match self.code {
            // RFC 4954, 6: authentication required, mechanism too weak, encryption required.
            530 | 534 | 538 => MailError::Misconfigured(self.code.to_string()),
            400..=599 => MailError::Refused {
                permanent: self.code >= 500 && !self.text.starts_with("4."),
                code: self.code,
                said: self.said(),
            },
            // A yes where there was nothing to agree to: the dialogue is out of step.
            _ => MailError::Unreachable(format!("it answered out of step: {}", self.code)),
        }
    }

    fn said(&self) -> String {
        one_line(&self.text)
    }
}

/// Words from outside on one line, cut, without control characters.
pub(super) fn one_line(words: &str) -> String {
    let words = words.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().take(SAID_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(lines: &[&str]) -> Option<Reply> {
        let mut so_far = None;
        for line in lines {
            let (reply, is_last) = Reply::heard(so_far, line)?;
            if is_last {
                return Some(reply);
            }
            so_far = Some(reply);
        }
        None
    }

    #[test]
    fn a_reply_is_one_code_over_one_or_more_lines() {
        let reply = heard(&["250-mail.example", "250-SIZE 1000", "250 8BITMIME"]).unwrap();
        assert_eq!(reply.lines().collect::<Vec<_>>(), ["mail.example", "SIZE 1000", "8BITMIME"]);
        assert_eq!(heard(&["250"]).map(|r| r.code), Some(250));
        for lines in [
            &["250-a", "251 b"][..],
            &["25"],
            &["2x0 a"],
            &["150 a"],
            &["250+a"],
            &["600 a"],
            &["ä50"],
        ] {
            assert_eq!(heard(lines), None, "{lines:?}");
        }
    }

    #[test]
    fn an_enhanced_code_says_whether_a_no_is_final() {
        for (line, final_no) in [
            ("550 5.1.1 nobody here", true),
            ("550 nobody here", true),
            ("550 4.2.1 mailbox busy", false),
            ("451 later", false),
        ] {
            let refused = heard(&[line]).unwrap().accepted();
            assert!(
                matches!(refused, Err(MailError::Refused { permanent, .. }) if permanent == final_no),
                "{line}: {refused:?}"
            );
        }
    }

    #[test]
    fn a_servers_words_are_one_short_line() {
        let long = format!("554 {}\u{1b}[2J\tend", "no ".repeat(400));
        let Err(MailError::Refused { said, .. }) = heard(&[&long]).unwrap().accepted() else {
            panic!("refused")
        };
        assert!(said.chars().count() <= SAID_CHARS_MAX && !said.chars().any(char::is_control));
    }
}

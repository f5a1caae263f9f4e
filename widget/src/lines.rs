//! How text crosses the border to the page: lines, each closed by a character nobody types.

/// Closes a line; `panel/signal.js` knows it too.
pub(crate) const BREAK: char = '\u{1f}';

/// Text that grows by lines.
#[derive(Default)]
pub(crate) struct Lines(pub(crate) String);

impl Lines {
    /// One line from its parts.
    pub(crate) fn line(&mut self, parts: &[&str]) {
        for part in parts {
            self.0.push_str(part);
        }
        self.0.push(BREAK);
    }

    /// A line that is empty for no.
    pub(crate) fn flag(&mut self, on: bool) {
        self.line(&[if on { "1" } else { "" }]);
    }
}

/// Text that is read line by line; what is missing is empty.
pub(crate) struct Reader<'a>(pub(crate) &'a str);

impl<'a> Reader<'a> {
    /// The next line.
    pub(crate) fn line(&mut self) -> &'a str {
        let end = self.0.bytes().position(|byte| char::from(byte) == BREAK);
        let end = end.unwrap_or(self.0.len());
        let (line, rest) = (self.0.get(..end), self.0.get(end + 1..));
        self.0 = rest.unwrap_or_default();
        line.unwrap_or_default()
    }

    /// The next line as text of its own.
    pub(crate) fn text(&mut self) -> String {
        self.line().to_owned()
    }

    /// The next line as a whole number; 0 when it is none.
    pub(crate) fn number(&mut self) -> u32 {
        self.line().bytes().fold(0, |sum: u32, byte| {
            sum.wrapping_mul(10).wrapping_add(u32::from(byte.wrapping_sub(b'0')))
        })
    }

    /// Whether nothing follows.
    pub(crate) fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_missing_is_empty() {
        let mut lines = Lines::default();
        lines.line(&["Send to ", "Ana"]);
        lines.flag(true);
        lines.flag(false);
        lines.line(&["503"]);
        let mut reader = Reader(&lines.0);
        assert_eq!(reader.line(), "Send to Ana");
        assert_eq!(reader.line(), "1");
        assert_eq!(reader.text(), "");
        assert_eq!(reader.number(), 503);
        assert!(reader.is_done());
        assert_eq!(reader.line(), "");
        assert_eq!(reader.number(), 0);
    }
}

//! A person's face.

use super::web_address::{WebAddress, is_link_character};

/// Where a picture lies: a path on this service (`/pictures/ana.webp`) or an `https` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture(String);

/// Text that is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureError;

impl Picture {
    /// Keeps the writing, checks the shape.
    ///
    /// # Errors
    /// When it is neither a path on this service nor a whole `https` address.
    pub fn parse(raw: &str) -> Result<Self, PictureError> {
        let text = raw.trim();
        let is_path = text.len() <= WebAddress::BYTES_MAX
            && text.starts_with('/')
            && !text.starts_with("//")
            && text.chars().all(is_link_character);
        if is_path || WebAddress::parse(text).is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err(PictureError)
        }
    }

    /// The path or the address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PictureError {
    /// What the person who writes the settings reads.
    pub const fn sentence(self) -> &'static str {
        "write a path such as \"/pictures/ana.webp\" or a whole https address"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_path_here_or_a_whole_address() {
        for good in ["/pictures/ana.webp", "https://okafor.example/ana.webp"] {
            assert!(Picture::parse(good).is_ok(), "{good}");
        }
        for bad in ["ana.webp", "//evil.example/a.webp", "data:image/png;base64,AA", "/a b", ""] {
            assert_eq!(Picture::parse(bad), Err(PictureError), "{bad}");
        }
    }
}

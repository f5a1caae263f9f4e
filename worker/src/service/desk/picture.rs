//! A picture somebody uploads: taken out of the form, and looked at before it is kept.
//!
//! Nothing is decoded here: a decoder and an encoder for three formats would weigh more than the
//! rest of the service, and a photograph of a telephone takes longer to decode than a free worker
//! may think. Where scripts run the browser cuts out a square, draws it anew and makes it small
//! (`www/pages/desk_picture.js`). Where none run the picture must be small and square already, which
//! is said at the field, and what a camera noted, such as the place, is cut out here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hearback_domain::key::picture_key;
use hearback_domain::site::form::Fields;

use super::super::{Edge, Service, error};
use super::settings::get;
use super::{AtDesk, PURPOSE, SignInNotice};
use crate::web::{Body, Response};

/// As much as a face needs at three times its size.
const BYTES_MAX: usize = 40_000;

const TOO_LARGE: &str = "This picture is larger than 40 kB. Please choose a smaller one.";

const SIDE_MIN: u32 = 64;
const SIDE_MAX: u32 = 2_048;

/// Sides that differ by less than a fiftieth look square.
const SQUARE_PARTS: u32 = 50;

/// A form with a file.
pub(super) struct Upload {
    pub(super) fields: Fields,
    pub(super) file: Vec<u8>,
}

/// Why no picture is kept.
pub(super) enum NoPicture {
    /// It cannot be: what to do, in a sentence.
    Mend(&'static str),
    /// This is shown instead.
    Instead(Response),
}

impl From<Response> for NoPicture {
    fn from(response: Response) -> Self {
        Self::Instead(response)
    }
}

impl<E: Edge> Service<E> {
    /// A form with a file, where it is one of this session's own.
    pub(super) fn own_upload(&self, desk: &AtDesk<'_>) -> Result<Upload, NoPicture> {
        let Body::Whole(body) = &desk.request.body else { return Err(NoPicture::Mend(TOO_LARGE)) };
        let Some(upload) = upload(body) else { return Err(error(400).into()) };
        match self.config.secret.verified(PURPOSE, get(&upload.fields, "token")) {
            Some(session) if session == desk.session => Ok(upload),
            _ => Err(self.sign_in(desk, 403, SignInNotice::Ended).into()),
        }
    }

    /// Stores a picture under a name that changes with its content; its path.
    pub(super) async fn keep_picture(
        &self,
        desk: &AtDesk<'_>,
        file: &[u8],
    ) -> Result<String, NoPicture> {
        let (extension, bytes) = checked(file).map_err(NoPicture::Mend)?;
        let (id, text) = (&desk.site.id, STANDARD.encode(&bytes));
        let name = self.config.secret.cookie_name(id, &format!("picture {text}"));
        let name = format!("{name}.{extension}");
        match self.edge.put(&picture_key(id, &name), &text, "").await {
            Ok(()) => Ok(format!("/pictures/{}/{name}", id.as_str())),
            Err(_) => Err(error(503).into()),
        }
    }
}

/// Takes a `multipart/form-data` body apart (RFC 7578), as browsers write it. Its first line is
/// what sets the parts apart.
fn upload(body: &[u8]) -> Option<Upload> {
    let end = find(body, b"\r\n")?;
    let (boundary, _) = body.split_at(end);
    if !boundary.starts_with(b"--") || boundary.len() > 100 {
        return None;
    }
    let mark = [b"\r\n", boundary].concat();
    let mut rest = body.get(end + 2..)?;
    let mut upload = Upload { fields: Fields::new(), file: Vec::new() };
    loop {
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&rest[..head_end]).into_owned();
        let content = &rest[head_end + 4..];
        let content_end = find(content, &mark)?;
        let value = &content[..content_end];
        let name = head.split("name=\"").nth(1).and_then(|name| name.split('"').next());
        match name.unwrap_or_default() {
            "picture" => upload.file = value.to_vec(),
            name => {
                let value = String::from_utf8_lossy(value).into_owned();
                upload.fields.push((name.to_owned(), value));
            }
        }
        let behind = content.get(content_end + mark.len()..)?;
        if behind.starts_with(b"--") {
            return Some(upload);
        }
        rest = behind.strip_prefix(b"\r\n")?;
    }
}

/// The extension and the bytes to keep.
///
/// # Errors
/// What to do, in a sentence.
fn checked(file: &[u8]) -> Result<(&'static str, Vec<u8>), &'static str> {
    if file.is_empty() {
        return Err("Please choose a picture first.");
    }
    if file.len() > BYTES_MAX {
        return Err(TOO_LARGE);
    }
    let (extension, size) = if file.starts_with(&[0xff, 0xd8, 0xff]) {
        ("jpg", jpeg_size(file))
    } else if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        ("png", png_size(file))
    } else if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        ("webp", webp_size(file))
    } else {
        return Err("This is no WebP, JPEG or PNG. Please choose another picture.");
    };
    let (width, height) = size.ok_or("This picture cannot be read. Please choose another.")?;
    if width.abs_diff(height) * SQUARE_PARTS > width.max(height) {
        return Err("This picture is not square. Please crop it to a square first.");
    }
    if !(SIDE_MIN..=SIDE_MAX).contains(&width) {
        return Err("Please choose a picture of 64 to 2048 pixels a side.");
    }
    let bytes = match extension {
        "jpg" => without_notes(file),
        "png" => without_png_notes(file),
        _ => without_webp_notes(file),
    };
    Ok((extension, bytes))
}

/// The type of a picture that is served.
pub(super) fn extension_of(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "jpg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

/// The segments of a JPEG up to the scan: marker, beginning and end.
fn segments(file: &[u8]) -> impl Iterator<Item = (u8, usize, usize)> + '_ {
    let mut at = 2;
    std::iter::from_fn(move || {
        let head = file.get(at..at + 4)?;
        let length = usize::from(u16::from_be_bytes([head[2], head[3]]));
        let (marker, from, to) = (head[1], at, at + 2 + length);
        (head[0] == 0xff && marker != 0xda && length >= 2 && to <= file.len()).then(|| {
            at = to;
            (marker, from, to)
        })
    })
}

fn jpeg_size(file: &[u8]) -> Option<(u32, u32)> {
    let is_frame =
        |marker: u8| matches!(marker, 0xc0..=0xcf) && ![0xc4, 0xc8, 0xcc].contains(&marker);
    let (_, from, _) = segments(file).find(|(marker, ..)| is_frame(*marker))?;
    Some((big(file, from + 7, 2)?, big(file, from + 5, 2)?))
}

/// Without what a camera noted (APP1 and the like) and comments; colours stay (APP0, 2 and 14).
fn without_notes(file: &[u8]) -> Vec<u8> {
    let mut kept = file[..2].to_vec();
    let mut end = 2;
    for (marker, from, to) in segments(file) {
        let is_note = matches!(marker, 0xe1..=0xef | 0xfe) && marker != 0xe2 && marker != 0xee;
        if !is_note {
            kept.extend_from_slice(&file[from..to]);
        }
        end = to;
    }
    kept.extend_from_slice(&file[end..]);
    kept
}

/// Without the chunks in which a PNG says where and when it was made.
fn without_png_notes(file: &[u8]) -> Vec<u8> {
    const NOTES: [&[u8]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];
    let (head, mut rest) = file.split_at(8);
    let mut kept = head.to_vec();
    // Length, name, data and checksum.
    while let (Some(length), Some(name)) = (big(rest, 0, 4), rest.get(4..8)) {
        let whole = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(12);
        let (chunk, behind) = rest.split_at(whole.min(rest.len()));
        if !NOTES.contains(&name) {
            kept.extend_from_slice(chunk);
        }
        rest = behind;
    }
    kept
}

/// Without the chunks in which a WebP holds what a camera noted, and without the marks that they
/// are there.
fn without_webp_notes(file: &[u8]) -> Vec<u8> {
    const MARKS: u8 = 0x08 | 0x04;
    let (head, mut rest) = file.split_at(12);
    let mut kept = head.to_vec();
    // Name, length and data, which is filled up to an even length.
    while let (Some(name), Some(length)) = (rest.get(..4), little(rest, 4, 4)) {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let whole = length.saturating_add(length % 2).saturating_add(8);
        let (chunk, behind) = rest.split_at(whole.min(rest.len()));
        if !matches!(name, b"EXIF" | b"XMP ") {
            let at = kept.len();
            kept.extend_from_slice(chunk);
            if let (b"VP8X", Some(flags)) = (name, kept.get_mut(at + 8)) {
                *flags &= !MARKS;
            }
        }
        rest = behind;
    }
    let size = u32::try_from(kept.len() - 8).unwrap_or_default();
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    kept
}

fn png_size(file: &[u8]) -> Option<(u32, u32)> {
    Some((big(file, 16, 4)?, big(file, 20, 4)?))
}

/// Of each of the three forms a WebP has.
fn webp_size(file: &[u8]) -> Option<(u32, u32)> {
    match file.get(12..16)? {
        b"VP8X" => Some((little(file, 24, 3)? + 1, little(file, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = little(file, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(file, 26, 2)? & 0x3fff, little(file, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

fn big(file: &[u8], at: usize, bytes: usize) -> Option<u32> {
    let bytes = file.get(at..at + bytes)?;
    Some(bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little(file: &[u8], at: usize, bytes: usize) -> Option<u32> {
    let bytes = file.get(at..at + bytes)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|window| window == sought)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("short").to_be_bytes();
        [length.as_slice(), name, data, b"SUMM"].concat()
    }

    fn webp_chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("short").to_le_bytes();
        let even = if data.len() % 2 == 1 { b"\0".as_slice() } else { b"" };
        [name, length.as_slice(), data, even].concat()
    }

    #[test]
    fn what_a_camera_noted_in_a_png_or_a_webp_is_cut_out() {
        let head = b"\x89PNG\r\n\x1a\n".as_slice();
        let (size, end) = (png_chunk(b"IHDR", &[0; 13]), png_chunk(b"IEND", b""));
        let noted = [png_chunk(b"eXIf", b"51.5N"), png_chunk(b"tEXt", b"at home")].concat();
        let picture = [head, &size, &noted, &end].concat();
        assert_eq!(without_png_notes(&picture), [head, &size, &end].concat());

        let riff = |chunks: &[u8]| {
            let size = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
            [b"RIFF".as_slice(), &size, b"WEBP", chunks].concat()
        };
        let marked = |flags: u8| webp_chunk(b"VP8X", &[flags, 0, 0, 0, 63, 0, 0, 63, 0, 0]);
        let pixels = webp_chunk(b"VP8L", b"odd");
        let noted = [webp_chunk(b"EXIF", b"51.5N"), webp_chunk(b"XMP ", b"at home")].concat();
        let picture = riff(&[marked(0x1c), pixels.clone(), noted].concat());
        assert_eq!(without_webp_notes(&picture), riff(&[marked(0x10), pixels].concat()));
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &size, &[8, 6, 0, 0, 0]].concat()
    }

    fn jpeg() -> Vec<u8> {
        let frame = [0xff, 0xc0, 0, 11, 8, 0, 96, 0, 96, 1, 1, 0x11, 0];
        let place = [&[0xff, 0xe1, 0, 12], b"Exif\0\0GPS!".as_slice()].concat();
        [&[0xff, 0xd8], place.as_slice(), &frame, &[0xff, 0xda, 0, 2, 1, 2, 3]].concat()
    }

    #[test]
    fn a_form_with_a_file_is_taken_apart() {
        let body = b"--x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x1\r\n\
            Content-Disposition: form-data; name=\"picture\"; filename=\"a.png\"\r\n\
            Content-Type: image/png\r\n\r\n\x89\r\n--x\r\n--x1--\r\n";
        let read = upload(body).expect("a form");
        assert_eq!(read.fields, [("token".to_owned(), "abc".to_owned())]);
        assert_eq!(read.file, b"\x89\r\n--x");
        for broken in [b"".as_slice(), b"--x", b"--x\r\n", b"--x\r\n\r\n\r\n", b"a=b\r\n"] {
            assert!(upload(broken).is_none());
        }
    }

    #[test]
    fn only_small_square_pictures_are_kept() {
        assert_eq!(checked(&png(96, 96)).map(|(extension, _)| extension), Ok("png"));
        for (file, why) in [
            (Vec::new(), "choose a picture first"),
            (b"<svg onload=alert(1)>".to_vec(), "no WebP"),
            (b"GIF89a".to_vec(), "no WebP"),
            (png(96, 64), "not square"),
            (png(8, 8), "64 to 2048"),
            (png(9_000, 9_000), "64 to 2048"),
            (png(96, 96)[..20].to_vec(), "cannot be read"),
            ([png(96, 96), vec![0; 40_000]].concat(), "40 kB"),
            (b"RIFF\0\0\0\0WEBPVP8X".to_vec(), "cannot be read"),
        ] {
            let refused = checked(&file).expect_err(why);
            assert!(refused.contains(why), "{refused}");
        }
    }

    #[test]
    fn what_a_camera_noted_is_cut_out() {
        let (extension, kept) = checked(&jpeg()).expect("a picture");
        assert_eq!(extension, "jpg");
        assert!(find(&kept, b"GPS").is_none());
        assert_eq!(kept.len(), jpeg().len() - 14);
        assert!(kept.ends_with(&[0xff, 0xda, 0, 2, 1, 2, 3]));
    }
}

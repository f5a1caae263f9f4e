//! The border to the page: numbers, and text by its address; nothing else crosses.
//!
//! The other side is `panel/page.js`. Bindings by tool would do the same for a tenth of the size
//! of all that a visitor's phone fetches. Natively, a stand-in writes down what the page was told.

#![expect(unsafe_code, reason = "JavaScript is called and reads and writes this memory only here")]

use std::cell::RefCell;

use crate::panel;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: wasm without the atomics feature runs on one thread.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

#[cfg(target_arch = "wasm32")]
mod page {
    // SAFETY: each function only reads, and `random` only writes, the bytes it is given.
    #[link(wasm_import_module = "page")]
    unsafe extern "C" {
        pub(super) safe fn say(what: u32, panel: u32, text: *const u8, length: usize);
        pub(super) safe fn wake(panel: u32, ms: u32);
        pub(super) safe fn now() -> f64;
        pub(super) safe fn random(to: *mut u8, length: usize);
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod page {
    //! A page that writes down what it was told.

    use std::cell::RefCell;

    thread_local! {
        /// What the page was told, with its text where there is one.
        pub(crate) static TOLD: RefCell<Vec<(u32, String)>> = const { RefCell::new(Vec::new()) };
        /// The text of the moment; an address means nothing here.
        pub(super) static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
    }

    pub(super) fn say(what: u32, _: u32, _: *const u8, _: usize) {
        let text = TEXT.with_borrow(String::clone);
        TOLD.with_borrow_mut(|told| told.push((what, text)));
    }
    pub(super) fn wake(_: u32, _: u32) {}
    pub(super) fn now() -> f64 {
        1_763_383_800_123.0
    }
    pub(super) fn random(_: *mut u8, _: usize) {}
}

/// What the page is told to do with a text; the numbers are those of `panel/page.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Say {
    /// Draw the fields around the message field, with these labels.
    Form = 0,
    /// Make the form look like these lines.
    Paint = 1,
    /// Put these lines above the form; none when empty.
    Notice = 2,
    /// Show these lines in place of the form.
    Receipt = 3,
    /// Put the second line into the field named by the first, which is never the message.
    Fill = 4,
    /// Move the focus to the element with this name, or that this selector matches.
    Go = 5,
    /// Send these fields and come back with `signal::ANSWERED`.
    Post = 6,
    /// Keep these fields over a closed tab.
    KeepFields = 7,
    /// Keep these fields over a closed tab as waiting to be sent.
    KeepPending = 8,
    /// Nothing waits any more.
    ForgetPending = 9,
    /// Nothing of the customer stays in this browser.
    ForgetAll = 10,
    /// The message with this reference is stored.
    Sent = 11,
    /// The message could not be sent.
    Failed = 12,
}

thread_local! {
    static INBOX: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Tells the page to do something with a text.
pub(crate) fn say(panel: u32, what: Say, text: &str) {
    #[cfg(not(target_arch = "wasm32"))]
    page::TEXT.set(text.to_owned());
    page::say(what as u32, panel, text.as_ptr(), text.len());
}

/// Has the page come back with `signal::DUE` in so many milliseconds; 0 takes that back.
pub(crate) fn wake(panel: u32, ms: u32) {
    page::wake(panel, ms);
}

/// Milliseconds since 1970, UTC.
pub(crate) fn now_ms() -> u64 {
    page::now() as u64
}

/// Randomness fit for secrets.
pub(crate) fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    page::random(bytes.as_mut_ptr(), bytes.len());
    bytes
}

/// Makes room for a text of so many bytes, which the page writes there before it calls [`tell`].
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    INBOX.with_borrow_mut(|inbox| {
        *inbox = vec![0; length];
        inbox.as_mut_ptr()
    })
}

/// Draws the form of a new panel and returns its number; `signal::RESTORED` is to follow.
#[unsafe(no_mangle)]
pub extern "C" fn adopt() -> u32 {
    panel::adopt()
}

/// Tells a panel what happened: a number of `signal`, and the text in the [`room`] made for it.
#[unsafe(no_mangle)]
pub extern "C" fn tell(number: u32, signal: u32) {
    // SAFETY: the page writes with a TextEncoder, which makes nothing but UTF-8, and fills the room.
    let text = unsafe { String::from_utf8_unchecked(INBOX.take()) };
    panel::tell(number, signal, text);
}

/// Ends a panel and drops what was typed; its elements are the first script's to remove.
#[unsafe(no_mangle)]
pub extern "C" fn leave(number: u32) {
    panel::leave(number);
}

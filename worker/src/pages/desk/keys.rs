//! The shortcuts of the desk, as a page: it can be read without script, and is where they are
//! switched off.

use maud::{Markup, html};

use super::frame::{DeskFrame, Place};

/// What each key does. Single letters can be switched off (WCAG 2.1.4), and none does anything
/// while somebody types.
const KEYS: [(&[&str], &str); 9] = [
    (&["j"], "The next case of the list"),
    (&["k"], "The case before it"),
    (&["Enter"], "Open the case"),
    (&["/"], "Search"),
    (&["r"], "Write the answer"),
    (&["a"], "To the times to answer by; Enter takes the one in focus"),
    (&["n"], "A note for the team"),
    (&["g", "l"], "Back to the list"),
    (&["?"], "This page"),
];

/// The whole page.
pub fn keys_page(frame: &DeskFrame) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5 #main {
            h1 { "Keys" }
            p { "Everything at the desk is reached with the Tab key. In a browser that runs scripts these are quicker. None of them sends anything, and none works while you type in a field." }
            dl.card.keys {
                @for (keys, does) in KEYS {
                    div {
                        dt { @for (at, key) in keys.iter().enumerate() {
                            @if at > 0 { " then " }
                            kbd { (key) }
                        } }
                        dd { (does) }
                    }
                }
            }
            div.stack.s3 #keys-switch hidden {
                p role="status" {}
                button.btn.btn-line type="button" { "Switch them off" }
            }
        }
    };
    frame.document("Keys", Place::Keys, &body)
}

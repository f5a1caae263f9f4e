//! What a teammate sees who came to the settings.

use maud::{Markup, html};

use super::super::business::safe_url;
use super::frame::{DeskFrame, Place};

/// The page for a teammate who came here: it is the owner's.
pub fn owner_only_page(frame: &DeskFrame, owner: &str) -> Markup {
    let body = html! {
        main.page.page-slim.stack.s5 #main {
            h1 { "The settings are " bdi { (owner) } "’s to change" }
            p { "If something should be different, please ask " bdi { (owner) } ". Your cases are all on the desk." }
            p { a.btn.btn-main href=[safe_url(&frame.desk_url)] { "Back to the desk" } }
        }
    };
    frame.document("The settings are the owner’s", Place::Settings, &body)
}

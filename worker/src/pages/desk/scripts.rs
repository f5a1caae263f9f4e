//! The desk's own scripts, under addresses that change with their content. Nothing depends on them:
//! each makes easier what works without.

use maud::{Markup, html};

use super::super::shell::fnv_1a;

/// On every page: shortcuts, and what changed meanwhile.
pub(super) fn scripts(desk_url: &str) -> Markup {
    const KEYS: u64 = fnv_1a(include_bytes!("../../../../www/pages/desk_keys.js"));
    const FRESH: u64 = fnv_1a(include_bytes!("../../../../www/pages/desk_fresh.js"));
    html! {
        script src={ "/pages/desk_keys.js?v=" (format!("{KEYS:016x}")) } data-desk=(desk_url) defer {}
        script src={ "/pages/desk_fresh.js?v=" (format!("{FRESH:016x}")) } defer {}
    }
}

/// Beside the field for a picture.
pub(super) fn picture_script() -> Markup {
    const PICTURE: u64 = fnv_1a(include_bytes!("../../../../www/pages/desk_picture.js"));
    html! { script src={ "/pages/desk_picture.js?v=" (format!("{PICTURE:016x}")) } defer {} }
}

/// Beside "Be told on this screen", which needs it.
pub(super) fn tell_script() -> Markup {
    const TELL: u64 = fnv_1a(include_bytes!("../../../../www/pages/desk_tell.js"));
    html! { script src={ "/pages/desk_tell.js?v=" (format!("{TELL:016x}")) } defer {} }
}

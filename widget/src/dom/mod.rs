//! Shows the state in the page and performs the commands.
//!
//! One panel owns one closure, through which every listener and timer speaks; dropping the panel
//! drops it, and the listeners end with the panel's abort signal. The page's side is
//! `panel/page.js`: it lets one message in at a time and keeps every panic to itself.

mod page;
mod perform;
mod read;
mod show;
mod signal;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::state::{Msg, State};
use crate::update::update;
use page::Own;

#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "a page's wasm has one thread")]
#[global_allocator]
static ALLOCATOR: lol_alloc::AssumeSingleThreaded<lol_alloc::FreeListAllocator> =
    // SAFETY: wasm without the atomics feature runs on one thread.
    unsafe { lol_alloc::AssumeSingleThreaded::new(lol_alloc::FreeListAllocator::new()) };

/// The way from the page into one panel.
type Tell = Closure<dyn Fn(u32, JsValue)>;

thread_local! {
    static PANELS: RefCell<Vec<Option<Tell>>> = const { RefCell::new(Vec::new()) };
}

/// A panel in the page.
struct Panel {
    own: Own,
    state: RefCell<State>,
}

/// Takes over a panel of the first script and returns its number.
#[wasm_bindgen]
pub fn adopt(own: JsValue) -> u32 {
    let panel = Rc::new(Panel { own: own.unchecked_into(), state: RefCell::default() });
    let own = &panel.own;
    page::form(own, &show::labels());
    let told = Rc::clone(&panel);
    let tell: Tell = Closure::new(move |code, value: JsValue| {
        if let Some(msg) = read::msg(&told.own, code, &value) {
            told.take(msg);
        }
    });
    page::listen(own, tell.as_ref());
    panel.take(read::restored(own));
    panel.take(Msg::Prefilled(read::prefilled(own)));
    if page::get(own.as_ref(), "wanted").is_truthy() {
        panel.take(Msg::Pressed { seed: read::seed(), remembered: true });
    }
    PANELS.with_borrow_mut(|panels| {
        panels.push(Some(tell));
        panels.len() as u32 - 1
    })
}

/// Ends a panel; its elements are the first script's to remove.
#[wasm_bindgen]
pub fn drop(panel: u32) {
    let ended = PANELS.with_borrow_mut(|panels| panels.get_mut(panel as usize).map(Option::take));
    std::mem::drop(ended);
}

impl Panel {
    fn take(&self, msg: Msg) {
        let before = self.state.take();
        let (state, cmds) = update(before, msg);
        show::show(&self.own, &state);
        for cmd in cmds {
            perform::perform(&self.own, &state, cmd);
        }
        self.state.replace(state);
    }
}

//! Whether work is taken on, in one tap from the list.

use maud::{Markup, html};

use super::super::business::FormTarget;
use super::super::field::hidden;

/// Whether work is taken on, to be changed in one tap: posts `capacity`, `until`, and `from`.
#[derive(Clone, Debug, Default)]
pub struct CapacityBar {
    /// The value of the button that holds now: `taking`, `booked` or `paused`.
    pub on: &'static str,
    /// The date behind "booked until", as browsers write it.
    pub until: String,
    /// "Booked until 3 December", while that holds.
    pub booked: Option<String>,
    /// Where it goes.
    pub form: FormTarget,
}

impl CapacityBar {
    pub(super) fn markup(&self) -> Markup {
        let button = |value: &str, label: &str| {
            let on = self.on == value;
            html! {
                button.btn.btn-s.btn-line.on[on] name="capacity" value=(value)
                    aria-pressed=[on.then_some("true")] { (label) }
            }
        };
        let booked = self.booked.as_deref().unwrap_or("Booked until");
        html! {
            form.capacity method="post" action=(self.form.action) aria-label="Do you take on work?" {
                (hidden("token", &self.form.token)) (hidden("from", "list"))
                (button("taking", "Taking work"))
                (button("paused", "Paused"))
                details.menu {
                    summary.btn.btn-s.btn-line.on[self.on == "booked"] { (booked) }
                    div.menu-in {
                        label for="f-until" { "Booked until" }
                        input.input #f-until type="date" name="until" value=(self.until);
                        (button("booked", "We are booked until then"))
                    }
                }
            }
        }
    }
}

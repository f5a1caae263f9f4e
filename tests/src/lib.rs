//! The simulation: the whole service, natively, in a world where everything may fail.
//!
//! One seed is one history of some days: customers write, owners tap, and the store, the book,
//! the alarms and the mail server fail as the seed's climate has it. Then the weather clears, and
//! what was promised must be true (see `invariants`). A seed replays exactly. Time is virtual:
//! nothing sleeps. Not here: HTTP, workerd, browsers (see the stories).

mod at_desk;
mod besieged;
mod clerk;
mod climate;
mod customers;
mod deadlines;
mod desk;
mod executor;
mod further;
mod history;
mod invariants;
mod ledger;
mod mails;
mod many;
mod merging;
mod owners;
mod quarter;
mod reports;
mod shut_out;
mod sim_book;
mod sim_edge;
mod sim_kv;
mod sim_mail;
mod sim_web;
mod staged;
mod tending;
mod visits;
mod world;

pub use besieged::{Door, Opened, calm, digits_of};
pub use desk::{DeskFigures, desk_of_twenty_thousand};
pub use hearback_worker::fault::Fault;
pub use history::{Figures, Verdict, replay, run_seed, run_seed_with};
pub use ledger::Ops;
pub use many::run_all;
pub use quarter::{replay_quarter, run_quarter, run_quarter_with};
pub use shut_out::written_back_in_vain;
pub use staged::{Costs, Drained, Renewed, drain, older_book, undisturbed_case};
pub use world::World;

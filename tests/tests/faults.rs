//! The simulation can fail: each deliberate fault is found within the seeds of a test run.

use std::thread;

use hearback_tests::{Fault, run_quarter_with, run_seed_with};

/// A test run has this many; a fault that needs more would pass unseen.
const SEEDS: u64 = 2_000;

/// What only days without a visitor show is looked for in as many of these as a test run has.
const QUARTER_SEEDS: u64 = 12;

#[test]
fn every_deliberate_fault_is_found() {
    let (even, odd): (Vec<_>, Vec<_>) =
        Fault::ALL.into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
    thread::scope(|scope| {
        for half in [even, odd] {
            scope.spawn(move || half.into_iter().for_each(|(_, fault)| find(fault)));
        }
    });
}

fn find(fault: Fault) {
    let of_days = |seed| Some((seed, run_seed_with(seed, Some(fault)).err()?));
    let of_quarters = |seed| Some((seed, run_quarter_with(seed, Some(fault)).err()?));
    let found = match fault {
        Fault::LateMove | Fault::UnmailedReport => (0..QUARTER_SEEDS).find_map(of_quarters),
        _ => (0..SEEDS).find_map(of_days),
    };
    match found {
        Some((seed, broken)) => println!("{fault:?}: seed {seed}: {broken}"),
        None => panic!("{fault:?} is not found"),
    }
}

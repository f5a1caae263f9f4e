//! Many seeds at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::history::{Figures, Verdict};

/// Runs seeds from 0 on, on two threads; those that fail, and the sum of what the others did.
pub fn run_all(seeds: u64, run: fn(u64) -> Verdict) -> (BTreeMap<u64, String>, Figures) {
    let next = AtomicU64::new(0);
    let work = || {
        let (mut failed, mut sum) = (BTreeMap::new(), Figures::default());
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds {
                return (failed, sum);
            }
            match run(seed) {
                Ok(figures) => sum.add(&figures),
                Err(broken) => drop(failed.insert(seed, broken)),
            }
        }
    };
    thread::scope(|scope| {
        let other = scope.spawn(work);
        let (mut failed, mut sum) = work();
        let (others_failed, others) = other.join().expect("no panic");
        failed.extend(others_failed);
        sum.add(&others);
        (failed, sum)
    })
}

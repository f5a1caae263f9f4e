//! Deadlines hold without visitors: ninety days of one shop, many times.
//!
//! `HEARBACK_QUARTER_SEEDS=1000` runs more; `HEARBACK_QUARTER_SEED=17` replays one and prints its
//! trace.

use hearback_tests::{replay_quarter, run_all, run_quarter};

/// As many as half a minute holds.
const SEEDS: u64 = 12;

const TRACE_LINES: usize = 60;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn deadlines_hold_over_ninety_days() {
    if let Some(seed) = number("HEARBACK_QUARTER_SEED") {
        let (verdict, trace) = replay_quarter(seed, usize::MAX);
        println!("{}", trace.join("\n"));
        println!("seed {seed}: {verdict:?}");
        assert!(verdict.is_ok(), "seed {seed} does not end well");
        return;
    }
    let seeds = number("HEARBACK_QUARTER_SEEDS").unwrap_or(SEEDS);
    #[expect(clippy::disallowed_methods, reason = "how long the test itself takes")]
    let began = std::time::Instant::now();
    let (failed, sum) = run_all(seeds, run_quarter);
    println!("{seeds} seeds in {:.1} s; {sum:?}", began.elapsed().as_secs_f64());
    for (seed, broken) in &failed {
        println!("seed {seed}: {broken}");
    }
    println!("{} seeds of {seeds} do not end well", failed.len());
    if let Some(&seed) = failed.keys().next() {
        let (verdict, trace) = replay_quarter(seed, TRACE_LINES);
        panic!(
            "seed {seed}: {verdict:?}\n{}\nReplay: HEARBACK_QUARTER_SEED={seed} cargo test \
             -p hearback-tests --test ninety_days -- --nocapture",
            trace.join("\n")
        );
    }
}

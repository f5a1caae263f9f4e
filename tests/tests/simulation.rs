//! Thousands of histories, each of which must end well.
//!
//! `HEARBACK_SIM_SEEDS=100000` runs more; `HEARBACK_SIM_SEED=17` replays one and prints its trace.

use hearback_tests::{replay, run_all, run_seed};

/// Enough to meet every deliberate fault, within a minute or so.
const SEEDS: u64 = 2_000;

/// The end of a trace shows what went wrong; a replay shows the rest.
const TRACE_LINES: usize = 60;

const FAILURES_SHOWN_MAX: usize = 20;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn every_history_ends_with_every_promise_kept() {
    if let Some(seed) = number("HEARBACK_SIM_SEED") {
        let (verdict, trace) = replay(seed, usize::MAX);
        println!("{}", trace.join("\n"));
        println!("seed {seed}: {verdict:?}");
        assert!(verdict.is_ok(), "seed {seed} does not end well");
        return;
    }
    let seeds = number("HEARBACK_SIM_SEEDS").unwrap_or(SEEDS);
    #[expect(clippy::disallowed_methods, reason = "how long the test itself takes")]
    let began = std::time::Instant::now();
    let (failed, sum) = run_all(seeds, run_seed);
    let took = began.elapsed().as_secs_f64();
    println!("{seeds} seeds in {took:.1} s: {:.0} a second; {sum:?}", seeds as f64 / took);
    for (seed, broken) in failed.iter().take(FAILURES_SHOWN_MAX) {
        println!("seed {seed}: {broken}");
    }
    println!("{} seeds of {seeds} do not end well", failed.len());
    if let Some(&seed) = failed.keys().next() {
        let (verdict, trace) = replay(seed, TRACE_LINES);
        panic!(
            "seed {seed}: {verdict:?}\n{}\nReplay: HEARBACK_SIM_SEED={seed} cargo test \
             -p hearback-tests --test simulation -- --nocapture",
            trace.join("\n")
        );
    }
}

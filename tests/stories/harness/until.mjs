// Waiting: a story never sleeps for a fixed time, it looks again until something is so.

/** Longer than anything here takes on a busy machine. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** The first value of `look` that is truthy; an error that says what was waited for, after `ms`. */
export const until = async (what, look, ms = PATIENCE_MS) => {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`Waited ${ms / 1000} s in vain: ${what}`);
    await new Promise(done => setTimeout(done, LOOK_EVERY_MS));
  }
};

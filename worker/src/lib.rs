//! hearback-worker

//! hearback-widget

//! What the sentences of the panel need to know of the business; the rest of the card is drawn
//! as it comes (`panel/draw.js`).

/// The part of the card that is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Card {
    /// As one speaks of who answers: "Send to Ana".
    pub(crate) first: String,
    /// What is promised for each kind, in the order of `Kind::ALL`.
    pub(crate) promises: [String; 4],
}

//! "When do you need it?"

/// How soon the customer needs an answer; it draws attention and never moves the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededBy {
    /// Still today.
    Today,
    /// Within the week.
    ThisWeek,
    /// Whenever it suits.
    NoHurry,
}

impl NeededBy {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::Today, Self::ThisWeek, Self::NoHurry];

    /// Its name on the wire and in stored facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::ThisWeek => "this_week",
            Self::NoHurry => "no_hurry",
        }
    }

    /// As people choose it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::ThisWeek => "This week",
            Self::NoHurry => "No hurry",
        }
    }

    /// Reads a wire name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|needed| needed.name() == raw)
    }
}

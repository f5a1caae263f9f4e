//! What a case is about.

/// The four doors of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody wants to know something.
    Question,
    /// Something is wrong.
    Complaint,
    /// Praise or an idea.
    Praise,
    /// "Call me back".
    Callback,
}

impl Kind {
    /// In the order of the form.
    pub const ALL: [Self; 4] = [Self::Question, Self::Complaint, Self::Praise, Self::Callback];

    /// Its name on the wire and in stored facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Complaint => "complaint",
            Self::Praise => "praise",
            Self::Callback => "callback",
        }
    }

    /// As people choose it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Question => "Question",
            Self::Complaint => "Something is wrong",
            Self::Praise => "Praise or idea",
            Self::Callback => "Call me back",
        }
    }

    /// What the form asks above the message once this kind is chosen.
    pub const fn message_label(self) -> &'static str {
        match self {
            Self::Question => "What would you like to know?",
            Self::Complaint => "What happened?",
            Self::Praise => "What would you like to tell us?",
            Self::Callback => "What would you like to talk about?",
        }
    }

    /// Reads a wire name.
    pub fn parse(raw: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == raw.trim())
    }
}

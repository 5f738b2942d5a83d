// SPDX-License-Identifier: EUPL-1.2
//! What may not be published, as a type: it is read with a permit, which only the commands of
//! those who collect the answers hold.

/// Leave to read what is private. `cli` gives it to the commands of those who collect (`check`,
/// `status`, `import`, …) and to what is sent back to the participant itself (`feedback`); what
/// composes a publication (`report`, `edition`, `export`) has none.
#[derive(Debug, Clone, Copy)]
pub struct Permit(());

impl Permit {
    /// The permit of who collects the answers.
    pub const COLLECTOR: Permit = Permit(());
}

/// Something that is not published: what was typed where nobody asked, who decided what and why,
/// the words of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Private<T>(pub(super) T);

impl<T> Private<T> {
    /// Keeps something from being published.
    pub fn new(it: T) -> Self {
        Private(it)
    }

    /// What it is, for who may know.
    pub fn read(&self, _permit: Permit) -> &T {
        &self.0
    }
}

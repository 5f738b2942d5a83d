// SPDX-License-Identifier: EUPL-1.2
//! Why a package cannot be read.

/// Why a package cannot be read.
#[derive(Debug)]
pub(crate) enum Bad {
    /// More than the caps allow.
    TooBig,
    /// Not what it should be inside.
    Damaged(String),
    /// Protected by a password.
    Encrypted,
}

/// What a library says of a package that is not as it should be.
pub(super) fn damaged(error: impl std::fmt::Display) -> Bad {
    Bad::Damaged(error.to_string())
}

package org.canonry.api.lock;

/// There is no lock of these packages.
///
/// @param detail in words, with what to do
public record NotLocked(Reason reason, String detail) implements LockAnswer {

    /// Why there is none.
    public enum Reason {
        /// A package, or the version that is asked for, is not in the index, or was not yet.
        NOT_THERE,
        /// They need more package versions than one graph may have.
        TOO_LARGE
    }
}

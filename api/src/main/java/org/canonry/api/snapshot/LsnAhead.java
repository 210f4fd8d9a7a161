package org.canonry.api.snapshot;

/// An answer was asked as at an lsn that the snapshot has not reached. The message says what to do.
public final class LsnAhead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param asked the lsn that was asked for
    /// @param reached the lsn of the snapshot
    public LsnAhead(long asked, long reached) {
        super("lsn %d is ahead of the index, which is at %d: ask again when `index.lsn` has reached it, or as at %d or before"
                .formatted(asked, reached, reached), null, false, false);
    }
}

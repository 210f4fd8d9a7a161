package org.canonry.api.page;

/// A position in a list that is in another order by now, since another snapshot answers: the list must be read from its start.
public final class PositionExpired extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With what to do, in words.
    public PositionExpired() {
        super("the index has changed since this place was given, and with it the order: ask for the first page again");
    }
}

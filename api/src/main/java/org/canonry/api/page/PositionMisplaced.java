package org.canonry.api.page;

/// A position that was not given by the list in which it is used.
public final class PositionMisplaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With what to do, in words.
    public PositionMisplaced() {
        super("this place is of another list: use it with the same arguments that it was given for, or ask for the first page");
    }
}

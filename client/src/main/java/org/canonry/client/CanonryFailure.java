package org.canonry.client;

/// A question that Canonry did not answer. That nothing is found is an answer, and no failure.
///
/// A validator that is told "there is no such profile" says so of the resource; one that is not answered must not. So this is thrown through
/// the validator, and the validation does not end with a verdict.
public final class CanonryFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why there is no answer.
    public enum Reason {
        /// It cannot be reached, does not answer in time, or says that it cannot answer now. Asking again later may help.
        AWAY,
        /// It does not do what is asked: a scope that means nothing, a limit. The message says what.
        REFUSED,
        /// What came back is none of Canonry's answers: the address may be another server's.
        UNREADABLE
    }

    CanonryFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    CanonryFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Why there is no answer.
    public Reason reason() {
        return reason;
    }
}

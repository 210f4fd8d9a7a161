package org.canonry.api.graphql;

import java.util.Map;

/// A field is not answered, for a reason that the caller is told.
///
/// The message is fit for the caller.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> details;

    Refused(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /// @param details further members of the error's `extensions`
    Refused(ErrorCode code, String message, Map<String, Object> details) {
        // Thrown at every wrong argument that anybody sends: no stack trace, which would cost more than the answer.
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    ErrorCode code() {
        return code;
    }

    Map<String, Object> details() {
        return details;
    }

    /// An argument that cannot be answered.
    static Refused input(String message) {
        return new Refused(ErrorCode.BAD_USER_INPUT, message);
    }
}

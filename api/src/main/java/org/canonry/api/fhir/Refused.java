package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/// A request that is not answered, with the reason: becomes an OperationOutcome.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final Issue issue;

    /// What kind of reason it is: those codes of FHIR's issue types that all its versions have.
    enum Issue {
        CONFLICT("conflict"),
        EXCEPTION("exception"),
        INVALID("invalid"),
        NOT_FOUND("not-found"),
        NOT_SUPPORTED("not-supported"),
        REQUIRED("required"),
        TOO_LONG("too-long"),
        TRANSIENT("transient");

        private final String code;

        Issue(String code) {
            this.code = code;
        }
    }

    /// @param status of HTTP
    /// @param diagnostics what is wrong and what to do next, in words
    Refused(int status, Issue issue, String diagnostics) {
        super(diagnostics, null, false, false);
        this.status = status;
        this.issue = issue;
    }

    /// What is asked cannot be understood.
    static Refused invalid(String diagnostics) {
        return new Refused(HttpServletResponse.SC_BAD_REQUEST, Issue.INVALID, diagnostics);
    }

    /// There is no such thing here.
    static Refused notFound(String diagnostics) {
        return new Refused(HttpServletResponse.SC_NOT_FOUND, Issue.NOT_FOUND, diagnostics);
    }

    /// This is never done here.
    static Refused notSupported(int status, String diagnostics) {
        return new Refused(status, Issue.NOT_SUPPORTED, diagnostics);
    }

    /// It would be answered at another time.
    static Refused later(String diagnostics) {
        return new Refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, Issue.TRANSIENT, diagnostics);
    }

    /// Status of HTTP.
    int status() {
        return status;
    }

    /// The OperationOutcome, as JSON.
    byte[] outcome() {
        var outcome = JSON.createObjectNode().put("resourceType", "OperationOutcome");
        outcome.putArray("issue").addObject().put("severity", "error").put("code", issue.code).put("diagnostics", getMessage());
        return JSON.writeValueAsBytes(outcome);
    }
}

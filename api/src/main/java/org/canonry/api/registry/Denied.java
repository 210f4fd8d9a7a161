package org.canonry.api.registry;

/// Thrown where a change is found to be out of the question, with the answer to it.
final class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Denied(int status, String code, String error) {
        super(error);
        this.answer = Answer.refused(status, code, error);
    }

    Answer answer() {
        return answer;
    }
}

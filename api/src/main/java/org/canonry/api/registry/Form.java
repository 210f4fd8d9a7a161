package org.canonry.api.registry;

/// In which form a document of the registry is sent.
enum Form {
    /// As it lies in the bucket.
    FULL("application/json", ""),
    /// A packument with what installing needs alone.
    ABBREVIATED(Accepted.ABBREVIATED, "-a");

    private final String contentType;
    private final String mark;

    Form(String contentType, String mark) {
        this.contentType = contentType;
        this.mark = mark;
    }

    /// What the answer is.
    String contentType() {
        return contentType;
    }

    /// What tells its tag from those of other forms.
    String mark(boolean compressed) {
        return compressed ? mark + "-gz" : mark;
    }
}

package org.canonry.api.graphql;

/// What went wrong, as `extensions.code` of every error tells it. Listed in `docs/errors.md`, which a test compares.
public enum ErrorCode {
    BAD_USER_INPUT("An argument has a value that cannot be answered; the message says which and why."),
    BUCKET_UNAVAILABLE("The bucket, which holds whole resources, cannot be read now. Ask again later."),
    CURSOR_EXPIRED("The index has moved on and the cursor's place cannot be found any more. Read the list from its start."),
    DATABASE_UNAVAILABLE("The database, which holds feed and quarantine, does not answer now. Ask again later; everything else goes on."),
    DOCUMENT_NOT_TRUSTED("This server answers only the documents of a list, and this is none of them."),
    GRAPHQL_PARSE_FAILED("The document is no GraphQL; the error's location says where."),
    GRAPHQL_VALIDATION_FAILED("The document asks for what the schema does not have, or its variables do not fit."),
    INDEX_UNAVAILABLE("No index answers yet. Ask again when it is built."),
    INTERNAL("A fault of the server. The message has a number by which its log tells more."),
    INVALID_QUERY("A search query cannot be read; `extensions.column` says where."),
    LSN_AHEAD("`asOf` is an lsn that the index has not reached. Ask again when `index.lsn` has, or as at an earlier one."),
    PERSISTED_QUERY_NOT_FOUND("No document is kept under this hash. Send the hash with the document once."),
    QUERY_TOO_COMPLEX("The answer might become too long. Ask for fewer fields or shorter lists."),
    QUERY_TOO_DEEP("Fields are too deep inside one another."),
    RATE_LIMITED("This client has asked for too much within a minute. Ask again after `extensions.retryAfterSeconds`."),
    REQUEST_TOO_LARGE("The request or its document is too long."),
    SUBSCRIBER_TOO_SLOW("A subscriber did not take what it was sent. Subscribe again behind the last lsn that came."),
    TIMEOUT("Answering took too long. Ask for less."),
    TOO_MANY_SUBSCRIBERS("No further subscription can be served now. Ask again later.");

    private final String meaning;

    ErrorCode(String meaning) {
        this.meaning = meaning;
    }

    /// What it means and what to do, in words.
    public String meaning() {
        return meaning;
    }
}

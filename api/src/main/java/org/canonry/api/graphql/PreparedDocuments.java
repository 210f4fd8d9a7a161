package org.canonry.api.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQLError;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;

/// Keeps documents parsed and validated, since clients ask the same few again and again; variables are not part of a document.
///
/// Only good documents are kept, and only short ones: a thousand of them are then a few megabytes, whoever sends them. Thread-safe.
final class PreparedDocuments implements PreparsedDocumentProvider {
    private static final int SHORT = 10_000;

    private final Limits limits;
    private final Cache<String, CompletableFuture<PreparsedDocumentEntry>> prepared;

    PreparedDocuments(Limits limits) {
        this.limits = limits;
        this.prepared = Caffeine.newBuilder().maximumSize(limits.of(Limit.GRAPHQL_DOCUMENTS)).build();
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        var known = prepared.getIfPresent(input.getQuery());
        if (known != null) {
            return known;
        }
        var entry = CompletableFuture.completedFuture(prepare(input, parseAndValidate));
        if (!entry.join().hasErrors() && input.getQuery().length() <= SHORT) {
            prepared.put(input.getQuery(), entry);
        }
        return entry;
    }

    private PreparsedDocumentEntry prepare(ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        if (input.getQuery().length() > limits.of(Limit.GRAPHQL_DOCUMENT_CHARACTERS)) {
            return refused("the document is longer than " + limits.describe(Limit.GRAPHQL_DOCUMENT_CHARACTERS));
        }
        var entry = parseAndValidate.apply(input);
        var visit = Visit.of(input.getGraphQLContext());
        if (visit.takesOnlyQueries() && entry.hasErrors() && entry.getErrors().stream().anyMatch(PreparedDocuments::hasNoSuchOperation)) {
            return new PreparsedDocumentEntry(visit.refuse(Visit.onlyQueries()));
        }
        return entry.hasErrors() && entry.getErrors().stream().anyMatch(PreparedDocuments::hasTooManyTokens)
                ? refused("the document has more words and signs than " + limits.describe(Limit.GRAPHQL_DOCUMENT_TOKENS))
                : entry;
    }

    /// Such as a mutation, of which the schema has none.
    private static boolean hasNoSuchOperation(GraphQLError error) {
        return error instanceof ValidationError invalid && invalid.getValidationErrorType() == ValidationErrorType.UnknownOperation;
    }

    /// The engine tells this in words alone.
    private static boolean hasTooManyTokens(GraphQLError error) {
        return error.getErrorType() == ErrorType.InvalidSyntax && error.getMessage().contains("tokens have been presented");
    }

    private static PreparsedDocumentEntry refused(String message) {
        return new PreparsedDocumentEntry(Errors.error(new Refused(ErrorCode.REQUEST_TOO_LARGE, message)));
    }
}

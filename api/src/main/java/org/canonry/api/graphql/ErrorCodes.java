package org.canonry.api.graphql;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Mono;

/// Gives a code to the errors that the engine itself made: of parsing, validation and variables.
final class ErrorCodes implements WebGraphQlInterceptor {
    private static final String CODE = "code";

    private final Limits limits;

    ErrorCodes(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request).map(this::coded);
    }

    private WebGraphQlResponse coded(WebGraphQlResponse response) {
        var errors = response.getExecutionResult().getErrors();
        return errors.stream().allMatch(ErrorCodes::isCoded)
                ? response
                : response.transform(changed -> changed.errors(coded(errors)));
    }

    private List<GraphQLError> coded(List<GraphQLError> errors) {
        return errors.stream().map(error -> isCoded(error) ? error : coded(error)).toList();
    }

    private static boolean isCoded(GraphQLError error) {
        return error.getExtensions() != null && error.getExtensions().containsKey(CODE);
    }

    private GraphQLError coded(GraphQLError error) {
        var extensions = new HashMap<String, Object>(Optional.ofNullable(error.getExtensions()).orElseGet(HashMap::new));
        var code = code(error);
        extensions.put(CODE, code.name());
        var coded = GraphqlErrorBuilder.newError()
                .message("%s", message(code, error))
                .errorType(error.getErrorType())
                .extensions(extensions);
        Optional.ofNullable(error.getPath()).ifPresent(coded::path);
        Optional.ofNullable(error.getLocations()).ifPresent(coded::locations);
        return coded.build();
    }

    private String message(ErrorCode code, GraphQLError error) {
        return code == ErrorCode.TIMEOUT
                ? "answering took longer than %s: ask for less".formatted(limits.describe(Limit.GRAPHQL_REQUEST_MILLISECONDS))
                : error.getMessage();
    }

    private static ErrorCode code(GraphQLError error) {
        return switch (error.getErrorType()) {
            case ErrorType.InvalidSyntax -> ErrorCode.GRAPHQL_PARSE_FAILED;
            case ErrorType.ValidationError, ErrorType.OperationNotSupported -> ErrorCode.GRAPHQL_VALIDATION_FAILED;
            // The engine gives up on its own only when it was told that time is over.
            case ErrorType.ExecutionAborted -> ErrorCode.TIMEOUT;
            case null, default -> byName(String.valueOf(error.getErrorType()));
        };
    }

    private static ErrorCode byName(String classification) {
        return classification.equals("BadFaithIntrospection") ? ErrorCode.QUERY_TOO_COMPLEX : ErrorCode.INTERNAL;
    }
}

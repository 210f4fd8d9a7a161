package org.canonry.api.graphql;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.language.SourceLocation;
import graphql.schema.DataFetchingEnvironment;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.canonry.api.page.PositionExpired;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.query.language.InvalidQuery;
import org.canonry.api.snapshot.LsnAhead;
import org.canonry.api.snapshot.NoSnapshot;
import org.canonry.storage.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.validation.BindException;
import reactor.core.publisher.Mono;

/// Turns what a field threw into the error that the caller gets.
///
/// What is not known is logged under a number, and only the number leaves: a message of a library may hold paths and addresses.
final class Errors implements DataFetcherExceptionResolver {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        var refused = refused(thrown);
        var error = error(refused, environment.getExecutionStepInfo().getPath().toList(), environment.getField().getSourceLocation());
        return Mono.just(List.of(error));
    }

    private static GraphQLError error(Refused refused, List<Object> path, @Nullable SourceLocation location) {
        var builder = GraphqlErrorBuilder.newError()
                .message("%s", refused.getMessage())
                .path(path)
                .errorType(classification(refused.code()))
                .extensions(extensions(refused));
        return (location == null ? builder : builder.location(location)).build();
    }

    /// An error of the request as a whole.
    static GraphQLError error(Refused refused) {
        return GraphqlErrorBuilder.newError()
                .message("%s", refused.getMessage())
                .errorType(classification(refused.code()))
                .extensions(extensions(refused))
                .build();
    }

    static Map<String, Object> extensions(Refused refused) {
        var extensions = new HashMap<String, Object>(refused.details());
        extensions.put("code", refused.code().name());
        return extensions;
    }

    /// An answer that is an error and nothing else.
    static Map<String, Object> body(Refused refused) {
        return Map.of("errors", List.of(member(refused)));
    }

    /// An error as an answer lists it.
    static Map<String, Object> member(Refused refused) {
        return Map.of("message", String.valueOf(refused.getMessage()), "extensions", extensions(refused));
    }

    static ErrorClassification classification(ErrorCode code) {
        return ErrorClassification.errorClassification(code.name());
    }

    private static Refused refused(Throwable thrown) {
        return switch (thrown) {
            case Refused refused -> refused;
            case CompletionException wrapped when wrapped.getCause() != null -> refused(wrapped.getCause());
            case InvalidQuery invalid -> new Refused(ErrorCode.INVALID_QUERY, invalid.detail(), Map.of("column", invalid.column()));
            case PositionExpired expired -> new Refused(ErrorCode.CURSOR_EXPIRED, String.valueOf(expired.getMessage()));
            case PositionMisplaced misplaced -> Refused.input(String.valueOf(misplaced.getMessage()));
            case NoSnapshot none -> new Refused(ErrorCode.INDEX_UNAVAILABLE, String.valueOf(none.getMessage()));
            case LsnAhead ahead -> new Refused(ErrorCode.LSN_AHEAD, String.valueOf(ahead.getMessage()));
            case DatabaseUnavailable away -> new Refused(ErrorCode.DATABASE_UNAVAILABLE, String.valueOf(away.getMessage()));
            case OneOfNullValueException none -> new Refused(ErrorCode.GRAPHQL_VALIDATION_FAILED, String.valueOf(none.getMessage()));
            case OneOfTooManyKeysException several -> new Refused(ErrorCode.GRAPHQL_VALIDATION_FAILED, String.valueOf(several.getMessage()));
            case BindException unfit -> Refused.input("an argument does not fit: " + unfit.getFieldErrors().stream()
                    .map(field -> field.getField()).toList());
            case Throwable fault -> fault(fault);
        };
    }

    /// Why the stream of a subscription failed.
    static Refused ofStream(Throwable thrown) {
        return switch (thrown) {
            case SubscriptionPublisherException wrapped when wrapped.getCause() != null -> ofStream(wrapped.getCause());
            case UncheckedIOException away -> {
                LOG.warn("The log cannot be followed", away);
                yield new Refused(ErrorCode.BUCKET_UNAVAILABLE, "the bucket, which holds the log, cannot be read now");
            }
            case AbortExecutionException cut -> new Refused(ErrorCode.TIMEOUT, "answering an event took too long: ask for less");
            case Throwable other -> refused(other);
        };
    }

    private static Refused fault(Throwable thrown) {
        var number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("A field failed, as number {}", number, thrown);
        return new Refused(ErrorCode.INTERNAL, "the server failed at this; its log tells more under " + number);
    }
}

package org.canonry.api.graphql;

import graphql.GraphQLContext;
import graphql.parser.ParserOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Mono;

/// Lends one snapshot to a request, for the whole of it: however many fields it asks for, they are of one state of the index.
///
/// The snapshot is borrowed when a field first needs it, so that the schema can be read before there is an index, and given back when the
/// answer is complete, has failed, or nobody waits for it any more.
final class RequestSnapshot implements WebGraphQlInterceptor {
    private final Snapshots snapshots;
    private final ParserOptions parserOptions;

    RequestSnapshot(Snapshots snapshots, Limits limits) {
        this.snapshots = snapshots;
        this.parserOptions = ParserOptions.newParserOptions()
                .captureLineComments(false)
                .readerTrackData(false)
                .maxCharacters(limits.intOf(Limit.GRAPHQL_DOCUMENT_CHARACTERS))
                .maxTokens(limits.intOf(Limit.GRAPHQL_DOCUMENT_TOKENS))
                .maxWhitespaceTokens(limits.intOf(Limit.GRAPHQL_DOCUMENT_CHARACTERS))
                .build();
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var loan = new Loan(snapshots);
        Map<Object, Object> context = Map.of(Loan.class, loan, ParserOptions.class, parserOptions);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(context).build());
        return chain.next(request).doFinally(end -> loan.close());
    }

    /// The snapshot of the request that is being answered.
    static Snapshot of(GraphQLContext context) {
        Loan loan = context.get(Loan.class);
        return loan.snapshot();
    }

    /// What a scope means in the request's snapshot. Worked out once, however many fields ask in it.
    static Range range(GraphQLContext context, ResolutionScope scope) {
        Loan loan = context.get(Loan.class);
        return loan.range(scope);
    }

    /// The snapshot of one request. Thread-safe: fields that do I/O run beside each other.
    static final class Loan implements AutoCloseable {
        private final Snapshots snapshots;
        private final Map<ResolutionScope, Range> ranges = new ConcurrentHashMap<>();
        private Snapshots.@Nullable Borrowed borrowed;
        private boolean over;

        Loan(Snapshots snapshots) {
            this.snapshots = snapshots;
        }

        synchronized Snapshot snapshot() {
            if (over) {
                throw new IllegalStateException("the request is over");
            }
            if (borrowed == null) {
                borrowed = snapshots.borrow();
            }
            return borrowed.snapshot();
        }

        Range range(ResolutionScope scope) {
            return ranges.computeIfAbsent(scope, asked -> Range.of(snapshot(), asked));
        }

        @Override
        public synchronized void close() {
            over = true;
            if (borrowed != null) {
                borrowed.close();
                borrowed = null;
            }
        }
    }
}

package org.canonry.api.graphql;

import graphql.GraphQLContext;
import graphql.parser.ParserOptions;
import java.util.Map;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Mono;

/// Lends one snapshot to a request, for the whole of it: however many fields it asks for, they are of one state of the index.
///
/// The snapshot is borrowed when a field first needs it, so that the schema can be read before there is an index, and given back when the
/// answer is complete, has failed, or nobody waits for it any more. Each event of a subscription has one of its own ([RequestGuard]).
final class RequestSnapshot implements WebGraphQlInterceptor {
    private final ParserOptions parserOptions;

    RequestSnapshot(Limits limits) {
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
        var visit = Visit.of(request);
        var loan = visit.loan();
        Map<Object, Object> context = Map.of(Visit.class, visit, ParserOptions.class, parserOptions);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(context).build());
        return chain.next(request).doFinally(end -> loan.close());
    }

    /// The snapshot of the request that is being answered.
    static Snapshot of(GraphQLContext context) {
        return Visit.of(context).loan().snapshot();
    }

    /// What a scope means in the request's snapshot. Worked out once, however many fields ask in it.
    static Range range(GraphQLContext context, ResolutionScope scope) {
        return Visit.of(context).loan().range(scope);
    }
}

package org.canonry.api.graphql;

import graphql.ExecutionResult;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.util.CollectionUtils;
import reactor.core.publisher.Flux;

/// Puts questions to the engine, whichever door they came by. Thread-safe.
///
/// @param engine that answers
/// @param documents finds what is named by a hash
/// @param limits bounds in force
record Desk(WebGraphQlHandler engine, Documents documents, Limits limits) {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final URI HERE = URI.create(GraphQlServlet.PATH);

    /// What a question is answered with.
    ///
    /// @param response of the engine
    /// @param visit of the question
    /// @param limit points that any document may cost
    record Answer(WebGraphQlResponse response, Visit visit, long limit) {
        boolean isDataPresent() {
            return response.getExecutionResult().isDataPresent();
        }

        /// What is yet to come; null when this is the whole answer.
        @Nullable Publisher<ExecutionResult> events() {
            return response.getExecutionResult().getData() instanceof Publisher<?> events ? Flux.from(events).cast(ExecutionResult.class) : null;
        }

        /// As it is sent.
        Map<String, Object> body() {
            var body = response.toMap();
            if (visit.isWeighed()) {
                var extensions = new LinkedHashMap<Object, Object>(response.getExtensions());
                extensions.put("cost", new Cost.Told(visit.points(), limit));
                body.put("extensions", extensions);
            }
            return body;
        }
    }

    /// Asks, and waits for the answer.
    ///
    /// @param id of the request, for logs
    /// @throws Refused when the engine is not even asked, or fails
    Answer ask(Question.Put question, Visit visit, String id) {
        var now = System.nanoTime();
        if (visit.allowance().isSpent(now)) {
            throw visit.allowance().refusal(1, now);
        }
        var response = answer(question, visit, id);
        if (!visit.isWeighed()) {
            visit.allowance().take(1, now);
        }
        if (response.getExecutionResult().isDataPresent()) {
            documents.answered(question);
        }
        return new Answer(response, visit, limits.of(Limit.GRAPHQL_COST_POINTS));
    }

    private WebGraphQlResponse answer(Question.Put question, Visit visit, String id) {
        var request = new WebGraphQlRequest(
                HERE, HttpHeaders.EMPTY, CollectionUtils.toMultiValueMap(Map.of()), null, visit.attributes(),
                question.request(documents.text(question)), id, Locale.ENGLISH);
        try {
            return Objects.requireNonNull(engine.handleRequest(request).block());
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            throw new Refused(ErrorCode.INTERNAL, "the server failed at this; its log tells more");
        }
    }
}

package org.canonry.api.graphql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// What the body of a request may be. Source: GraphQL over HTTP, "Request Parameters".
sealed interface Question {
    /// A number is no document, though it could be turned into text.
    JsonMapper JSON = JsonMapper.builder()
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .build();

    /// A question. Its components are the parameters of the specification.
    record Put(
            String query,
            @Nullable String operationName,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable Map<String, Object> extensions) implements Question {
        /// For the engine.
        GraphQlRequest request() {
            return new DefaultGraphQlRequest(query, operationName, variables, extensions);
        }
    }

    /// Anything else.
    ///
    /// @param reason in words
    record Unreadable(String reason) implements Question {}

    /// Reads a body.
    static Question parse(byte[] body) {
        try {
            var put = JSON.readValue(body, Put.class);
            return put == null || put.query() == null ? unreadable() : put;
        } catch (JacksonException e) {
            return unreadable();
        }
    }

    private static Question unreadable() {
        return new Unreadable("the request's body is no GraphQL request: JSON such as {\"query\": \"{ index { lsn } }\"}");
    }
}

package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// What a request may ask. Source: GraphQL over HTTP, "Request Parameters".
sealed interface Question {
    /// A number is no document, though it could be turned into text.
    JsonMapper JSON = JsonMapper.builder()
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .build();

    /// The parameters whose presence makes a GET a question.
    List<String> DOCUMENT = List.of("query", "documentId", "extensions");

    /// The parameters that are text, and those that are objects.
    List<String> TEXTS = List.of("query", "documentId", "operationName");

    List<String> OBJECTS = List.of("variables", "extensions");

    /// A question. Its components are the parameters of the specification.
    ///
    /// @param query the document; null where it is named by its hash
    /// @param documentId the document's name, in place of it. Source: GraphQL over HTTP, "Persisted Documents"
    record Put(
            @Nullable String query,
            @Nullable String documentId,
            @Nullable String operationName,
            @Nullable Map<String, @Nullable Object> variables,
            @Nullable Map<String, Object> extensions) implements Question {
        /// For the engine.
        ///
        /// @param document as it was sent, or as it is kept under the name that was sent
        GraphQlRequest request(String document) {
            return new DefaultGraphQlRequest(document, operationName, variables, extensions);
        }

        private boolean namesADocument() {
            return query != null || documentId != null || (extensions != null && !extensions.isEmpty());
        }
    }

    /// Anything else.
    ///
    /// @param reason in words
    record Unreadable(String reason) implements Question {}

    /// Reads a body.
    static Question parse(byte[] body) {
        try {
            return checked(JSON.readValue(body, Put.class));
        } catch (JacksonException e) {
            return unreadable();
        }
    }

    /// Reads what a message carries.
    static Question parse(JsonNode payload) {
        try {
            return checked(JSON.treeToValue(payload, Put.class));
        } catch (JacksonException e) {
            return unreadable();
        }
    }

    /// Whether an address asks anything.
    static boolean isPut(HttpServletRequest request) {
        return DOCUMENT.stream().anyMatch(name -> request.getParameter(name) != null);
    }

    /// Reads an address, in which `variables` and `extensions` are JSON. What is empty is not there.
    static Question parse(HttpServletRequest request) {
        try {
            var put = JSON.createObjectNode();
            TEXTS.forEach(name -> given(request, name).ifPresent(text -> put.put(name, text)));
            OBJECTS.forEach(name -> given(request, name).ifPresent(json -> put.set(name, JSON.readTree(json))));
            return checked(JSON.treeToValue(put, Put.class));
        } catch (JacksonException e) {
            return new Unreadable("`variables` and `extensions` of an address are objects in JSON");
        }
    }

    private static Optional<String> given(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }

    private static Question checked(@Nullable Put put) {
        return put == null || !put.namesADocument() ? unreadable() : put;
    }

    private static Question unreadable() {
        return new Unreadable("this is no GraphQL request: JSON such as {\"query\": \"{ index { lsn } }\"}, or an address with ?query={index{lsn}}");
    }
}

package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.CollectionUtils;
import tools.jackson.databind.json.JsonMapper;

/// GraphQL over HTTP: a question in JSON by POST, its answer in JSON. Whatever is no question is refused in the form of GraphQL's errors.
///
/// A servlet of its own, since finding a handler and negotiating about content costs as much as a short answer. Thread-safe.
/// Source: GraphQL over HTTP, "Request" and "Response".
final class GraphQlServlet extends HttpServlet {
    /// Where it answers.
    static final String PATH = "/graphql";

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(GraphQlServlet.class);
    private static final URI HERE = URI.create(PATH);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HOW = "ask by POST, as application/json, and take application/graphql-response+json or application/json";

    private final transient WebGraphQlHandler engine;
    private final transient Limits limits;

    GraphQlServlet(WebGraphQlHandler engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "GET" -> get(request, response);
            default -> refuseMethod(response);
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var answered = Negotiation.answer(request.getHeader(HttpHeaders.ACCEPT));
        if (answered == null || !Negotiation.isJson(request.getContentType())) {
            refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, ErrorCode.BAD_USER_INPUT, HOW);
            return;
        }
        var most = limits.intOf(Limit.GRAPHQL_BODY_BYTES);
        var body = request.getContentLengthLong() > most ? null : request.getInputStream().readNBytes(most + 1);
        if (body == null || body.length > most) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, ErrorCode.REQUEST_TOO_LARGE,
                    "the request is longer than " + limits.describe(Limit.GRAPHQL_BODY_BYTES));
            return;
        }
        switch (Question.parse(body)) {
            case Question.Put put -> answer(put, request.getRequestId(), answered, response);
            case Question.Unreadable(var reason) -> refuse(response, HttpServletResponse.SC_BAD_REQUEST, ErrorCode.BAD_USER_INPUT, reason);
        }
    }

    private void answer(Question.Put question, String id, MediaType type, HttpServletResponse response) throws IOException {
        var asked = new WebGraphQlRequest(
                HERE, HttpHeaders.EMPTY, CollectionUtils.toMultiValueMap(Map.of()), Map.of(), question.request(), id, Locale.ENGLISH);
        WebGraphQlResponse answer;
        try {
            answer = Objects.requireNonNull(engine.handleRequest(asked).block());
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            refuse(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, ErrorCode.INTERNAL, "the server failed at this; its log tells more");
            return;
        }
        write(response, Negotiation.status(type, answer.getExecutionResult().isDataPresent()), type, answer.toMap());
    }

    /// Somebody opened the address in a browser: the page to ask from is the front page.
    private static void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Negotiation.wantsPage(request.getHeader(HttpHeaders.ACCEPT))) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, "./");
        } else {
            refuseMethod(response);
        }
    }

    private static void refuseMethod(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
        refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, ErrorCode.BAD_USER_INPUT, HOW);
    }

    private static void refuse(HttpServletResponse response, int status, ErrorCode code, String message) throws IOException {
        var error = Map.of("message", message, "extensions", Map.of("code", code.name()));
        write(response, status, MediaType.APPLICATION_GRAPHQL_RESPONSE, Map.of("errors", List.of(error)));
    }

    private static void write(HttpServletResponse response, int status, MediaType type, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type.toString());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

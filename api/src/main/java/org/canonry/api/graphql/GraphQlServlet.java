package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// GraphQL over HTTP: a question in JSON by POST, or a query in the address by GET, answered in JSON or as a stream of events. Whatever is no question
/// is refused in the form of GraphQL's errors.
///
/// A servlet of its own, since finding a handler and negotiating about content costs as much as a short answer. Thread-safe.
/// Source: GraphQL over HTTP, "Request" and "Response".
final class GraphQlServlet extends HttpServlet {
    /// Where it answers.
    static final String PATH = "/graphql";

    private static final long serialVersionUID = 1;
    private static final String HOW = "ask by POST, as application/json, or by GET, and take application/graphql-response+json or application/json";
    private static final String STREAM = "a subscription is answered as text/event-stream, or over WebSocket by graphql-transport-ws";
    private static final String METHODS = "GET, HEAD, POST";

    private final transient Desk desk;
    private final transient Doors doors;

    /// @param desk where questions are put
    /// @param doors what else the answer goes through
    GraphQlServlet(Desk desk, Doors doors) {
        this.desk = desk;
        this.doors = doors;
    }

    /// What questions and answers go through on their way.
    ///
    /// @param visitors makes a visit of a request
    /// @param subscribers serves subscriptions
    /// @param cache tells whether an answer is still the same
    /// @param sockets where a WebSocket is opened
    record Doors(Visitors visitors, Subscribers subscribers, AnswerCache cache, Sockets sockets) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "GET", "HEAD" -> get(request, response);
            default -> refuseMethod(response, new Refused(ErrorCode.BAD_USER_INPUT, HOW));
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = Negotiation.answer(request.getHeader(HttpHeaders.ACCEPT));
        if (type == null || !Negotiation.isJson(request.getContentType())) {
            refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, Refused.input(HOW));
            return;
        }
        try {
            switch (Question.parse(doors.visitors().body(request))) {
                case Question.Put put -> answer(put, doors.visitors().of(request, false), type, request, response);
                case Question.Unreadable(var reason) -> refuse(response, HttpServletResponse.SC_BAD_REQUEST, Refused.input(reason));
            }
        } catch (Refused e) {
            refuse(response, Negotiation.status(e.code()), type, e);
        }
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (doors.sockets().isMeant(request)) {
            doors.sockets().open(request, response, doors.visitors().allowance(request));
        } else if (Question.isPut(request)) {
            query(request, response);
        } else if (Negotiation.wantsPage(request.getHeader(HttpHeaders.ACCEPT))) {
            // Somebody opened the address in a browser: the page to ask from is the front page.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, "./");
        } else {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, Refused.input(HOW));
        }
    }

    private void query(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = Negotiation.answer(request.getHeader(HttpHeaders.ACCEPT));
        if (type == null) {
            refuse(response, HttpServletResponse.SC_NOT_ACCEPTABLE, Refused.input(HOW));
            return;
        }
        doors.cache().forbid(response);
        try {
            switch (Question.parse(request)) {
                case Question.Put put -> query(put, type, request, response);
                case Question.Unreadable(var reason) -> refuse(response, HttpServletResponse.SC_BAD_REQUEST, Refused.input(reason));
            }
        } catch (Refused e) {
            refuse(response, Negotiation.status(e.code()), type, e);
        }
    }

    private void query(Question.Put put, MediaType type, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var isStream = type.equals(MediaType.TEXT_EVENT_STREAM);
        if (isStream || !doors.cache().isKnown(put, type, request, response)) {
            // A browser's EventSource knows only GET, and a subscription changes nothing.
            answer(put, doors.visitors().of(request, !isStream), type, request, response);
        }
    }

    private void answer(Question.Put put, Visit visit, MediaType type, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var answer = desk.ask(put, visit, request.getRequestId());
        var events = answer.events();
        var refused = visit.refused();
        if (refused != null && refused.code() == ErrorCode.RATE_LIMITED) {
            throw refused;
        }
        if (refused != null && refused.code() == ErrorCode.BAD_USER_INPUT) {
            refuseMethod(response, refused);
        } else if (type.equals(MediaType.TEXT_EVENT_STREAM)) {
            stream(answer, response);
        } else if (events != null) {
            refuse(response, HttpServletResponse.SC_NOT_ACCEPTABLE, Refused.input(STREAM));
        } else {
            doors.cache().allow(put, answer, type, request, response);
            write(response, Negotiation.status(type, answer.isDataPresent()), type, answer.body());
        }
    }

    private void stream(Desk.Answer answer, HttpServletResponse response) throws IOException {
        var events = answer.events();
        if (events == null) {
            var stream = EventStream.begin(response);
            stream.next(answer.body());
            stream.ended();
            return;
        }
        try (var place = doors.subscribers().enter()) {
            place.tell(events, EventStream.begin(response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuseMethod(HttpServletResponse response, Refused reason) throws IOException {
        response.setHeader(HttpHeaders.ALLOW, METHODS);
        refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, reason);
    }

    private static void refuse(HttpServletResponse response, int status, Refused reason) throws IOException {
        refuse(response, status, null, reason);
    }

    private static void refuse(HttpServletResponse response, int status, @Nullable MediaType type, Refused reason) throws IOException {
        var seconds = reason.details().get(Allowance.RETRY_AFTER);
        if (seconds != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        var known = type == null || type.equals(MediaType.TEXT_EVENT_STREAM) ? MediaType.APPLICATION_GRAPHQL_RESPONSE : type;
        write(response, status, known, Errors.body(reason));
    }

    private static void write(HttpServletResponse response, int status, MediaType type, Map<String, ?> body) throws IOException {
        var bytes = Question.JSON.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType(type.toString());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

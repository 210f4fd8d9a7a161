package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// Which kinds of content a client sends and takes. Source: GraphQL over HTTP, "Media Types" and "Status Codes"; graphql-sse, "Distinct connections mode".
final class Negotiation {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final List<MediaType> ANSWERS =
            List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_GRAPHQL_RESPONSE, MediaType.TEXT_EVENT_STREAM);

    private Negotiation() {}

    /// The kind of answer that a client likes best; null when it takes none that there is. Without a wish it is plain JSON, which everybody takes.
    static @Nullable MediaType answer(@Nullable String accept) {
        return accept == null ? MediaType.APPLICATION_JSON : best(parse(accept));
    }

    private static @Nullable MediaType best(List<MediaType> wishes) {
        return wishes.stream()
                .filter(wish -> wish.getQualityValue() > 0)
                .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
                .flatMap(wish -> ANSWERS.stream().filter(kind -> wish.includes(kind) && !isRefused(kind, wishes)))
                .findFirst()
                .orElse(null);
    }

    /// Whether a kind is named as one that is not taken, whatever else is.
    private static boolean isRefused(MediaType kind, List<MediaType> wishes) {
        return wishes.stream().anyMatch(wish -> wish.getQualityValue() == 0 && wish.equalsTypeAndSubtype(kind));
    }

    /// Whether the body is said to be JSON.
    static boolean isJson(@Nullable String contentType) {
        return contentType != null && parse(contentType).stream().anyMatch(MediaType.APPLICATION_JSON::includes);
    }

    /// Whether the client is a browser that shows a page.
    static boolean wantsPage(@Nullable String accept) {
        return accept != null && parse(accept).contains(MediaType.TEXT_HTML);
    }

    /// What answers with and without data are: only the newer kind of answer tells by its status that there is none.
    static int status(MediaType type, boolean isDataPresent) {
        return isDataPresent || type.equals(MediaType.APPLICATION_JSON) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST;
    }

    /// What a question is that was not put to the engine. Clients of persisted documents take a hash that is not known for an answer.
    static int status(ErrorCode refused) {
        return switch (refused) {
            case PERSISTED_QUERY_NOT_FOUND -> HttpServletResponse.SC_OK;
            case DOCUMENT_NOT_TRUSTED -> HttpServletResponse.SC_FORBIDDEN;
            case RATE_LIMITED -> TOO_MANY_REQUESTS;
            case REQUEST_TOO_LARGE -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            case TOO_MANY_SUBSCRIBERS -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    private static List<MediaType> parse(String header) {
        try {
            return MediaType.parseMediaTypes(header);
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }
}

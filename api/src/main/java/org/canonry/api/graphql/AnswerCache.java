package org.canonry.api.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// What HTTP is told so that others may keep answers: browsers ask each time whether theirs still holds, a shared cache need not for a few seconds.
///
/// Answers with errors are not kept, nor those that are not told by the state of the index alone. Thread-safe.
/// Source: RFC 9111; RFC 9110, section 8.8.3.
///
/// @param snapshots tells the state of the index
/// @param documents finds what is named by a hash
/// @param tags what an answer is known by
/// @param limits bounds in force
record AnswerCache(Snapshots snapshots, Documents documents, EntityTags tags, Limits limits) {

    /// Forbids keeping the answer, until it is known that it may be kept.
    void forbid(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    /// Whether the client has the answer already; it is told so then, and nothing is asked.
    ///
    /// @throws Refused when the document is not answered here
    boolean isKnown(Question.Put question, MediaType type, HttpServletRequest request, HttpServletResponse response) {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        var document = documents.text(question);
        var tag = now().map(index -> tags.of(index, document, question, type)).filter(now -> EntityTags.matches(known, now));
        tag.ifPresent(same -> {
            allow(response, same);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        });
        return tag.isPresent();
    }

    /// Allows keeping an answer to a GET, where that may be.
    void allow(Question.Put question, Desk.Answer answer, MediaType type, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("POST") && answer.visit().isLasting() && answer.response().getExecutionResult().getErrors().isEmpty()) {
            // Of the state that has answered, which may be the one before by now.
            answer.visit().loan().manifest().or(this::now)
                    .ifPresent(index -> allow(response, tags.of(index, documents.text(question), question, type)));
        }
    }

    private void allow(HttpServletResponse response, String tag) {
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=0, s-maxage=" + limits.of(Limit.GRAPHQL_CACHE_SECONDS));
    }

    private Optional<SnapshotManifest> now() {
        return snapshots.manifest();
    }
}

package org.canonry.api.registry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.canonry.storage.access.Action;
import org.canonry.storage.access.Token;
import org.canonry.storage.database.DatabaseUnavailable;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Version;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the registry is changed: `PUT` and `DELETE` under `/pkgs/`, and `npm whoami`. What is only read goes on to [RegistryServlet].
///
/// Closed until [#open]; then for those who have a token. Who comes in vain is told so before the body is read.
public final class PublishDoor extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PublishDoor.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int GZIP = 0x1f;
    private static final String WHOAMI = "/pkgs/-/whoami";
    private static final String HOW =
            "a gzipped tarball is published here, {\"withdrawn\": \"why\"} withdraws, {\"withdrawn\": null} restores, {\"deprecated\": \"why\"} warns";

    private final transient Limits limits;
    private final transient Admission admission;
    private final transient Semaphore places;
    private transient volatile @Nullable Publisher publisher;

    PublishDoor(Limits limits) {
        this.limits = limits;
        this.admission = new Admission(limits);
        this.places = new Semaphore(limits.intOf(Limit.PUBLISH_REQUESTS_AT_ONCE));
    }

    /// Lets publishers in from now on.
    public void open(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        var writes = request.getMethod().equals("PUT") || request.getMethod().equals("DELETE");
        if (writes || request.getRequestURI().equals(WHOAMI)) {
            answer(request).write(response);
            drain(request);
        } else {
            chain.doFilter(request, response);
        }
    }

    /// npm reads no answer before it has sent everything, and a connection that is closed under it looks to it like a broken one.
    private void drain(HttpServletRequest request) {
        try {
            var left = limits.of(Limit.PUBLISH_DRAINED_BYTES);
            var piece = new byte[1 << 16];
            for (var read = 0; read >= 0 && left > 0; left -= read) {
                read = request.getInputStream().read(piece);
            }
        } catch (IOException e) {
            LOG.debug("A publisher went away", e);
        }
    }

    private Answer answer(HttpServletRequest request) {
        try {
            return answerOrDeny(request);
        } catch (Denied e) {
            return e.answer();
        } catch (DatabaseUnavailable e) {
            return Answer.refused(503, "DATABASE_UNAVAILABLE", "the database, which has the tokens, does not answer now: try again later");
        } catch (IOException e) {
            LOG.warn("A publication failed", e);
            return Answer.refused(503, "BUCKET_UNAVAILABLE", "it could not be read or written: try again, which is safe");
        } catch (RuntimeException e) {
            LOG.error("A publication failed", e);
            return Answer.refused(500, "INTERNAL", "a fault of the server; its log tells more: try again, which is safe");
        }
    }

    private Answer answerOrDeny(HttpServletRequest request) throws IOException, Denied {
        var open = publisher;
        if (open == null) {
            throw new Denied(405, "PUBLISHING_OFF", "this registry is read here, not written: to publish, start it with ./canonry up --publish and make a token");
        }
        var token = admission.token(request, open);
        if (request.getMethod().equals("GET")) {
            return new Answer(200, Map.of("username", token.owner()), List.of());
        }
        if (!places.tryAcquire()) {
            throw new Denied(503, "BUSY", "more than %s: try again in a moment".formatted(limits.describe(Limit.PUBLISH_REQUESTS_AT_ONCE)));
        }
        try {
            return change(request, open, token);
        } finally {
            places.release();
        }
    }

    private Answer change(HttpServletRequest request, Publisher open, Token token) throws IOException, Denied {
        var changes = new Changes(open, limits);
        var isPut = request.getMethod().equals("PUT");
        return switch (Address.of(request.getRequestURI())) {
            case Address.OfPackage(var name) when isPut -> {
                admission.approach(token, name);
                var body = new PushbackInputStream(request.getInputStream());
                Changes.Permission permission = action -> admission.admit(token, action, name, open);
                yield isGzip(body) ? raw(changes, permission, new Offered(name, Optional.empty()), body) : json(changes, permission, name, body);
            }
            case Address.OfVersion(var id) -> {
                admission.approach(token, id.name());
                Changes.Permission permission = action -> admission.admit(token, action, id.name(), open);
                yield isPut ? put(changes, permission, id, request) : withdraw(changes, permission, id, Parameters.of(request.getQueryString()).text("reason").orElse(null));
            }
            case Address.OfRevision(var name) when isPut -> {
                admission.admit(token, Action.WITHDRAW, name, open);
                // The step of npm unpublish before the one that counts, which names the version.
                yield Answer.done(200, Map.of("id", name.text()), List.of());
            }
            case Address.OfPackage(var name) -> throw whole();
            case Address.OfRevision(var name) -> throw whole();
            case Address.OfNothing(var path) -> throw new Denied(404, "NOT_FOUND", nothing(path));
        };
    }

    private static String nothing(String path) {
        return path.startsWith("/pkgs/-/user") || path.startsWith("/pkgs/-/v1/login")
                ? "there are no accounts here: ./canonry token create prints a token, and what to write into .npmrc"
                : path.startsWith("/pkgs/-/package/") ? "tags follow from the versions here: latest is the highest release" : "nothing is published under this address: a package is at /pkgs/NAME, a version of it at /pkgs/NAME/VERSION";
    }

    private static Denied whole() {
        return new Denied(405, "NOT_AT_ONCE", "a package is not withdrawn as a whole: withdraw its versions, one by one");
    }

    private record Offered(PackageName name, Optional<Version> version) {}

    private static Answer raw(Changes changes, Changes.Permission permission, Offered offered, InputStream body) throws IOException, Denied {
        permission.require(Action.PUBLISH);
        return changes.publishRaw(offered.name, offered.version, body);
    }

    private static Answer json(Changes changes, Changes.Permission permission, PackageName name, InputStream body)
            throws IOException, Denied {
        return changes.put(name, body, permission);
    }

    private Answer put(Changes changes, Changes.Permission permission, PackageId id, HttpServletRequest request) throws IOException, Denied {
        var body = new PushbackInputStream(request.getInputStream());
        if (isGzip(body)) {
            return raw(changes, permission, new Offered(id.name(), Optional.of(id.version())), body);
        }
        var wanted = wanted(body);
        if (wanted.has("withdrawn")) {
            var reason = message(wanted, "withdrawn");
            permission.require(Action.WITHDRAW);
            return changes.turn(id, reason == null ? Standing.Kind.RESTORED : Standing.Kind.WITHDRAWN, reason);
        }
        if (wanted.has("deprecated")) {
            var warning = message(wanted, "deprecated");
            permission.require(Action.DEPRECATE);
            return changes.turn(id, Standing.Kind.DEPRECATED, warning);
        }
        throw new Denied(400, "INVALID_BODY", HOW);
    }

    /// Neither `false` nor a number is a reason: whoever sends one means something else than what would be done.
    private static @Nullable String message(JsonNode wanted, String member) throws Denied {
        var message = wanted.path(member);
        if (message.isNull()) {
            return null;
        }
        return message.stringValueOpt().orElseThrow(() -> new Denied(400, "INVALID_BODY", "`%s` is text or null: %s".formatted(member, HOW)));
    }

    private JsonNode wanted(InputStream body) throws IOException, Denied {
        var most = limits.intOf(Limit.PUBLISH_STANDING_BYTES);
        var bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Denied(413, "REQUEST_TOO_LARGE", "that is more than %s: %s".formatted(limits.describe(Limit.PUBLISH_STANDING_BYTES), HOW));
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new Denied(400, "INVALID_JSON", "the body is no JSON: " + HOW);
        }
    }

    private static Answer withdraw(Changes changes, Changes.Permission permission, PackageId id, @Nullable String reason) throws IOException, Denied {
        permission.require(Action.WITHDRAW);
        return changes.turn(id, Standing.Kind.WITHDRAWN, reason);
    }

    private static boolean isGzip(PushbackInputStream body) throws IOException {
        var first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        return first == GZIP;
    }
}

package org.canonry.api.fhir;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.canonry.api.resolve.Range;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.NoSnapshot;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The FHIR bases over HTTP. Each request borrows one snapshot; resources go from the bucket to the connection one at a time. Thread-safe.
///
/// Source: FHIR R5, RESTful API.
final class FhirServlet extends HttpServlet {
    /// Where the bases are.
    static final String PATH = "/fhir";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FhirServlet.class);

    private final transient Snapshots snapshots;
    private final transient FhirAddress address;
    private final transient Limits limits;

    FhirServlet(Snapshots snapshots, FhirAddress address, Limits limits) {
        this.snapshots = snapshots;
        this.address = address;
        this.limits = limits;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response, limits);
        try (var borrowed = snapshots.borrow()) {
            answer(exchange, borrowed.snapshot());
        } catch (Refused e) {
            exchange.refuse(e);
        } catch (NoSnapshot e) {
            exchange.refuse(Refused.later(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("A request failed", e);
            exchange.refuse(new Refused(500, Refused.Issue.EXCEPTION, "The server failed at this; its log tells more"));
        }
    }

    private void answer(Exchange exchange, Snapshot snapshot) throws IOException {
        var route = Route.of(exchange.request().getRequestURI().substring(PATH.length()));
        checkMethod(route, exchange.request().getMethod());
        var given = exchange.given();
        Formats.check(route.base(), given.last("_format").orElse(null), exchange.header("Accept"));
        switch (route) {
            case Route.Metadata metadata -> metadata(metadata, exchange, snapshot);
            case Route.Type type -> search(type, given, exchange, snapshot);
            case Route.Instance instance -> read(instance, given, exchange, snapshot);
            case Route.Operation operation -> operate(operation, given, exchange, snapshot);
        }
    }

    private static void checkMethod(Route route, String method) {
        var takesPosts = switch (route) {
            case Route.Metadata metadata -> false;
            case Route.Type type -> type.isPosted();
            case Route.Instance instance -> false;
            case Route.Operation operation -> true;
        };
        if (!method.equals("GET") && !method.equals("HEAD") && !(takesPosts && method.equals("POST"))) {
            throw Refused.notSupported(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "%s is not done here: resources are read, by GET, and not written".formatted(method));
        }
    }

    private void metadata(Route.Metadata route, Exchange exchange, Snapshot snapshot) throws IOException {
        var base = address.of(route.base(), exchange.request());
        if (!exchange.isKnown(state(snapshot, base), Exchange.REVALIDATE)) {
            var capabilities = Capabilities.of(route.base(), base, snapshot);
            exchange.send(out -> out.write(capabilities));
        }
    }

    private void search(Route.Type route, Given given, Exchange exchange, Snapshot snapshot) throws IOException {
        var base = address.of(route.base(), exchange.request());
        if (exchange.isKnown(state(snapshot, base), Exchange.REVALIDATE)) {
            return;
        }
        var presentation = Presentation.of(given, limits);
        var found = new Search(range(route.base(), given, snapshot), limits).run(route.type(), given, exchange.isStrict());
        var bundle = Bundle.of(found, given, presentation, base + '/' + route.type(), limits);
        exchange.send(out -> bundle.write(new ResourceCopy(route.base(), presentation), FhirServlet::line, base, out));
    }

    private void read(Route.Instance route, Given given, Exchange exchange, Snapshot snapshot) throws IOException {
        var resource = new Reading(snapshot, range(route.base(), given, snapshot)).of(route.type(), route.id());
        var id = ServerId.of(resource);
        if (route.version() != null && !route.version().equals(id.digest())) {
            throw Refused.notFound("%s/%s has one version here, %s".formatted(route.type(), route.id(), id.digest()));
        }
        exchange.contentLocation("%s/%s/%s/_history/%s".formatted(address.of(route.base(), exchange.request()), route.type(), id, id.digest()));
        exchange.lastModified(Optional.ofNullable(resource.packageVersion().publishedAt()));
        if (!exchange.isKnown(id.digest(), route.id().equals(id.toString()) ? Exchange.AN_HOUR : Exchange.REVALIDATE)) {
            var line = line(resource);
            var copy = new ResourceCopy(route.base(), Presentation.of(given, limits));
            exchange.send(out -> copy.write(line, resource, route.id(), out));
        }
    }

    private void operate(Route.Operation route, Given given, Exchange exchange, Snapshot snapshot) throws IOException {
        var operations = new Operations(route.base(), range(route.base(), given, snapshot), limits);
        var answer = operations.run(route, given, exchange.header("X-Manifest"));
        var base = address.of(route.base(), exchange.request());
        if (exchange.isKnown(state(snapshot, base), Exchange.REVALIDATE)) {
            return;
        }
        var copy = new ResourceCopy(route.base(), Presentation.of(given, limits));
        exchange.send(out -> answer.write(copy, FhirServlet::line, base, out));
    }

    private Range range(FhirBase base, Given given, Snapshot snapshot) {
        var scope = base.scope(given.values("_package", limits));
        var range = Range.of(snapshot, given.last("_implicit").equals(Optional.of("true")) ? scope.withImplicit() : scope);
        if (!range.problems().isEmpty()) {
            throw Refused.invalid("`_package` means nothing here: %s; /pkgs/catalog lists the packages that there are".formatted(String.join("; ", range.problems())));
        }
        return range;
    }

    /// Of what the answer tells: the same in every server of one bucket and one address, which links begin with, and another as soon as the index has
    /// gone on or was built anew.
    private static String state(Snapshot snapshot, String base) {
        var sum = new CRC32();
        sum.update(base.getBytes(StandardCharsets.UTF_8));
        sum.update(snapshot.manifest().digest().getBytes(StandardCharsets.UTF_8));
        return "%d.%08x".formatted(snapshot.lsn(), sum.getValue());
    }

    private static byte[] line(CanonicalResource resource) {
        try {
            return resource.json();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The bucket does not give {}", resource.key(), e);
            throw Refused.later("The bucket cannot be read now: ask again later");
        }
    }
}

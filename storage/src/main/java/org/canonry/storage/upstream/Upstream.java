package org.canonry.storage.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A registry that speaks npm's protocol, and gives packages away. Safe for many threads.
///
/// Source: npm's registry API ("Package Metadata"); FHIR package servers answer the same.
public final class Upstream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final Limits limits;
    private final HttpClient client;

    /// @param base address under which the packages' names are, such as `https://packages.example/npm`
    /// @param limits those named `upstream_*`
    public Upstream(URI base, Limits limits) {
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(limits.of(Limit.UPSTREAM_CONNECT_MILLISECONDS)))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /// The address that it was made for.
    public URI base() {
        return base;
    }

    /// Fetches a package version into `target`, which is overwritten. Nothing stays there unless the outcome is [Fetch.Fetched].
    ///
    /// @throws IOException when `target` cannot be written
    public Fetch fetch(PackageId id, Path target) throws IOException {
        var download = new Download(client, limits);
        try {
            var packument = download.bytes(address(id), limits.of(Limit.UPSTREAM_PACKUMENT_BYTES));
            return packument.isEmpty() ? new Fetch.NotThere() : fetch(id, JSON.readTree(packument.get()), download, target);
        } catch (JacksonException e) {
            return new Fetch.Rejected("%s answered for %s with something that is not JSON".formatted(base, id.name()));
        } catch (Download.Rejected e) {
            return new Fetch.Rejected(e.detail());
        } catch (Download.Failed e) {
            return new Fetch.Unreachable(e.detail());
        }
    }

    private Fetch fetch(PackageId id, JsonNode packument, Download download, Path target) throws IOException {
        var version = packument.path("versions").path(id.version().text());
        var address = tarball(version);
        if (address.isEmpty()) {
            return new Fetch.NotThere();
        }
        boolean isThere = false;
        try {
            isThere = download.file(address.get(), limits.of(Limit.UPSTREAM_TARBALL_BYTES), target, Checksum.of(version.path("dist")));
        } finally {
            if (!isThere) {
                Files.deleteIfExists(target);
            }
        }
        return isThere ? new Fetch.Fetched(target) : new Fetch.NotThere();
    }

    /// One FHIR package server tells the address in `dist.tarball`, an older one in `url`.
    private Optional<URI> tarball(JsonNode version) throws Download.Rejected {
        var text = version.path("dist").path("tarball").asString(version.path("url").asString(""));
        return text.isEmpty() ? Optional.empty() : Optional.of(Download.address(base, text));
    }

    /// A scoped name is one segment of the address.
    private URI address(PackageId id) {
        return URI.create(base + "/" + id.name().text().replace("/", "%2f"));
    }

    @Override
    public String toString() {
        return base.toString();
    }

    /// Ends what is being fetched.
    @Override
    public void close() {
        client.shutdownNow();
    }
}

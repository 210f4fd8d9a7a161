package org.canonry.storage.upstream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageId;

/// The packages that a new bucket starts with, when nobody brings any: real ones, each from the first upstream that has it.
public final class StarterSet {
    /// What is asked for, in this order.
    public static final List<PackageId> PACKAGES = List.of(
            PackageId.of("hl7.fhir.r4.core", "4.0.1"),
            PackageId.of("hl7.fhir.r4b.core", "4.3.0"),
            PackageId.of("hl7.terminology.r4", "7.0.1"),
            PackageId.of("hl7.fhir.uv.extensions.r4", "5.3.0-ballot-tc1"),
            PackageId.of("hl7.fhir.uv.ips", "2.0.0"),
            PackageId.of("hl7.fhir.us.core", "8.0.0"),
            PackageId.of("hl7.fhir.us.mcode", "4.0.0"));

    /// The public servers for FHIR packages.
    private static final List<URI> FHIR_SERVERS =
            List.of(URI.create("https://packages2.fhir.org/packages"), URI.create("https://packages.fhir.org"));

    private final List<Upstream> upstreams;
    private final Set<Upstream> unreachable = new LinkedHashSet<>();

    /// @param upstreams in the order in which they are asked; closed by the caller
    public StarterSet(List<Upstream> upstreams) {
        this.upstreams = List.copyOf(upstreams);
    }

    /// The public servers for FHIR packages, and the npm registry that this machine is set up for, if it has npm.
    public static List<Upstream> usualUpstreams(Limits limits) {
        var bases = new LinkedHashSet<>(FHIR_SERVERS);
        NpmSettings.registry().ifPresent(bases::add);
        return bases.stream().map(base -> new Upstream(base, limits)).toList();
    }

    /// Hears about each package as it is fetched or not. What it throws ends the fetching.
    @FunctionalInterface
    public interface Listener {
        /// @param attempts what each upstream that was asked answered, in order; the last is [Fetch.Fetched] when one had it
        void asked(PackageId id, Map<Upstream, Fetch> attempts) throws IOException;
    }

    /// Fetches packages into a folder, as `<stem>.tgz`. An upstream that does not answer is asked once, and not again for the packages that follow.
    ///
    /// For one thread.
    ///
    /// @param folder must be there
    /// @return the files, in the order of `packages`; fewer than asked for when no upstream has some, none when none can be reached
    public List<Path> fetch(List<PackageId> packages, Path folder, Listener listener) throws IOException {
        var fetched = new ArrayList<Path>();
        for (var id : packages) {
            var attempts = attempts(id, folder.resolve(id.stem().replace('/', '-') + ".tgz"));
            attempts.values().forEach(attempt -> {
                if (attempt instanceof Fetch.Fetched(var tarball)) {
                    fetched.add(tarball);
                }
            });
            listener.asked(id, attempts);
        }
        return fetched;
    }

    /// The upstreams that did not answer so far.
    public Set<Upstream> unreachable() {
        return Set.copyOf(unreachable);
    }

    private Map<Upstream, Fetch> attempts(PackageId id, Path target) throws IOException {
        var attempts = new LinkedHashMap<Upstream, Fetch>();
        for (var upstream : upstreams) {
            if (unreachable.contains(upstream)) {
                continue;
            }
            var attempt = upstream.fetch(id, target);
            attempts.put(upstream, attempt);
            if (attempt instanceof Fetch.Fetched) {
                break;
            }
            if (attempt instanceof Fetch.Unreachable) {
                unreachable.add(upstream);
            }
        }
        return attempts;
    }
}

package org.canonry.api.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.canonry.api.graph.Listing;
import org.canonry.api.graph.Usage;
import org.canonry.api.page.Page;
import org.canonry.api.page.Page.Item;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.DocumentOrder;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.index.Fields;
import org.canonry.storage.packages.PackageVersion;

/// Who refers to what changed or went. The index tells which resources do; only those of a page are opened.
final class Touched {
    private static final String LIST = "touched";

    private final Snapshot snapshot;
    private final Map<String, List<CanonicalChange>> changed = new HashMap<>();
    private final Map<String, List<CanonicalResource>> removed = new HashMap<>();

    Touched(Snapshot snapshot, List<CanonicalChange> changed, List<CanonicalResource> removed) {
        this.snapshot = snapshot;
        changed.forEach(change -> this.changed.computeIfAbsent(change.from().url(), url -> new ArrayList<>()).add(change));
        removed.forEach(resource -> this.removed.computeIfAbsent(resource.url(), url -> new ArrayList<>()).add(resource));
    }

    /// Those of some package versions.
    Page<Touch> in(List<PackageVersion> versions, Window window) throws IOException {
        var users = new BitSet();
        for (var kind : UseKind.values()) {
            for (var url : urls()) {
                IntStream.of(snapshot.documents(Fields.uses(kind), url)).forEach(users::set);
            }
        }
        users.and(documents(versions));
        var places = DocumentOrder.of(snapshot).places(users.stream().toArray());
        var page = new Listing(snapshot, places).page(LIST, window);
        var items = page.items().stream().map(item -> new Item<>(touch(item.node()), item.position())).toList();
        return new Page<>(items, page.hasPrevious(), page.hasNext(), page.total());
    }

    private Iterable<String> urls() {
        var urls = new LinkedHashSet<>(changed.keySet());
        urls.addAll(removed.keySet());
        return urls;
    }

    private BitSet documents(List<PackageVersion> versions) throws IOException {
        var documents = new BitSet();
        for (var version : versions) {
            IntStream.of(snapshot.documents(Fields.PACKAGE_VERSION, version.id().toString())).forEach(documents::set);
        }
        return documents;
    }

    private Touch touch(CanonicalResource resource) {
        var uses = new ArrayList<Usage>();
        var changes = new LinkedHashSet<CanonicalChange>();
        var gone = new LinkedHashSet<CanonicalResource>();
        for (var use : resource.references()) {
            var url = use.targetUrl();
            if (changed.containsKey(url) || removed.containsKey(url)) {
                uses.add(new Usage(resource, use.path(), use.kind(), use.target(), use.bindingStrength()));
                changes.addAll(changed.getOrDefault(url, List.of()));
                gone.addAll(removed.getOrDefault(url, List.of()));
            }
        }
        return new Touch(resource, uses, List.copyOf(changes), List.copyOf(gone));
    }
}

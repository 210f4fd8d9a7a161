package org.canonry.client;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;

/// What references mean in one scope and one state of the index. Thread-safe.
final class Scoped {
    private static final String RESOLVE = """
            query Resolve($references: [String!]!, $scope: ResolutionScope) {
              index { lsn }
              resolve(references: $references, scope: $scope) { resource { resource } }
            }""";

    /// So many whole resources at once stay within what a server answers one question with.
    private static final int TOGETHER = 40;

    /// Steps that are taken ahead of the validator: the elements of a profile, and what those are made of. More would fetch what nobody asks for.
    private static final int STEPS_AHEAD = 2;

    private static final int PAGE = 100;

    private final FhirContext fhir;
    private final CanonryServer server;
    private final PackageScope scope;
    private final String release;
    private final Shelf shelf;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Long lsn;
    private volatile @Nullable List<IBaseResource> structures;

    Scoped(FhirContext fhir, CanonryServer server, PackageScope scope, String release, Shelf shelf) {
        this.fhir = fhir;
        this.server = server;
        this.scope = scope;
        this.release = release;
        this.shelf = shelf;
    }

    OptionalLong lsn() {
        var known = lsn;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    void forget() {
        asking.lock();
        try {
            shelf.clear();
            structures = null;
            lsn = null;
        } finally {
            asking.unlock();
        }
    }

    /// The resource of a type that a reference means; null when it means none.
    @Nullable IBaseResource resource(@Nullable String type, String reference) {
        var held = held(reference);
        if (type == null || held.type().equals(type) || held == Held.NOTHING) {
            return held.resource(fhir);
        }
        return typed(type, reference).resource(fhir);
    }

    private Held held(String reference) {
        var known = shelf.get(reference);
        if (known != null) {
            return known;
        }
        fetch(List.of(reference));
        var fetched = shelf.get(reference);
        return fetched == null ? Held.NOTHING : fetched;
    }

    /// A url may stand for resources of several types, such as a code system and the naming system that registers it.
    private Held typed(String type, String reference) {
        var key = type + ' ' + reference;
        var known = shelf.get(key);
        if (known != null) {
            return known;
        }
        asking.lock();
        try {
            var bundle = server.tree(server.fhir(search(type) + "&_count=1&url=" + encoded(reference)));
            var found = bundle.path("entry").path(0).path("resource");
            var held = found.isObject() ? held(found) : Held.NOTHING;
            shelf.put(key, held);
            return held;
        } finally {
            asking.unlock();
        }
    }

    private static Held held(JsonNode resource) {
        return Held.of(resource.path("resourceType").asText(), resource.toString());
    }

    /// Asks for what is not known, and for what will be wanted then.
    void fetch(Collection<String> references) {
        asking.lock();
        try {
            Set<String> wanted = unknown(references);
            for (var step = 0; step <= STEPS_AHEAD && !wanted.isEmpty(); step++) {
                var next = new LinkedHashSet<String>();
                var all = List.copyOf(wanted);
                for (var from = 0; from < all.size(); from += TOGETHER) {
                    next.addAll(ask(all.subList(from, Math.min(all.size(), from + TOGETHER))));
                }
                wanted = unknown(next);
            }
        } finally {
            asking.unlock();
        }
    }

    private Set<String> unknown(Collection<String> references) {
        var unknown = new LinkedHashSet<>(references);
        unknown.removeIf(shelf::has);
        return unknown;
    }

    /// Returns what the found resources need.
    private Set<String> ask(List<String> references) {
        var data = server.ask(RESOLVE, Map.of("references", references, "scope", scope()));
        if (lsn == null) {
            lsn = data.path("index").path("lsn").asLong();
        }
        var needs = new LinkedHashSet<String>();
        for (var at = 0; at < references.size(); at++) {
            var resource = data.path("resolve").path(at).path("resource").path("resource");
            if (resource.isObject()) {
                needs.addAll(Needs.of(resource));
                keep(references.get(at), resource);
            } else {
                shelf.put(references.get(at), Held.NOTHING);
            }
        }
        return needs;
    }

    /// What a url means without a version it means with that version too: no carrier of it is preferred to this one.
    private void keep(String reference, JsonNode resource) {
        var held = held(resource);
        shelf.put(reference, held);
        var versioned = reference + '|' + resource.path("version").asText();
        if (reference.equals(resource.path("url").asText()) && resource.has("version") && !shelf.has(versioned)) {
            shelf.put(versioned, held);
        }
    }

    private Map<String, Object> scope() {
        var asked = new HashMap<String, Object>();
        asked.put("packages", scope.packages());
        asked.put("fhirVersion", release.toUpperCase(Locale.ROOT));
        asked.put("includeImplicit", scope.includeImplicit());
        var state = lsn;
        if (state != null) {
            asked.put("asOf", state);
        }
        return asked;
    }

    List<IBaseResource> structures() {
        var known = structures;
        if (known != null) {
            return known;
        }
        asking.lock();
        try {
            var all = structures;
            if (all == null) {
                all = List.copyOf(list().values());
                structures = all;
            }
            return all;
        } finally {
            asking.unlock();
        }
    }

    /// Of each url the first, which is the one that it means. What is held already is taken from there, so that a url means one object.
    private Map<String, IBaseResource> list() {
        var all = new LinkedHashMap<String, IBaseResource>();
        var page = search("StructureDefinition") + "&_count=" + PAGE;
        while (!page.isEmpty()) {
            var bundle = server.tree(server.fhir(page));
            for (var entry : bundle.path("entry")) {
                var resource = entry.path("resource");
                all.computeIfAbsent(resource.path("url").asText(), url -> taken(url, resource));
            }
            page = next(bundle);
        }
        return all;
    }

    private IBaseResource taken(String url, JsonNode resource) {
        var known = shelf.get(url);
        var held = known != null && known.type().equals("StructureDefinition") ? known : held(resource);
        shelf.put(url, held);
        var taken = held.resource(fhir);
        if (taken == null) {
            throw new IllegalStateException("a resource of the list is none: " + url);
        }
        return taken;
    }

    private static String next(JsonNode bundle) {
        var links = new ArrayList<String>();
        bundle.path("link").forEach(link -> {
            if (link.path("relation").asText().equals("next")) {
                links.add(link.path("url").asText());
            }
        });
        return links.isEmpty() ? "" : links.get(0);
    }

    private String search(String type) {
        var packages = scope.packages().isEmpty() ? "" : "&_package=" + encoded(String.join(",", scope.packages()));
        return "/fhir/" + release + '/' + type + "?_summary=false" + packages + (scope.includeImplicit() ? "&_implicit=true" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return scope.packages() + " as at " + lsn;
    }
}

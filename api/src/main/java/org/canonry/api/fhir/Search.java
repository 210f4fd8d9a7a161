package org.canonry.api.fhir;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.canonry.api.fhir.Given.Parameter;
import org.canonry.api.resolve.MatchKind;
import org.canonry.api.resolve.Range;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.canonical.ContentHash;
import org.canonry.storage.index.Column;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Finds the resources of one type that parameters ask for, the best match first.
///
/// Where urls are asked, each is read as a reference, and its carriers come as the resolver prefers them; otherwise all resources of the type are
/// looked at. What several packages carry with the same url, version and content is one resource, of its preferred carrier.
final class Search {
    /// Parameters about the answer, not about what is searched.
    static final Set<String> OF_THE_ANSWER =
            Set.of("_count", "_summary", "_elements", "_format", "_pretty", "_total", "_sort", "_package", "_implicit", Bundle.CURSOR);

    private final Range range;
    private final Resolver resolver;
    private final Limits limits;

    Search(Range range, Limits limits) {
        this.range = range;
        this.resolver = new Resolver(range, limits);
        this.limits = limits;
    }

    /// What a search found, and which of its parameters it went by.
    ///
    /// @param resources all of them, in order
    /// @param used what of the parameters counted
    record Found(List<CanonicalResource> resources, Given used) {}

    /// A resource and how well it matches, the lower the better.
    private record Match(CanonicalResource resource, int distance) {}

    /// Which resource it is, whoever carries it.
    private record Identity(String url, @Nullable String version, ContentHash content) {}

    /// What a search asks for.
    ///
    /// @param urls parameters that name urls
    /// @param criteria what else is to be met
    /// @param used parameters that count
    private record Asked(List<Parameter> urls, List<Criterion> criteria, List<Parameter> used) {
        private void add(SearchParameter parameter, Parameter given, Limits limits) {
            var criterion = Criterion.of(parameter, given, limits);
            used.add(given);
            if (criterion.namesUrls()) {
                urls.add(given);
            } else {
                criteria.add(criterion);
            }
        }
    }

    /// Runs a search.
    ///
    /// @param strict whether a parameter that nobody knows is an error; else it is passed over
    /// @throws Refused when a parameter means nothing
    Found run(String type, Given given, boolean strict) throws IOException {
        var asked = asked(type, given, strict);
        var matches = matches(type, asked).sorted(order(given, strict));
        return new Found(distinct(matches.map(Match::resource)), new Given(asked.used()));
    }

    private Asked asked(String type, Given given, boolean strict) {
        var asked = new Asked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var each : given.all()) {
            var parameter = SearchParameter.of(each.name(), type);
            if (parameter.isPresent()) {
                asked.add(parameter.get(), each, limits);
            } else if (OF_THE_ANSWER.contains(each.name())) {
                asked.used().add(each);
            } else if (strict) {
                throw Refused.notSupported(400, "`%s` is no parameter that %s is searched by here; metadata lists them".formatted(each.key(), type));
            }
        }
        return asked;
    }

    private Stream<Match> matches(String type, Asked asked) throws IOException {
        var candidates = asked.urls().isEmpty() ? ofType(type) : named(asked.urls()).filter(resource -> resource.resourceType().equals(type));
        return candidates.map(resource -> new Match(resource, distance(resource, asked.criteria()))).filter(match -> match.distance() >= 0);
    }

    private Stream<CanonicalResource> ofType(String type) throws IOException {
        var snapshot = resolver.snapshot();
        return IntStream.of(snapshot.documents(Column.RESOURCE_TYPE.field(), type)).filter(range::contains).mapToObj(snapshot::resource);
    }

    /// What each reference means; where urls are asked again and again, what all of them mean.
    private Stream<CanonicalResource> named(List<Parameter> urls) {
        var named = new ArrayList<CanonicalResource>();
        for (var at = 0; at < urls.size(); at++) {
            var found = urls.get(at).values(limits).stream().flatMap(this::meant).toList();
            if (at == 0) {
                named.addAll(found);
            } else {
                named.retainAll(found);
            }
        }
        return named.stream();
    }

    /// A version that is near to the asked one is not what was asked, unless it was asked in part.
    private Stream<CanonicalResource> meant(String reference) {
        var matches = resolver.matches(reference);
        return matches.kind() == MatchKind.FALLBACK ? Stream.of() : matches.resources().stream();
    }

    private static int distance(CanonicalResource resource, List<Criterion> criteria) {
        var distance = 0;
        for (var criterion : criteria) {
            var match = criterion.match(resource);
            if (match == Criterion.NOT) {
                return Criterion.NOT;
            }
            distance += match;
        }
        return distance;
    }

    /// As `_sort` asks, else the best match first; then as the resolver prefers.
    private Comparator<Match> order(Given given, boolean strict) {
        var preferred = Comparator.comparingInt(Match::distance)
                .thenComparing((Match match) -> !resolver.snapshot().preference().usable(match.resource().document()))
                .thenComparing(match -> match.resource().url())
                .thenComparingLong(match -> range.rank(match.resource().document()));
        return given.values("_sort", limits).stream()
                .flatMap(key -> sorted(key, strict).stream())
                .reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(preferred))
                .orElse(preferred);
    }

    private static Optional<Comparator<Match>> sorted(String key, boolean strict) {
        var isDescending = key.startsWith("-");
        Function<CanonicalResource, @Nullable String> column =
                switch (isDescending ? key.substring(1) : key) {
                    case "url" -> CanonicalResource::url;
                    case "name" -> CanonicalResource::name;
                    case "title" -> CanonicalResource::title;
                    case "status" -> CanonicalResource::status;
                    case "date" -> CanonicalResource::date;
                    case "publisher" -> CanonicalResource::publisher;
                    default -> null;
                };
        if (column == null) {
            if (strict) {
                throw Refused.notSupported(400, "`_sort` is by url, name, title, status, date or publisher here, not by `%s`".formatted(key));
            }
            return Optional.empty();
        }
        Comparator<String> texts = isDescending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Optional.of(Comparator.comparing((Match match) -> column.apply(match.resource()), Comparator.nullsLast(texts)));
    }

    private static List<CanonicalResource> distinct(Stream<CanonicalResource> resources) {
        var seen = new HashSet<Identity>();
        return resources.filter(resource -> seen.add(new Identity(resource.url(), resource.version(), resource.contentHash()))).toList();
    }
}

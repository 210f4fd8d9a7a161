package org.canonry.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.page.Window;
import org.canonry.api.query.Facet.Value;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random indexes, random searches: what the search says must be what a walk over all documents says.
class SearchPropertiesTest {
    private static final List<String> STATUSES = List.of("draft", "active", "retired", "unknown");
    private static final List<String> TYPES = List.of("ValueSet", "CodeSystem", "StructureDefinition", "Basic");
    private static final List<String> WORDS = List.of("patient", "vital", "signs", "weight", "core", "birth");
    private static final List<String> DATES = List.of("2020", "2020-05", "2021-01-01", "2022-02-02T10:00:00Z", "nonsense");

    /// Of the fields that are filtered now and then.
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of(
            "fhirVersion", List.of("4.0.1", "4.3.0", "5.0.0"),
            "publisher", List.of("Me", "You", "Z & Co"),
            "jurisdiction", List.of("US", "DE", "CH"),
            "kind", List.of("resource", "logical"),
            "type", List.of("Patient", "Extension"),
            "derivation", List.of("constraint", "specialization")));

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void pagesInBothDirectionsMakeUpTheWholeOrder() throws IOException {
        try (var index = SmallIndex.in(folder)) {
            var snapshot = filled(index, 9);
            for (var round = 0; round < 60; round++) {
                var query = query();
                var whole = run(query, Window.first(1_000), snapshot).page().items();
                assertThat(forward(query, snapshot)).as("%s %s", seed, query).isEqualTo(whole.stream().map(Page.Item::position).toList());
                assertThat(backward(query, snapshot)).as("%s %s", seed, query).isEqualTo(whole.stream().map(Page.Item::position).toList());
                assertThat(new HashSet<>(whole.stream().map(item -> item.node().resource()).toList())).as("%s %s", seed, query).hasSameSizeAs(whole);
            }
        }
    }

    private List<Position> forward(CanonicalQuery query, Snapshot snapshot) throws IOException {
        var seen = new ArrayList<Position>();
        while (true) {
            var after = seen.isEmpty() ? Optional.<Position>empty() : Optional.of(seen.getLast());
            var page = run(query, new Window(1 + random.nextInt(9), true, after, Optional.empty()), snapshot).page();
            assertThat(page.hasPrevious()).as("%s %s", seed, query).isEqualTo(!seen.isEmpty());
            page.items().forEach(item -> seen.add(item.position()));
            assertThat(page.hasNext()).as("%s %s", seed, query).isEqualTo(seen.size() < page.total());
            if (!page.hasNext()) {
                return seen;
            }
        }
    }

    private List<Position> backward(CanonicalQuery query, Snapshot snapshot) throws IOException {
        var seen = new ArrayList<Position>();
        while (true) {
            var before = seen.isEmpty() ? Optional.<Position>empty() : Optional.of(seen.getFirst());
            var page = run(query, new Window(1 + random.nextInt(9), false, Optional.empty(), before), snapshot).page();
            assertThat(page.hasNext()).as("%s %s", seed, query).isEqualTo(!seen.isEmpty());
            seen.addAll(0, page.items().stream().map(Page.Item::position).toList());
            assertThat(page.hasPrevious()).as("%s %s", seed, query).isEqualTo(seen.size() < page.total());
            if (!page.hasPrevious()) {
                return seen;
            }
        }
    }

    @Test
    void countsAreThoseOfAWalkOverAllDocuments() throws IOException {
        try (var index = SmallIndex.in(folder)) {
            for (var growth = 0; growth < 3; growth++) {
                var snapshot = filled(index, 3);
                for (var round = 0; round < 40; round++) {
                    compare(query(), snapshot);
                }
            }
        }
    }

    private void compare(CanonicalQuery query, Snapshot snapshot) throws IOException {
        var hits = run(query, Window.first(1_000), snapshot);
        var matching = matching(query, query.filter(), snapshot);
        assertThat(hits.totalCount()).as("%s %s", seed, query).isEqualTo(identities(query, matching.stream()).size());
        for (var item : hits.page().items()) {
            var alike = matching.stream().filter(resource -> identity(query, resource).equals(identity(query, item.node().resource()))).toList();
            assertThat(item.node().foldedCount()).as("%s %s", seed, query).isEqualTo(alike.size() - 1);
            assertThat(item.node().resource()).as("%s %s", seed, query)
                    .isEqualTo(alike.stream().min(Comparator.comparingInt(each -> snapshot.preference().rank(each.document()))).orElseThrow());
        }
        for (var facet : hits.facets(List.of(FacetField.values()), 1_000)) {
            assertThat(facet.values()).as("%s %s %s", seed, facet.field(), query).isEqualTo(counted(facet.field(), query, snapshot));
        }
    }

    private List<Value> counted(FacetField field, CanonicalQuery query, Snapshot snapshot) throws IOException {
        var byValue = new HashMap<String, List<CanonicalResource>>();
        for (var resource : matching(query, query.filter().with(field, List.of()), snapshot)) {
            values(field, resource).forEach(value -> byValue.computeIfAbsent(value, absent -> new ArrayList<>()).add(resource));
        }
        return byValue.entrySet().stream()
                .map(entry -> new Value(entry.getKey(), identities(query, entry.getValue().stream()).size()))
                .sorted(Comparator.comparingInt(Value::count).reversed().thenComparing(Value::value))
                .toList();
    }

    @Test
    void partsAndFactorsMakeUpTheScore() throws IOException {
        try (var index = SmallIndex.in(folder)) {
            var snapshot = filled(index, 9);
            var explained = 0;
            for (var round = 0; round < 150; round++) {
                var text = text();
                var query = new CanonicalQuery(Optional.of(text), CanonicalFilter.NONE, one(List.of(Collapse.values())), CanonicalSort.RELEVANCE, Window.first(5));
                for (var item : run(query, Window.first(5), snapshot).page().items()) {
                    var why = item.node().explanation().orElseThrow();
                    var sum = why.parts().stream().mapToDouble(ScoreExplanation.Part::score).sum();
                    var made = why.factors().stream().mapToDouble(ScoreExplanation.Factor::factor).reduce(sum, (one, other) -> one * other);
                    assertThat(made).as("%s %s %s", seed, text, why).isCloseTo(why.score(), withinPercentage(0.01));
                    assertThat(why.score()).isEqualTo(item.node().score().orElseThrow());
                    assertThat(why.resource().url()).isEqualTo(item.node().resource().url());
                    explained++;
                }
            }
            assertThat(explained).as("%s", seed).isGreaterThan(100);
        }
    }

    /// Words with slips, operators and fields.
    private String text() {
        var pieces = List.of("value set", "vitl", "pateint", "\"vital signs\"", "wei*", "birht~", "status:active", "title:core", "http://x.y/7", "x-y", "NOT core", "OR",
                "-signs", "+weight", "(birth OR core)", "package:some.package.1", "extension");
        var text = IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> random.nextBoolean() ? one(WORDS) : one(pieces)).collect(Collectors.joining(" "));
        return text.startsWith("OR") || text.endsWith("OR") || text.contains("OR OR") ? one(WORDS) : text;
    }

    private static List<CanonicalResource> matching(CanonicalQuery query, CanonicalFilter filter, Snapshot snapshot) {
        return IntStream.range(0, snapshot.searcher().getIndexReader().maxDoc())
                .mapToObj(snapshot::resource)
                .filter(resource -> Stream.of(FacetField.values()).allMatch(field -> filter.of(field).isEmpty()
                        || filter.of(field).stream().anyMatch(values(field, resource)::contains)))
                .filter(resource -> filter.example() == null || filter.example() == resource.example())
                .filter(resource -> query.text().map(word -> Objects.requireNonNullElse(resource.title(), "").contains(word)).orElse(true))
                .toList();
    }

    private static List<String> values(FacetField field, CanonicalResource resource) {
        return switch (field) {
            case RESOURCE_TYPE -> List.of(resource.resourceType());
            case FHIR_VERSION -> resource.packageVersion().fhirVersions();
            case PACKAGE -> List.of(resource.packageVersion().id().name().text());
            case JURISDICTION -> resource.jurisdictions();
            case PUBLISHER -> Stream.ofNullable(resource.publisher()).toList();
            case STATUS -> Stream.ofNullable(resource.status()).toList();
            case KIND -> Stream.ofNullable(resource.kind()).toList();
            case TYPE -> Stream.ofNullable(resource.type()).toList();
            case DERIVATION -> Stream.ofNullable(resource.derivation()).toList();
        };
    }

    private static String identity(CanonicalQuery query, CanonicalResource resource) {
        return query.collapse() == Collapse.URL ? resource.url() : resource.key();
    }

    private static Set<String> identities(CanonicalQuery query, Stream<CanonicalResource> resources) {
        return resources.map(resource -> identity(query, resource)).collect(Collectors.toSet());
    }

    private static CanonicalHits run(CanonicalQuery query, Window window, Snapshot snapshot) throws IOException {
        var windowed = new CanonicalQuery(query.text(), query.filter(), query.collapse(), query.sort(), window);
        return CanonicalSearch.run(windowed, snapshot, Limits.defaults());
    }

    private CanonicalQuery query() {
        var filter = new HashMap<String, Object>();
        if (random.nextBoolean()) {
            filter.put("status", some(STATUSES));
        }
        if (random.nextInt(3) == 0) {
            filter.put("resourceType", some(TYPES));
        }
        if (random.nextInt(3) == 0) {
            filter.put("package", List.of("some.package." + random.nextInt(4)));
        }
        VALUES.forEach((field, values) -> {
            if (random.nextInt(6) == 0) {
                filter.put(field, some(values));
            }
        });
        if (random.nextInt(4) == 0) {
            filter.put("example", random.nextBoolean());
        }
        return new CanonicalQuery(
                random.nextBoolean() ? Optional.of(one(WORDS)) : Optional.empty(), FilterOf.all(filter), one(List.of(Collapse.values())),
                one(List.of(CanonicalSort.values())), Window.first(20));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> some(List<T> choices) {
        return random.ints(1 + random.nextInt(2), 0, choices.size()).distinct().mapToObj(choices::get).toList();
    }

    private int packages;

    private Snapshot filled(SmallIndex index, int more) throws IOException {
        for (var i = 0; i < more; i++) {
            var number = packages++;
            var manifest = "{'name': 'some.package.%d', 'version': '%d.0.0', 'fhirVersions': ['%s']}"
                    .formatted(number % 4, number, one(List.of("4.0.1", "4.3.0', '5.0.0", "5.0.0")));
            var resources = IntStream.range(0, 1 + random.nextInt(30)).mapToObj(this::resource).toArray(String[]::new);
            index.with(SmallPackage.ofJson(manifest).holding(resources)).flush();
        }
        return index.publish().snapshot();
    }

    /// Titles are words of the list; names, ids and urls are not, so that a word matches by title alone.
    private String resource(int file) {
        var fields = new ArrayList<>(List.of(
                "'resourceType': '%s'".formatted(one(TYPES)),
                "'url': 'http://x.y/%d'".formatted(random.nextInt(40)),
                "'title': '%s %s'".formatted(one(WORDS), one(WORDS)),
                "'_filename': '%s%d.json'".formatted(random.nextInt(5) == 0 ? "example/" : "", file)));
        Map.of(
                        "status", STATUSES,
                        "date", DATES,
                        "publisher", List.of("Me", "You", "Z & Co"),
                        "version", List.of("1.0.0", "2.0", "2.0.0-ballot"),
                        "kind", VALUES.get("kind"),
                        "type", VALUES.get("type"),
                        "derivation", VALUES.get("derivation"))
                .entrySet().stream().sorted(Map.Entry.comparingByKey()).filter(entry -> random.nextBoolean())
                .forEach(entry -> fields.add("'%s': '%s'".formatted(entry.getKey(), one(entry.getValue()))));
        if (random.nextInt(3) == 0) {
            fields.add("'jurisdiction': [{'coding': [{'code': '%s'}]}, {'coding': [{'code': 'DE'}]}]".formatted(one(List.of("US", "DE", "CH"))));
        }
        return "{" + String.join(", ", fields) + "}";
    }
}

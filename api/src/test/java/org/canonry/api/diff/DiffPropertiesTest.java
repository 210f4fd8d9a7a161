package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.canonry.storage.Seed;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Resources put together at random, of few names and values, so that much of two of them meets.
class DiffPropertiesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Seed seed = Seed.ofThisRun();
    private final Random random = seed.random();
    private final List<Supplier<ObjectNode>> kinds =
            List.of(this::profile, this::codeSystem, this::valueSet, this::conceptMap, this::operation, this::questionnaire, this::anything);

    @RepeatedTest(20)
    void nothingDiffersFromItself() {
        for (var kind : kinds) {
            var resource = kind.get();
            assertThat(compare(resource, resource.deepCopy())).as(seed.toString()).isEmpty();
        }
    }

    @RepeatedTest(20)
    void theOrderOfPropertiesNeverMatters() {
        for (var kind : kinds) {
            var from = kind.get();
            var to = kind.get();
            assertThat(compare(from, Disturbed.shuffled(from, random))).as(seed.toString()).isEmpty();
            assertThat(texts(compare(Disturbed.shuffled(from, random), Disturbed.shuffled(to, random)))).as(seed.toString()).isEqualTo(texts(compare(from, to)));
        }
    }

    @RepeatedTest(20)
    void noiseNeverShows() {
        for (var kind : kinds) {
            var from = kind.get();
            var to = kind.get();
            assertThat(compare(from, Disturbed.rebuilt(from, random))).as(seed.toString()).isEmpty();
            assertThat(compare(from, Disturbed.rebuilt(to, random))).as(seed.toString()).isEqualTo(compare(from, to));
        }
    }

    @RepeatedTest(20)
    void whatCameGoesTheOtherWayRound() {
        for (var kind : kinds) {
            var from = kind.get();
            var to = kind.get();
            var back = compare(to, from).stream().map(change -> change.path() + ' ' + change.to() + " > " + change.from()).toList();
            assertThat(back).as(seed.toString()).containsExactlyInAnyOrderElementsOf(
                    compare(from, to).stream().map(change -> change.path() + ' ' + change.from() + " > " + change.to()).toList());
        }
    }

    private static List<ElementChange> compare(JsonNode from, JsonNode to) {
        return Resources.compare(from, to, Limits.defaults()).changes();
    }

    private static List<String> texts(List<ElementChange> changes) {
        return changes.stream().map(change -> change.rule() + " " + change.path() + ' ' + change.impact()).sorted().toList();
    }

    private String any() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private boolean perhaps() {
        return random.nextBoolean();
    }

    /// Some of the names, in any order, each once.
    private List<String> some() {
        var some = new ArrayList<>(NAMES);
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(some.size() + 1));
    }

    private ObjectNode resource(String type) {
        return JSON.objectNode().put("resourceType", type).put("url", "http://example.org/x").put("title", any()).put("status", perhaps() ? "draft" : "active");
    }

    private ObjectNode profile() {
        var profile = resource("StructureDefinition").put("derivation", perhaps() ? "constraint" : "specialization");
        var snapshot = profile.putObject("snapshot").putArray("element");
        var differential = profile.putObject("differential").putArray("element");
        snapshot.addObject().put("id", "A").put("path", "A");
        for (var name : some()) {
            var element = element("A." + name);
            snapshot.add(element);
            differential.add(element);
            some().forEach(slice -> snapshot.add(element("A." + name + ':' + slice)));
        }
        return profile;
    }

    private ObjectNode element(String id) {
        var element = JSON.objectNode().put("id", id).put("path", id).put("min", random.nextInt(3)).put("max", perhaps() ? "*" : "3").put("mustSupport", perhaps());
        some().forEach(code -> targets(element.withArray("/type").addObject().put("code", code)));
        if (perhaps()) {
            element.putObject("binding").put("strength", perhaps() ? "required" : "preferred").put("valueSet", "http://example.org/" + any());
        }
        if (perhaps()) {
            element.put(perhaps() ? "fixedCode" : "patternCode", any());
        }
        some().forEach(key -> element.withArray("/constraint").addObject().put("key", key).put("severity", perhaps() ? "error" : "warning").put("expression", any()));
        return element;
    }

    private void targets(ObjectNode type) {
        some().forEach(target -> type.withArray("/targetProfile").add("http://example.org/" + target));
    }

    private ObjectNode codeSystem() {
        var system = resource("CodeSystem").put("caseSensitive", perhaps());
        some().forEach(code -> concept(system.withArray("/concept").addObject(), code));
        return system;
    }

    private void concept(ObjectNode concept, String code) {
        concept.put("code", code).put("display", any());
        some().forEach(language -> concept.withArray("/designation").addObject().put("language", language).put("value", any()));
        some().forEach(property -> concept.withArray("/property").addObject().put("code", property).put("valueCode", any()));
    }

    private ObjectNode valueSet() {
        var set = resource("ValueSet");
        for (var list : List.of("include", "exclude")) {
            some().forEach(system -> group(set.withArray("/compose/" + list).addObject().put("system", "http://example.org/" + system)));
        }
        return set;
    }

    private void group(ObjectNode group) {
        if (perhaps()) {
            some().forEach(code -> group.withArray("/concept").addObject().put("code", code).put("display", any()));
        } else if (perhaps()) {
            group.withArray("/filter").addObject().put("property", any()).put("op", "=").put("value", any());
        }
    }

    private ObjectNode conceptMap() {
        var map = resource("ConceptMap");
        var group = map.putArray("group").addObject().put("source", any()).put("target", any());
        some().forEach(code -> mapped(group.withArray("/element").addObject().put("code", code)));
        return map;
    }

    private void mapped(ObjectNode element) {
        some().forEach(code -> element.withArray("/target").addObject().put("code", code).put("equivalence", any()).put("comment", any()));
    }

    private ObjectNode operation() {
        var operation = resource("OperationDefinition").put("code", any());
        some().forEach(name -> operation.withArray("/parameter").addObject().put("name", name).put("use", "in").put("min", random.nextInt(2)).put("type", any()));
        return operation;
    }

    private ObjectNode questionnaire() {
        var questionnaire = resource("Questionnaire");
        items(questionnaire.putArray("item"), 2);
        return questionnaire;
    }

    private void items(ArrayNode items, int levels) {
        for (var id : some()) {
            var item = items.addObject().put("linkId", id).put("type", any()).put("required", perhaps());
            if (levels > 0) {
                items(item.putArray("item"), levels - 1);
            }
        }
    }

    private ObjectNode anything() {
        return resource("Library").set("content", tree(4));
    }

    private JsonNode tree(int levels) {
        if (levels == 0) {
            return JSON.stringNode(any());
        }
        var object = JSON.objectNode();
        some().forEach(name -> object.set(name, tree(levels - 1)));
        return object;
    }
}

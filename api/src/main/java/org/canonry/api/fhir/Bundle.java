package org.canonry.api.fhir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A page of what a search found, as a Bundle. One resource is in memory at a time.
///
/// A cursor is the server's digest of the resource that ends the page before (or begins the page behind): it holds in every later state of the index in
/// which that resource is still found.
final class Bundle {
    /// The parameter that says where a page begins.
    static final String CURSOR = "_cursor";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DIGEST = Pattern.compile("[ab][0-9a-f]{16}");
    private static final int SIZE = 20;

    private final List<CanonicalResource> resources;
    private final int from;
    private final int to;
    private final ObjectNode head;

    private Bundle(List<CanonicalResource> resources, int from, int to, ObjectNode head) {
        this.resources = resources;
        this.from = from;
        this.to = to;
        this.head = head;
    }

    /// The page that is asked for.
    ///
    /// @param given `_count`, `_cursor` and `_total` count
    /// @param address of the search, without its parameters
    /// @throws Refused when what is asked for means nothing, or its place is gone
    static Bundle of(Search.Found found, Given given, Presentation presentation, String address, Limits limits) {
        var all = found.resources();
        var size = presentation.extent() == Presentation.Extent.COUNT ? 0 : size(given, limits);
        var from = size == 0 ? 0 : start(all, given, size);
        var to = Math.min(all.size(), from + size);
        var head = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        if (!given.last("_total").equals(Optional.of("none")) || size == 0) {
            head.put("total", all.size());
        }
        links(head, found, from, to, size, address);
        return new Bundle(all, from, to, head);
    }

    private static int size(Given given, Limits limits) {
        var most = limits.intOf(Limit.FHIR_PAGE_ITEMS);
        return given.last("_count").map(text -> Math.min(most, number(text))).orElse(Math.min(most, SIZE));
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw Refused.invalid("`_count` is a number that is not negative, not `%s`".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static int start(List<CanonicalResource> all, Given given, int size) {
        var cursor = given.last(CURSOR);
        if (cursor.isEmpty()) {
            return 0;
        }
        if (!DIGEST.matcher(cursor.get()).matches()) {
            throw Refused.invalid("`%s` is not for making up: follow the links of a page".formatted(CURSOR));
        }
        var digest = cursor.get().substring(1);
        for (var at = 0; at < all.size(); at++) {
            if (ServerId.of(all.get(at)).digest().equals(digest)) {
                return cursor.get().charAt(0) == 'a' ? at + 1 : Math.max(0, at - size);
            }
        }
        throw new Refused(410, Refused.Issue.NOT_FOUND, "The index has moved on and this page's place is gone: ask for the first page again");
    }

    private static void links(ObjectNode head, Search.Found found, int from, int to, int size, String address) {
        var links = head.putArray("link");
        links.addObject().put("relation", "self").put("url", address + found.used().query());
        if (size == 0) {
            return;
        }
        var others = found.used().without(Set.of(CURSOR));
        links.addObject().put("relation", "first").put("url", address + others.query());
        if (from > 0) {
            links.addObject().put("relation", "previous").put("url", address + at(others, "b" + digest(found, from)));
        }
        if (to < found.resources().size()) {
            links.addObject().put("relation", "next").put("url", address + at(others, "a" + digest(found, to - 1)));
        }
    }

    private static String digest(Search.Found found, int at) {
        return ServerId.of(found.resources().get(Math.min(at, found.resources().size() - 1))).digest();
    }

    private static String at(Given others, String cursor) {
        var all = new ArrayList<>(others.all());
        all.add(new Given.Parameter(CURSOR, null, cursor));
        return new Given(all).query();
    }

    /// Writes it.
    ///
    /// @param lines reads resources from the bucket
    /// @param base address of the base, to which types and ids are added
    /// @throws IOException when it cannot be written; what was written is then no JSON
    void write(ResourceCopy copy, Lines lines, String base, OutputStream out) throws IOException {
        var start = JSON.writeValueAsBytes(head);
        out.write(start, 0, start.length - 1);
        for (var at = from; at < to; at++) {
            out.write((at == from ? ",\"entry\":[" : ",").getBytes(StandardCharsets.UTF_8));
            entry(resources.get(at), copy, lines, base, out);
        }
        out.write((to > from ? "]}" : "}").getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(CanonicalResource resource, ResourceCopy copy, Lines lines, String base, OutputStream out) throws IOException {
        var line = lines.of(resource);
        var id = ServerId.of(resource).toString();
        var url = JSON.writeValueAsString(Map.of("fullUrl", base + '/' + resource.resourceType() + '/' + id));
        out.write((url.substring(0, url.length() - 1) + ",\"resource\":").getBytes(StandardCharsets.UTF_8));
        copy.write(line, resource, id, out);
        out.write(",\"search\":{\"mode\":\"match\"}}".getBytes(StandardCharsets.UTF_8));
    }

    /// Reads resources.
    interface Lines {
        /// The line of a resource.
        ///
        /// @throws Refused when the bucket does not give it
        byte[] of(CanonicalResource resource);
    }
}

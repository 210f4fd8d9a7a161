package org.canonry.api.graphql;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.schema.GraphQLSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The documents that a server in production answers, and no others: those that its pages and programs were built with. Immutable.
///
/// Read are the lists that GraphQL's usual tools write: `{"<id>": "<document>"}` of GraphQL Code Generator (`persisted-documents.json`) and Relay
/// (`persisted_queries.json`), the manifest of Apollo (`{"format": "apollo-persisted-query-manifest", "operations": [{"id": …, "body": …}]}`), and
/// documents as they are (`.graphql`), whose id is their SHA-256.
public final class TrustedDocuments {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String APOLLO = "operations";

    private final Map<String, String> byId = new HashMap<>();
    private final Set<String> texts;

    private TrustedDocuments(List<Path> files) throws IOException {
        for (var file : files) {
            read(file);
        }
        this.texts = new HashSet<>(byId.values());
    }

    /// Reads a list, or all lists and documents of a folder.
    ///
    /// @throws IOException when something cannot be read, or there is no document
    public static TrustedDocuments read(List<Path> places) throws IOException {
        var documents = new TrustedDocuments(places.stream().flatMap(place -> files(place).stream()).toList());
        if (documents.byId.isEmpty()) {
            throw new IOException("there is no document in " + places + ": a list is a .json file, a document a .graphql file");
        }
        return documents;
    }

    private static List<Path> files(Path place) {
        var inside = place.toFile().listFiles();
        return inside == null ? List.of(place) : List.of(inside).stream().map(file -> file.toPath()).filter(TrustedDocuments::isRead).sorted().toList();
    }

    private static boolean isRead(Path file) {
        return file.toString().endsWith(".json") || file.toString().endsWith(".graphql");
    }

    private void read(Path file) throws IOException {
        var text = Files.readString(file);
        if (file.toString().endsWith(".graphql")) {
            byId.put(Documents.sha256(text), text);
        } else {
            readList(file, text);
        }
    }

    private void readList(Path file, String text) throws IOException {
        try {
            var list = JSON.readTree(text);
            if (list.path(APOLLO).isArray()) {
                list.path(APOLLO).forEach(operation -> put(file, operation.path("id").asString(""), operation.path("body")));
            } else {
                list.properties().forEach(entry -> put(file, entry.getKey(), entry.getValue()));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("%s is no list of documents, which is JSON such as {\"<hash>\": \"{ index { lsn } }\"}: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void put(Path file, String id, JsonNode document) {
        if (id.isEmpty() || !document.isString()) {
            throw new IllegalArgumentException("\"%s\" is not the id of a document".formatted(id));
        }
        byId.put(id.startsWith("sha256:") ? id.substring("sha256:".length()) : id, document.asString());
    }

    /// How many there are.
    public int size() {
        return byId.size();
    }

    /// Which of them the contract does not allow, and why: programs that were built for another one ask these.
    List<String> misfits(GraphQLSchema contract) {
        return byId.entrySet().stream().flatMap(entry -> misfit(entry.getKey(), entry.getValue(), contract)).sorted().toList();
    }

    private static Stream<String> misfit(String id, String document, GraphQLSchema contract) {
        var result = ParseAndValidate.parseAndValidate(contract, ExecutionInput.newExecutionInput(document).build());
        return result.getErrors().stream().limit(1).map(error -> id + ": " + error.getMessage());
    }

    /// The document of that id.
    Optional<String> named(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// Whether a text is one of them.
    boolean contains(String document) {
        return texts.contains(document);
    }
}

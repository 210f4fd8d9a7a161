package org.canonry.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.canonry.indexbuilder.build.BuildProgress;
import org.canonry.storage.upstream.OwnPackages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `canonry train`: comes up on a few small packages in a folder of its own, answers some questions, and goes: what the launcher lets the JVM learn from,
/// so that `canonry up` is quick.
@Command(name = "train", hidden = true, description = "Comes up, answers, and goes, for the JVM to learn what that needs.")
final class TrainCommand implements Callable<Integer> {
    private static final List<String> QUESTIONS = List.of(
            "{ index { lsn builtAt packages packageVersions canonicals distinctUrls quarantined } }",
            """
            { packages(first: 5) { totalCount nodes { name latest { version title dependencyGraph { nodes { depth packageVersion { name } }
              unresolved { name problem } conflicts { name } } dependencies { name requirement resolved { version } problem } } } } }""",
            """
            { canonicals(query: "hive", first: 5) { totalCount facets(fields: [RESOURCE_TYPE, PACKAGE]) { field values { value count } }
              edges { cursor score foldedCount highlights { field fragments } node { id url version name title status resourceType description
              membership contentHash packageVersion { name version tarball { url integrity } } uses(first: 3) { totalCount nodes { path kind target } }
              usedBy(first: 3) { totalCount } carriers { totalCount } resource } } } }""",
            "{ suggest(prefix: \"h\") { text } feed(first: 3) { nodes { lsn event at } } quarantine { totalCount } }",
            """
            { resolve(references: ["http://hl7.org/fhir/StructureDefinition/Patient", "Patient|4.0.1"]) { outcome matchKind candidates { reason }
              resource { url } } }""");
    private static final List<String> FILES = List.of("", "pkgs.ndjson.gz", "feed.ndjson.gz", "pkgs/none", "actuator/health/readiness");
    private static final String EXAMINED = "canonry.example.terms";

    @Parameters(paramLabel = "DIR", description = "An empty folder, which is of no use afterwards.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        var deliveries = OwnPackages.tarballs().entrySet().stream()
                .map(entry -> new Delivery(entry.getKey(), entry.getValue()))
                .toList();
        var places = new ServerPlaces(Files.createDirectories(folder));
        try (var running = Installation.start(places, 0, List.of("*"))) {
            Intake.of(deliveries, running.registry(), Screen.standard());
            running.registry().publishViews((written, total) -> {});
            running.builder().catchUp(BuildProgress.SILENT);
            running.follow(false);
            ask(running.address());
        }
        Canonry.commandLine().execute("doctor", "--data", folder.toString(), "--all", EXAMINED);
        return 0;
    }

    private static void ask(URI address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var file : FILES) {
                client.send(HttpRequest.newBuilder(address.resolve(file)).build(), BodyHandlers.discarding());
            }
            for (var question : QUESTIONS) {
                var body = "{\"query\":\"" + question.replace("\"", "\\\"").replace("\n", " ") + "\"}";
                var request = HttpRequest.newBuilder(address.resolve("graphql"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
                client.send(request.build(), BodyHandlers.discarding());
            }
        }
    }
}

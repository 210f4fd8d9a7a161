package org.canonry.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.utilities.npm.FilesystemPackageCacheManager;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.hl7.fhir.utilities.npm.PackageClient;
import org.hl7.fhir.utilities.npm.PackageInfo;
import org.hl7.fhir.utilities.npm.PackageServer;
import org.hl7.fhir.utilities.npm.PackageServer.PackageServerType;

/// Does with a registry what the IG publisher and the validator do, and prints a line for each thing: `Hl7Packages address FHIR|NPM folder packages…`.
public final class Hl7Packages {
    private final PackageServer server;
    private final PackageClient client;

    private Hl7Packages(String address, PackageServerType type) {
        this.server = new PackageServer(address).withServerType(type).withAllowHttp(true).withAllowPrivateNetwork(true);
        this.client = new PackageClient(server);
    }

    /// Runs it.
    ///
    /// @param arguments the registry's address, the type of server that the client is to take it for, a folder for the client's cache, and the names of
    ///     packages whose versions are listed
    public static void main(String[] arguments) throws IOException {
        var packages = new Hl7Packages(arguments[0], PackageServerType.valueOf(arguments[1]));
        packages.ask();
        packages.cache(Path.of(arguments[2]));
        for (var name : List.of(arguments).subList(3, arguments.length)) {
            say("latest of " + name, packages.client.getLatestVersion(name, false));
        }
    }

    private void ask() throws IOException {
        say("exists", client.exists("hl7.fhir.us.core", "6.1.0"));
        say("exists not", client.exists("hl7.fhir.us.core", "9.9.9"));
        say("versions", client.getVersions("hl7.fhir.us.core").stream().map(PackageInfo::getVersion).toList());
        say("FHIR version", client.getVersions("hl7.fhir.us.core").getFirst().getFhirVersion());
        say("version by wildcard", client.getLatestVersion("hl7.fhir.us.core", "6.1.x"));
        say("search by name", ids(client.search("us.core", null, "R4", false, null)));
        say("search by canonical", ids(client.search(null, "http://hl7.org/fhir/us/core", null, false, null)));
        say("search by another FHIR version", ids(client.search("us.core", null, "R5", false, null)));
        var dependents = new TreeSet<String>();
        client.findDependents(dependents, "hl7.fhir.us.core@3.1.1");
        say("dependents", dependents);
        try (var tarball = client.fetch("hl7.fhir.us.core", "6.1.0")) {
            say("bytes fetched", tarball.readAllBytes().length);
        }
    }

    private static List<String> ids(List<PackageInfo> found) {
        return found.stream().map(info -> info.getId() + "#" + info.getVersion()).toList();
    }

    private void cache(Path folder) throws IOException {
        var cache = new FilesystemPackageCacheManager.Builder()
                .withCacheFolder(Files.createDirectories(folder).toString())
                .withPackageServers(List.of(server))
                .build();
        var exact = cache.loadPackage("hl7.fhir.us.carin-bb", "1.1.0");
        say("loaded exactly", id(exact));
        say("its dependencies", exact.dependencies());
        say("loaded by wildcard", id(cache.loadPackage("hl7.fhir.us.core", "6.1.x")));
        say("loaded without version", id(cache.loadPackage("hl7.fhir.us.vitals")));
        say("loaded by alias", id(cache.loadPackage("old@npm:hl7.fhir.us.core", "3.1.1")));
        say("name for a canonical", cache.getPackageId("http://hl7.org/fhir/us/core"));
        say("canonical for a name", cache.getPackageUrl("hl7.fhir.us.core"));
    }

    private static String id(NpmPackage loaded) {
        return loaded.name() + "#" + loaded.version();
    }

    private static void say(String what, Object value) {
        System.out.println(what + ": " + value);
    }
}

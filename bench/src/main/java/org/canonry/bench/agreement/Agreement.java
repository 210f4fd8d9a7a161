package org.canonry.bench.agreement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.canonry.api.graph.Closure;
import org.canonry.api.graph.Dependencies;
import org.canonry.api.resolve.ResolutionScope;
import org.canonry.api.resolve.Resolver;
import org.canonry.api.resolve.Strategy;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.bench.Home;
import org.canonry.bench.Prepared;
import org.canonry.bench.Tarballs;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `canonry agreement`: resolves every reference of some packages with Canonry and with HL7's library, and explains where they differ.
@Command(
        name = "agreement",
        description = "Resolves every reference of some packages, in the scope of the package and by the strategy NEAREST, with Canonry and with HL7's"
                + " core library, and explains where the two differ.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Agreement implements Callable<Integer> {
    /// Of ten countries; of each the package of which most of what it depends on is in the set.
    private static final List<String> TEN = List.of(
            "hl7.fhir.au.base@6.0.0", "hl7.fhir.be.core-clinical@1.2.0", "ch.fhir.ig.ch-core@4.0.0-ballot", "hl7.fhir.cl.clcore@1.8.6",
            "medcom.fhir.dk.core@2.2.0", "ans.fhir.fr.annuaire@1.2.0-snapshot-2", "jpfhir.jp.core@2.0.0-dev", "hl7se.fhir.base@1.1.0",
            "tw.iii.ltc@1.0.0", "hl7.fhir.us.carin-bb@1.1.0");

    @Parameters(paramLabel = "name@version", description = "The packages (default: ten of different countries).")
    private List<String> packages = TEN;

    @Option(names = "--implicit", description = "With the packages that tools add of their own accord: HL7's terminology, extensions and tools.")
    private boolean implicit;

    @Option(names = "--all", description = "Name every reference about which the two differ, not one of each kind.")
    private boolean all;

    @Option(names = "--heap", paramLabel = "SIZE", defaultValue = "2g", description = "Heap of the process with HL7's library (default: 2g).")
    private String heap = "2g";

    private Agreement() {}

    /// Compares, and ends the process: 0 when everything could be compared, whatever came of it.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Agreement()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var home = Home.find();
        var prepared = Prepared.of(Tarballs.choose(List.of(), home.sharedPackages()), home);
        var folder = Files.createDirectories(home.data().resolve("agreement"));
        try (var bucket = prepared.bucket();
                var snapshots = new Snapshots(bucket, Files.createDirectories(folder.resolve("snapshot")), Limits.defaults())) {
            snapshots.refresh();
            try (var borrowed = snapshots.borrow()) {
                var hl7 = new Hl7(home.oracle(), folder, heap, tarballs(borrowed.snapshot(), prepared.data().resolve("bucket")));
                System.out.print(new AgreementReport(compare(borrowed.snapshot(), hl7)).text(all));
            }
        } finally {
            Prepared.delete(folder);
        }
        return 0;
    }

    private static Map<String, Path> tarballs(Snapshot snapshot, Path bucket) {
        var tarballs = new TreeMap<String, Path>();
        for (var version : snapshot.packages().versions()) {
            tarballs.put(Subject.hash(version), bucket.resolve(version.tarball().key()));
        }
        return tarballs;
    }

    private List<PackageAgreement> compare(Snapshot snapshot, Hl7 hl7) throws IOException {
        var compared = new ArrayList<PackageAgreement>();
        for (var name : packages) {
            System.err.println(name + " …");
            compared.add(compare(snapshot, hl7, version(snapshot, name)));
        }
        return compared;
    }

    private static PackageVersion version(Snapshot snapshot, String name) throws NoSuchFileException {
        return PackageSpec.parse(name).valid()
                .flatMap(snapshot.packages()::version)
                .orElseThrow(() -> new NoSuchFileException(name + " is not among the packages"));
    }

    private PackageAgreement compare(Snapshot snapshot, Hl7 hl7, PackageVersion version) throws IOException {
        var subject = Subject.of(snapshot, version);
        var dependencies = Dependencies.of(snapshot);
        var closure = Closure.of(dependencies, List.of(version), implicit);
        var added = closure.versions().stream().filter(closure::isImplicit).map(Subject::hash).toList();
        var scope = ResolutionScope.of(version).by(Strategy.NEAREST);
        var resolver = new Resolver(snapshot, Limits.defaults(), implicit ? scope.withImplicit() : scope);
        return new PackageAgreement(
                subject.name(), closure.size(), missing(dependencies, closure),
                PackageAgreement.compare(subject, hl7.ask(subject, added), resolver));
    }

    private static int missing(Dependencies dependencies, Closure closure) {
        return (int) closure.versions().stream()
                .flatMap(version -> dependencies.of(version).stream())
                .filter(requirement -> requirement.resolved() == null)
                .count();
    }
}

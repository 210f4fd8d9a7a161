package org.canonry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.canonry.api.diff.PackageDiff;
import org.canonry.api.diff.ResourceDiff;
import org.canonry.api.diff.Touch;
import org.canonry.api.page.Page;
import org.canonry.api.page.Window;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `canonry diff`: says what changed between two package versions, and what that may break.
@Command(
        name = "diff",
        header = "Says what changed between two versions of a package, and what it may break.",
        description = {
            "Says what changed between two versions of a package, element by element, and what that may break. Both are looked up in the index of",
            "--data or --bucket; no server need run. docs/diff-rules.md explains every rule.",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing breaks", "1:something may break", "2:could not be compared"},
        exitCodeOnExecutionException = 2,
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DiffCommand implements Callable<Integer> {
    private static final Limits LIMITS = Limits.defaults();
    private static final Window ALL = Window.first(Integer.MAX_VALUE);

    @Parameters(index = "0", paramLabel = "FROM", description = "The earlier version: name@version or name#version.")
    private String from = "";

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "The later version, of the same package or of another; a name alone means its latest version.")
    private String to = "";

    @Option(
            names = "--in",
            paramLabel = "PACKAGE",
            description = "Lists the resources of that package, and of all that it needs, that refer to what changed or went.")
    private @Nullable String in;

    @Option(names = "--all", description = "List every change in words; otherwise they are only counted.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON: everything, for programs.")
    private boolean json;

    @Mixin
    private Places places = new Places();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (var index = IndexAtHand.open(places, LIMITS)) {
            var snapshot = index.snapshot();
            var diff = PackageDiff.between(snapshot, version(from, snapshot), version(to, snapshot));
            var compared = ComparedPackages.of(diff, new ResourceDiff(LIMITS));
            print(compared, in == null ? List.of() : touched(diff, version(in, snapshot)));
            return compared.isBreaking() ? 1 : 0;
        }
    }

    private static PackageVersion version(String named, Snapshot snapshot) throws IOException {
        return PackageSpec.parse(named).valid().flatMap(snapshot.packages()::version)
                .orElseThrow(() -> new IOException("the index has no package version %s: name it as name@version".formatted(named)));
    }

    private static List<Touch> touched(PackageDiff diff, PackageVersion in) throws IOException {
        return diff.touched(in, ALL).items().stream().map(Page.Item::node).toList();
    }

    private void print(ComparedPackages compared, List<Touch> touched) {
        PrintWriter out = spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        if (json) {
            out.println(DiffJson.of(compared, touched));
        } else {
            new DiffPage(new Ink(out, Ink.wanted()), all).print(compared, touched, in);
        }
        out.flush();
    }
}

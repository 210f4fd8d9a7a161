package org.canonry.cli;

import java.io.IOException;
import java.util.Locale;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.database.RecordReader;
import org.canonry.storage.index.SnapshotManifest;
import org.canonry.storage.limits.Limits;

/// The one screen that says what there is: indexed, quarantined and why, and where to look.
record Summary(Installation.Running running, Intake intake) {

    void print(Screen screen) throws IOException {
        var snapshot = Publication.find(running.bucket(), Limits.defaults()).manifest().orElseThrow();
        screen.line("");
        screen.line("Canonry is up.");
        screen.line("");
        indexed(screen, snapshot);
        quarantined(screen, snapshot);
        screen.line("");
        screen.line("  Open          %s           %s", running.address(), frontPage());
        screen.line("                %sgraphql    GraphQL", running.address());
        screen.line("                %spkgs       the registry: npm install --registry %<spkgs NAME@VERSION", running.address());
        screen.line("");
        screen.line("  Ctrl-C stops it; what is there stays in place for the next start.");
    }

    private void indexed(Screen screen, SnapshotManifest snapshot) {
        screen.line("  %-12s  %s with %s, in %s of %s (lsn %s)", "Indexed", number(snapshot.canonicals(), "canonical"),
                number(snapshot.distinctUrls(), "url"), number(snapshot.packageVersions(), "version"), number(snapshot.packages(), "package"),
                number(snapshot.lsn()));
        screen.line("  %-12s  %s new, %s known, %s refused", "Tarballs", number(intake.loaded()), number(intake.known()),
                number(intake.refused().size()));
    }

    private void quarantined(Screen screen, SnapshotManifest snapshot) throws IOException {
        screen.line("  %-12s  %s", "Quarantined", snapshot.quarantined() == 0 ? "nothing" : number(snapshot.quarantined()));
        for (var reason : new RecordReader(running.database()).quarantineReasons()) {
            screen.line("  %-12s  %6s  %-20s  such as %s", "", number(reason.count()), reason.code(), reason.source());
            screen.line("  %-12s  %6s  %-20s  %s", "", "", "", reason.detail());
        }
    }

    private static String frontPage() {
        return Summary.class.getResource("/META-INF/resources/index.html") == null
                ? "a page without the playground, since npm was not there to build it"
                : "the playground";
    }

    private static String number(long value, String of) {
        return "%s %s%s".formatted(number(value), of, value == 1 ? "" : "s");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}

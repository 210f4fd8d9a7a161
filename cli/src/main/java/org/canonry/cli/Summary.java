package org.canonry.cli;

import static org.canonry.storage.database.Tables.QUARANTINE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.canonry.indexbuilder.publish.Publication;
import org.canonry.storage.index.SnapshotManifest;

/// The one screen that says what there is: indexed, quarantined and why, and where to look.
record Summary(Installation.Running running, Intake intake) {

    void print(Screen screen) throws IOException {
        var snapshot = Publication.find(running.bucket()).manifest().orElseThrow();
        screen.line("");
        screen.line("Canonry is up.");
        screen.line("");
        indexed(screen, snapshot);
        quarantined(screen, snapshot);
        screen.line("");
        screen.line("  Open          %s           the playground", running.address());
        screen.line("                %sgraphql    GraphQL", running.address());
        screen.line("                %spkgs       the registry: npm install --registry %<spkgs NAME@VERSION", running.address());
        screen.line("");
        screen.line("  Ctrl-C stops it; what is there stays in place for the next start.");
    }

    private void indexed(Screen screen, SnapshotManifest snapshot) {
        screen.line("  %-12s  %s canonicals with %s urls, in %s versions of %s packages (lsn %s)", "Indexed", number(snapshot.canonicals()),
                number(snapshot.distinctUrls()), number(snapshot.packageVersions()), number(snapshot.packages()), number(snapshot.lsn()));
        screen.line("  %-12s  %s new, %s known, %s refused", "Tarballs", number(intake.loaded()), number(intake.known()),
                number(intake.refused().size()));
    }

    private void quarantined(Screen screen, SnapshotManifest snapshot) throws IOException {
        screen.line("  %-12s  %s", "Quarantined", snapshot.quarantined() == 0 ? "nothing" : number(snapshot.quarantined()));
        for (var reason : reasons()) {
            screen.line("  %-12s  %6s  %-20s  such as %s", "", number(reason.count), reason.code, reason.example);
            screen.line("  %-12s  %6s  %-20s  %s", "", "", "", reason.detail);
        }
    }

    private List<Reason> reasons() throws IOException {
        return running.database().read(sql -> sql.select(QUARANTINE.REASON, count(), min(QUARANTINE.SOURCE), min(QUARANTINE.DETAIL))
                .from(QUARANTINE)
                .groupBy(QUARANTINE.REASON)
                .orderBy(count().desc(), QUARANTINE.REASON)
                .fetch(row -> new Reason(row.value1(), row.value2(), row.value3(), row.value4())));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private record Reason(String code, int count, String example, String detail) {}
}

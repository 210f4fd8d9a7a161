package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.FhirDate;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.Parsed;
import org.jspecify.annotations.Nullable;

/// What of a search means nothing, in words: no argument is refused for its form, but whoever wonders why nothing is found is told.
final class Remarks {
    private final Snapshot snapshot;
    private final List<String> remarks = new ArrayList<>();

    private Remarks(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    static List<String> of(CanonicalQuery query, Snapshot snapshot) {
        var found = new Remarks(snapshot);
        query.text().filter(text -> !text.isBlank() && !text.contains("*") && !Tokens.hasLetterOrDigit(text)).ifPresent(text ->
                found.remarks.add("query: it holds no letter or digit to search for"));
        query.filter().packageVersions().forEach(found::packageVersion);
        query.filter().of(FacetField.PACKAGE).forEach(found::packageName);
        found.date("dateFrom", query.filter().dateFrom());
        found.date("dateTo", query.filter().dateTo());
        return List.copyOf(found.remarks);
    }

    private void packageVersion(String asked) {
        switch (PackageSpec.parse(asked)) {
            case Parsed.Valid<PackageSpec>(var spec) when snapshot.packages().version(spec).isEmpty() ->
                remarks.add("packageVersion: the index has no " + spec);
            case Parsed.Valid<PackageSpec> there -> {}
            case Parsed.Refused<PackageSpec>(var refusal) -> remarks.add("packageVersion: " + refusal.detail());
        }
    }

    private void packageName(String name) {
        if (snapshot.packages().named(name).isEmpty()) {
            remarks.add("package: the index has no package of the name that is asked for");
        }
    }

    private void date(String argument, @Nullable String date) {
        if (date != null && FhirDate.parse(date).isEmpty()) {
            remarks.add(argument + ": a FHIR date is YYYY, YYYY-MM, YYYY-MM-DD or a date and time with offset");
        }
    }
}

package org.canonry.api.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.canonry.api.query.language.Clause;
import org.canonry.api.query.language.QueryField;
import org.canonry.api.query.language.Token;
import org.canonry.api.query.language.Tokens;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.index.FhirDate;
import org.canonry.storage.packages.FhirVersion;
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

    /// @param meant what the text was understood as
    static List<String> of(CanonicalQuery query, Optional<Clause> meant, Snapshot snapshot) {
        var found = new Remarks(snapshot);
        query.text().filter(text -> !text.isBlank() && !text.contains("*") && !Tokens.hasLetterOrDigit(text)).ifPresent(text ->
                found.remarks.add("query: it holds no letter or digit to search for"));
        meant.ifPresent(found::clause);
        query.filter().packageVersions().forEach(found::packageVersion);
        query.filter().of(FacetField.PACKAGE).forEach(found::packageName);
        query.filter().of(FacetField.FHIR_VERSION).forEach(found::fhirVersion);
        found.date("dateFrom", query.filter().dateFrom());
        found.date("dateTo", query.filter().dateTo());
        return found.remarks.stream().distinct().toList();
    }

    private void clause(Clause clause) {
        switch (clause) {
            case Clause.OneWord(var field, var text, var form, var column) when form == Token.Form.PLAIN -> field.ifPresent(named -> value(named, text));
            case Clause.OneWord open -> {}
            case Clause.InOrder(var field, var text, var column) -> field.ifPresent(named -> value(named, text));
            case Clause.All(var clauses) -> clauses.forEach(this::clause);
            case Clause.Any(var clauses) -> clauses.forEach(this::clause);
            case Clause.Together(var clauses) -> clauses.forEach(this::clause);
            case Clause.Must(var inner) -> clause(inner);
            case Clause.MustNot(var inner) -> clause(inner);
        }
    }

    private void value(QueryField field, String text) {
        switch (field.matching()) {
            case DATE -> date("date", text);
            case FHIR_VERSION -> fhirVersion(text);
            case PACKAGE -> {
                if (text.indexOf('@') > 0 || text.indexOf('#') > 0) {
                    packageVersion(text);
                } else {
                    packageName(text);
                }
            }
            case WORDS, KEYWORD, PART -> {
                // Any text may be one that nothing has.
            }
        }
    }

    private void fhirVersion(String asked) {
        var version = FhirVersion.of(asked);
        var column = SnapshotColumns.of(snapshot).facet(FacetField.FHIR_VERSION);
        if (IntStream.range(0, column.size()).mapToObj(column::text).noneMatch(version::matches)) {
            remarks.add("fhirVersion: nothing is for it; a FHIR version is a release such as R4, or a number such as 4.0.1");
        }
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

package org.canonry.api.graphql;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.canonry.api.doctor.Diagnosis;
import org.canonry.api.doctor.Doctor;
import org.canonry.api.doctor.Finding;
import org.canonry.api.doctor.FindingKind;
import org.canonry.api.doctor.Level;
import org.canonry.api.doctor.PackageFinding;
import org.canonry.api.doctor.Place;
import org.canonry.api.doctor.Prescription;
import org.canonry.api.doctor.ReferenceFinding;
import org.canonry.api.doctor.Subject;
import org.canonry.api.page.Page;
import org.canonry.api.page.Position;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageSpec;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// What is wrong with a package version, and what would mend it.
@Controller
class DoctorController {
    private static final String LIST = "findings";
    private static final Comparator<Position> WORST_FIRST = Comparator.comparing((Position place) -> Level.valueOf(place.values().getFirst()))
            .thenComparing(place -> FindingKind.valueOf(place.values().get(1)))
            .thenComparing(place -> place.values().getLast());

    private final Limits limits;

    DoctorController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    @Nullable Diagnosis doctor(@Argument("package") String spec, Snapshot snapshot) throws IOException {
        var version = PackageSpec.parse(spec).valid().flatMap(snapshot.packages()::version);
        return version.isEmpty() ? null : doctor(version.get(), snapshot);
    }

    @SchemaMapping
    Diagnosis doctor(PackageVersion source, Snapshot snapshot) throws IOException {
        return new Doctor(snapshot, limits).examine(Subject.of(snapshot, source));
    }

    @SchemaMapping
    PackageVersion packageVersion(Diagnosis source) {
        return source.version();
    }

    @SchemaMapping
    @Nullable Level level(Diagnosis source) {
        return source.worst().orElse(null);
    }

    @SchemaMapping
    List<Elsewhere> elsewhere(Diagnosis source) {
        return source.elsewhere().entrySet().stream().map(entry -> new Elsewhere(entry.getKey(), entry.getValue())).toList();
    }

    @SchemaMapping
    Connection<Finding> findings(
            Diagnosis source, @Argument @Nullable Set<Level> level, @Argument @Nullable Set<FindingKind> kind, Paging paging) {
        var asked = source.findings().stream()
                .filter(finding -> level == null || level.isEmpty() || level.contains(finding.level()))
                .filter(finding -> kind == null || kind.isEmpty() || kind.contains(finding.kind()))
                .toList();
        return paging.connection(Page.of(asked, DoctorController::position, WORST_FIRST, paging.window()));
    }

    private static Position position(Finding finding) {
        return new Position(LIST, List.of(finding.level().name(), finding.kind().name(), finding.about()));
    }

    @SchemaMapping
    List<Place> places(ReferenceFinding source, @Argument int first) {
        return few(source.places(), first);
    }

    @SchemaMapping
    int placeCount(ReferenceFinding source) {
        return source.places().size();
    }

    @SchemaMapping
    List<PackageVersion> providers(ReferenceFinding source, @Argument int first) {
        return few(source.providers(), first);
    }

    @SchemaMapping
    int providerCount(ReferenceFinding source) {
        return source.providers().size();
    }

    @SchemaMapping
    List<PackageVersion> versions(PackageFinding source, @Argument int first) {
        return few(source.versions(), first);
    }

    private <T> List<T> few(List<T> all, int first) {
        return all.subList(0, Math.min(all.size(), Bounds.page("first", first, limits)));
    }

    @SchemaMapping(typeName = "Addition")
    PackageVersion packageVersion(Prescription.Addition source) {
        return source.version();
    }

    /// How many references lead to something that no package need carry.
    ///
    /// @param name what they lead to
    record Elsewhere(String name, int references) {}
}

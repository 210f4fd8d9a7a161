package org.canonry.api.query.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.canonry.api.page.Page;
import org.canonry.api.page.PositionMisplaced;
import org.canonry.api.page.Window;
import org.canonry.api.query.Shelf;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageQueryTest {
    private static final String R4 = "hl7.fhir.r4.core";
    private static final String R5 = "hl7.fhir.r5.core";
    private static final String US = "hl7.fhir.us.core";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Shelf shelf;

    @BeforeAll
    static void fill() throws IOException {
        shelf = new Shelf(folder);
    }

    @AfterAll
    static void close() throws IOException {
        shelf.close();
    }

    private Page<PackageHit> run(@Nullable String text, PackageFilter filter, Window window) throws IOException {
        return new PackageQuery(Optional.ofNullable(text), filter, window).run(shelf.snapshot(), Limits.defaults());
    }

    private List<String> names(@Nullable String text, PackageFilter filter) throws IOException {
        return run(text, filter, Window.first(20)).items().stream().map(item -> item.node().history().name().text()).toList();
    }

    @Test
    void listsAllByNameWithoutAText() throws IOException {
        assertThat(names(null, PackageFilter.NONE)).containsExactly(R4, R5, US);
        assertThat(names(" ", PackageFilter.NONE)).containsExactly(R4, R5, US);
    }

    @Test
    void putsTheNameThatIsMeantFirst() throws IOException {
        assertThat(names("hl7.fhir.us.core", PackageFilter.NONE)).first().isEqualTo(US);
        assertThat(names("us core", PackageFilter.NONE)).containsExactly(US);
        assertThat(names("fhir core package", PackageFilter.NONE)).containsExactly(R4);
        assertThat(names("nothing like it", PackageFilter.NONE)).isEmpty();
    }

    @Test
    void filtersByWhatOneVersionMeets() throws IOException {
        assertThat(names(null, new PackageFilter(List.of("R4"), List.of(), null, null, null))).containsExactly(R4, US);
        assertThat(names(null, new PackageFilter(List.of(), List.of("core"), null, null, null))).containsExactly(R4, R5);
        assertThat(names(null, new PackageFilter(List.of(), List.of(), "http://hl7.org/fhir/us", null, null))).containsExactly(US);
        assertThat(names(null, new PackageFilter(List.of(), List.of(), null, R4, null))).containsExactly(US);
        assertThat(names(null, new PackageFilter(List.of(), List.of(), null, null, Shelf.PATIENT))).containsExactly(R4, R5);
        assertThat(names(null, new PackageFilter(List.of(), List.of(), null, null, Shelf.PATIENT + "|5.0.0"))).containsExactly(R5);
        assertThat(names(null, new PackageFilter(List.of("R5"), List.of("IG"), null, null, null))).isEmpty();
    }

    @Test
    void pagesInBothDirections() throws IOException {
        var first = run("core", PackageFilter.NONE, Window.first(1)).items().getFirst();
        var rest = run("core", PackageFilter.NONE, new Window(5, true, Optional.of(first.position()), Optional.empty()));
        assertThat(rest.items()).hasSize(2);
        var back = run("core", PackageFilter.NONE, new Window(5, false, Optional.empty(), Optional.of(rest.items().getFirst().position())));
        assertThat(back.items()).containsExactly(first);
        assertThatThrownBy(() -> run("fhir", PackageFilter.NONE, new Window(5, true, Optional.of(first.position()), Optional.empty())))
                .isInstanceOf(PositionMisplaced.class);
    }
}

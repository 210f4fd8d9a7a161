package org.canonry.bench.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementReportTest {
    private static final Found OURS = DifferenceTest.found("acme#1.0.0", "ValueSet");

    @Test
    void countsAReferenceAsOftenAsItStands() {
        var text = report(DifferenceTest.compared(OURS, OURS), DifferenceTest.compared(null, null), DifferenceTest.compared(OURS, null)).text(false);
        assertThat(text.lines().filter(line -> line.startsWith("acme#1.0.0"))).singleElement().asString()
                .contains("66.67 %").endsWith("50.00 %");
        assertThat(text.lines().filter(line -> line.startsWith("all"))).singleElement().asString().contains("66.67 %");
    }

    @Test
    void explainsEachKindOfDifferenceWithAnExampleOfEachPackage() {
        var twice = report(DifferenceTest.compared(OURS, null), DifferenceTest.compared(OURS, null));
        assertThat(twice.text(false)).contains("other type: 4 references, 2 distinct", Difference.OTHER_TYPE.explanation())
                .containsOnlyOnce("2× OTHER http://example.org/vs in acme#1.0.0: Canonry acme#1.0.0 ValueSet/vs|1.0.0, HL7 nothing");
        assertThat(twice.text(true).lines().filter(line -> line.startsWith("  2× "))).hasSize(2);
    }

    @Test
    void saysNothingOfDifferencesWhereThereAreNone() {
        assertThat(report(DifferenceTest.compared(OURS, OURS)).text(true)).contains("100.00 %").doesNotContain("\n\n");
    }

    private static AgreementReport report(Compared... compared) {
        return new AgreementReport(List.of(new PackageAgreement("acme#1.0.0", 3, 1, List.of(compared))));
    }
}

package org.canonry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.canonry.api.diff.ElementChange;
import org.canonry.api.diff.Rule;
import org.canonry.api.snapshot.SmallIndex;
import org.canonry.api.snapshot.SmallPackage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
    private static final String CODES = "{'resourceType':'CodeSystem','id':'cs','url':'http://a/cs','version':'%s','title':'%s','status':'active','concept':[%s]}";
    private static final String VALUE_SET = "{'resourceType':'ValueSet','id':'vs','url':'http://a/vs','status':'active','title':'%s'}";

    @TempDir
    private static Path folder;

    private static SmallIndex index;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void build() throws Exception {
        index = SmallIndex.in(folder)
                .with(SmallPackage.of("a", "1.0.0")
                        .dependsOn("b", "1.0.0")
                        .holding("cs.json", CODES.formatted("1", "One", "{'code':'gone','display':'Gone \\u001b[2J'}"))
                        .holding("vs.json", VALUE_SET.formatted("Before"))
                        .holding("old.json", "{'resourceType':'ValueSet','id':'old','url':'http://a/old','status':'active'}"))
                .with(SmallPackage.of("a", "2.0.0")
                        .holding("cs.json", CODES.formatted("2", "Two", "{'code':'new','display':'New'}"))
                        .holding("vs.json", VALUE_SET.formatted("After")))
                .with(SmallPackage.of("a", "2.0.1")
                        .holding("cs.json", CODES.formatted("2", "Two", "{'code':'new','display':'New'}"))
                        .holding("vs.json", VALUE_SET.formatted("Afterwards")))
                .with(SmallPackage.of("user", "1.0.0").dependsOn("a", "1.0.0").profile("http://user/sd", "http://base", "http://a/cs", "http://a/old"))
                .publish();
    }

    @AfterAll
    static void close() throws Exception {
        index.close();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("--data", folder.resolve("data").toString(), "--bucket", folder.resolve("bucket").toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new DiffCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((failure, command, asked) -> {
                    command.getErr().println(failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(all.toArray(String[]::new));
    }

    @Test
    void printsWhatChangedTheGravestFirstAndExitsWithOneWhereSomethingBreaks() {
        assertThat(run("a@1.0.0", "a@2.0.0")).isEqualTo(1);
        assertThat(out.toString().lines().map(String::stripTrailing)).containsExactly(
                "a 1.0.0 → 2.0.0",
                "",
                "Dependencies",
                "  b  1.0.0 → none",
                "",
                "Removed (1)",
                "  BREAKING    ValueSet  http://a/old",
                "",
                "CodeSystem cs  http://a/cs",
                "  BREAKING    code-removed  concept[gone]  - Gone ?[2J",
                "  COMPATIBLE  code-added    concept[new]   + New",
                "  EDITORIAL   1 change in words",
                "",
                "2 canonicals changed, 0 added, 1 removed: 2 breaking, 1 compatible, 2 editorial",
                "1 of them changed in words alone (--all lists them)");
    }

    @Test
    void listsChangesInWordsWhenAsked() {
        assertThat(run("--all", "a@1.0.0", "a@2.0.0")).isEqualTo(1);
        assertThat(out.toString()).contains("EDITORIAL   metadata-changed  title          One → Two").contains("ValueSet vs  http://a/vs").doesNotContain("--all");
    }

    @Test
    void exitsWithNothingWhereNothingBreaks() {
        assertThat(run("a@2.0.0", "a#2.0.1")).isZero();
        assertThat(out.toString()).contains("1 canonical changed, 0 added, 0 removed: 0 breaking, 0 compatible, 1 editorial");
    }

    @Test
    void exitsWithTwoWhereAVersionIsNotThereOrNothingWasNamed() {
        assertThat(run("a@1.0.0", "gone@1.0.0")).isEqualTo(2);
        assertThat(errors.toString()).contains("gone@1.0.0");
        assertThat(run("a@1.0.0")).isEqualTo(2);
    }

    @Test
    void listsWhoIsTouched() {
        run("--in", "user", "a@1.0.0", "a@2.0.0");
        assertThat(out.toString()).contains("Touched in user and what it needs (1)").contains("http://user/sd").contains("changed  Patient.link:0").contains("removed  Patient.link:1");
    }

    @Test
    void printsJsonForPrograms() {
        assertThat(run("--json", "--in", "user", "a@1.0.0", "a@2.0.0")).isEqualTo(1);
        var json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(json.at("/counts/breaking").intValue()).isEqualTo(2);
        assertThat(json.at("/changed/0/elements/0/rule").stringValue()).isEqualTo("code-removed");
        assertThat(json.at("/changed/0/elements/0/to").isNull()).isTrue();
        assertThat(json.at("/removed/0/url").stringValue()).isEqualTo("http://a/old");
        assertThat(json.at("/touched/0/uses/0/target").stringValue()).isEqualTo("http://a/cs");
    }

    @Test
    void showsOfTwoListsOrVersionsOnlyWhatDiffers() {
        assertThat(value(List.of("a", "b"), List.of("b", "c"))).isEqualTo("- a  + c");
        assertThat(value("http://a|1", "http://a|2")).isEqualTo("http://a 1 → 2");
        assertThat(value(0, 1)).isEqualTo("0 → 1");
        assertThat(value("x".repeat(200), "y")).hasSize(94).endsWith("… → y");
    }

    private static String value(Object from, Object to) {
        return DiffValue.of(new ElementChange("a", Rule.VALUE_CHANGED, from, to), 90);
    }
}

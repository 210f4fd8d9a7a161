package org.canonry.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.ResourceFile.Line;
import org.canonry.storage.registry.ResourceFile.Other;
import org.canonry.storage.registry.ResourceFile.Unreadable;
import org.junit.jupiter.api.Test;

class ResourceFileTest {
    private static final Limits LIMITS = Limits.defaults();
    private static final ResourceFile READER = new ResourceFile(LIMITS, false);

    @Test
    void leavesOutWhiteSpaceAndNothingElse() {
        assertThat(line("""
                {
                  "resourceType" : "ValueSet",
                \t"url" : "http://example.org/a b",
                  "n" : [ 1.10, -0.0, 1E+2, 12345678901234567890.123456789012345678901234567890 ],
                  "s" : "a \\" \\\\ \\u00e9 \\/ \\n {  } ü",
                  "e" : [ ],
                  "o" : { }
                }""")).isEqualTo("{\"resourceType\":\"ValueSet\",\"url\":\"http://example.org/a b\","
                        + "\"n\":[1.10,-0.0,1E+2,12345678901234567890.123456789012345678901234567890],"
                        + "\"s\":\"a \\\" \\\\ \\u00e9 \\/ \\n {  } ü\",\"e\":[],\"o\":{},\"_filename\":\"f.json\"}");
    }

    @Test
    void dropsNarrativeAtTheTopOnlyAndWhereverItStands() {
        var expected = "{\"resourceType\":\"A\",\"url\":\"u\",\"x\":{\"text\":1},\"_filename\":\"f.json\"}";
        assertThat(line("{\"text\":{\"div\":\"}\"},\"resourceType\":\"A\",\"url\":\"u\",\"x\":{\"text\":1}}")).isEqualTo(expected);
        assertThat(line("{\"resourceType\":\"A\",\"text\":\"t\",\"url\":\"u\",\"x\":{\"text\":1}}")).isEqualTo(expected);
        assertThat(line("{\"resourceType\":\"A\",\"url\":\"u\",\"x\":{\"text\":1},\"text\":[1,2] }")).isEqualTo(expected);
    }

    @Test
    void writesTheFileNameItselfWhateverTheResourceSays() {
        assertThat(line("{\"_filename\":\"x\",\"resourceType\":\"A\",\"url\":\"u\"}"))
                .isEqualTo("{\"resourceType\":\"A\",\"url\":\"u\",\"_filename\":\"f.json\"}");
        assertThat(new String(((Line) READER.read("a\"ü.json", bytes("{\"resourceType\":\"A\",\"url\":\"u\"}"))).json(), StandardCharsets.UTF_8))
                .endsWith("\"_filename\":\"a\\\"ü.json\"}");
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(line("\uFEFF{\"resourceType\":\"A\",\"url\":\"ü\",\"x\":1}"))
                .isEqualTo("{\"resourceType\":\"A\",\"url\":\"ü\",\"x\":1,\"_filename\":\"f.json\"}");
    }

    @Test
    void listsOnlyResourcesWithAUrl() {
        assertThat(read("{\"resourceType\":\"Patient\"}")).isEqualTo(new Other());
        assertThat(read("{\"url\":\"u\"}")).isEqualTo(new Other());
        assertThat(read("{\"resourceType\":\"A\",\"url\":null}")).isEqualTo(new Other());
        assertThat(read("{\"x\":{\"resourceType\":\"A\",\"url\":\"u\"}}")).isEqualTo(new Other());
        assertThat(read("[1]")).isEqualTo(new Other());
        assertThat(read("\"text\"")).isEqualTo(new Other());
        assertThat(read("{}")).isEqualTo(new Other());
    }

    @Test
    void listsNamingSystemsWithoutUrlOnlyWhereTheReleaseHasNone() {
        var file = bytes("{\"resourceType\":\"NamingSystem\",\"uniqueId\":[]}");
        assertThat(READER.read("f.json", file)).isEqualTo(new Other());
        assertThat(new ResourceFile(LIMITS, true).read("f.json", file)).isInstanceOf(Line.class);
    }

    @Test
    void saysWhereAFileIsNoJson() {
        assertThat(detail("{\"a\": 1,\n  oops}")).startsWith("line 2, column ");
        assertThat(detail("")).contains("empty");
        assertThat(detail("{} {}")).contains("more follows");
        assertThat(detail("{\"resourceType\":\"A\",\"url\":\"u\"")).startsWith("line 1");
        assertThat(detail("{\"a\":\"\t\"}")).startsWith("line 1");
        assertThat(detail("[".repeat(600))).contains("json_levels (500 levels)");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        var text = "{\"resourceType\":\"A\",\"url\":\"ü\"}";
        for (var charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            assertThat(READER.read("f.json", text.getBytes(charset)))
                    .isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(unreadable.detail()).contains("UTF-8"));
        }
    }

    @Test
    void refusesAFileThatWouldBeTooLongALine() {
        var reader = new ResourceFile(LIMITS.with(Limit.LINE_BYTES, 10), false);
        assertThat(reader.read("f.json", bytes("{\"a\":123456}"))).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.problem()).isEqualTo(RegistryProblem.LINE_TOO_LONG);
            assertThat(unreadable.detail()).contains("line_bytes (10 bytes)");
        });
    }

    private static String detail(String text) {
        var unreadable = (Unreadable) read(text);
        assertThat(unreadable.problem()).isEqualTo(RegistryProblem.INVALID_JSON);
        return unreadable.detail();
    }

    private static String line(String text) {
        return new String(((Line) read(text)).json(), StandardCharsets.UTF_8);
    }

    private static ResourceFile.Outcome read(String text) {
        return READER.read("f.json", bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.canonry.api.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OwnReferencesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String URL = "http://example.org/ig/StructureDefinition/one";

    @Test
    void losesThePinToItsOwnEditionWhereverItIs() {
        assertThat(unpinned("""
                {"base":"http://example.org/ig/StructureDefinition/two|1.0.0","of":[{"sets":["http://example.org/ig/ValueSet/a|1.0.0"]}]}""", URL, "1.0.0"))
                .isEqualTo("""
                {"base":"http://example.org/ig/StructureDefinition/two","of":[{"sets":["http://example.org/ig/ValueSet/a"]}]}""");
    }

    @Test
    void keepsThePinToAnotherVersionOrToSomethingElse() {
        var others = """
                {"a":"http://example.org/ig/ValueSet/a|1.0.1","b":"http://example.org/other/ValueSet/b|1.0.0","c":"1.0.0","d":1,"e":null}""";
        assertThat(unpinned(others, URL, "1.0.0")).isEqualTo(others);
    }

    @Test
    void doesNothingWithoutAVersionOrWithAUrlThatHasNoBase() {
        var pinned = """
                {"a":"http://example.org/ValueSet/a|1.0.0"}""";
        assertThat(unpinned(pinned, URL, null)).isEqualTo(pinned);
        assertThat(unpinned(pinned, "http://example.org/one", "1.0.0")).isEqualTo(pinned);
        assertThat(unpinned(pinned, "urn:uuid:1", "1.0.0")).isEqualTo(pinned);
    }

    private static String unpinned(String resource, String url, @Nullable String version) {
        return OwnReferences.unpinned(JSON.readTree(resource), url, version).toString();
    }
}

package org.canonry.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;

class NpmDocumentTest {
    private static final Limits SHORT = Limits.defaults().with(Limit.PUBLISH_DOCUMENT_BYTES, 1_000);

    private static NpmDocument read(String document, ByteArrayOutputStream tarball) throws Exception {
        return NpmDocument.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), tarball, SHORT);
    }

    @Test
    void readsWhatNpmPublishesWhateverElseIsInIt() throws Exception {
        var tarball = new ByteArrayOutputStream();
        var document = read("""
                {"name":"acme.base","x":[{}],"versions":{"1.0.0":{"y":{"z":1},"dist":{"integrity":"sha512-a"},"deprecated":""}},
                 "_attachments":{"acme.base-1.0.0.sigstore":{"data":"!"},"acme.base-1.0.0.tgz":{"data":"YWJj"}}}""", tarball);
        assertThat(document.version()).contains("1.0.0");
        assertThat(document.versions().get("1.0.0")).isEqualTo(new NpmDocument.Said(null, "sha512-a"));
        assertThat(tarball.toString(StandardCharsets.UTF_8)).isEqualTo("abc");
    }

    @Test
    void keepsNoMoreVersionsThanFitTheLimit() {
        var versions = IntStream.range(0, 20).mapToObj("\"1.0.%d\":{}"::formatted).collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> read("{\"versions\":%s}".formatted(versions), new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(Denied.class, denied -> assertThat(denied.answer().status()).isEqualTo(413))
                .hasMessageContaining("publish_document_bytes");
    }
}

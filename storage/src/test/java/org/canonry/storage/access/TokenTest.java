package org.canonry.storage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.canonry.storage.packages.PackageName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    @ParameterizedTest
    @CsvSource({
        "acme.*,acme.fhir,true", "acme.*,acmes.fhir,false", "acme.fhir,acme.fhir,true", "acme.fhir,acme.fhir.base,false",
        "*,anything.at.all,true", "@acme/*,@acme/fhir,true", "@acme/*,@acme2/fhir,false", "*,@acme/fhir,true"
    })
    void aPatternIsANameOrTheBeginningOfNames(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(new PackageName(name))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "a*b", "../*", "a b", "@acme"})
    void anythingElseIsNoPattern(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NamePattern(pattern)).withMessageContaining("acme.*");
    }

    @Test
    void aSecretIsReadAgainAndPrintsNothingOfItself() {
        var secret = Secret.random();
        assertThat(Secret.read(secret.reveal())).hasValueSatisfying(again -> assertThat(again.hash()).isEqualTo(secret.hash()));
        assertThat(secret.reveal()).matches("canonry_[A-Za-z0-9_-]{43}").isNotEqualTo(Secret.random().reveal());
        assertThat(secret).asString().doesNotContain(secret.reveal().substring(10));
        assertThat(Secret.read("canonry_short")).isEmpty();
        assertThat(Secret.read(secret.reveal() + "\n")).isEmpty();
    }

    @Test
    void aTokenIsGoodUntilItExpiresOrIsRevoked() {
        var noon = Instant.parse("2026-01-01T12:00:00Z");
        assertThat(token(null, null).isGood(noon)).isTrue();
        assertThat(token(noon, null).isGood(noon)).isFalse();
        assertThat(token(noon.plusSeconds(1), null).isGood(noon)).isTrue();
        assertThat(token(null, noon).isGood(noon)).isFalse();
    }

    @Test
    void aTokenPermitsItsActionsForItsPackages() {
        var token = token(null, null);
        assertThat(token.permits(Action.PUBLISH, new PackageName("acme.fhir"))).isTrue();
        assertThat(token.permits(Action.WITHDRAW, new PackageName("acme.fhir"))).isFalse();
        assertThat(token.permits(Action.PUBLISH, new PackageName("other.fhir"))).isFalse();
    }

    private static Token token(@Nullable Instant expires, @Nullable Instant revoked) {
        return new Token("1", "me", Set.of(Action.PUBLISH), List.of(new NamePattern("acme.*")), Instant.EPOCH, expires, revoked, null);
    }
}

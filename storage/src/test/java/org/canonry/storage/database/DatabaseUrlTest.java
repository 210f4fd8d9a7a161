package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void takesUserAndPasswordOutOfTheUrl() {
        var url = DatabaseUrl.parse("postgresql://some%40one:p%3Aa+b@db_1:5433/canonry?sslmode=require");
        assertThat(url).isEqualTo(new DatabaseUrl(
                "jdbc:postgresql://db_1:5433/canonry?sslmode=require", Optional.of("some@one"), Optional.of("p:a+b")));
    }

    @Test
    void takesTheLastAtSignForTheOneBeforeTheHost() {
        assertThat(DatabaseUrl.parse("postgres://u:p@ss@host/db").password()).contains("p@ss");
    }

    @Test
    void leavesAnAtSignBehindTheHostAlone() {
        assertThat(DatabaseUrl.parse("postgresql://host/db?user=a@b"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://host/db?user=a@b", Optional.empty(), Optional.empty()));
    }

    @Test
    void takesTheFormOfTheDriverAsItIs() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://host:5432/db?user=u").jdbc()).isEqualTo("jdbc:postgresql://host:5432/db?user=u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://u:secret@host/db", "postgresql://", "postgresql:///db", "postgresql://u:secret@/db", "postgresql://u:secret%zz@host/db"})
    void refusesWhatIsNoneWithoutRepeatingThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(InvalidDatabaseUrl.class)
                .hasMessageContaining("expected postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    void isPrintedWithoutThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://u:secret@host/db?password=secret").toString()).isEqualTo("jdbc:postgresql://host/db");
    }
}

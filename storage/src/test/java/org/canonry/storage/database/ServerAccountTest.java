package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerAccountTest {
    private static final Limits LIMITS = Limits.defaults();

    private Path home = Path.of("");

    @BeforeEach
    void onlyRootCanBeSomebodyElse() throws IOException {
        assumeTrue(new UnixSystem().getUid() == 0, "not root");
        home = Files.createTempDirectory("canonry-account-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deleteHome() throws IOException {
        PostgresBinaries.delete(home);
    }

    @Test
    void runsTheServerAsAnotherUserAndTakesTheDataBackLater() throws IOException {
        var other = ServerAccount.other(home, LIMITS);
        var data = home.resolve("data");
        var owner = other.owner().orElseThrow();
        var binaries = PostgresBinaries.in(home.resolve("binaries"));
        LocalPostgres.start(Cluster.at(data), binaries, other, LIMITS, ServerSettings.DURABLE).close();
        assertThat(Files.getOwner(data.resolve("cluster/PG_VERSION")).getName()).isEqualTo(owner);

        var ours = ServerAccount.choose(data, LIMITS);
        LocalPostgres.start(Cluster.at(data), binaries, ours, LIMITS, ServerSettings.DURABLE).close();
        assertThat(Files.getOwner(data.resolve("cluster/PG_VERSION")).getName()).isEqualTo(ours.owner().orElseThrow());
    }

    @Test
    void saysWhichFolderTheOtherUserCannotEnter() throws IOException {
        var other = ServerAccount.other(home, LIMITS);
        var closed = home.resolve("closed");
        Files.createDirectories(closed.resolve("data"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> other.own(closed.resolve("data"), LIMITS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot reach " + closed.resolve("data"));
    }
}

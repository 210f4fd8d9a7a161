package org.canonry.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.canonry.storage.limits.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
    @TempDir
    Path home;

    @Test
    void startsOnAnEmptyFolderAndComesBackOnKeptData() throws Exception {
        int port;
        try (var server = start()) {
            port = server.port();
            run(server, "create table kept (word text)", "insert into kept values ('still here')");
        }
        try (var server = start()) {
            assertThat(ask(server, "select word from kept")).isEqualTo("still here");
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void keepsDataSafelyAndOrdersTextByCodePoint() throws Exception {
        try (var server = start()) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(ask(server, "select ('B' < 'a' and 'z' < 'é')::text")).isEqualTo("true");
        }
    }

    @Test
    void refusesWhoeverHasNotThePassword() throws Exception {
        try (var server = start()) {
            var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port());
            assertThatThrownBy(() -> DriverManager.getConnection(url, Cluster.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() throws Exception {
        try (var server = start()) {
            assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("another Canonry uses");
            assertThat(server.isRunning()).isTrue();
        }
    }

    @Test
    void beginsAnewWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(home.resolve("cluster.new/base"));
        try (var server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsTheServerThatAKilledJvmLeftAndGoesOn() throws Exception {
        var jvm = startJvm(List.of());
        try {
            var orphan = ProcessHandle.of(pid(jvm)).orElseThrow();
            jvm.destroyForcibly().waitFor();
            assertThat(orphan.isAlive()).isTrue();
            try (var server = start()) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(ask(server, "select 1")).isEqualTo("1");
            }
        } finally {
            end(jvm);
        }
    }

    @Test
    void isNotStoppedByCtrlCBehindTheBackOfTheJvm() throws Exception {
        // setsid: a process group that a test may signal without ending itself.
        var jvm = startJvm(List.of("setsid"));
        try {
            var server = ProcessHandle.of(pid(jvm)).orElseThrow();
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- -" + jvm.pid()).inheritIO().start();
            assertThat(kill.waitFor()).isZero();
            assertThat(Waiting.until(() -> !server.isAlive(), 1)).as("the server stopped").isFalse();
        } finally {
            end(jvm);
        }
    }

    @Test
    void takesNoOtherProcessForAServer() throws Exception {
        start().close();
        var pidFile = home.resolve("cluster/postmaster.pid");
        Files.writeString(pidFile, "%d\n%s\n".formatted(ProcessHandle.current().pid(), home.resolve("cluster")));
        assertThat(Postmaster.on(home.resolve("cluster"))).isEmpty();
    }

    @Test
    void comesBackAfterTheServerItselfWasKilled() throws Exception {
        var first = start();
        run(first, "create table kept (word text)", "insert into kept values ('committed')");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        first.close();
        try (var server = start()) {
            assertThat(ask(server, "select word from kept")).isEqualTo("committed");
        }
    }

    @Test
    void saysWhatTheServerSaidWhenItDoesNotStart() throws Exception {
        start().close();
        Files.writeString(home.resolve("cluster/PG_VERSION"), "9.6\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("database files are incompatible with server");
    }

    @Test
    void leavesNothingOfATemporaryServer() throws Exception {
        String folder;
        try (var server = LocalPostgres.startTemporary()) {
            folder = ask(server, "show data_directory");
        }
        assertThat(Path.of(folder).getParent()).doesNotExist();
    }

    @Test
    void namesTheArchiveOfEachMachine() {
        assertThat(PostgresBinaries.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "x86_64")).isEqualTo("postgres-darwin-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64")).isEqualTo("postgres-darwin-arm_64.txz");
    }

    private LocalPostgres start() throws IOException {
        return LocalPostgres.start(home, LocalPostgres.userCache(), Limits.defaults());
    }

    private Process startJvm(List<String> prefix) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LeavesPostgresBehind.class.getName(),
                home.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// Ends the JVM, and by a start and a stop the server that it leaves.
    private void end(Process jvm) throws Exception {
        jvm.destroyForcibly().waitFor();
        start().close();
    }

    private static long pid(Process jvm) throws IOException {
        var line = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return Long.parseLong(line);
    }

    private static Connection connect(LocalPostgres server) throws Exception {
        var url = DatabaseUrl.parse(server.url());
        return DriverManager.getConnection(url.jdbc(), url.user().orElseThrow(), url.password().orElseThrow());
    }

    private static void run(LocalPostgres server, String... statements) throws Exception {
        try (var connection = connect(server); var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(LocalPostgres server, String sql) throws Exception {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

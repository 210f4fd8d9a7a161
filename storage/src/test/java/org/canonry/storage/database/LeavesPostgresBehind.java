package org.canonry.storage.database;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// The main class of a JVM that starts a server and never stops it: for tests that end such a JVM.
final class LeavesPostgresBehind {
    private LeavesPostgresBehind() {}

    public static void main(String[] arguments) throws Exception {
        var server = LocalPostgres.start(Path.of(arguments[0]), LocalPostgres.userCache());
        System.out.println(server.pid());
        new CountDownLatch(1).await();
    }
}

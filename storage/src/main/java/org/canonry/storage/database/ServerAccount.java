package org.canonry.storage.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.limits.Limits;

/// As whom the server runs. PostgreSQL refuses to run as root, so that a hole in it is not a hole in the machine.
///
/// Three ways, best first: as who we are; as root inside a user namespace of its own, where root has no rights outside;
/// as another user of this machine, to whom the data then belongs.
///
/// @param prefix the words before a command
/// @param owner whom the data must be given to; empty when it is ours anyway
record ServerAccount(List<String> prefix, Optional<String> owner) {
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> OTHERS = List.of("postgres", "nobody");

    /// The account for the one who runs this process.
    ///
    /// @throws IOException when this is root and there is no way to be anybody else
    static ServerAccount choose(Path folder, Limits limits) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return new ServerAccount(List.of(), Optional.empty());
        }
        if (Command.succeeds(words(NAMESPACE, "true"), folder, limits)) {
            return new ServerAccount(NAMESPACE, Optional.of("root"));
        }
        return other(folder, limits);
    }

    /// Another user of this machine, for a root that may not open user namespaces, as in most containers.
    static ServerAccount other(Path folder, Limits limits) throws IOException {
        for (var user : OTHERS) {
            if (Command.succeeds(List.of("id", user), folder, limits)) {
                var group = Command.run(List.of("id", "-g", user), folder, limits).strip();
                return new ServerAccount(
                        List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups", "--"), Optional.of(user));
            }
        }
        throw new IOException("PostgreSQL does not run as root, user namespaces are not allowed here, and there is no user %s: run Canonry as an ordinary user, or give the URL of a database"
                .formatted(String.join(" or ", OTHERS)));
    }

    /// A command as this account runs it.
    List<String> command(String... command) {
        return words(prefix, command);
    }

    /// Gives the folder and all that is in it to this account, which an earlier run may have had to choose differently.
    ///
    /// @throws IOException when it cannot be given, or the account cannot reach it because a folder above is closed
    void own(Path folder, Limits limits) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        var user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner.get());
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                    Files.setOwner(file, user);
                }
            }
        }
        requireReach(folder, limits);
    }

    /// @throws IOException when this account cannot enter the folder, because it or one above it is closed
    void requireReach(Path folder, Limits limits) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        try {
            Command.run(command("test", "-x", folder.toString()), Path.of("/"), limits);
        } catch (IOException e) {
            throw new IOException(
                    "PostgreSQL runs as %s here, who cannot reach %s: keep it where that user may enter, or run Canonry as an ordinary user (%s)"
                            .formatted(owner.orElseThrow(), folder, e.getMessage()),
                    e);
        }
    }

    private static List<String> words(List<String> prefix, String... command) {
        var words = new ArrayList<>(prefix);
        words.addAll(List.of(command));
        return words;
    }
}

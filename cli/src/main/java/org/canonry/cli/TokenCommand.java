package org.canonry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.canonry.storage.access.Action;
import org.canonry.storage.access.NamePattern;
import org.canonry.storage.access.Secret;
import org.canonry.storage.access.Token;
import org.canonry.storage.database.Database;
import org.canonry.storage.database.LocalPostgres;
import org.canonry.storage.database.Tokens;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Registry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `canonry token`: who may change the registry.
@Command(
        name = "token",
        header = "Makes, lists and revokes tokens, by which others may publish.",
        description = {
            "Makes, lists and revokes tokens, by which others may publish, deprecate and withdraw.",
            "Works while canonry up runs on the same data, and while it does not."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|list|revoke")
final class TokenCommand implements Runnable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int ID_BYTES = 4;
    /// A hundred years.
    private static final int MOST_DAYS = 36_500;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    @Command(name = "create", description = "Makes a token, and prints its secret: this once, and never again.", mixinStandardHelpOptions = true, sortOptions = false)
    int create(
            @Option(names = "--owner", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = "Who has it (default: who you are). npm whoami says it.")
                    String owner,
            @Option(
                            names = "--packages",
                            paramLabel = "PATTERN",
                            split = ",",
                            required = true,
                            description = "Which packages it is good for: names, or beginnings with an asterisk, such as acme.*")
                    List<String> packages,
            @Option(
                            names = "--actions",
                            paramLabel = "ACTION",
                            split = ",",
                            defaultValue = "publish,deprecate",
                            description = "What it is good for: publish, deprecate, withdraw (default: publish,deprecate).")
                    List<Action> actions,
            @Option(names = "--days", paramLabel = "N", description = "After how many days it expires (default: never).") @Nullable Integer days,
            @Mixin ServerPlaces places)
            throws IOException {
        check(owner, packages, days);
        var now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new Token(
                newId(), owner, Set.copyOf(actions), packages.stream().map(NamePattern::new).toList(), now,
                days == null ? null : now.plus(Duration.ofDays(days)), null, null);
        var secret = Secret.random();
        with(places, tokens -> tokens.add(token, secret));
        tell(token, secret, registry(places));
        return 0;
    }

    private static void check(String owner, List<String> packages, @Nullable Integer days) throws IOException {
        if (owner.isBlank()) {
            throw new IOException("--owner is empty: name who has the token");
        }
        if (packages.isEmpty()) {
            throw new IOException("--packages is empty: name packages, or beginnings of names with an asterisk, such as acme.*");
        }
        if (days != null && (days < 0 || days > MOST_DAYS)) {
            throw new IOException("--days is a number from 0 to %d, not %d: leave it out for a token that never expires".formatted(MOST_DAYS, days));
        }
    }

    private static String newId() {
        var bytes = new byte[ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void tell(Token token, Secret secret, String registry) {
        var out = out();
        out.println(secret.reveal());
        out.println();
        out.printf("That is token %s of %s, and it is shown this once. Into ~/.npmrc goes:%n", token.id(), token.owner());
        out.println();
        out.printf("  //%s:_authToken=%s%n", registry.substring(registry.indexOf("//") + 2), secret.reveal());
        out.println();
        out.printf("and then: npm publish --registry %s%n", registry);
        out.flush();
    }

    /// The address that the views of the bucket have; that of a server on this machine where there are none yet.
    private static String registry(ServerPlaces places) throws IOException {
        try (var bucket = places.openBucket()) {
            var base = Registry.base(bucket, Limits.defaults()).toString();
            return base.endsWith("/") ? base : base + "/";
        }
    }

    @Command(name = "list", description = "Lists tokens, the newest first; never their secrets.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerPlaces places) throws IOException {
        with(places, tokens -> {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("ID", "OWNER", "ACTIONS", "PACKAGES", "CREATED", "EXPIRES", "LAST USED", "STATE"));
            var now = CLOCK.instant();
            tokens.all().forEach(token -> rows.add(row(token, now)));
            var out = out();
            new Columns(out).rows("", rows);
            out.flush();
        });
        return 0;
    }

    private static List<String> row(Token token, Instant now) {
        return List.of(
                token.id(), token.owner(),
                token.actions().stream().sorted().map(action -> action.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(",")),
                token.packages().stream().map(NamePattern::text).collect(Collectors.joining(",")),
                day(token.createdAt()), token.expiresAt() == null ? "never" : day(token.expiresAt()),
                token.lastUsedAt() == null ? "never" : token.lastUsedAt().toString(),
                token.revokedAt() != null ? "revoked" : token.isGood(now) ? "good" : "expired");
    }

    private static String day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2000-01-01".length());
    }

    @Command(name = "revoke", description = "Ends a token: from the next request on it is good for nothing.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "As canonry token list tells it.") String id, @Mixin ServerPlaces places) throws IOException {
        with(places, tokens -> {
            if (!tokens.revoke(id, CLOCK.instant())) {
                throw new IOException("there is no token %s: canonry token list tells which there are".formatted(id));
            }
        });
        out().printf("Token %s is revoked.%n", id);
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
    }

    private interface Work {
        void with(Tokens tokens) throws IOException;
    }

    /// With the database of these places: the given one, the one that `canonry up` runs, or else the embedded one, started for this.
    private static void with(ServerPlaces places, Work work) throws IOException {
        var folder = places.data().resolve("postgres");
        var url = places.database() == null ? LocalPostgres.running(folder).orElse(null) : places.database();
        if (url != null) {
            with(url, work);
            return;
        }
        try (var postgres = LocalPostgres.start(Files.createDirectories(folder), LocalPostgres.userCache())) {
            with(postgres.url(), work);
        }
    }

    private static void with(String url, Work work) throws IOException {
        try (var database = Database.open(url, Limits.defaults())) {
            database.migrate();
            work.with(new Tokens(database));
        }
    }
}

package org.canonry.storage.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.canonry.storage.archive.Tarball;
import org.canonry.storage.archive.TarballRefused;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.bucket.Content;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.Manifest;
import org.canonry.storage.packages.ManifestRefused;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;
import org.canonry.storage.packages.Standing;
import org.canonry.storage.packages.Standing.Turn;
import org.canonry.storage.packages.Version;
import org.jspecify.annotations.Nullable;

/// Takes packages into a bucket, and publishes what clients read there.
///
/// ```java
/// var registry = Registry.open(bucket, URI.create("http://localhost:8080/pkgs"), Limits.defaults(), Clock.systemUTC());
/// registry.take("a-1.0.0.tgz", Content.of(path));
/// registry.publishViews((written, total) -> {});
/// ```
///
/// What a publisher offers comes by [#publish], under stricter rules and with an answer; [#take] is for packages that others published long ago, whose
/// refusals are remembered in quarantine. [#turn] withdraws, restores and deprecates.
///
/// The commit point of a package is its event in the log, written when everything that the event names is there. A run that breaks off leaves
/// objects that nothing refers to; taking the same tarball again finishes them. Safe for many threads, and for many processes on one bucket.
public final class Registry {
    private final Bucket bucket;
    private final Limits limits;
    private final Clock clock;
    private final EventLog log;
    private final PackageObjects objects;
    private final Views views;

    private Registry(Bucket bucket, URI base, Limits limits, Clock clock, EventLog log) {
        this.bucket = bucket;
        this.limits = limits;
        this.clock = clock;
        this.log = log;
        this.objects = new PackageObjects(bucket);
        this.views = new Views(bucket, base, limits);
    }

    /// Opens the registry of a bucket, which may be empty. Reads the catalogue and the events that came after it, and writes nothing.
    ///
    /// @param base address under which clients find `pkgs/`, such as `http://localhost:8080/pkgs`
    /// @param clock tells when an event happened
    public static Registry open(Bucket bucket, URI base, Limits limits, Clock clock) throws IOException {
        var log = new EventLog(bucket, limits);
        var registry = new Registry(bucket, base, limits, clock, log);
        registry.views.recall(log);
        log.refresh();
        return registry;
    }

    /// Opens the registry of a bucket that is served somewhere, with the addresses that its views have.
    public static Registry open(Bucket bucket, Limits limits, Clock clock) throws IOException {
        return open(bucket, base(bucket, limits), limits, clock);
    }

    /// The address under which clients find `pkgs/`, as the views of a bucket have it; that of a server on this machine where there are none yet.
    public static URI base(Bucket bucket, Limits limits) throws IOException {
        return Views.base(bucket, limits);
    }

    /// The last event of the log that this registry saw; 0 before any.
    public long lsn() {
        return log.lsn();
    }

    /// How many package versions the log holds, as far as this registry saw.
    public int size() {
        return log.size();
    }

    /// Takes in a tarball, unless its bytes are known: then it is not even unpacked.
    ///
    /// @param source what people call it, such as its file name
    /// @throws IOException when tarball or bucket cannot be read or written; the package is then wholly in the log or not at all, and taking it
    ///     again tells
    public TakenIn take(String source, Content tarball) throws IOException {
        try (var prepared = prepare(source, tarball)) {
            return commit(prepared);
        }
    }

    /// Does the long part of taking in a tarball: reads it, and writes its resources to a temporary file. Many threads may prepare at once;
    /// the order in which they are committed is the order of the log.
    ///
    /// @throws IOException as [#take]
    public Prepared prepare(String source, Content tarball) throws IOException {
        var hashes = Hashes.of(tarball);
        var known = log.holding(hashes.integrity());
        if (known.isPresent()) {
            return new Prepared.Decided(new TakenIn.AlreadyThere(known.get()));
        }
        var refused = refusal(hashes);
        return refused.isPresent() ? new Prepared.Decided(new TakenIn.Refused(refused.get())) : remembered(hashes, examine(source, tarball, hashes));
    }

    /// Does the short part: the event, and all that it names.
    ///
    /// @param prepared by this registry; to be closed by the caller, here or later
    /// @throws IOException as [#take]
    public TakenIn commit(Prepared prepared) throws IOException {
        return switch (prepared) {
            case Prepared.Decided(var outcome) -> outcome;
            case Prepared.Ready ready -> remembered(ready.arrival().hashes(), commit(ready));
        };
    }

    /// Takes in a tarball, also when it was refused before: for other limits, or a program that knows better. Once it is taken in, its refusal
    /// is forgotten.
    ///
    /// @throws IOException as [#take]
    public TakenIn takeAnew(String source, Content tarball) throws IOException {
        var hashes = Hashes.of(tarball);
        var known = log.holding(hashes.integrity());
        if (known.isPresent()) {
            return new TakenIn.AlreadyThere(known.get());
        }
        try (var prepared = remembered(hashes, examine(source, tarball, hashes))) {
            return commit(prepared);
        }
    }

    /// Takes in what a publisher offers: as [#take], but under the rules for what is new ([PublishRules]), and with nothing remembered of what is refused,
    /// since whoever offers it is told.
    ///
    /// @param name under which it is offered, which its package.json must have
    /// @param version likewise; empty where only package.json tells
    /// @throws IOException as [#take]
    public Published publish(PackageName name, Optional<Version> version, Content tarball) throws IOException {
        var hashes = Hashes.of(tarball);
        var rules = new PublishRules(log, name, version);
        var known = log.holding(hashes.integrity());
        if (known.isPresent()) {
            return rules.known(known.get());
        }
        try (var prepared = examine(name + ".tgz", tarball, hashes)) {
            return switch (prepared) {
                case Prepared.Decided(var outcome) -> rules.published(outcome, hashes, List.of());
                case Prepared.Ready ready -> publish(ready, rules);
            };
        }
    }

    private Published publish(Prepared.Ready ready, PublishRules rules) throws IOException {
        var refused = rules.refusal(ready.manifest().id());
        if (refused.isPresent()) {
            return refused.get();
        }
        var warnings = rules.warnings();
        return rules.published(commit(ready), ready.arrival().hashes(), warnings);
    }

    /// Withdraws, restores or deprecates a package version. Views tell of it after [#publishViews].
    ///
    /// @param message why; of a deprecation what whoever takes the version is told, and null to end one
    /// @throws IOException when the bucket cannot be read or written; it is then done or not, and doing it again tells
    public Turned turn(PackageId id, Standing.Kind kind, @Nullable String message) throws IOException {
        var words = Turned.words(message);
        if (words != null && words.length() > limits.of(Limit.EVENT_MESSAGE_CHARACTERS)) {
            return new Turned.Refused("what is said of a version is at most %s long: say it shorter".formatted(limits.describe(Limit.EVENT_MESSAGE_CHARACTERS)));
        }
        var now = now();
        var event = log.turn(id, (standing, lsn) -> Turned.next(standing, new Turn(lsn, kind, now, words)).map(turn -> LogEvent.Turned.of(id, turn, now)));
        return event.<Turned>map(Turned.Done::new).orElseGet(() -> log.holds(id) ? new Turned.AlreadySo(id) : new Turned.Unknown(id));
    }

    /// What whoever takes a version that stands so is told: why it is withdrawn, else why it is deprecated.
    public static Optional<String> warning(Standing standing) {
        return VersionDocument.warning(standing);
    }

    /// How a package version stands, by the log as it is now; empty when it never came.
    public Optional<Standing> standing(PackageId id) throws IOException {
        log.refresh();
        return log.held(id).map(EventLog.Held::standing);
    }

    /// Brings packuments, feed and catalogue up to the log. Does nothing when they are. Killed on the way, the next call finishes.
    ///
    /// @throws IOException when the bucket cannot be read or written; what was written stays right
    public void publishViews(PublishProgress progress) throws IOException {
        // Several at once would write everything several times; who waited finds nothing left to do.
        synchronized (views) {
            views.publish(log, progress);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Prepared examine(String source, Content content, Hashes hashes) throws IOException {
        return switch (Tarball.inspect(content, limits)) {
            case TarballRefused(var problem, var detail) ->
                new Prepared.Decided(new TakenIn.Refused(new Quarantined(source, null, null, null, problem.name(), detail)));
            case Tarball tarball -> examine(new Arrival(source, content, hashes, tarball));
        };
    }

    private Prepared examine(Arrival arrival) throws IOException {
        return switch (Manifest.read(arrival.tarball().manifest(), limits)) {
            case ManifestRefused(var problem, var detail) ->
                new Prepared.Decided(new TakenIn.Refused(new Quarantined(
                        arrival.source(), null, null, null, problem.name(), "%s/package.json: %s".formatted(arrival.tarball().root(), detail))));
            case Manifest manifest ->
                log.holds(manifest.id())
                        ? new Prepared.Decided(compare(arrival, manifest.id()))
                        : prepare(arrival, manifest, Files.createTempFile("canonry-", ".ndjson.gz"));
        };
    }

    /// The same bytes may have come by another thread since they were looked for.
    private TakenIn compare(Arrival arrival, PackageId id) {
        return log.holding(arrival.hashes().integrity()).isPresent() ? new TakenIn.AlreadyThere(id) : refuseDifferent(arrival, id);
    }

    private Prepared prepare(Arrival arrival, Manifest manifest, Path resources) throws IOException {
        try {
            var ready = new Prepared.Ready(arrival, manifest, ResourceLines.write(arrival.tarball(), manifest, resources, limits), resources);
            if (ready.lines().refused().size() <= limits.of(Limit.REFUSED_FILES)) {
                return ready;
            }
            ready.close();
            return new Prepared.Decided(refuseTooMany(arrival, manifest.id()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(resources);
            throw e;
        }
    }

    /// The order matters: whatever the event names must be there before it.
    private TakenIn commit(Prepared.Ready ready) throws IOException {
        var arrival = ready.arrival();
        var id = ready.manifest().id();
        if (!objects.putTarball(id, arrival.content(), arrival.hashes())) {
            finishBroken(id);
            return refuseDifferent(arrival, id);
        }
        var stem = objects.putAlias(id, arrival.hashes());
        objects.putResources(stem, Content.of(ready.resources()));
        var now = now();
        var event = log.append(lsn -> LogEvent.Loaded.of(lsn, now, ready.manifest(), stem, arrival.hashes(), ready.lines()));
        bucket.delete(Layout.refusal(arrival.hashes().sha256()));
        return event.<TakenIn>map(TakenIn.Loaded::new).orElseGet(() -> new TakenIn.AlreadyThere(id));
    }

    /// The bytes that are there may be those of a run that broke off before its event. They came first, and nobody might bring them again.
    private void finishBroken(PackageId id) throws IOException {
        if (!log.holds(id)) {
            takeAnew(id.stem() + ".tgz", StoredContent.of(bucket, Layout.tarball(id)));
        }
    }

    private static TakenIn refuseDifferent(Arrival arrival, PackageId id) {
        return refuse(arrival, id, RegistryProblem.DIFFERENT_CONTENT,
                "%s is published with other content, which never changes: publish this under another version".formatted(id));
    }

    private TakenIn refuseTooMany(Arrival arrival, PackageId id) {
        return refuse(arrival, id, RegistryProblem.TOO_MANY_REFUSED_FILES,
                "more files called .json are none than %s: pack again without them".formatted(limits.describe(Limit.REFUSED_FILES)));
    }

    private static TakenIn refuse(Arrival arrival, PackageId id, RegistryProblem problem, String detail) {
        return new TakenIn.Refused(new Quarantined(
                arrival.source(), id.name().text(), id.version().text(), null, problem.name(), detail));
    }

    private Prepared remembered(Hashes hashes, Prepared prepared) throws IOException {
        if (prepared instanceof Prepared.Decided(var outcome)) {
            remembered(hashes, outcome);
        }
        return prepared;
    }

    /// The first refusal of the same bytes stays, so that a second run changes nothing.
    private TakenIn remembered(Hashes hashes, TakenIn outcome) throws IOException {
        if (outcome instanceof TakenIn.Refused(var quarantined)) {
            bucket.putIfAbsent(Layout.refusal(hashes.sha256()), Content.of(quarantined.toJson()));
        }
        return outcome;
    }

    private Optional<Quarantined> refusal(Hashes hashes) throws IOException {
        return bucket.readAll(Layout.refusal(hashes.sha256()), limits.intOf(Limit.EVENT_BYTES)).map(Quarantined::read);
    }
}

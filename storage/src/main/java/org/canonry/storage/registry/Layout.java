package org.canonry.storage.registry;

import org.canonry.storage.bucket.Key;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.packages.PackageName;

/// Where in the bucket everything is. The layout is the one that npm and FHIR package clients read.
public final class Layout {
    /// The last package versions that came, in the order of the log.
    public static final Key FEED = Key.of("feed.ndjson.gz");

    /// All package versions.
    public static final Key CATALOGUE = Key.of("pkgs.ndjson.gz");

    /// The catalogue as another program spells its name.
    public static final Key CATALOGUE_MISSPELT = Key.of("pgks.ndjson.gz");

    /// How far packuments, feed and catalogue are.
    public static final Key VIEWS = Key.of("views.json");

    /// Prefix of the events of the log.
    public static final String LOG = "log/";

    /// Prefix of the records of refused tarballs.
    public static final String QUARANTINE = "quarantine/";

    private static final int LSN_DIGITS = 12;

    private Layout() {}

    /// The tarball, under the name that is its identity.
    public static Key tarball(PackageId id) {
        return Key.of("pkgs/%s/-/%s.tgz".formatted(id.name(), unscoped(id)));
    }

    /// The tarball's public alias.
    public static Key flatTarball(String stem) {
        return Key.of("-/" + stem + ".tgz");
    }

    /// The resources of a package version.
    public static Key resources(String stem) {
        return Key.of("rs/" + stem + ".ndjson.gz");
    }

    /// All that npm wants to know of a package.
    public static Key packument(PackageName name) {
        return Key.of("pkgs/" + name);
    }

    /// All that npm wants to know of one version.
    public static Key version(PackageId id) {
        return Key.of("pkgs/%s/%s".formatted(id.name(), id.version()));
    }

    /// An event; padded, so that a list of keys is in the order of the log.
    public static Key event(long lsn) {
        return Key.of(LOG + "0".repeat(LSN_DIGITS - Long.toString(lsn).length()) + lsn + ".json");
    }

    /// The lsn of an event's key.
    public static long lsn(Key event) {
        var name = event.toString().substring(LOG.length());
        return Long.parseLong(name, 0, name.indexOf('.'), 10);
    }

    /// What is known of a refused tarball.
    public static Key refusal(String sha256) {
        return Key.of(QUARANTINE + sha256 + ".json");
    }

    /// A scoped package's tarball is named without the scope, which its folder has. Source: npm's registry protocol.
    private static String unscoped(PackageId id) {
        return id.name().segments().getLast() + "-" + id.version();
    }
}

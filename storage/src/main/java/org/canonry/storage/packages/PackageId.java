package org.canonry.storage.packages;

import java.util.Comparator;

/// One version of one package. Printed and written as `name@version`; ordered by name, then by version.
public record PackageId(PackageName name, Version version) implements Comparable<PackageId> {
    private static final Comparator<PackageId> ORDER =
            Comparator.comparing(PackageId::name).thenComparing(PackageId::version);

    /// A package version that is known to be good.
    ///
    /// @throws InvalidPackageText when the name or the version is not
    public static PackageId of(String name, String version) {
        return new PackageId(new PackageName(name), Version.of(version));
    }

    /// The package version that `name@version` or `name#version` stands for; the version must be one exact version.
    /// Never throws.
    public static Parsed<PackageId> parse(String text) {
        var separator = PackageSpec.separator(text);
        return PackageName.parse(text.substring(0, separator))
                .then(name -> PackageSpec.shift(Version.parse(PackageSpec.after(text, separator)), separator + 1)
                        .map(version -> new PackageId(name, version)));
    }

    /// `name-version`, as flat file names have it. A scope keeps its slash. Two package versions may share a stem
    /// (`a@1-2`, `a-1@2`), so it identifies nothing.
    public String stem() {
        return name + "-" + version;
    }

    @Override
    public int compareTo(PackageId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}

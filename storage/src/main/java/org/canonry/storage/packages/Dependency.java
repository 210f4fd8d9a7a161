package org.canonry.storage.packages;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One entry of a manifest's `dependencies`.
///
/// @param name the key, as its author wrote it
/// @param requirement the value, as its author wrote it; JSON where it is no text
/// @param meaning what they mean
public record Dependency(String name, String requirement, Meaning meaning) {
    private static final String NPM = "npm:";

    /// What an entry means.
    public sealed interface Meaning {}

    /// A package and what selects its version.
    ///
    /// @param alias the name that the depending package gives it, where that is another
    public record On(PackageName target, VersionSelector selector, Optional<PackageName> alias) implements Meaning {}

    /// An entry that names no package.
    ///
    /// @param detail what is wrong, in words
    public record Unclear(Problem problem, String detail) implements Meaning {}

    /// Why an entry names no package.
    public enum Problem {
        /// The name, or the name behind an alias, is no package name.
        INVALID_NAME,
        /// The requirement is not text.
        NOT_TEXT
    }

    /// Reads one entry: `"name": "version"`, FHIR's alias `"alias@npm:name": "version"`, or npm's
    /// `"alias": "npm:name@version"`. Never throws.
    public static Dependency of(String name, String requirement) {
        return new Dependency(name, requirement, meaning(name, requirement));
    }

    static Dependency of(String name, JsonNode requirement) {
        return requirement.isString()
                ? of(name, requirement.stringValue())
                : new Dependency(
                        name,
                        requirement.toString(),
                        new Unclear(Problem.NOT_TEXT, "the required version must be text in quotes"));
    }

    private static Meaning meaning(String name, String requirement) {
        var alias = name.indexOf('@' + NPM, 1);
        if (alias > 0) {
            return aliased(
                    name.substring(0, alias),
                    PackageName.parse(name.substring(alias + 1 + NPM.length()))
                            .map(target -> new PackageSpec(target, VersionSelector.parse(requirement))));
        }
        return requirement.startsWith(NPM)
                ? aliased(name, PackageSpec.parse(requirement.substring(NPM.length())))
                : plain(name, requirement);
    }

    private static Meaning plain(String name, String requirement) {
        return switch (PackageName.parse(name)) {
            case Parsed.Valid<PackageName>(var target) ->
                new On(target, VersionSelector.parse(requirement), Optional.empty());
            case Parsed.Refused<PackageName>(var refusal) -> new Unclear(Problem.INVALID_NAME, refusal.detail());
        };
    }

    private static Meaning aliased(String alias, Parsed<PackageSpec> spec) {
        var both = PackageName.parse(alias).then(name -> spec.map(target -> on(name, target)));
        return switch (both) {
            case Parsed.Valid<On>(var on) -> on;
            case Parsed.Refused<On>(var refusal) -> new Unclear(Problem.INVALID_NAME, refusal.detail());
        };
    }

    private static On on(PackageName alias, PackageSpec spec) {
        return new On(spec.name(), spec.selector(), Optional.of(alias));
    }
}

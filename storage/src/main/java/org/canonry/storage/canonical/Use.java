package org.canonry.storage.canonical;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One reference from a resource to a canonical.
///
/// @param path element that holds the reference: inside an element definition its id, such as `Patient.extension:race`; elsewhere the
///     element's path in the resource, such as `ValueSet.compose.include.system`
/// @param kind what the reference is for
/// @param target the reference as its author wrote it, with its `|version` when it has one
/// @param bindingStrength `required`, `extensible`, `preferred` or `example` for a binding; null otherwise
public record Use(String path, UseKind kind, String target, @Nullable String bindingStrength) {
    private static final int LONGEST_TERM = 10_000;

    /// The target without `|version` and without `#fragment`: what a carrier's url is compared with.
    public String targetUrl() {
        return Reference.url(target);
    }

    /// The forms of the target by which the use is found: its url, `url|version` where a version is asked, and the whole where it has a
    /// fragment, each once. None for a target of more than 10,000 characters: it would not fit into a term of the index (32,766 bytes).
    public Set<String> targetTerms() {
        if (target.length() > LONGEST_TERM) {
            return Set.of();
        }
        var url = targetUrl();
        if (url.equals(target)) {
            return Set.of(url);
        }
        var version = Reference.version(target);
        var terms = new LinkedHashSet<>(List.of(url, target));
        if (!version.isEmpty()) {
            terms.add(url + '|' + version);
        }
        return terms;
    }

    /// Target and path tell nearly all uses apart, and texts keep their hashes.
    @Override
    public int hashCode() {
        return (target.hashCode() * 31 + path.hashCode()) * 31 + kind.ordinal();
    }
}

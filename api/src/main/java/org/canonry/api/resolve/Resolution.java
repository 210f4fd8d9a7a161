package org.canonry.api.resolve;

import java.util.List;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.storage.packages.PackageVersion;
import org.jspecify.annotations.Nullable;

/// What a reference means, and why.
///
/// @param reference as it was asked
/// @param resource null unless the outcome is [Outcome#RESOLVED]
/// @param matchKind null unless the outcome is [Outcome#RESOLVED]
/// @param strategy by which one of several was chosen
/// @param path from a scope's package to the one that carries the resource; empty without a scope
/// @param candidates carriers of the url, the chosen one first, then as they are preferred; at most `resolution_candidates`
/// @param ambiguous whether carriers of the same version as the resource differ from it in content
/// @param explanation how the outcome came about, in words, with what to do when nothing was found
public record Resolution(
        String reference,
        Outcome outcome,
        @Nullable CanonicalResource resource,
        @Nullable MatchKind matchKind,
        Strategy strategy,
        List<PackageVersion> path,
        List<Candidate> candidates,
        boolean ambiguous,
        String explanation) {}

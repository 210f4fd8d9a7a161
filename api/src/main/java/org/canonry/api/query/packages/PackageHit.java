package org.canonry.api.query.packages;

import java.util.OptionalDouble;
import org.canonry.api.snapshot.PackageHistory;

/// A package that a search found.
///
/// @param history the package
/// @param score how well it matches, beside others of the same search; empty when the search has no text
public record PackageHit(PackageHistory history, OptionalDouble score) {}

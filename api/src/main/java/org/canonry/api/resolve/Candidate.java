package org.canonry.api.resolve;

import org.canonry.api.snapshot.CanonicalResource;

/// A carrier of the url that was asked for.
///
/// @param chosen whether the reference means it
/// @param reason why it was chosen or passed over, in words
public record Candidate(CanonicalResource resource, boolean chosen, String reason) {}

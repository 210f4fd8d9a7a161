package org.canonry.api.resolve;

/// How one of several resources that a reference might mean is chosen.
public enum Strategy {
    /// The most recent, as HL7's guidance for authors has it.
    MOST_RECENT_IN_CLOSURE,
    /// The one from the package that is fewest dependencies away, as HL7's validator has it.
    NEAREST,
    /// The one from the highest version of a package, as Firely's tools have it.
    HIGHEST_PACKAGE,
    /// The latest released, wherever it is from.
    LATEST
}

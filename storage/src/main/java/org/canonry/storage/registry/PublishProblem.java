package org.canonry.storage.registry;

/// Which rule for published packages is broken, where archive, package.json and the registry's own reasons have no word for it. The names are kept: they
/// are in answers.
public enum PublishProblem {
    /// The name is none that a new package may have.
    NAME_NOT_ALLOWED,
    /// The name or version in package.json is another than the one that it is offered under.
    OFFERED_UNDER_ANOTHER_NAME,
    /// The version is not semantic, or has build metadata, which npm leaves out.
    VERSION_NOT_ALLOWED
}

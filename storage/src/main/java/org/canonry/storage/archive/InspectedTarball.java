package org.canonry.storage.archive;

/// What came of inspecting a tarball: it is sound, or it is refused.
public sealed interface InspectedTarball permits Tarball, TarballRefused {}

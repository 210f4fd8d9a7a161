package org.canonry.storage.packages;

/// What became of the bytes of a `package.json`.
public sealed interface ManifestRead permits Manifest, ManifestRefused {}

package org.canonry.bench.agreement;

import org.canonry.storage.canonical.UseKind;

/// A reference that resources of one package hold, as often as it may.
///
/// @param kind what it is for
/// @param target as its author wrote it
record Question(UseKind kind, String target) {}

package org.canonry.api.registry;

import java.time.Clock;
import org.canonry.storage.database.Tokens;
import org.canonry.storage.registry.Registry;

/// What is needed to let others change the registry.
///
/// @param registry which takes packages in
/// @param tokens of those who may
/// @param changed called after each change, when packuments, feed and catalogue tell of it; returns at once
/// @param clock by which tokens expire
public record Publisher(Registry registry, Tokens tokens, Runnable changed, Clock clock) {}

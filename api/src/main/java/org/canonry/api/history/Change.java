package org.canonry.api.history;

import java.time.Instant;
import org.canonry.storage.packages.PackageId;
import org.canonry.storage.registry.LogEvent;
import org.jspecify.annotations.Nullable;

/// What an event of the log tells whoever follows it.
///
/// @param lsn log sequence number
/// @param event what happened
/// @param at when; null when the bucket, written by another program, does not tell
/// @param id to which package version
public record Change(long lsn, LogEvent.Kind event, @Nullable Instant at, PackageId id) {}

package org.canonry.api.lock;

/// What asking for a lock gives.
public sealed interface LockAnswer permits Lock, NotLocked {}

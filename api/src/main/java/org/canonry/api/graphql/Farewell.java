package org.canonry.api.graphql;

import org.canonry.api.history.ChangeStream;
import org.springframework.context.SmartLifecycle;

/// Ends what would go on for ever before the server waits for what is under way: subscriptions complete, and WebSockets are closed.
final class Farewell implements SmartLifecycle {
    private final ChangeStream changes;
    private final Sockets sockets;
    private volatile boolean isRunning;

    Farewell(ChangeStream changes, Sockets sockets) {
        this.changes = changes;
        this.sockets = sockets;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        changes.close();
        sockets.close();
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// The highest stops first.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

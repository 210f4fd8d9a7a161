package org.canonry.api.registry;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/// How the world reaches the server: as configured, else this machine and the port, which is known when the server listens. Thread-safe.
public final class PublicUrl {
    private final Optional<String> configured;
    private volatile String local = "http://localhost";

    /// @param configured empty for this machine and the port
    public PublicUrl(Optional<URI> configured) {
        this.configured = configured.map(URI::toString).map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /// Learns the port.
    @EventListener
    public void listening(WebServerInitializedEvent event) {
        local = "http://localhost:" + event.getWebServer().getPort();
    }

    /// Where the object of that key can be fetched.
    public String of(String key) {
        return configured.orElse(local) + '/' + key;
    }
}

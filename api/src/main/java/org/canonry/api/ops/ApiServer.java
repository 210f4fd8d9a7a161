package org.canonry.api.ops;

import jakarta.servlet.Servlet;
import java.net.BindException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.canonry.api.registry.PublishDoor;
import org.canonry.api.registry.Publisher;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.support.GenericApplicationContext;

/// The server: everything that is asked over HTTP. Runs in this process until it is closed.
public final class ApiServer implements AutoCloseable {
    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            Map.entry("logging.level.org.apache", "warn"),
            Map.entry("logging.level.org.springframework", "warn"),
            Map.entry("logging.level.com.zaxxer", "warn"),
            Map.entry("spring.threads.virtual.enabled", true),
            Map.entry("spring.jmx.enabled", false),
            Map.entry("spring.web.error.include-message", "never"),
            Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
            Map.entry("server.shutdown", "graceful"),
            Map.entry("management.endpoints.access.default", "none"),
            Map.entry("management.endpoint.health.access", "read-only"),
            Map.entry("management.endpoint.health.probes.enabled", true),
            Map.entry("spring.mvc.formcontent.filter.enabled", "false"),
            Map.entry("management.endpoint.health.show-details", "always"),
            Map.entry("management.endpoint.health.group.readiness.include", "readinessState,snapshot"),
            Map.entry("management.endpoint.health.group.liveness.include", "livenessState"));

    private final ServletWebServerApplicationContext context;

    private ApiServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Starts a server, which answers when this returns.
    ///
    /// @throws BindException when the port is taken
    /// @throws RuntimeException when it cannot start for another reason
    public static ApiServer start(ApiSettings settings) throws BindException {
        return start(settings, Map.of());
    }

    /// Starts a server that answers more than this room does, such as a constant that others are measured against.
    ///
    /// @param more what else answers, by the path that it answers at, such as `/constant`
    /// @throws BindException when the port is taken
    /// @throws RuntimeException when it cannot start for another reason
    public static ApiServer start(ApiSettings settings, Map<String, Servlet> more) throws BindException {
        var application = new SpringApplicationBuilder(ApiApplication.class)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(PROPERTIES)
                .properties("server.port=" + settings.port())
                .initializers((GenericApplicationContext context) -> register(context, settings, more));
        try {
            return new ApiServer((ServletWebServerApplicationContext) application.run());
        } catch (ApplicationContextException e) {
            if (isPortTaken(e)) {
                throw portTaken(settings.port(), e);
            }
            throw e;
        }
    }

    private static boolean isPortTaken(@Nullable Throwable failure) {
        return failure instanceof PortInUseException || (failure != null && isPortTaken(failure.getCause()));
    }

    private static BindException portTaken(int port, Throwable cause) {
        var taken = new BindException("port %d is in use: stop what serves there, or give another port".formatted(port));
        taken.initCause(cause);
        return taken;
    }

    /// Answers from the snapshot that the bucket points to now, and not only after the next look at it.
    public void refresh() {
        context.getBean(SnapshotFollower.class).refresh();
    }

    /// Lets publishers in from now on; without it, nobody changes the registry from here.
    public void publish(Publisher publisher) {
        context.getBean(PublishDoor.class).open(publisher);
    }

    private static void register(GenericApplicationContext context, ApiSettings settings, Map<String, Servlet> more) {
        context.registerBean(ApiSettings.class, () -> settings);
        more.forEach((path, servlet) ->
                context.registerBean(path, ServletRegistrationBean.class, () -> new ServletRegistrationBean<>(servlet, path)));
    }

    /// The port that it listens on.
    public int port() {
        var server = context.getWebServer();
        if (server == null) {
            throw new IllegalStateException("the server is closed");
        }
        return server.getPort();
    }

    /// Ends it, after the requests that are under way. Idempotent.
    @Override
    public void close() {
        context.close();
    }
}

package org.canonry.api.ops;

import java.time.Duration;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.websocket.server.WsSci;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.RequestContextFilter;

/// What all answers have in common: how connections are kept, which pages may call, how long a question may be.
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    private static final List<String> REGISTRY = List.of("/pkgs/*", "/-/*", "/rs/*", "/feed.ndjson.gz", "/pkgs.ndjson.gz", "/catalog", "/updates", "/broken");

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connector(Limits limits) {
        return factory -> {
            factory.addConnectorCustomizers(tolerant(), bounded(limits));
            factory.addContextCustomizers(webSockets(), plainRefusals());
        };
    }

    /// Only what Jakarta calls an initializer opens the container for them.
    private static TomcatContextCustomizer webSockets() {
        return context -> context.addServletContainerInitializer(new WsSci(), null);
    }

    /// What is refused before any servlet is found, such as an address with `%00` in it.
    private static TomcatContextCustomizer plainRefusals() {
        return context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(PlainRefusals.class.getName());
            }
        };
    }

    /// FHIR clients send `|` and braces as they are, and npm sends the slash of `@scope/name` as `%2f`.
    private static TomcatConnectorCustomizer tolerant() {
        return connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setProperty("relaxedQueryChars", "|{}[]\\^`\"<>");
            connector.setProperty("relaxedPathChars", "|{}[]^`");
        };
    }

    /// Several clients do not ask again when a kept connection is closed under them: it is kept for long, and for any number of requests.
    private static TomcatConnectorCustomizer bounded(Limits limits) {
        return connector -> {
            connector.setProperty("keepAliveTimeout", Long.toString(Duration.ofSeconds(limits.of(Limit.HTTP_KEEP_ALIVE_SECONDS)).toMillis()));
            connector.setProperty("maxKeepAliveRequests", "-1");
            connector.setProperty("maxConnections", Long.toString(limits.of(Limit.HTTP_CONNECTIONS)));
            connector.setProperty("maxHttpHeaderSize", Long.toString(limits.of(Limit.HTTP_HEADER_BYTES)));
        };
    }

    @Bean
    HttpRefusals httpRefusals() {
        return new HttpRefusals();
    }

    @Bean
    FilterRegistrationBean<CorsFilter> cors(ApiSettings settings) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(settings.corsOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(List.of("ETag", "Content-Location", "Content-Range", "Last-Modified", "Retry-After"));
        cors.setMaxAge(Duration.ofHours(2));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", cors);
        var filter = new FilterRegistrationBean<>(new CorsFilter(everywhere));
        REGISTRY.forEach(filter::addUrlPatterns);
        filter.addUrlPatterns("/graphql", "/fhir/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /// What it would do for filters, the dispatcher does for handlers, and nobody else here asks for the request of a thread.
    @Bean
    FilterRegistrationBean<RequestContextFilter> requestContext() {
        var filter = new FilterRegistrationBean<>(new RequestContextFilter());
        filter.setEnabled(false);
        return filter;
    }

    @Bean
    FilterRegistrationBean<PageHeaders> pageHeaders() {
        var filter = new FilterRegistrationBean<>(new PageHeaders());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}

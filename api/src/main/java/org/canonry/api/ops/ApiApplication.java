package org.canonry.api.ops;

import java.io.IOException;
import org.canonry.api.fhir.FhirAddress;
import org.canonry.api.fhir.FhirConfiguration;
import org.canonry.api.graphql.CursorKey;
import org.canonry.api.graphql.GraphQlConfiguration;
import org.canonry.api.graphql.GraphQlSettings;
import org.canonry.api.history.HistoryPages;
import org.canonry.api.query.FirstSearch;
import org.canonry.api.registry.PublicUrl;
import org.canonry.api.registry.RegistryConfiguration;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.database.History;
import org.canonry.storage.limits.Limits;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Import;

/// What the server is made of. Everything is named: nothing comes in because it happens to be on the class path, and starting is quick.
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    AvailabilityHealthContributorAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class
})
@Import({FhirConfiguration.class, FrontPage.class, GraphQlConfiguration.class, HttpConfiguration.class, RegistryConfiguration.class})
class ApiApplication {
    @Bean(destroyMethod = "")
    Bucket bucket(ApiSettings settings) {
        return settings.bucket();
    }

    @Bean
    Limits limits(ApiSettings settings) {
        return settings.limits();
    }

    @Bean
    HistoryPages history(ApiSettings settings) {
        return new HistoryPages(new History(settings.database()));
    }

    @Bean
    CursorKey cursorKey(ApiSettings settings) {
        return new CursorKey(settings.cursorKey());
    }

    @Bean
    GraphQlSettings graphQlSettings(ApiSettings settings) {
        return settings.graphQl();
    }

    @Bean
    PublicUrl publicUrl(ApiSettings settings) {
        return new PublicUrl(settings.publicUrl());
    }

    @Bean
    FhirAddress fhirAddress(ApiSettings settings) {
        return new FhirAddress(settings.publicUrl());
    }

    @Bean
    Snapshots snapshots(ApiSettings settings) throws IOException {
        return new Snapshots(settings.bucket(), settings.snapshots(), settings.embedding(), settings.limits());
    }

    @Bean
    FirstSearch firstSearch(Snapshots snapshots, Limits limits) {
        return new FirstSearch(snapshots, limits);
    }

    @Bean
    @DependsOn("firstSearch")
    SnapshotFollower snapshotFollower(Snapshots snapshots, Limits limits) {
        return new SnapshotFollower(snapshots, limits);
    }

    @Bean("snapshot")
    SnapshotHealth snapshotHealth(Snapshots snapshots, SnapshotFollower follower) {
        return new SnapshotHealth(snapshots, follower);
    }
}

package org.canonry.api.registry;

import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Layout;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the public files under their own keys, beside everything else: no controller stands between the bucket and the connection.
@Configuration(proxyBeanMethods = false)
public class RegistryConfiguration {
    @Bean
    ServletRegistrationBean<RegistryServlet> registry(Bucket bucket) {
        return new ServletRegistrationBean<>(
                new RegistryServlet(bucket), "/pkgs/*", "/-/*", "/rs/*", "/" + Layout.FEED, "/" + Layout.CATALOGUE);
    }

    @Bean
    PublishDoor publishDoor(Limits limits) {
        return new PublishDoor(limits);
    }

    @Bean
    FilterRegistrationBean<PublishDoor> publishDoorUnderPackages(PublishDoor door) {
        var filter = new FilterRegistrationBean<>(door);
        filter.addUrlPatterns("/pkgs/*");
        return filter;
    }
}

package org.canonry.api.registry;

import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.registry.Layout;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the registry under its addresses, beside everything else: no controller stands between the bucket and the connection.
@Configuration(proxyBeanMethods = false)
public class RegistryConfiguration {
    @Bean
    ServletRegistrationBean<RegistryServlet> registry(Bucket bucket, Snapshots snapshots, PublicUrl publicUrl, Limits limits) {
        var files = new BucketFiles(bucket);
        var servlet = new RegistryServlet(
                files, new OnePackage(bucket, files, snapshots, limits), new Lists(snapshots, publicUrl, limits), new ReadOnly());
        return new ServletRegistrationBean<>(
                servlet, "/pkgs/*", "/-/*", "/rs/*", "/" + Layout.FEED, "/" + Layout.CATALOGUE, "/catalog", "/updates", "/broken");
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

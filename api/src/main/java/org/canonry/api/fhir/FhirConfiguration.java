package org.canonry.api.fhir;

import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limits;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the FHIR bases beside everything else: no controller stands between the bucket and the connection.
@Configuration(proxyBeanMethods = false)
public class FhirConfiguration {
    @Bean
    ServletRegistrationBean<FhirServlet> fhir(Snapshots snapshots, FhirAddress address, Limits limits) {
        return new ServletRegistrationBean<>(new FhirServlet(snapshots, address, limits), FhirServlet.PATH, FhirServlet.PATH + "/*");
    }
}

package org.canonry.api.ops;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// What `/` shows: the playground where it was built, else how to get it.
@Configuration(proxyBeanMethods = false)
class FrontPage {
    private static final String WITHOUT_PLAYGROUND = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Canonry</title>
            <h1>Canonry</h1>
            <p>This server was built without the playground: install npm, and start <code>./canonry up</code> again.</p>
            <p>GraphQL answers at <code>/graphql</code>, by POST; the registry for npm is <code>/pkgs</code>.</p>
            </html>
            """;

    @Bean
    RouterFunction<ServerResponse> frontPage() {
        var page = new ClassPathResource("META-INF/resources/index.html");
        return RouterFunctions.route()
                .GET("/", request -> page.exists()
                        ? ServerResponse.ok().contentType(MediaType.TEXT_HTML).header("Cache-Control", "no-cache").body(page)
                        : ServerResponse.ok().contentType(MediaType.TEXT_HTML).body(WITHOUT_PLAYGROUND))
                .build();
    }
}

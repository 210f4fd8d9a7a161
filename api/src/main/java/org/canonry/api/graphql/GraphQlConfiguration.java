package org.canonry.api.graphql;

import graphql.ExecutionInput;
import graphql.schema.idl.RuntimeWiring;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.canonry.api.doctor.PackageFinding;
import org.canonry.api.doctor.ReferenceFinding;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.data.method.HandlerMethod;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;

/// Puts the GraphQL engine together and serves it at `/graphql`.
@Configuration(proxyBeanMethods = false)
@Import({
    CanonicalController.class,
    DiffController.class,
    DoctorController.class,
    GraphController.class,
    IndexController.class,
    LockController.class,
    NodeController.class,
    PackageController.class,
    RecordController.class,
    ResourceController.class,
    SearchController.class,
    UsageController.class
})
public class GraphQlConfiguration {
    /// These wait for the bucket or the database, so that fields beside each other had better wait at once; all others answer from memory, where
    /// another thread costs more than the answer.
    private static final Set<Class<?>> WAITING = Set.of(DiffController.class, RecordController.class, ResourceController.class);

    @Bean
    Cursors cursors(CursorKey key) {
        return new Cursors(key.bytes());
    }

    @Bean
    AnnotatedControllerConfigurer controllers(Cursors cursors, Limits limits) {
        var controllers = new AnnotatedControllerConfigurer();
        Arguments.all(cursors, limits).forEach(controllers::addCustomArgumentResolver);
        controllers.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        controllers.setBlockingMethodPredicate(GraphQlConfiguration::waits);
        return controllers;
    }

    private static boolean waits(HandlerMethod method) {
        return WAITING.contains(method.getBeanType());
    }

    @Bean(destroyMethod = "close")
    Deadlines<ExecutionInput> deadlines(Limits limits) {
        return new Deadlines<>(Duration.ofMillis(limits.of(Limit.GRAPHQL_REQUEST_MILLISECONDS)), ExecutionInput::cancel);
    }

    @Bean
    GraphQlSource graphQlSource(AnnotatedControllerConfigurer controllers, Deadlines<ExecutionInput> deadlines, Limits limits) {
        return GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ClassPathResource("graphql/schema.graphqls"))
                .configureRuntimeWiring(controllers)
                .configureRuntimeWiring(GraphQlConfiguration::scalars)
                .configureRuntimeWiring(PlainFields::wire)
                .defaultTypeResolver(types())
                .exceptionResolvers(List.of(new Errors()))
                .instrumentation(List.of(new RequestGuard(limits, deadlines)))
                .configureGraphQl(engine -> engine.preparsedDocumentProvider(new PreparedDocuments(limits)))
                .inspectSchemaMappings(
                        inspector -> inspector
                                .classMapping("Package", PackageHistory.class)
                                .classMapping("PackageVersion", PackageVersion.class)
                                .classMapping("CanonicalResource", CanonicalResource.class)
                                .classMapping("ReferenceFinding", ReferenceFinding.class)
                                .classMapping("PackageFinding", PackageFinding.class),
                        SchemaCheck::refuseGaps)
                .build();
    }

    private static void scalars(RuntimeWiring.Builder wiring) {
        Scalars.all().forEach(wiring::scalar);
    }

    private static ClassNameTypeResolver types() {
        var types = new ClassNameTypeResolver();
        types.addMapping(PackageHistory.class, "Package");
        return types;
    }

    @Bean
    ServletRegistrationBean<GraphQlServlet> graphQl(GraphQlSource source, Snapshots snapshots, Limits limits) {
        var engine = WebGraphQlHandler.builder(new DefaultExecutionGraphQlService(source))
                .interceptor(new ErrorCodes(limits), new RequestSnapshot(snapshots, limits))
                .build();
        return new ServletRegistrationBean<>(new GraphQlServlet(engine, limits), GraphQlServlet.PATH);
    }
}

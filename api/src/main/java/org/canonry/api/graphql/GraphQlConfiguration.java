package org.canonry.api.graphql;

import graphql.ExecutionInput;
import graphql.schema.idl.RuntimeWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.canonry.api.doctor.PackageFinding;
import org.canonry.api.doctor.ReferenceFinding;
import org.canonry.api.history.ChangeLog;
import org.canonry.api.history.ChangeStream;
import org.canonry.api.registry.PublicUrl;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshots;
import org.canonry.storage.bucket.Bucket;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.canonry.storage.packages.PackageVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    ChangeController.class,
    DiffController.class,
    DoctorController.class,
    GraphController.class,
    IndexController.class,
    LockController.class,
    NodeController.class,
    PackageController.class,
    RateLimitController.class,
    RecordController.class,
    ResourceController.class,
    SearchController.class,
    UsageController.class
})
public class GraphQlConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(GraphQlConfiguration.class);
    private static final String SCHEMA = "graphql/schema.graphqls";

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
                .schemaResources(new ClassPathResource(SCHEMA))
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
    Documents documents(GraphQlSettings settings, GraphQlSource source, Limits limits) {
        settings.trusted().ifPresent(list -> list.misfits(source.schema()).forEach(misfit -> LOG.warn("A trusted document cannot be answered: {}", misfit)));
        return new Documents(limits, settings.trusted().orElse(null));
    }

    @Bean
    Desk desk(GraphQlSource source, Documents documents, Limits limits) {
        var engine = WebGraphQlHandler.builder(new DefaultExecutionGraphQlService(source))
                .interceptor(new ErrorCodes(limits), new RequestSnapshot(limits))
                .build();
        return new Desk(engine, documents, limits);
    }

    @Bean
    Visitors visitors(Snapshots snapshots, GraphQlSettings settings, Limits limits) {
        return new Visitors(snapshots, new Allowances(limits, settings.proxies()), limits);
    }

    @Bean(destroyMethod = "close")
    ChangeStream changes(Snapshots snapshots, Bucket bucket, Limits limits) {
        return new ChangeStream(snapshots, new ChangeLog(bucket, limits));
    }

    @Bean
    Subscribers subscribers(Limits limits) {
        return new Subscribers(limits);
    }

    @Bean(destroyMethod = "")
    Sockets sockets(Desk desk, Visitors visitors, Subscribers subscribers, Limits limits) {
        return new Sockets(desk, visitors, subscribers, limits);
    }

    @Bean
    Farewell farewell(ChangeStream changes, Sockets sockets) {
        return new Farewell(changes, sockets);
    }

    @Bean
    ServletRegistrationBean<GraphQlServlet> graphQl(
            Desk desk, Visitors visitors, Subscribers subscribers, Sockets sockets, PublicUrl publicUrl) throws IOException {
        var cache = new AnswerCache(visitors.snapshots(), desk.documents(), new EntityTags(program(), publicUrl), visitors.limits());
        return new ServletRegistrationBean<>(
                new GraphQlServlet(desk, new GraphQlServlet.Doors(visitors, subscribers, cache, sockets)), GraphQlServlet.PATH);
    }

    /// What answers depend on beside the index and the question: the contract, and the version of the program.
    private static String program() throws IOException {
        var schema = new ClassPathResource(SCHEMA).getContentAsString(StandardCharsets.UTF_8);
        return Documents.sha256(schema) + " " + GraphQlConfiguration.class.getPackage().getImplementationVersion();
    }
}

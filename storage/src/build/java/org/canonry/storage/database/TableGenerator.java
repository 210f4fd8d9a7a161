package org.canonry.storage.database;

import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/// Migrates a fresh database and has jOOQ write classes for what it finds there. Compiled and called by [GenerateTables].
public final class TableGenerator {
    /// Held here: a logger that nobody holds forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private TableGenerator() {}

    /// @param migrations the folder of the migrations
    /// @param target the root of the generated sources; emptied first
    /// @param work where the server and its programs may be put
    public static void generate(Path migrations, Path target, Path work) throws Exception {
        FLYWAY.setLevel(Level.WARNING);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try (var server = LocalPostgres.startTemporary(work.resolve("binaries"))) {
            var address = URI.create(server.url());
            var jdbc = new Jdbc()
                    .withUrl("jdbc:postgresql://%s:%d%s".formatted(address.getHost(), address.getPort(), address.getPath()))
                    .withUser(address.getUserInfo().split(":")[0])
                    .withPassword(address.getUserInfo().split(":")[1]);
            Flyway.configure()
                    .dataSource(jdbc.getUrl(), jdbc.getUser(), jdbc.getPassword())
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(new Configuration()
                    .withLogging(Logging.WARN)
                    .withJdbc(jdbc)
                    .withGenerator(new Generator()
                            .withDatabase(database())
                            .withGenerate(generate())
                            .withTarget(new Target()
                                    .withPackageName("org.canonry.storage.database")
                                    .withDirectory(target.toString()))));
        }
    }

    private static Database database() {
        return new Database()
                .withInputSchema("public")
                .withOutputSchemaToDefault(true)
                .withExcludes("flyway_schema_history")
                .withIncludeIndexes(false)
                .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("timestamptz"));
    }

    private static Generate generate() {
        return new Generate()
                .withGlobalCatalogReferences(false)
                .withGlobalSchemaReferences(false)
                .withDefaultCatalog(false)
                .withDefaultSchema(false)
                .withImplicitJoinPathsToOne(false)
                .withImplicitJoinPathsToMany(false)
                .withDeprecated(false);
    }
}

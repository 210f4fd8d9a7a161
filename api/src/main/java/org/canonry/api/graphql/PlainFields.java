package org.canonry.api.graphql;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.util.Objects;
import java.util.function.Function;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.storage.packages.PackageVersion;

/// Fields that are read off what they are fields of, and are asked for in nearly every document. A controller's method costs a few microseconds
/// before it is called, since its arguments are looked for and threads are prepared for it: more than these fields are worth.
final class PlainFields {
    private PlainFields() {}

    static void wire(RuntimeWiring.Builder wiring) {
        wiring.type("Package", type -> type.dataFetcher("id", of(PackageHistory.class, source -> NodeId.of(source).toString())));
        wiring.type("CanonicalResource", type -> type.dataFetcher("id", of(CanonicalResource.class, source -> NodeId.of(source).toString())));
        wiring.type("PackageVersion", type -> type.dataFetcher("id", of(PackageVersion.class, source -> NodeId.of(source).toString()))
                .dataFetcher("name", of(PackageVersion.class, source -> source.id().name().text()))
                .dataFetcher("version", of(PackageVersion.class, source -> source.id().version().text())));
    }

    private static <S> Plain<S> of(Class<S> type, Function<S, String> read) {
        return new Plain<>(type, read);
    }

    /// @param type what it is a field of
    /// @param read the field of one
    private record Plain<S>(Class<S> type, Function<S, String> read) implements TrivialDataFetcher<String> {
        @Override
        public String get(DataFetchingEnvironment environment) {
            return read.apply(Objects.requireNonNull(type.cast(environment.<Object>getSource())));
        }
    }
}

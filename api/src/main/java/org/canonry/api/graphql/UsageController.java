package org.canonry.api.graphql;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.canonry.api.graph.Usage;
import org.canonry.api.graph.UsageSummary;
import org.canonry.api.graph.UsageSummary.PackageCount;
import org.canonry.api.graph.UsageSummary.UserCount;
import org.canonry.api.graph.Uses;
import org.canonry.api.snapshot.CanonicalResource;
import org.canonry.api.snapshot.PackageHistory;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.canonical.UseKind;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// Who refers to what: reference by reference, and counted.
@Controller
class UsageController {
    private final Limits limits;

    UsageController(Limits limits) {
        this.limits = limits;
    }

    @QueryMapping
    Connection<Usage> uses(@Argument String target, @Argument @Nullable Set<UseKind> kind, Scope where, Paging paging, Snapshot snapshot)
            throws IOException {
        return paging.connection(uses(snapshot).usedBy(target, kinds(kind), packages(where), paging.window()));
    }

    @SchemaMapping
    Connection<Usage> uses(CanonicalResource source, @Argument @Nullable Set<UseKind> kind, Paging paging, Snapshot snapshot) {
        return paging.connection(uses(snapshot).uses(source, kinds(kind), paging.window()));
    }

    @SchemaMapping
    Connection<Usage> usedBy(CanonicalResource source, @Argument @Nullable Set<UseKind> kind, Scope where, Paging paging, Snapshot snapshot)
            throws IOException {
        return paging.connection(uses(snapshot).usedBy(source.url(), kinds(kind), packages(where), paging.window()));
    }

    @QueryMapping
    UsageSummary usage(@Argument String target, @Argument @Nullable Set<UseKind> kind, Scope where, Snapshot snapshot) throws IOException {
        return uses(snapshot).summary(target, kinds(kind), packages(where));
    }

    @SchemaMapping
    UsageSummary usage(CanonicalResource source, @Argument @Nullable Set<UseKind> kind, Scope where, Snapshot snapshot) throws IOException {
        return uses(snapshot).summary(source.url(), kinds(kind), packages(where));
    }

    @SchemaMapping
    List<PackageCount> packages(UsageSummary source, @Argument int first) {
        return source.packages(Bounds.page("first", first, limits));
    }

    @SchemaMapping
    List<UserCount> topUsers(UsageSummary source, @Argument int first) {
        return source.topUsers(Bounds.page("first", first, limits));
    }

    @SchemaMapping(typeName = "PackageUseCount", field = "package")
    PackageHistory named(PackageCount source) {
        return source.of();
    }

    private Uses uses(Snapshot snapshot) {
        return new Uses(snapshot, limits);
    }

    private static IntPredicate packages(Scope where) {
        return where.range()::containsPackage;
    }

    private static Set<UseKind> kinds(@Nullable Set<UseKind> asked) {
        return asked == null ? Set.of() : asked;
    }
}

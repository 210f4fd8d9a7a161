package org.canonry.api.graphql;

import java.io.IOException;
import java.util.List;
import org.canonry.api.lock.Lock;
import org.canonry.api.lock.LockFormat;
import org.canonry.api.lock.NotLocked;
import org.canonry.api.registry.PublicUrl;
import org.canonry.api.snapshot.Snapshot;
import org.canonry.storage.limits.Limit;
import org.canonry.storage.limits.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/// What packages need, fixed to versions, as files.
@Controller
class LockController {
    private final PublicUrl publicUrl;
    private final Limits limits;

    LockController(PublicUrl publicUrl, Limits limits) {
        this.publicUrl = publicUrl;
        this.limits = limits;
    }

    @QueryMapping
    @Nullable Lock lock(@Argument List<String> packages, @Argument @Nullable Long asOf, Snapshot snapshot) {
        Bounds.refuseNoneOrMore("packages", packages.size(), Limit.GRAPHQL_IDS, limits);
        return switch (Lock.of(snapshot, packages, asOf, limits)) {
            case Lock lock -> lock;
            case NotLocked(var reason, var detail) -> switch (reason) {
                case NOT_THERE -> null;
                case TOO_LARGE -> throw new Refused(ErrorCode.QUERY_TOO_COMPLEX, detail);
            };
        };
    }

    @SchemaMapping
    String fhirpkgLock(Lock source) throws IOException {
        return source.write(LockFormat.FHIRPKG, publicUrl::of);
    }

    @SchemaMapping
    String manifest(Lock source) throws IOException {
        return source.write(LockFormat.CRMI, publicUrl::of);
    }

    @SchemaMapping
    String sbom(Lock source) throws IOException {
        return source.write(LockFormat.CYCLONEDX, publicUrl::of);
    }
}

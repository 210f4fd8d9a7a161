package org.canonry.api.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.canonry.storage.packages.PackageVersion;

/// Which packages the references of a subject lead to. For one examination.
final class Usage {
    private final Map<Long, List<Mention>> mentions = new HashMap<>();

    void lands(Mention mention, PackageVersion version) {
        mentions.computeIfAbsent(version.lsn(), lsn -> new ArrayList<>()).add(mention);
    }

    /// What leads to a package version.
    List<Mention> of(PackageVersion version) {
        return mentions.getOrDefault(version.lsn(), List.of());
    }

    boolean has(PackageVersion version) {
        return mentions.containsKey(version.lsn());
    }
}

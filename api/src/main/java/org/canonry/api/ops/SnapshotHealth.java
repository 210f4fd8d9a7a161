package org.canonry.api.ops;

import org.canonry.api.snapshot.Snapshots;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Ready when a snapshot answers.
final class SnapshotHealth implements HealthIndicator {
    private final Snapshots snapshots;
    private final SnapshotFollower follower;

    SnapshotHealth(Snapshots snapshots, SnapshotFollower follower) {
        this.snapshots = snapshots;
        this.follower = follower;
    }

    @Override
    public Health health() {
        var lsn = snapshots.lsn();
        var health = lsn.isPresent() ? Health.up().withDetail("lsn", lsn.get()) : Health.outOfService();
        follower.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble));
        return health.build();
    }
}

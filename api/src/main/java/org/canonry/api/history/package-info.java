/// What was brought when, and what was refused. [org.canonry.api.history.HistoryPages] pages through it, from the relational record: while the
/// database is away, each of its methods throws [org.canonry.storage.database.DatabaseUnavailable]. [org.canonry.api.history.ChangeStream] follows
/// it as it goes on, from the bucket's log alone.
///
/// Bounded by the lsn of a snapshot, so that what is ahead of it is not seen.
///
/// May import `page`, `snapshot` and `storage`.
@NullMarked
package org.canonry.api.history;

import org.jspecify.annotations.NullMarked;

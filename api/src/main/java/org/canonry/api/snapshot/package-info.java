/// The snapshot that answers: followed in the bucket, verified, opened, and lent to each request for the whole of it.
///
/// A [org.canonry.api.snapshot.Snapshot] is self-contained: canonicals and their references in Lucene, package versions and dependencies in memory. Only whole
/// resources are read from the bucket. While a new snapshot cannot be opened, the old one goes on answering.
///
/// May import `storage`; nothing of the other rooms of `api`.
@NullMarked
package org.canonry.api.snapshot;

import org.jspecify.annotations.NullMarked;

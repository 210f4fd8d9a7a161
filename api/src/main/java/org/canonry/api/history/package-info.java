/// What was brought when, and what was refused, page by page: the parts of an answer that come from the relational record.
///
/// Bounded by the lsn of a snapshot, so that rows ahead of it are not seen. While the database is away, every method throws
/// [org.canonry.storage.database.DatabaseUnavailable].
///
/// May import `page` and `storage`.
@NullMarked
package org.canonry.api.history;

import org.jspecify.annotations.NullMarked;

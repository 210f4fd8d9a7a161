/// The format of the index: what the writer writes and the reader reads, in one place, both ways.
///
/// A snapshot is a [org.canonry.storage.index.SnapshotManifest] in the bucket and the files that it names: Lucene's, and the package catalogue.
/// [org.canonry.storage.index.CanonicalDocument] turns a canonical into a Lucene document, [org.canonry.storage.index.CanonicalColumns] reads it back column by
/// column. Nothing is stored that the bucket holds: a document knows where its line stands in the rs file.
///
/// May import `bucket`, `canonical`, `limits`, `packages`, Lucene and Jackson. Not promised: that an index of another
/// [org.canonry.storage.index.SnapshotManifest#FORMAT] can be read; it is built again.
@NullMarked
package org.canonry.storage.index;

import org.jspecify.annotations.NullMarked;

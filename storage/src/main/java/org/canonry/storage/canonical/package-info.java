/// The one domain record, [org.canonry.storage.canonical.Canonical], and the lines it is read from.
///
/// An rs file is gzipped NDJSON: one resource a line, without its narrative. [org.canonry.storage.canonical.RsWriter] writes it in many
/// gzip members, so that any line can be read again with one range request; [org.canonry.storage.canonical.RsReader] walks it as bytes;
/// [org.canonry.storage.canonical.CanonicalParser] turns a line into a canonical, or into the reason why it is none, in one pass and
/// without a tree. The table and the document made from a canonical are written elsewhere (`database`, `index`), beside each other.
///
/// May import `limits`, `packages`, Jackson and the JDK.
@NullMarked
package org.canonry.storage.canonical;

import org.jspecify.annotations.NullMarked;

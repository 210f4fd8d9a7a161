/// The log of package versions in the bucket, and everything that is derived from it there.
///
/// `log/<lsn>.json` is the truth about what came when; packuments, the feed and the catalogue are views of it that can be written again.
/// Taking in a package happens here, whoever asks. The other kinds of events that the log knows are read over: nothing writes them yet.
///
/// May import `archive`, `bucket`, `canonical`, `limits`, `packages` and Jackson.
@NullMarked
package org.canonry.storage.registry;

import org.jspecify.annotations.NullMarked;

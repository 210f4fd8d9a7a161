/// The log of package versions in the bucket, and everything that is derived from it there.
///
/// `log/<lsn>.json` is the truth about what came when; packuments, the feed and the catalogue are views of it that can be written again.
/// Taking in a package happens here, whoever asks.
///
/// May import `archive`, `bucket`, `canonical`, `limits`, `packages` and Jackson.
@NullMarked
package org.canonry.storage.registry;

import org.jspecify.annotations.NullMarked;

/// The log of package versions in the bucket, and everything that is derived from it there.
///
/// `log/<lsn>.json` is the truth about what came when; packuments, the feed and the catalogue are views of it that can be written again.
/// Taking in and publishing a package happens here, whoever asks, and so do withdrawing, restoring and deprecating one that is there.
///
/// May import `archive`, `bucket`, `canonical`, `limits`, `packages` and Jackson.
@NullMarked
package org.canonry.storage.registry;

import org.jspecify.annotations.NullMarked;

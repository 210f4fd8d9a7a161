/// Following the bucket: what came since the last snapshot, and building until nothing is left.
///
/// Reads only the bucket: the feed while it reaches back far enough, else the catalogue. A bucket that another program wrote is read just as well.
///
/// May import `build`, `publish` and `storage`.
@NullMarked
package org.canonry.indexbuilder.follow;

import org.jspecify.annotations.NullMarked;

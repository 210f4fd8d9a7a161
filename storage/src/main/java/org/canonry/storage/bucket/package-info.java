/// Where bytes are kept: objects under keys, with the few atomic operations that the rest of the house stands on.
///
/// The bucket is the truth; everything else is a view of it. [org.canonry.storage.bucket.Bucket] is the seam: the local
/// folder stands behind it, and a cloud's store passes the same contract test when it comes. An object is written whole
/// or not at all, and a [org.canonry.storage.bucket.Generation] tells two writings apart. Not promised: transactions
/// over several keys, and a list that is one moment's picture while others write.
///
/// May import `storage.limits` and the JDK, nothing else.
@NullMarked
package org.canonry.storage.bucket;

import org.jspecify.annotations.NullMarked;

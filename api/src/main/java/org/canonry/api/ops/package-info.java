/// The server itself: started and stopped by [org.canonry.api.ops.ApiServer], with everything that it needs in [org.canonry.api.ops.ApiSettings].
///
/// Follows the snapshot, tells whether it is ready, and sets what every answer has in common: limits of HTTP, origins, security headers.
///
/// May import the other rooms of `api`, `storage` and Spring.
@NullMarked
package org.canonry.api.ops;

import org.jspecify.annotations.NullMarked;

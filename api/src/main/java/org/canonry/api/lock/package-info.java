/// Reproducible outputs: what some packages need, fixed to versions as at an lsn ([org.canonry.api.lock.Lock]), and the files that other tools read it
/// from ([org.canonry.api.lock.LockFormat]).
///
/// The same packages as at the same lsn give the same bytes, whatever was taken in since: nothing is written that comes from a clock, a random
/// number or the order of a hash. May import `api.snapshot`, `api.graph`, `api.resolve` and `storage`.
@NullMarked
package org.canonry.api.lock;

import org.jspecify.annotations.NullMarked;

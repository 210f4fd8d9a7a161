/// Measurements. Each prints what Canonry does beside something plain that was timed in the same run, so that a figure means the same on another
/// machine: a ratio, the limit that it is held to, and what bounds it.
///
/// [org.canonry.bench.Bench] is the command. A build and a server that is started run in processes of their own, everything else in this one.
///
/// May import everything but Spring.
@NullMarked
package org.canonry.bench;

import org.jspecify.annotations.NullMarked;

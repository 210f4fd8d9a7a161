/// What HL7's core library resolves: a program of its own, so that HL7's library never stands beside the product on one class path.
///
/// [org.canonry.oracle.Oracle] reads a [org.canonry.oracle.Task] and writes an [org.canonry.oracle.Answer] for each of its references, as lines of
/// JSON. [org.canonry.oracle.Shelf] has the packages, [org.canonry.oracle.Loading] puts them into the library's own context in its own order, and
/// [org.canonry.oracle.Asking] asks it.
///
/// May import HL7's library, and nothing of Canonry.
@NullMarked
package org.canonry.oracle;

import org.jspecify.annotations.NullMarked;

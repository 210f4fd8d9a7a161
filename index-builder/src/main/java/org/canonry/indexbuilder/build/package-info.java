/// One build: package versions in the order of the log become Lucene documents and table rows, or quarantine.
///
/// Lines are read on several threads; who introduced a canonical is decided on one, in the order of the log, so that every way of building gives the
/// same result. Nothing is visible before [org.canonry.indexbuilder.publish] moves the pointer.
///
/// May import `storage`.
@NullMarked
package org.canonry.indexbuilder.build;

import org.jspecify.annotations.NullMarked;

/// From a finished Lucene commit to a snapshot that readers see: files named by their content are uploaded and verified, then the pointer moves.
///
/// May import `storage`.
@NullMarked
package org.canonry.indexbuilder.publish;

import org.jspecify.annotations.NullMarked;

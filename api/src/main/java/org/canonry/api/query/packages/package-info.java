/// Search for packages, in memory: they are a few thousand, and their names, titles and descriptions are at hand.
///
/// May import `api.page`, `api.snapshot`, `api.query.language` for how a text is refused, and `storage`.
@NullMarked
package org.canonry.api.query.packages;

import org.jspecify.annotations.NullMarked;

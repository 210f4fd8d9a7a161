/// What a canonical reference means, and why: a reference is read ([org.canonry.api.resolve.Asked]), its carriers are found, those of the asked
/// version are kept, and the preferred one of them is taken ([org.canonry.api.resolve.Resolver]).
///
/// So far the range is the whole index. May import `api.snapshot` and `storage`.
@NullMarked
package org.canonry.api.resolve;

import org.jspecify.annotations.NullMarked;

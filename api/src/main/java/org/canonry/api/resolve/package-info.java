/// What a canonical reference means, and why: a reference is read ([org.canonry.api.resolve.Asked]), its carriers are found, those of the scope
/// ([org.canonry.api.resolve.Range]) that have the asked version are kept, and by the scope's strategy one of them is taken
/// ([org.canonry.api.resolve.Resolver]).
///
/// May import `api.graph`, `api.snapshot` and `storage`.
@NullMarked
package org.canonry.api.resolve;

import org.jspecify.annotations.NullMarked;

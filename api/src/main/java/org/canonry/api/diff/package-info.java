/// What changed between two package versions: canonicals that came, went or say something else ([org.canonry.api.diff.PackageDiff]), element by element
/// ([org.canonry.api.diff.CanonicalChange]), what each change means and by which rule ([org.canonry.api.diff.Rule]), and who is touched by it
/// ([org.canonry.api.diff.Touch]).
///
/// How the resources of a type are compared is put together from small [org.canonry.api.diff.Comparison]s, and reads like a table. What is not in a
/// table is compared by its structure alone. Noise - editions, dates, narrative, what tools write - is never told; `docs/diff-rules.md` says what it is.
///
/// May import `api.graph`, `api.snapshot`, `api.page`, `storage` and Jackson.
@NullMarked
package org.canonry.api.diff;

import org.jspecify.annotations.NullMarked;

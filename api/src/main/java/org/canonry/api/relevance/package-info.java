/// How good the search is, measured: judged queries, the scores of what was found for them, and the weights that score best.
///
/// A judged file says for each query which urls a person wants, and how much. [org.canonry.api.relevance.Judged] reads it,
/// [org.canonry.api.relevance.Run] is what the search found for it, [org.canonry.api.relevance.Score] says how good that is.
///
/// May import `api.page`, `api.query`, `api.snapshot` and `storage`. Not promised: that scores of different judged files can be compared.
@NullMarked
package org.canonry.api.relevance;

import org.jspecify.annotations.NullMarked;

/// Search: text in a small query language and typed filters in, ranked hits with their counts out.
///
/// A text is cut into [org.canonry.api.query.Token]s, so that nothing inside a word can be syntax; Lucene's flexible query parser puts them together; the
/// result, a [org.canonry.api.query.Clause], becomes a Lucene query. What matches is collected once, and ranked, folded by url and counted in arrays
/// of ordinals that are worked out once a snapshot. Beside it: completion as one types, and search for packages in memory.
///
/// May import `api.page`, `api.snapshot`, `storage` and Lucene; knows neither Spring nor GraphQL. Not promised: that scores mean anything beyond the
/// order of one search in one snapshot.
@NullMarked
package org.canonry.api.query;

import org.jspecify.annotations.NullMarked;

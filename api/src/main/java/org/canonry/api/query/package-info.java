/// Search: text in a small query language and typed filters in, ranked hits with their counts out.
///
/// What [org.canonry.api.query.language] understands of a text becomes a Lucene query. What matches is collected once, and ranked, folded by url and counted in
/// arrays of ordinals that are worked out once a snapshot. Beside it: completion as one types, and [org.canonry.api.query.packages].
///
/// May import `api.page`, `api.snapshot`, `storage` and Lucene; knows neither Spring nor GraphQL. Not promised: that scores mean anything beyond the
/// order of one search in one snapshot.
@NullMarked
package org.canonry.api.query;

import org.jspecify.annotations.NullMarked;

/// The query language: what a text was understood to mean, and that written out again.
///
/// [org.canonry.api.query.language.QueryText] cuts a text into [org.canonry.api.query.language.Token]s, so that nothing inside a word can be syntax; Lucene's
/// flexible query parser puts them together to a [org.canonry.api.query.language.Clause], and [org.canonry.api.query.language.Written] is the way back. What is
/// clearly meant as a query and is none is an [org.canonry.api.query.language.InvalidQuery], with its column.
///
/// May import `storage` and Lucene's parser; knows nothing of the index but the names of its fields.
@NullMarked
package org.canonry.api.query.language;

import org.jspecify.annotations.NullMarked;

/// How things hang together: packages by their dependencies ([org.canonry.api.graph.Dependencies], [org.canonry.api.graph.DependencyGraph]), and
/// resources by their references ([org.canonry.api.graph.Uses]) and their carriers ([org.canonry.api.graph.Carriers]).
///
/// Everything answers from one snapshot. Lists are paged by places that stay good in later snapshots. May import `api.snapshot`, `api.page` and
/// `storage`.
@NullMarked
package org.canonry.api.graph;

import org.jspecify.annotations.NullMarked;

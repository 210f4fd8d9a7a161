/// How things hang together: packages by their dependencies ([org.canonry.api.graph.Dependencies]; what some of them need together is a
/// [org.canonry.api.graph.Closure], with all that is known of it a [org.canonry.api.graph.DependencyGraph], and every way to one of them a
/// [org.canonry.api.graph.Why]), and resources by their references ([org.canonry.api.graph.Uses]) and their carriers
/// ([org.canonry.api.graph.Carriers]).
///
/// Everything answers from one snapshot. Lists are paged by places that stay good in later snapshots. May import `api.snapshot`, `api.page` and
/// `storage`.
@NullMarked
package org.canonry.api.graph;

import org.jspecify.annotations.NullMarked;

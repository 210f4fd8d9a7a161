/// The contract of `schema.graphqls`, answered: one controller for each part of it, each method one step to the domain.
///
/// [org.canonry.api.graphql.GraphQlConfiguration] puts the engine together, and refuses to start when a field of the schema has nothing behind
/// it. Questions come through [org.canonry.api.graphql.GraphQlServlet] (POST, GET, server-sent events) and [org.canonry.api.graphql.GraphQlSocket]
/// (WebSocket), both of which put them to [org.canonry.api.graphql.Desk]. Around each request stand [org.canonry.api.graphql.RequestSnapshot], which lends one snapshot for the whole of it, and
/// [org.canonry.api.graphql.RequestGuard], which refuses what is too deep, too costly or too slow before or while it is answered. Every error leaves with a
/// code of [org.canonry.api.graphql.ErrorCode].
///
/// May import the other rooms of `api`, `storage`, graphql-java and Spring.
@NullMarked
package org.canonry.api.graphql;

import org.jspecify.annotations.NullMarked;

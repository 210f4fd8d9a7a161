/// The relational record: what was brought when, quarantine, analytics; and the server that holds it.
///
/// [org.canonry.storage.database.LocalPostgres] runs a PostgreSQL of our own on a folder,
/// [org.canonry.storage.database.Database] talks to that one or to any other, and
/// [org.canonry.storage.database.CopyRows] brings rows in bulk. The tables are those of `db/migration`; the classes for them
/// in `org.canonry.storage.database.tables` are generated from it.
///
/// Everything here is a view of the bucket and can be rebuilt from it, but for tokens. Readers do not depend on it: while Postgres is away
/// they get [org.canonry.storage.database.DatabaseUnavailable] and go on.
///
/// May import the JDK, `storage.access`, `storage.limits`, jOOQ, pgjdbc, HikariCP, Flyway, commons-compress and slf4j. Nobody else imports jOOQ.
@NullMarked
package org.canonry.storage.database;

import org.jspecify.annotations.NullMarked;

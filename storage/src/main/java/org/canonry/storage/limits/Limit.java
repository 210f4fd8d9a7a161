package org.canonry.storage.limits;

import java.util.Locale;

/// One named bound: its default value, its unit and what it protects.
///
/// The constants are listed in `docs/limits.md`, which a test compares with this file.
public enum Limit {
    ARCHIVE_COMPRESSION_FLOOR_BYTES(16L << 20, Unit.BYTES, "What a tarball may hold uncompressed at any ratio"),
    ARCHIVE_COMPRESSION_RATIO(200, Unit.RATIO, "Uncompressed bytes of a tarball for each compressed one"),
    ARCHIVE_ENTRIES(200_000, Unit.ENTRIES, "Entries of one tarball"),
    ARCHIVE_ENTRY_BYTES(256L << 20, Unit.BYTES, "One file of a tarball, uncompressed"),
    ARCHIVE_HEADER_BYTES(1L << 20, Unit.BYTES, "All headers of one tarball entry, extended ones too"),
    ARCHIVE_PATH_BYTES(1_024, Unit.BYTES, "Path of one tarball entry"),
    ARCHIVE_TOTAL_BYTES(8L << 30, Unit.BYTES, "All files of a tarball together, uncompressed"),
    BUILD_AHEAD_PACKAGES(6, Unit.ITEMS, "Package versions that are read before those in front of them are written"),
    BUILD_BATCH_BYTES(512L << 20, Unit.BYTES, "rs files of one build step, compressed; one package version at least"),
    COLUMN_CHARACTERS(8_000, Unit.CHARACTERS, "One text of a resource as the index keeps it; the resource has the whole"),
    CONTENT_CHARACTERS(4L << 20, Unit.CHARACTERS, "Texts of one kind inside a resource that it is searched by, such as its codes; further ones are not searched"),
    DATABASE_CONNECTIONS(8, Unit.ITEMS, "Connections to the database at once"),
    DATABASE_CONNECT_MILLISECONDS(2_000, Unit.MILLISECONDS, "Waiting for a connection to the database"),
    DATABASE_READ_MILLISECONDS(10_000, Unit.MILLISECONDS, "One statement of a reader"),
    DATABASE_RETRY_MILLISECONDS(500, Unit.MILLISECONDS, "Readers are refused at once for so long after the database was away"),
    DATABASE_WRITE_MILLISECONDS(600_000, Unit.MILLISECONDS, "One statement of a writer or of a migration"),
    DEPENDENCY_PATHS(100, Unit.ITEMS, "Ways to a package that one answer lists, the shortest"),
    DEPENDENCY_PATH_STEPS(100_000, Unit.ITEMS, "Beginnings of ways to a package that are looked at for one answer"),
    DIFF_BYTES_AT_ONCE(32L << 20, Unit.BYTES, "JSON of all resources that are compared at one time"),
    DIFF_ELEMENTS(1_000, Unit.ITEMS, "Changes of one resource that are listed, the gravest first"),
    DIFF_RESOURCE_BYTES(16L << 20, Unit.BYTES, "JSON of a resource that is compared element by element"),
    DIFF_VALUE_CHARACTERS(2_000, Unit.CHARACTERS, "One value in a list of changes; a longer one is cut and ends in an ellipsis"),
    DOCTOR_COVER_STEPS(20_000, Unit.ITEMS, "Choices that are tried to find the fewest dependencies to add; beyond, few instead of the fewest"),
    EVENT_BYTES(64L << 20, Unit.BYTES, "One event of the log, with the package.json that it carries"),
    EVENT_MESSAGE_CHARACTERS(1_000, Unit.CHARACTERS, "Why a version is withdrawn, restored or deprecated"),
    FEED_LINES(1_000, Unit.ITEMS, "Package versions in the feed, the latest"),
    FHIR_BODY_BYTES(256L << 10, Unit.BYTES, "Parameters that are posted to a FHIR base"),
    FHIR_PAGE_ITEMS(100, Unit.ITEMS, "Resources in one page of a FHIR search; more are not given at once, whatever `_count` asks"),
    FHIR_VALUES(100, Unit.ITEMS, "Values of one parameter of a FHIR search, parted by commas"),
    GRAPHQL_BODY_BYTES(512L << 10, Unit.BYTES, "Body of one GraphQL request"),
    GRAPHQL_CACHE_SECONDS(5, Unit.SECONDS, "How long a shared cache may answer a GET without asking whether the index has moved on"),
    GRAPHQL_CHANGES_KEPT(10_000, Unit.ITEMS, "Events of the log that are kept in memory for subscribers, the last asked for"),
    GRAPHQL_CLIENTS(100_000, Unit.ITEMS, "Clients whose points are counted, the last that asked"),
    GRAPHQL_CLIENT_POINTS(60_000_000, Unit.POINTS, "What one client may ask for within a minute, by what its documents cost; 0 for any"),
    GRAPHQL_COST_POINTS(50_000, Unit.POINTS, "What a GraphQL document may cost: about one point for each field of the answer at its longest"),
    GRAPHQL_DOCUMENTS(1_000, Unit.ITEMS, "GraphQL documents that are kept parsed and validated"),
    GRAPHQL_DOCUMENT_CHARACTERS(100_000, Unit.CHARACTERS, "One GraphQL document"),
    GRAPHQL_DOCUMENT_TOKENS(5_000, Unit.ITEMS, "Words and signs in one GraphQL document"),
    GRAPHQL_FAREWELL_MILLISECONDS(2_000, Unit.MILLISECONDS, "What is under way on the WebSockets of a server that stops, all together, until they are closed"),
    GRAPHQL_FILTER_VALUES(100, Unit.ITEMS, "Values of one field of a filter"),
    GRAPHQL_HEARTBEAT_MILLISECONDS(10_000, Unit.MILLISECONDS, "Until a subscriber to whom nothing was to be told gets a sign of life"),
    GRAPHQL_IDS(100, Unit.ITEMS, "Ids or packages in one argument"),
    GRAPHQL_LEVELS(16, Unit.LEVELS, "Fields inside one another in a GraphQL document"),
    GRAPHQL_PAGE_ITEMS(100, Unit.ITEMS, "Items of a list in one answer"),
    GRAPHQL_PERSISTED_CHARACTERS(8L << 20, Unit.CHARACTERS, "GraphQL documents that clients have registered by their hash, all together"),
    GRAPHQL_REFERENCES(1_000, Unit.ITEMS, "References that are resolved at once"),
    GRAPHQL_REQUEST_MILLISECONDS(10_000, Unit.MILLISECONDS, "Answering one GraphQL request"),
    GRAPHQL_SOCKET_MILLISECONDS(10_000, Unit.MILLISECONDS, "Until a WebSocket has said `connection_init`"),
    GRAPHQL_SOCKET_OPERATIONS(100, Unit.ITEMS, "GraphQL operations under way on one WebSocket"),
    GRAPHQL_SUBSCRIBERS(1_000, Unit.ITEMS, "Subscriptions that are served at once"),
    GRAPHQL_SUBSCRIBER_MILLISECONDS(10_000, Unit.MILLISECONDS, "Until a subscriber has taken an event that it was sent"),
    GRAPH_NODES(5_000, Unit.ITEMS, "Package versions in one dependency graph"),
    HTTP_CONNECTIONS(4_000, Unit.ITEMS, "Connections to the server at once"),
    HTTP_HEADER_BYTES(16L << 10, Unit.BYTES, "Headers of one HTTP request, its first line included"),
    HTTP_KEEP_ALIVE_SECONDS(75, Unit.SECONDS, "Until a connection that nobody uses is closed"),
    JSON_LEVELS(500, Unit.LEVELS, "Nesting of a JSON document"),
    KEY_BYTES(1_024, Unit.BYTES, "Key of an object in a bucket"),
    KEY_NAME_BYTES(255, Unit.BYTES, "One segment of a key in a bucket on disk, as encoded"),
    LINE_BYTES(64L << 20, Unit.BYTES, "One line of an rs file"),
    MANIFEST_BYTES(4L << 20, Unit.BYTES, "The package.json of a package"),
    MANIFEST_LEVELS(64, Unit.LEVELS, "Objects and arrays inside one another in a package.json"),
    MEANING_BATCH_TEXTS(4_096, Unit.ITEMS, "Texts that get their vectors in one step, after which they are found by their meaning"),
    MEANING_NEAREST(200, Unit.ITEMS, "Texts that one search finds by their meaning, the nearest"),
    MEANING_QUERIES(1_000, Unit.ITEMS, "Texts searched for whose vectors are kept; some kilobytes each"),
    PACKAGE_NAME_CHARACTERS(214, Unit.CHARACTERS, "A package's name with its scope, as npm has it"),
    POINTER_POLL_MILLISECONDS(500, Unit.MILLISECONDS, "Between two looks at which snapshot counts"),
    POSTGRES_START_SECONDS(120, Unit.SECONDS, "Until the local PostgreSQL answers, recovery after a crash included"),
    POSTGRES_STOP_SECONDS(30, Unit.SECONDS, "Until the local PostgreSQL has stopped, before it is stopped harder"),
    PUBLISH_DOCUMENT_BYTES(32L << 20, Unit.BYTES, "What npm sends beside the tarball that it publishes"),
    PUBLISH_DRAINED_BYTES(64L << 20, Unit.BYTES, "Rest of a refused request that is read, so that its sender reads the answer"),
    PUBLISH_REQUESTS_AT_ONCE(8, Unit.ITEMS, "Requests at once that change the registry"),
    PUBLISH_REQUESTS_PER_MINUTE(300, Unit.ITEMS, "Requests in a minute with one token that change the registry"),
    PUBLISH_STANDING_BYTES(16L << 10, Unit.BYTES, "Body of a request that withdraws, restores or deprecates"),
    PUBLISH_TARBALL_BYTES(512L << 20, Unit.BYTES, "A tarball that is published"),
    QUERY_CHARACTERS(1_000, Unit.CHARACTERS, "Text of a search"),
    QUERY_CLAUSES(64, Unit.CLAUSES, "Words, phrases and fields of a search"),
    QUERY_NESTING_LEVELS(16, Unit.LEVELS, "Parentheses, or what binds as if it had them, inside one another in a search"),
    QUERY_PREFIX_CHARACTERS(2, Unit.CHARACTERS, "At least so many before the asterisk of `foo*`"),
    QUERY_TERMS(6_000, Unit.ITEMS, "Terms that the words of a search become in the index"),
    QUERY_WILDCARDS(8, Unit.ITEMS, "Prefixes `foo*` and near words `foo~` in a search"),
    QUERY_WILDCARD_TERMS(64, Unit.ITEMS, "Terms of the index that one prefix or near word is tried as in a field"),
    REFUSAL_BYTES(1L << 20, Unit.BYTES, "What is kept of one refused tarball: where it was, and why"),
    REFUSED_FILES(10_000, Unit.ITEMS, "Unreadable JSON files of one tarball; with more it is refused as a whole"),
    REGISTRY_DOCUMENT_BYTES(4L << 20, Unit.BYTES, "What is told of one package, when it is abbreviated or compressed; a longer document is sent as it is"),
    REGISTRY_KEPT_BYTES(32L << 20, Unit.BYTES, "Documents of packages that are kept abbreviated or compressed for who asks next"),
    REGISTRY_SEARCH_ITEMS(250, Unit.ITEMS, "Packages in one answer to npm's search"),
    RESOLUTION_CANDIDATES(100, Unit.ITEMS, "Carriers that one resolution lists, the chosen one first"),
    RS_MEMBER_BYTES(64L << 10, Unit.BYTES, "Whole lines in one gzip member of an rs file, uncompressed; a longer line has its own"),
    SNAPSHOT_POINTER_BYTES(16L << 20, Unit.BYTES, "The manifest of a snapshot"),
    SUGGEST_CHARACTERS(200, Unit.CHARACTERS, "What is typed so far, for completion"),
    UPLOADS_AT_ONCE(8, Unit.ITEMS, "Files of a snapshot that are uploaded at the same time"),
    UPSTREAM_ANSWER_SECONDS(300, Unit.SECONDS, "Until an upstream registry has given one whole answer"),
    UPSTREAM_CONNECT_MILLISECONDS(3_000, Unit.MILLISECONDS, "Waiting for a connection to an upstream registry"),
    UPSTREAM_PACKUMENT_BYTES(64L << 20, Unit.BYTES, "What an upstream registry tells of one package"),
    UPSTREAM_TARBALL_BYTES(1L << 30, Unit.BYTES, "One tarball from an upstream registry"),
    URL_BYTES(4_096, Unit.BYTES, "A canonical url"),
    USERS_KEPT(4_000_000, Unit.ITEMS, "Users of the urls that were asked for last, kept with each snapshot; eight bytes each"),
    VERSION_CHARACTERS(128, Unit.CHARACTERS, "A package's version"),
    ;

    private final long value;
    private final Unit unit;
    private final String meaning;

    Limit(long value, Unit unit, String meaning) {
        this.value = value;
        this.unit = unit;
        this.meaning = meaning;
    }

    /// The value that holds unless [Limits] says otherwise, in [#unit()].
    public long defaultValue() {
        return value;
    }

    /// What the value counts.
    public Unit unit() {
        return unit;
    }

    /// What is bounded, in words.
    public String meaning() {
        return meaning;
    }

    /// The name as errors and `docs/limits.md` print it, such as `line_bytes`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a limit counts.
    public enum Unit {
        BYTES,
        CHARACTERS,
        CLAUSES,
        ENTRIES,
        ITEMS,
        LEVELS,
        MILLISECONDS,
        POINTS,
        RATIO,
        SECONDS;

        /// The unit as errors and `docs/limits.md` print it.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

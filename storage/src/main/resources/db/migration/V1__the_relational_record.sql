-- The relational record: a view of the bucket that can be dropped and written again, equal.
--
-- Rows carry the lsn of the event that brought them. What a build writes for the events after an lsn is deleted and
-- written again in one transaction, so everything here can be told from the rows up to that lsn. Few indexes: the big
-- tables are written by COPY, tens of thousands of rows a build, and read seldom.
--
-- Text that an author wrote has no bound but that of its line, and PostgreSQL refuses a btree entry above some 2,700
-- bytes: such columns are never in a btree.

create table build (
    singleton boolean not null default true,
    lsn bigint not null,
    built_at timestamptz,
    constraint build_pkey primary key (singleton),
    constraint build_singleton_check check (singleton)
);
comment on table build is 'One row: how far the record is complete. Written in the transaction that writes the rows.';
comment on column build.singleton is 'Always true: keeps the table at one row.';
comment on column build.lsn is 'Every row that events up to this lsn bring is there, and no other; -1 before the first build.';
comment on column build.built_at is 'When that was committed; null before the first build.';
insert into build (lsn) values (-1);

create table log (
    lsn bigint not null,
    event text not null,
    name text not null,
    version text not null,
    at timestamptz,
    size_bytes bigint,
    integrity text,
    shasum text,
    message text,
    constraint log_pkey primary key (lsn),
    constraint log_event_check check (event in ('LOADED', 'WITHDRAWN', 'RESTORED', 'DEPRECATED'))
);
create index log_name_version_idx on log (name, version);
comment on table log is 'The bucket''s log of events, one row each. Nothing is ever changed in it.';
comment on column log.lsn is 'The event''s number in the log, ascending; there may be gaps.';
comment on column log.event is 'What happened to the package version: LOADED, WITHDRAWN, RESTORED or DEPRECATED.';
comment on column log.name is 'Package name.';
comment on column log.version is 'Package version.';
comment on column log.at is 'When it happened; null when the bucket, written by another program, does not tell.';
comment on column log.size_bytes is 'Length of the tarball in bytes; null when the bucket does not tell.';
comment on column log.integrity is 'Subresource integrity of the tarball (sha512-…); null when the bucket does not tell.';
comment on column log.shasum is 'SHA-1 of the tarball in hexadecimal; null when the bucket does not tell.';
comment on column log.message is 'Why, in the words of whoever did it; null when nothing was said.';

create table package (
    name text not null,
    first_lsn bigint not null,
    constraint package_pkey primary key (name)
);
comment on table package is 'Every package that was ever loaded. Title, description and latest version are those of its versions.';
comment on column package.name is 'Package name.';
comment on column package.first_lsn is 'The event that loaded its first version.';

create table package_version (
    lsn bigint not null,
    name text not null,
    version text not null,
    title text,
    description text,
    canonical text,
    url text,
    homepage text,
    license text,
    author text,
    type text,
    fhir_versions text[] not null,
    published_at timestamptz,
    tarball_key text not null,
    rs_key text not null,
    integrity text,
    shasum text,
    size_bytes bigint,
    lines bigint not null,
    canonicals bigint not null,
    quarantined bigint not null,
    withdrawn_lsn bigint,
    constraint package_version_pkey primary key (lsn),
    constraint package_version_lsn_fkey foreign key (lsn) references log (lsn),
    constraint package_version_name_version_key unique (name, version)
);
comment on table package_version is 'One version of a package, as its package.json describes it.';
comment on column package_version.lsn is 'The event that loaded it.';
comment on column package_version.name is 'Package name.';
comment on column package_version.version is 'Version, as package.json spells it.';
comment on column package_version.title is 'Title; null when package.json has none.';
comment on column package_version.description is 'Description; null when package.json has none.';
comment on column package_version.canonical is 'The package''s own canonical base, as its author wrote it; null when there is none.';
comment on column package_version.url is 'Where the package says that it is published; null when it does not.';
comment on column package_version.homepage is 'Home page; null when package.json has none.';
comment on column package_version.license is 'Licence, as written; null when package.json has none.';
comment on column package_version.author is 'Author, as one line; null when package.json has none.';
comment on column package_version.type is 'Kind of package, such as IG or Core; null when package.json has none.';
comment on column package_version.fhir_versions is 'FHIR versions as numbers, such as 4.0.1; empty when package.json has none.';
comment on column package_version.published_at is 'When it was published; null when the bucket does not tell.';
comment on column package_version.tarball_key is 'Key of the tarball in the bucket.';
comment on column package_version.rs_key is 'Key of its resources in the bucket, one a line.';
comment on column package_version.integrity is 'Subresource integrity of the tarball (sha512-…); null when the bucket does not tell.';
comment on column package_version.shasum is 'SHA-1 of the tarball in hexadecimal; null when the bucket does not tell.';
comment on column package_version.size_bytes is 'Length of the tarball in bytes; null when the bucket does not tell.';
comment on column package_version.lines is 'Lines of its rs file, blank ones not counted: canonicals and quarantined together.';
comment on column package_version.canonicals is 'Lines that became rows of canonical.';
comment on column package_version.quarantined is 'Lines that are in quarantine.';
comment on column package_version.withdrawn_lsn is 'The event that withdrew it, by the log up to build.lsn; null while it stands or once it was restored.';

create table dependency (
    lsn bigint not null,
    position integer not null,
    name text not null,
    requirement text not null,
    constraint dependency_pkey primary key (lsn, position)
);
comment on table dependency is 'One declared dependency of a package version.';
comment on column dependency.lsn is 'The event that loaded the package version that depends.';
comment on column dependency.position is 'Place in package.json, from 0.';
comment on column dependency.name is 'Name of the package it depends on, as written.';
comment on column dependency.requirement is 'The version asked for, as written.';

create table canonical (
    lsn bigint not null,
    line bigint not null,
    filename text not null,
    url text not null,
    url_version text,
    resource_type text not null,
    resource_id text,
    name text,
    title text,
    description text,
    status text,
    experimental boolean,
    date text,
    publisher text,
    jurisdictions text[] not null,
    fhir_version text,
    kind text,
    type text,
    derivation text,
    base_definition text,
    is_canonical boolean not null,
    example boolean not null,
    content_hash bytea not null,
    membership text not null,
    constraint canonical_pkey primary key (lsn, line),
    constraint canonical_membership_check check (membership in ('INTRODUCED', 'REPEATED', 'DIVERGED'))
);
comment on table canonical is 'One resource with a url as one package version carries it. Elements are as the author wrote them; null when the resource has none.';
comment on column canonical.lsn is 'The event that loaded the package version.';
comment on column canonical.line is 'Line of the rs file, from 1.';
comment on column canonical.filename is 'Path inside the package.';
comment on column canonical.url is 'The resource''s url; for an R4 NamingSystem, which has none, its preferred unique id.';
comment on column canonical.url_version is 'The resource''s own version; about one in seven has none.';
comment on column canonical.resource_type is 'FHIR resource type.';
comment on column canonical.resource_id is 'The resource''s id.';
comment on column canonical.name is 'Name for machines.';
comment on column canonical.title is 'Title for people.';
comment on column canonical.description is 'Description, markdown.';
comment on column canonical.status is 'draft, active, retired, unknown, or what was written instead.';
comment on column canonical.experimental is 'Whether it is for testing only.';
comment on column canonical.date is 'FHIR date or dateTime; may be a year or a month.';
comment on column canonical.publisher is 'Publisher.';
comment on column canonical.jurisdictions is 'Codes of its jurisdictions, in order; empty when it has none.';
comment on column canonical.fhir_version is 'FHIR version of the resource as a number, else that of its package; null when neither tells.';
comment on column canonical.kind is 'Kind, of types that have one (StructureDefinition, CapabilityStatement, …).';
comment on column canonical.type is 'Type, of types that have one: for a StructureDefinition the type that it constrains.';
comment on column canonical.derivation is 'specialization or constraint, of a StructureDefinition.';
comment on column canonical.base_definition is 'The StructureDefinition that it derives from.';
comment on column canonical.is_canonical is 'Whether the type is canonical in its FHIR version; false for others that merely have a url.';
comment on column canonical.example is 'Whether it is from an examples folder or marked as an example.';
comment on column canonical.content_hash is 'Digest of the content; equal for equal content.';
comment on column canonical.membership is 'INTRODUCED: first carrier of this url|version by lsn. REPEATED: same content as the first. DIVERGED: other content.';

create table canonical_use (
    lsn bigint not null,
    line bigint not null,
    kind text not null,
    target text not null,
    target_version text,
    binding_strength text,
    occurrences bigint not null
);
-- Rows come in the order of lsn and leave by lsn: block ranges find them, and cost next to nothing to write.
create index canonical_use_lsn_idx on canonical_use using brin (lsn) with (pages_per_range = 16);
comment on table canonical_use is 'One canonical that a resource refers to: one row for each distinct line, kind, target with its version, and strength.';
comment on column canonical_use.lsn is 'The event that loaded the package version of the resource that refers.';
comment on column canonical_use.line is 'That resource''s line of the rs file, from 1.';
comment on column canonical_use.kind is 'Kind of use, such as BINDING or TARGET_PROFILE.';
comment on column canonical_use.target is 'The url that it refers to, without version.';
comment on column canonical_use.target_version is 'The version that it asks for; null when it asks for none.';
comment on column canonical_use.occurrences is 'How many elements hold it; the index tells which.';
comment on column canonical_use.binding_strength is 'Strength, of a binding; else null.';

create table quarantine (
    id bigint generated always as identity,
    lsn bigint,
    source text not null,
    package text,
    version text,
    line bigint,
    reason text not null,
    detail text not null,
    constraint quarantine_pkey primary key (id),
    constraint quarantine_source_line_reason_key unique nulls not distinct (source, line, reason)
);
create index quarantine_lsn_idx on quarantine (lsn);
comment on table quarantine is 'What could not be taken in: a line, a file or a whole tarball. The same again changes nothing.';
comment on column quarantine.id is 'For paging; another one after the record was dropped and written again.';
comment on column quarantine.lsn is 'The event that loaded the package version; null for what never got an event.';
comment on column quarantine.source is 'Where it is: the key of an rs file, or the name of a tarball or of a file in it.';
comment on column quarantine.package is 'Package name; null when it could not be told.';
comment on column quarantine.version is 'Package version; null when it could not be told.';
comment on column quarantine.line is 'Line of the source, from 1; null for a file or a tarball.';
comment on column quarantine.reason is 'Why, as a stable code.';
comment on column quarantine.detail is 'Why, in words.';

create table token (
    id text not null,
    hash bytea not null,
    owner text not null,
    actions text[] not null,
    packages text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    constraint token_pkey primary key (id),
    constraint token_hash_key unique (hash)
);
comment on table token is 'Who may change the registry. No view of the bucket: what is dropped here is gone.';
comment on column token.id is 'By which it is listed and revoked; no secret.';
comment on column token.hash is 'SHA-256 of the secret, which is nowhere kept.';
comment on column token.owner is 'Who has it, in the words of whoever made it.';
comment on column token.actions is 'What it may do: PUBLISH, DEPRECATE, WITHDRAW.';
comment on column token.packages is 'To which packages: names, or beginnings of names that end in an asterisk.';
comment on column token.created_at is 'When it was made.';
comment on column token.expires_at is 'From when on it is no longer good; null for never.';
comment on column token.revoked_at is 'When it was revoked; null while it is good.';
comment on column token.last_used_at is 'When it was last used, to the minute; null when never.';

/// The registry over HTTP, as npm and FHIR package clients read it: the bucket's public files under their own keys, and what is worked out for those who
/// ask for lists, tags and wildcards.
///
/// And, where it is opened for that, the door through which publishers come ([org.canonry.api.registry.PublishDoor]).
///
/// Files go from the bucket to the connection in pieces, never whole into the heap; only documents, which are short, are held. What is not
/// public, and what is no key at all, is answered like what is not there: with JSON that says where to look.
///
/// May import `storage`, `api.snapshot`, `api.query`, `api.graph`, `api.page`, Jackson, the servlet API and Spring.
@NullMarked
package org.canonry.api.registry;

import org.jspecify.annotations.NullMarked;

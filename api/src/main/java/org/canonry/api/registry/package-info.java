/// The bucket's public files over HTTP, under their own keys: what npm and FHIR package clients fetch.
///
/// And, where it is opened for that, the door through which publishers come ([org.canonry.api.registry.PublishDoor]).
///
/// Files go from the bucket to the connection in pieces, never whole into the heap. What is not public, and what is no key at all, is
/// answered like what is not there.
///
/// May import `storage`, Jackson, the servlet API and Spring.
@NullMarked
package org.canonry.api.registry;

import org.jspecify.annotations.NullMarked;

/// FHIR's own interface, read only: the canonical resources of the index as a FHIR server would hold them, one base for each FHIR version.
///
/// A request becomes a [org.canonry.api.fhir.Route] and its [org.canonry.api.fhir.Given] parameters; [org.canonry.api.fhir.Search] finds resources by
/// what `resolve` prefers and by the index's columns; [org.canonry.api.fhir.ResourceCopy] copies what the bucket holds into the answer, without making a tree of
/// it. Nothing here knows codes: what needs a terminology server is refused as not supported. Every refusal is an OperationOutcome.
///
/// May import `api.resolve`, `api.snapshot`, `storage`, the servlet API and Spring.
@NullMarked
package org.canonry.api.fhir;

import org.jspecify.annotations.NullMarked;

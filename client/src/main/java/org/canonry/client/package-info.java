/// What HAPI's validator needs of FHIR packages, asked of a Canonry: [org.canonry.client.CanonryValidationSupport].
///
/// A module by itself, for other programs: it runs on Java 17, knows HAPI's base library in the version that the program has, with the Jackson that
/// comes with it, and nothing of the other modules.
@NullMarked
package org.canonry.client;

import org.jspecify.annotations.NullMarked;

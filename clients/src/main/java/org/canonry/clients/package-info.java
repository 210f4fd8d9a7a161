/// HL7's package client, driven as its users drive it. A program of its own that tests start: its libraries are other versions of what the product and the
/// oracle have.
///
/// Imports HL7's library and nothing of Canonry.
@NullMarked
package org.canonry.clients;

import org.jspecify.annotations.NullMarked;

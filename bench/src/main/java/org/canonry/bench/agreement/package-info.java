/// What Canonry resolves beside what HL7's core library resolves from the same packages, reference by reference.
///
/// [org.canonry.bench.agreement.Agreement] is the command. HL7's library runs in processes of its own: the program in `oracle/`.
///
/// May import `api.resolve`, `api.snapshot`, `bench` and `storage`.
@NullMarked
package org.canonry.bench.agreement;

import org.jspecify.annotations.NullMarked;

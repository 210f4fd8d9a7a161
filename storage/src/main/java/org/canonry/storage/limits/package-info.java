/// Every bound that Canonry enforces: one constant each, with a unit and a meaning.
///
/// An error that enforces a bound names it, so that whoever meets the error can look it up in `docs/limits.md`.
/// May be imported by everything; imports nothing but the JDK.
@NullMarked
package org.canonry.storage.limits;

import org.jspecify.annotations.NullMarked;

/// What names a package, and what those names mean: names, versions, the text that selects a version, dependencies and
/// `package.json`.
///
/// Each is a value that knows its own rules. Text from outside becomes such a value at the door, or a [Refusal] that says
/// where it went wrong; behind the door nobody meets raw names and versions. Everything here is immutable and safe to share
/// between threads.
///
/// Not promised: whether a package exists. Nothing here reads a bucket, an index or a network.
///
/// May import `storage.limits`, and Jackson for `package.json`.
@NullMarked
package org.canonry.storage.packages;

import org.jspecify.annotations.NullMarked;

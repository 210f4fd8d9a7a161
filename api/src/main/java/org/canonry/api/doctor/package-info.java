/// What is wrong with what a package version refers to and depends on, and what would mend it.
///
/// A [org.canonry.api.doctor.Subject] is examined: a package version of the snapshot, or one that nobody has published yet. Every reference of its
/// resources is looked up where a validator would look, every dependency where it leads, and what is odd becomes a [org.canonry.api.doctor.Finding]
/// with words on what to do. The [org.canonry.api.doctor.Prescription] is the fewest dependencies that would make the rest resolve.
///
/// Not looked at: instances without a url, such as most examples, since no index keeps them.
///
/// May import `api.snapshot`, `api.graph`, `api.resolve` and `storage`.
@NullMarked
package org.canonry.api.doctor;

import org.jspecify.annotations.NullMarked;

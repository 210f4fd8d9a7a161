/// Packages as they travel: gzipped tars from strangers, read as a stream and never unpacked to disk.
///
/// [org.canonry.storage.archive.Tarball#inspect] reads one from end to end and either vouches for it or says which
/// [org.canonry.storage.archive.TarballProblem] it has. Whatever a tarball claims about itself is checked against what
/// arrives, under the limits named `archive_*`. Not looked at here: what is in package.json and in the other files.
///
/// May import `storage.bucket` (for `Content`), `storage.limits`, commons-compress and the JDK.
@NullMarked
package org.canonry.storage.archive;

import org.jspecify.annotations.NullMarked;

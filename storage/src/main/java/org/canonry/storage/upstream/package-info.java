/// Where packages come from when there are none: other registries, and packages that the project wrote itself.
///
/// An [org.canonry.storage.upstream.Upstream] is a registry that speaks npm's protocol; [org.canonry.storage.upstream.StarterSet] knows which packages a
/// new bucket starts with and asks one after the other; [org.canonry.storage.upstream.OwnPackages] are there without any network. What is fetched
/// is checked against the hashes that its registry tells, and nothing else: whether it is a package is for the registry to say.
///
/// May import `bucket`, `limits`, `packages`, Jackson and commons-compress.
@NullMarked
package org.canonry.storage.upstream;

import org.jspecify.annotations.NullMarked;

/// Parts of long lists: which part is asked ([org.canonry.api.page.Window]), which is given ([org.canonry.api.page.Page]), and the places between
/// items ([org.canonry.api.page.Position]), which stay where they are when a list grows.
///
/// Imports nothing but the JDK and `storage.limits`.
@NullMarked
package org.canonry.api.page;

import org.jspecify.annotations.NullMarked;

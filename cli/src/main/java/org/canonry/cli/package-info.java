/// The composition root: commands that wire the rooms together. It holds no logic of its own but what people see on their screen.
///
/// May import everything.
@NullMarked
package org.canonry.cli;

import org.jspecify.annotations.NullMarked;

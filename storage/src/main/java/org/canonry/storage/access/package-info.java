/// Who may change the registry: tokens, what they are good for, and the secrets that stand for them.
///
/// Knows rules, not storage: `database` keeps tokens. May import `limits` and `packages`.
@NullMarked
package org.canonry.storage.access;

import org.jspecify.annotations.NullMarked;

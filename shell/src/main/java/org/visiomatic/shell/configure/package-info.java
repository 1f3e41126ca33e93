/// What the verbs about the configuration do: show it, check it, change its file, and say whom that
/// concerns.
@NullMarked
package org.visiomatic.shell.configure;

import org.jspecify.annotations.NullMarked;

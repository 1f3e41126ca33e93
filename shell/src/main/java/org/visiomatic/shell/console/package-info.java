/// What every command runs in: where it reads and writes, whom it can ask, what it ends with.
@NullMarked
package org.visiomatic.shell.console;

import org.jspecify.annotations.NullMarked;

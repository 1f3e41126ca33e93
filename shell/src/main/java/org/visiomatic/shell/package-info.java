/// The `visiomatic` command: what a user types, from options to exit code.
@NullMarked
package org.visiomatic.shell;

import org.jspecify.annotations.NullMarked;

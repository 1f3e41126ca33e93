/// Which servers run: each leaves a note in its cache folder while it does, for those who look
/// after it.
@NullMarked
package org.visiomatic.shell.running;

import org.jspecify.annotations.NullMarked;

/// How the command line shows a batch: progress on a terminal, as lines or as JSON, plans as a
/// table, and the signals that stop it.
@NullMarked
package org.visiomatic.shell.tile;

import org.jspecify.annotations.NullMarked;

/// The commands as they are typed: their options, and from those to whoever does the work.
@NullMarked
package org.visiomatic.shell.cli;

import org.jspecify.annotations.NullMarked;

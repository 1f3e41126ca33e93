/// The shell at the prompt and in scripts: lines, completion, history, pages, and the terminal.
@NullMarked
package org.visiomatic.shell.repl;

import org.jspecify.annotations.NullMarked;

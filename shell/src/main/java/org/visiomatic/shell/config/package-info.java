/// The settings of the program: their names, defaults and limits, and the levels that set them
/// (built-in, configuration file, environment, command line).
@NullMarked
package org.visiomatic.shell.config;

import org.jspecify.annotations.NullMarked;

/// Running servers as administrators see them from elsewhere: asks their interface for
/// administrators and prints what it answers.
@NullMarked
package org.visiomatic.shell.remote;

import org.jspecify.annotations.NullMarked;

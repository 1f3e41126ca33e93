/// Images drawn in the terminal and into files, and values of their pixels: the verbs `show`,
/// `render`, `pix`, `profile` and `hist`.
@NullMarked
package org.visiomatic.shell.picture;

import org.jspecify.annotations.NullMarked;

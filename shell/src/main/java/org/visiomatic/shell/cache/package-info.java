/// What administrators do with the pyramids in a cache folder: list, describe, weigh, remove, keep.
@NullMarked
package org.visiomatic.shell.cache;

import org.jspecify.annotations.NullMarked;

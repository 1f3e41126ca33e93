/// The images that the server can show: finds them below the data folder, has their pyramids built
/// in the background, lends open ones, and keeps encoded tiles in memory.
@NullMarked
package org.visiomatic.serve.library;

import org.jspecify.annotations.NullMarked;

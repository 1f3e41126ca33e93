/// Many images at once: inputs are found, looked at, compared with the room there is, tiled under
/// one budget and reported one by one. The command line, a shell or a server show it their way.
@NullMarked
package org.visiomatic.tiler.batch;

import org.jspecify.annotations.NullMarked;

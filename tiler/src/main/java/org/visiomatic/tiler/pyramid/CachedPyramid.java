package org.visiomatic.tiler.pyramid;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// A pyramid in a cache folder, as far as it is known without looking into it.
///
/// @param folder where it stands
/// @param used when it was last used
/// @param isPinned whether it stays whatever the limits are
/// @param bytes what it takes on disk
/// @param outline what it holds; empty when it cannot say, being damaged or of another version of
///   the format
public record CachedPyramid(
    Path folder, Instant used, boolean isPinned, long bytes, Optional<PyramidOutline> outline) {}

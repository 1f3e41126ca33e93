package org.visiomatic.tiler.batch;

import java.util.Optional;
import org.visiomatic.tiler.pyramid.PyramidGeometry;

/// What building a pyramid will take, told from the headers of its file.
///
/// @param geometry its sizes; absent where they cannot be known without unpacking the file
/// @param bytes what it takes on disk; tiles without any value take less
/// @param scratchBytes what the build takes on the disk of the cache besides, until it ends
/// @param seconds how long it takes when nothing else is done
/// @param exact false when sizes were guessed from those of a packed file
public record Estimate(
    Optional<PyramidGeometry> geometry,
    long bytes,
    long scratchBytes,
    double seconds,
    boolean exact) {}

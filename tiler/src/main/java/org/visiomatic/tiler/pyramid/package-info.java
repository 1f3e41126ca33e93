/// The multi-resolution cache of one image on disk: geometry, metadata, reader, writer and the
/// folder that holds many of them. The format is Zarr v3 with sharding and OME-Zarr multiscales; it
/// is specified in `docs/reference/cache-format.md`. Nothing here depends on any other package of
/// the project.
@NullMarked
package org.visiomatic.tiler.pyramid;

import org.jspecify.annotations.NullMarked;

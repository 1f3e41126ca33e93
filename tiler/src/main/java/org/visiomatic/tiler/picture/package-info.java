/// Opens TIFF and PNG pictures as images with a FITS-like header. The only package that knows
/// Commons Imaging.
@NullMarked
package org.visiomatic.tiler.picture;

import org.jspecify.annotations.NullMarked;

/// FITS files as sources of pixels: plain, compressed as a whole, or tile-compressed inside. The
/// only package that knows nom-tam-fits.
@NullMarked
package org.visiomatic.tiler.fits;

import org.jspecify.annotations.NullMarked;

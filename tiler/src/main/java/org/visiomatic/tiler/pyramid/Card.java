package org.visiomatic.tiler.pyramid;

import org.jspecify.annotations.Nullable;

/// One keyword record of a FITS header (FITS standard 4.0, section 4).
///
/// @param keyword upper-case keyword, `HIERARCH` keywords with blanks between their parts; may be
///   empty
/// @param value a `String`, `Boolean`, `Long`, `BigInteger` or `Double`; null for commentary
///   records and undefined values
/// @param comment the comment, or for commentary records their text; null when there is none
public record Card(String keyword, @Nullable Object value, @Nullable String comment) {}

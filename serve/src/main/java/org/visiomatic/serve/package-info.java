/// Pyramids in, HTTP out. This package holds the settings of the server; the packages below do the
/// work: `library` lends open images, `api` answers queries about them, `http` and `web` talk to
/// browsers.
@NullMarked
package org.visiomatic.serve;

import org.jspecify.annotations.NullMarked;

/// The server itself: listens, sends each request where it belongs, and says over HTTP what the
/// other packages answer. With `web` the only place that knows Helidon.
@NullMarked
package org.visiomatic.serve.http;

import org.jspecify.annotations.NullMarked;

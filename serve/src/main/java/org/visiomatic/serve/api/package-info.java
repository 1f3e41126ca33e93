/// The query language of the server: parameters and their limits, requests, and the answers to
/// them. Knows nothing of HTTP servers.
@NullMarked
package org.visiomatic.serve.api;

import org.jspecify.annotations.NullMarked;

/// What the operator of a server sees of it: counters and durations, their text for Prometheus,
/// readings of the virtual machine, the access log, whether the server is ready. Knows nothing of
/// images and requests beyond their kinds.
@NullMarked
package org.visiomatic.serve.ops;

import org.jspecify.annotations.NullMarked;

/// Verifies pyramids in cache folders, repairs what is damaged, and reports it as text or JSON.
@NullMarked
package org.visiomatic.shell.verify;

import org.jspecify.annotations.NullMarked;

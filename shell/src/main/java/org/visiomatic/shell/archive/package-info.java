/// Takes pyramids and whole cache folders elsewhere: to archives and back, and to other disks.
@NullMarked
package org.visiomatic.shell.archive;

import org.jspecify.annotations.NullMarked;

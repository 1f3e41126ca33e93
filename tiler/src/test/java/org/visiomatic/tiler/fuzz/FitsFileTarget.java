package org.visiomatic.tiler.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.visiomatic.tiler.source.SourceProbe;

/// Fuzz target: any bytes as a FITS file, packed or not.
public final class FitsFileTarget {

  private static final Scratch SCRATCH = Scratch.make();

  private FitsFileTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Path file = Files.write(SCRATCH.folder().resolve("fuzzed.fits"), data);
    boolean _ = SourceProbe.isReadable(file, SCRATCH.inner());
    SCRATCH.requireEmpty();
  }
}

package org.visiomatic.tiler.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.visiomatic.tiler.source.FitsFixtures;
import org.visiomatic.tiler.source.SourceProbe;

/// Fuzz target: any lines as the records of the headers of a file, which has some data after each.
/// So the fuzzer need not find out about records of 80 bytes and blocks of 2880.
///
/// A line that is `END` ends a header and is followed by a block of data.
public final class HeaderTarget {

  private static final int RECORD = 80;
  private static final int BLOCK = 2880;
  private static final int MOST_LINES = 400;
  private static final Scratch SCRATCH = Scratch.make();

  private HeaderTarget() {}

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    FitsFixtures file = FitsFixtures.file();
    StringBuilder header = new StringBuilder(FitsFixtures.card("SIMPLE", true));
    String text = new String(data, StandardCharsets.ISO_8859_1) + "\nEND";
    text.lines().limit(MOST_LINES).forEach(line -> append(line, header, file));
    Path path = file.writeTo(SCRATCH.folder().resolve("fuzzed.fits"));
    boolean _ = SourceProbe.isReadable(path, SCRATCH.inner());
    SCRATCH.requireEmpty();
  }

  private static void append(String line, StringBuilder header, FitsFixtures file) {
    header.append("%-80.80s".formatted(line));
    if (line.equals("END")) {
      int blocks = (header.length() - RECORD) / BLOCK + 1;
      byte[] unit = Arrays.copyOf(bytes(header), (blocks + 1) * BLOCK);
      Arrays.fill(unit, header.length(), blocks * BLOCK, (byte) ' ');
      file.raw(unit);
      header.setLength(0);
    }
  }

  private static byte[] bytes(StringBuilder header) {
    return header.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}

package org.visiomatic.tiler.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.visiomatic.tiler.pyramid.DamagedPyramidException;
import org.visiomatic.tiler.pyramid.Pyramid;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.source.SourceProbe;

/// Fuzz target: a small pyramid, one file of which holds any bytes.
///
/// The first byte of an input says which file, the second whether the checksum of the index is made
/// right, the others are what the file holds.
public final class PyramidTarget {

  private static final Scratch SCRATCH = Scratch.make();
  private static final SmallPyramid PYRAMID = SmallPyramid.in(SCRATCH.folder());

  private PyramidTarget() {}

  /// Called by the fuzzer before it looks at the clock: making the pyramids takes a while.
  public static void fuzzerInitialize() {
    if (PYRAMID.files().isEmpty()) {
      throw new AssertionError("There is no pyramid to damage.");
    }
  }

  /// Called by the fuzzer.
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length < 2) {
      return;
    }
    List<Path> files = PYRAMID.files();
    Path file = files.get((data[0] & 0xff) % files.size());
    byte[] intact = Files.readAllBytes(file);
    byte[] content = Arrays.copyOfRange(data, 2, data.length);
    if ((data[1] & 1) == 1) {
      seal(content, PYRAMID.indexBytes(file));
    }
    Files.write(file, content);
    try (Pyramid pyramid = Pyramid.open(PYRAMID.folderOf(file))) {
      readAll(pyramid);
    } catch (DamagedPyramidException e) {
      SourceProbe.checkSentence(e, "zarr");
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof DamagedPyramidException)) {
        throw e;
      }
      SourceProbe.checkSentence(e.getCause(), "zarr");
    } finally {
      Files.write(file, intact);
    }
  }

  /// Puts the right checksum at the end of an index.
  private static void seal(byte[] shard, int indexBytes) {
    if (indexBytes == 0 || shard.length < indexBytes) {
      return;
    }
    int end = shard.length - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(shard, shard.length - indexBytes, indexBytes - Integer.BYTES);
    ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
  }

  private static void readAll(Pyramid pyramid) {
    PyramidGeometry geometry = pyramid.geometry();
    for (int level = 0; level < geometry.levels(); level++) {
      int width = Math.min(64, geometry.width(level));
      int height = Math.min(64, geometry.height(level));
      int last = geometry.channels() - 1;
      pyramid.read(level, last, 0, 0, width, height, new float[width * height], 0, width);
    }
  }
}

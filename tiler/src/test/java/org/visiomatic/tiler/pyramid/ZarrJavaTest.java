package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zarr.zarrjava.v3.Array;
import dev.zarr.zarrjava.v3.Group;
import dev.zarr.zarrjava.v3.codec.CodecRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.pyramid.PyramidFixtures.Pixels;

/// The JVM reader zarr-java sees the stored numbers that we have written.
class ZarrJavaTest {

  @TempDir Path temporary;

  @BeforeAll
  static void repairZstd() {
    CodecRegistry.addType("zstd", SlicedZstdCodec.class);
  }

  @Test
  void readsFloatsWithGapsAndBorders() throws Exception {
    agree(
        PyramidFixtures.geometry(3, 75, 130, 16, 24),
        SampleFormat.FLOAT32,
        (level, channel, x, y) ->
            (x < 30 && y < 40) || x == y ? Float.NaN : x * 0.37f + y * 1000 + channel - level / 3f);
  }

  @Test
  void readsEmptyShardsAsNoValue() throws Exception {
    agree(
        PyramidFixtures.geometry(2, 5, 140, 2, 2),
        SampleFormat.FLOAT32,
        (level, channel, x, y) -> level == 0 && x >= 128 ? Float.NaN : x + y + channel);
  }

  @Test
  void readsSignedIntegersWithBlanks() throws Exception {
    agree(
        PyramidFixtures.geometry(1, 61, 83, 20, 20),
        PyramidFixtures.INT16_BLANK,
        (level, channel, x, y) -> x < 40 && y < 20 ? Float.NaN : 100 + 0.5f * (y * 83 + x - 9000));
  }

  @Test
  void readsUnsignedIntegers() throws Exception {
    agree(
        PyramidFixtures.geometry(1, 20, 33, 9, 9),
        PyramidFixtures.UINT16_BLANK,
        (level, channel, x, y) -> x < 9 ? Float.NaN : 65534 - x * y);
    agree(
        PyramidFixtures.geometry(1, 20, 33, 9, 9),
        PyramidFixtures.UINT8,
        (level, channel, x, y) -> x < 9 ? 0 : (x * 7 + y) % 256);
  }

  private void agree(PyramidGeometry geometry, SampleFormat format, Pixels pixels)
      throws Exception {
    for (Storage storage : PyramidFixtures.STORAGES) {
      agree(geometry, format, storage, pixels);
    }
  }

  private void agree(PyramidGeometry geometry, SampleFormat format, Storage storage, Pixels pixels)
      throws Exception {
    Path folder = Files.createTempDirectory(temporary, "cache").resolve("a.ome.zarr");
    PyramidFixtures.write(folder, geometry, format, storage, pixels, 1);
    assertThat(Group.open(folder).metadata().attributes.keySet()).contains("ome", "visiomatic");
    try (Pyramid pyramid = Pyramid.open(folder)) {
      for (int level = 0; level < geometry.levels(); level++) {
        Array array = Array.open(folder.resolve(Integer.toString(level)));
        assertThat(array.metadata().shape)
            .containsExactly(geometry.channels(), geometry.height(level), geometry.width(level));
        float[] theirs =
            physical(array.read().copyTo1DJavaArray(), level == 0 ? format : SampleFormat.FLOAT32);
        float[] ours = new float[theirs.length];
        int size = geometry.height(level) * geometry.width(level);
        for (int channel = 0; channel < geometry.channels(); channel++) {
          System.arraycopy(
              PyramidFixtures.read(pyramid, level, channel), 0, ours, channel * size, size);
        }
        assertThat(theirs).isEqualTo(ours);
      }
    }
  }

  private static float[] physical(Object stored, SampleFormat format) {
    int count = java.lang.reflect.Array.getLength(stored);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double number =
          switch (stored) {
            case byte[] numbers -> Byte.toUnsignedInt(numbers[i]);
            case short[] numbers when format.type() == SampleFormat.Type.UINT16 ->
                Short.toUnsignedInt(numbers[i]);
            case short[] numbers -> numbers[i];
            case float[] numbers -> numbers[i];
            default -> throw new AssertionError(stored.getClass());
          };
      boolean missing = format.fill().isPresent() && format.fill().getAsInt() == number;
      values[i] = missing ? Float.NaN : (float) (format.offset() + format.scale() * number);
    }
    return values;
  }
}

package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.pyramid.PyramidFixtures.Pixels;

class PyramidWriterTest {

  private static final Pixels RAMP = (level, channel, x, y) -> level + channel + x + 100f * y;
  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(2, 50, 70, 16, 16);

  @TempDir Path temporary;

  private PyramidWriter writer(String name, SampleFormat format) throws IOException {
    return PyramidWriter.create(
        temporary.resolve(name), staging(), GEOMETRY, format, Storage.PLAIN);
  }

  private Path staging() throws IOException {
    return Files.createDirectories(temporary.resolve("staging"));
  }

  private void writeAll(PyramidWriter writer) throws IOException {
    for (TileKey key : PyramidFixtures.tiles(GEOMETRY)) {
      PyramidFixtures.writeTile(writer, GEOMETRY, key, RAMP);
    }
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void writesTheSameBytesWhateverTheOrderAndTheThreads(Storage storage) throws Exception {
    PyramidGeometry geometry = PyramidFixtures.geometry(2, 300, 500, 4, 4);
    Pixels pixels = (level, channel, x, y) -> (x / 9 + y / 7) % 3 == 0 ? Float.NaN : x * y;
    Path first =
        PyramidFixtures.write(
            temporary.resolve("a"), geometry, SampleFormat.FLOAT32, storage, pixels, 1);
    Path second = temporary.resolve("b");
    List<TileKey> keys = PyramidFixtures.tiles(geometry);
    Collections.shuffle(keys, new Random(2));
    try (PyramidWriter writer =
            PyramidWriter.create(second, staging(), geometry, SampleFormat.FLOAT32, storage);
        var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Void>> tiles = new ArrayList<>();
      for (TileKey key : keys) {
        tiles.add(
            () -> {
              PyramidFixtures.writeTile(writer, geometry, key, pixels);
              return null;
            });
      }
      for (Future<Void> tile : threads.invokeAll(tiles)) {
        tile.get();
      }
      writer.commit(PyramidFixtures.metadata(geometry));
    }
    assertThat(content(second)).isEqualTo(content(first)).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void writesTheSameBytesInRowsAndOneByOne(Storage storage) throws Exception {
    PyramidGeometry geometry = PyramidFixtures.geometry(2, 50, 70, 16, 16);
    Pixels pixels = (level, channel, x, y) -> x / 16 == 1 ? Float.NaN : x * y;
    Path first =
        PyramidFixtures.write(
            temporary.resolve("a"), geometry, SampleFormat.FLOAT32, storage, pixels, 1);
    Path second = temporary.resolve("b");
    try (PyramidWriter writer =
        PyramidWriter.create(second, staging(), geometry, SampleFormat.FLOAT32, storage)) {
      List<TileKey> keys = PyramidFixtures.tiles(geometry);
      for (int from = 0; from < keys.size(); from += 7) {
        try (TileRow row = writer.row()) {
          for (TileKey key : keys.subList(from, Math.min(keys.size(), from + 7))) {
            PyramidFixtures.writeTile(row, geometry, key, pixels);
          }
        }
      }
      writer.commit(PyramidFixtures.metadata(geometry));
    }
    assertThat(content(second)).isEqualTo(content(first)).hasSizeGreaterThan(3);
  }

  /// Hash of each file.
  private static Map<String, String> content(Path folder) throws Exception {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] hash =
            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        content.put(folder.relativize(file).toString(), java.util.HexFormat.of().formatHex(hash));
      }
    }
    return content;
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void readsBackWhatItHasWritten(Storage storage) throws Exception {
    try (PyramidWriter writer =
        PyramidWriter.create(
            temporary.resolve("a"), staging(), GEOMETRY, PyramidFixtures.UINT16_BLANK, storage)) {
      writeAll(writer);
      float[] pixels = new float[5 + 40 * 60];
      writer.read(0, 1, 7, 9, 60, 40, pixels, 5, 60);
      for (int j = 0; j < 40; j++) {
        for (int i = 0; i < 60; i++) {
          assertThat(pixels[5 + j * 60 + i]).isEqualTo(RAMP.at(0, 1, 7 + i, 9 + j));
        }
      }
    }
  }

  @Test
  void leavesNothingWithoutCommit() throws Exception {
    try (PyramidWriter writer = writer("a", SampleFormat.FLOAT32)) {
      writeAll(writer);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void replacesAnOlderPyramidThatIsStillRead() throws Exception {
    PyramidFixtures.write(
        temporary.resolve("a"), GEOMETRY, SampleFormat.FLOAT32, (l, c, x, y) -> 7, 1);
    try (Pyramid old = Pyramid.open(temporary.resolve("a"))) {
      try (PyramidWriter writer = writer("a", SampleFormat.FLOAT32)) {
        writeAll(writer);
        writer.commit(PyramidFixtures.metadata(GEOMETRY));
      }
      assertThat(PyramidFixtures.read(old, 0, 0)).containsOnly(7);
      try (Pyramid fresh = Pyramid.open(temporary.resolve("a"))) {
        assertThat(PyramidFixtures.read(fresh, 0, 0)).contains(69 + 4900);
        assertThat(fresh.identity()).matches("[0-9a-z]{20}").isNotEqualTo(old.identity());
      }
    }
    assertThat(temporary)
        .isDirectoryContaining("glob:**a")
        .isDirectoryNotContaining("glob:**staging");
  }

  @Test
  void leavesOutTilesWithoutAnyValue() throws Exception {
    Path folder =
        PyramidFixtures.write(
            temporary.resolve("a"),
            GEOMETRY,
            SampleFormat.FLOAT32,
            (level, channel, x, y) -> Float.NaN,
            1);
    assertThat(folder.resolve("0").resolve("c")).doesNotExist();
    try (Pyramid pyramid = Pyramid.open(folder)) {
      assertThat(PyramidFixtures.read(pyramid, 0, 1)).containsOnly(Float.NaN);
    }
  }

  @Test
  void takesTilesThatWereNeverWrittenForEmptyWhereTheFormatCan() throws Exception {
    try (PyramidWriter writer = writer("a", PyramidFixtures.INT16_BLANK)) {
      PyramidFixtures.writeTile(
          writer, GEOMETRY, new TileKey(0, 0, 0, 0), (level, channel, x, y) -> 100);
      writer.commit(PyramidFixtures.metadata(GEOMETRY));
    }
    try (Pyramid pyramid = Pyramid.open(temporary.resolve("a"))) {
      assertThat(PyramidFixtures.read(pyramid, 0, 0)).contains(100).contains(Float.NaN);
    }
  }

  @Test
  void insistsOnEveryTileWhereTheFormatHasNoBlank() throws Exception {
    try (PyramidWriter writer = writer("a", PyramidFixtures.UINT8)) {
      PyramidFixtures.writeTile(
          writer, GEOMETRY, new TileKey(0, 0, 0, 0), (level, channel, x, y) -> 0);
      assertThatThrownBy(() -> writer.commit(PyramidFixtures.metadata(GEOMETRY)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TileKey[level=0, channel=0, row=0, column=1] was not written");
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void refusesToWriteATileTwice() throws Exception {
    try (PyramidWriter writer = writer("a", SampleFormat.FLOAT32)) {
      TileKey key = new TileKey(1, 0, 0, 0);
      PyramidFixtures.writeTile(writer, GEOMETRY, key, RAMP);
      assertThatThrownBy(() -> PyramidFixtures.writeTile(writer, GEOMETRY, key, RAMP))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("twice");
    }
  }

  @Test
  void refusesTilesOutsideTheGrid() throws Exception {
    try (PyramidWriter writer = writer("a", SampleFormat.FLOAT32)) {
      for (TileKey key :
          List.of(
              new TileKey(9, 0, 0, 0),
              new TileKey(0, 2, 0, 0),
              new TileKey(0, 0, 4, 0),
              new TileKey(0, 0, 0, -1))) {
        assertThatThrownBy(
                () -> {
                  try (TileRow row = writer.row()) {
                    row.writeTile(key, new float[256], 0, 16);
                  }
                })
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  @Test
  void refusesValuesThatTheFormatCannotKeep() throws Exception {
    refuses(PyramidFixtures.UINT8, 256);
    refuses(PyramidFixtures.UINT8, -1);
    refuses(PyramidFixtures.UINT8, Float.NaN);
    refuses(PyramidFixtures.UINT16_BLANK, 65535);
    refuses(PyramidFixtures.INT16_BLANK, Float.POSITIVE_INFINITY);
  }

  private void refuses(SampleFormat format, float value) throws IOException {
    try (PyramidWriter writer = writer("a", format)) {
      assertThatThrownBy(
              () ->
                  PyramidFixtures.writeTile(
                      writer,
                      GEOMETRY,
                      new TileKey(0, 0, 0, 0),
                      (level, channel, x, y) -> x == 3 ? value : 100))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The value " + value + " cannot be kept");
    }
  }

  @Test
  void refusesFormatsThatCannotBe() {
    assertThatThrownBy(
            () -> writer("a", new SampleFormat(SampleFormat.Type.UINT8, 1, 0, OptionalInt.of(256))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> writer("a", new SampleFormat(SampleFormat.Type.INT16, 0, 0, OptionalInt.empty())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatToDoWhenWritingFailsAndKeepsNothing() throws Exception {
    Path staging = staging();
    try (PyramidWriter writer =
        PyramidWriter.create(
            temporary.resolve("a"), staging, GEOMETRY, SampleFormat.FLOAT32, Storage.PLAIN)) {
      // A file where a folder is needed stands for whatever a disk may do.
      Files.writeString(staging.resolve("new").resolve("0"), "in the way");
      assertThatThrownBy(() -> writeAll(writer))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Writing tiles of level 0 for the pyramid")
          .hasMessageContaining(temporary.resolve("a").toString())
          .hasMessageContaining("MiB left")
          .hasMessageContaining("Make room or choose another cache folder");
      assertThatThrownBy(() -> writer.commit(PyramidFixtures.metadata(GEOMETRY)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Writing tiles of level 0 for the pyramid");
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void stopsCleanlyWhenInterrupted() throws Exception {
    try (PyramidWriter writer = writer("a", SampleFormat.FLOAT32)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> writeAll(writer)).isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void cannotBeUsedOnceClosed() throws Exception {
    PyramidWriter writer = writer("a", SampleFormat.FLOAT32);
    writer.close();
    writer.close();
    assertThatThrownBy(() -> writeAll(writer)).isInstanceOf(IllegalStateException.class);
  }
}

package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.pyramid.Finding.Kind;
import org.visiomatic.tiler.pyramid.PyramidFixtures.Pixels;

/// Every kind of damage is found and named, and a whole pyramid is not blamed.
class PyramidCheckTest {

  /// Whole tiles at level 0, so that there is no byte of a shard without a meaning.
  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(2, 64, 96, 16, 16);

  /// Two shards across, border tiles, and an empty shard.
  private static final PyramidGeometry WIDE = PyramidFixtures.geometry(2, 21, 523, 4, 4);

  @TempDir Path temporary;

  static Stream<Arguments> variants() {
    List<SampleFormat> formats =
        List.of(
            SampleFormat.FLOAT32,
            PyramidFixtures.UINT8,
            PyramidFixtures.INT16_BLANK,
            PyramidFixtures.UINT16_BLANK);
    return PyramidFixtures.STORAGES.stream()
        .flatMap(storage -> formats.stream().map(format -> arguments(storage, format)));
  }

  private Path write(PyramidGeometry geometry, SampleFormat format, Storage storage) {
    boolean gaps = format.type() != SampleFormat.Type.UINT8;
    Pixels pixels =
        (level, channel, x, y) -> {
          boolean gap = gaps && (x < 16 || (level == 0 && x >= 512));
          return gap ? Float.NaN : 100 + (x * 7 + y * 3 + channel) % 97;
        };
    return PyramidFixtures.write(
        temporary.resolve("a.ome.zarr"), geometry, format, storage, pixels, 1);
  }

  private static List<Finding> check(Path folder) throws Exception {
    return PyramidCheck.run(folder, 3, fraction -> {});
  }

  private static void assertFinds(Path folder, Kind kind, Path file) throws Exception {
    assertThat(check(folder))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.sentence()).contains(file.toString()).endsWith(".");
            });
  }

  @ParameterizedTest
  @MethodSource("variants")
  void findsNothingWrongWithAWholePyramid(Storage storage, SampleFormat format) throws Exception {
    List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
    assertThat(PyramidCheck.run(write(WIDE, format, storage), 3, fractions::add)).isEmpty();
    assertThat(fractions).contains(1.0);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void findsEveryFlippedByteOfEveryFile(Storage storage, SampleFormat format) throws Exception {
    Path folder = write(GEOMETRY, format, storage);
    float[] whole = pixels(folder);
    Random random = new Random(7);
    for (Path file : files(folder)) {
      for (int i = 0; i < 25; i++) {
        long at = random.nextLong(Files.size(file));
        if (hasAMeaning(folder, file, storage, at)) {
          flip(file, at);
          if (check(folder).isEmpty()) {
            // Zstd has a few bits without a meaning, and here nothing else guards them.
            assertThat(storage).as("%s, byte %d", file, at).isEqualTo(PyramidFixtures.ZSTD);
            assertThat(pixels(folder)).isEqualTo(whole);
          }
          flip(file, at);
        }
      }
    }
    assertThat(check(folder)).isEmpty();
  }

  /// Room for tiles that are left out, and padding, stay unread where nothing is compressed.
  private static boolean hasAMeaning(Path folder, Path file, Storage storage, long at)
      throws IOException {
    if (storage.compression() == Storage.Compression.ZSTD || file.endsWith("zarr.json")) {
      return true;
    }
    Path level = folder.relativize(file).getName(0);
    try (Pyramid pyramid = Pyramid.open(folder)) {
      ShardGrid grid =
          new ShardGrid(GEOMETRY, Integer.parseInt(level.toString()), pyramid.format(), storage);
      if (at >= grid.indexOffset(0)) {
        return true;
      }
      for (int slot = 0; slot < grid.slots(0); slot++) {
        TileKey key = grid.tileIn(0, slot);
        long start = grid.offsetOf(key.channel(), key.row(), key.column());
        TileRuns runs = grid.runs(key.row(), key.column());
        boolean gap = key.column() == 0 && grid.elides();
        for (int run = 0; run < runs.count() && !gap; run++) {
          long from = start + (long) run * runs.stride();
          if (at >= from && at < from + runs.bytes()) {
            return true;
          }
        }
      }
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void namesADamagedTile(Storage storage) throws Exception {
    Path folder = write(GEOMETRY, PyramidFixtures.UINT8, storage);
    Path shard = folder.resolve("0/c/0/0/0");
    flip(shard, 20);
    if (storage.equals(Storage.PLAIN)) {
      assertFinds(folder, Kind.LEVEL, folder.resolve("0"));
    } else {
      assertFinds(folder, Kind.TILE, shard);
      assertThat(check(folder).getFirst().sentence())
          .contains("TileKey[level=0, channel=0, row=0, column=0]");
    }
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void namesADamagedIndex(Storage storage) throws Exception {
    Path folder = write(GEOMETRY, SampleFormat.FLOAT32, storage);
    Path shard = folder.resolve("1/c/0/0/0");
    flip(shard, Files.size(shard) - 30);
    assertFinds(folder, Kind.INDEX, shard);
  }

  @Test
  void namesAnIndexThatWasMadeUp() throws Exception {
    Path folder = write(GEOMETRY, PyramidFixtures.UINT8, Storage.PLAIN);
    Path shard = folder.resolve("0/c/0/0/0");
    ShardGrid grid = new ShardGrid(GEOMETRY, 0, PyramidFixtures.UINT8, Storage.PLAIN);
    ShardIndex index = new ShardIndex(grid.entries());
    for (int entry = 0; entry < grid.entries(); entry++) {
      index.put(entry, 0, grid.tileBytes());
    }
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.seek(grid.indexOffset(0));
      file.write(index.encode().array());
    }
    assertFinds(folder, Kind.INDEX, shard);
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void namesATruncatedShard(Storage storage) throws Exception {
    Path folder = write(GEOMETRY, SampleFormat.FLOAT32, storage);
    Path shard = folder.resolve("0/c/0/0/0");
    for (long length : new long[] {0, 100, Files.size(shard) - 5000, Files.size(shard) - 1}) {
      try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
        file.setLength(length);
      }
      assertThat(check(folder))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.kind()).isIn(Kind.SHARD, Kind.INDEX);
                assertThat(finding.file()).isEqualTo(shard);
              });
    }
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    Path folder = write(WIDE, SampleFormat.FLOAT32, Storage.PLAIN);
    for (Path file : files(folder)) {
      Path aside = temporary.resolve("aside");
      Files.move(file, aside);
      assertFinds(folder, file.endsWith("zarr.json") ? Kind.DOCUMENT : Kind.SHARD, file);
      Files.move(aside, file);
    }
  }

  @Test
  void namesWhatDoesNotBelongThere() throws Exception {
    Path folder = write(WIDE, SampleFormat.FLOAT32, Storage.PLAIN);
    assertThat(folder.resolve("0/c/0/0/2")).doesNotExist();
    for (String name : List.of("note.txt", "0/c/0/0/2", "0/c/0/0/9", "1/zarr.json~", "99/x", "c")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
      Path named = name.equals("99/x") ? folder.resolve("99") : file;
      assertFinds(folder, Kind.FOREIGN, named);
      Folders.delete(named);
    }
    assertThat(check(folder)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.visiomatic.tiler.pyramid.PyramidFixtures#storages")
  void noticesSwappedShards(Storage storage) throws Exception {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 8, 1024, 4, 4);
    Path folder =
        PyramidFixtures.write(
            temporary.resolve("b"),
            geometry,
            SampleFormat.FLOAT32,
            storage,
            (level, channel, x, y) -> x + y,
            1);
    Path left = folder.resolve("0/c/0/0/1");
    Path right = folder.resolve("0/c/0/0/2");
    Path aside = temporary.resolve("aside");
    Files.move(left, aside);
    Files.move(right, left);
    Files.move(aside, right);
    assertFinds(folder, Kind.LEVEL, folder.resolve("0"));
  }

  @Test
  void noticesAShardOfAnotherPyramid() throws Exception {
    Path folder = write(GEOMETRY, PyramidFixtures.UINT8, PyramidFixtures.CHECKED);
    Path other =
        PyramidFixtures.write(
            temporary.resolve("b"),
            GEOMETRY,
            PyramidFixtures.UINT8,
            PyramidFixtures.CHECKED,
            (level, channel, x, y) -> 3,
            1);
    Files.copy(
        other.resolve("0/c/0/0/0"),
        folder.resolve("0/c/0/0/0"),
        StandardCopyOption.REPLACE_EXISTING);
    assertFinds(folder, Kind.LEVEL, folder.resolve("0"));
  }

  @Test
  void namesAfewOfManyDamagedTiles() throws Exception {
    Path folder = write(GEOMETRY, PyramidFixtures.UINT8, PyramidFixtures.CHECKED);
    Path shard = folder.resolve("0/c/0/0/0");
    for (int tile = 0; tile < 48; tile++) {
      flip(shard, tile * 260L);
    }
    List<Finding> findings = check(folder);
    assertThat(findings).hasSize(11);
    assertThat(findings.getLast().sentence()).contains("38 more damaged tiles");
  }

  @Test
  void saysThatThereIsNoPyramid() throws Exception {
    Path nowhere = temporary.resolve("nowhere");
    assertFinds(nowhere, Kind.GONE, nowhere);
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertFinds(empty, Kind.DOCUMENT, empty.resolve("zarr.json"));
  }

  @Test
  void endsWhenInterrupted() {
    Path folder = write(WIDE, SampleFormat.FLOAT32, PyramidFixtures.ZSTD);
    assertThatThrownBy(
            () -> {
              Thread caller = Thread.currentThread();
              PyramidCheck.run(folder, 2, fraction -> caller.interrupt());
              Thread.sleep(1);
            })
        .isInstanceOf(InterruptedException.class);
  }

  /// Whatever a byte is changed to, readers either read or complain; they never go down.
  @ParameterizedTest
  @MethodSource("variants")
  void neverBringsAReaderDown(Storage storage, SampleFormat format) throws Exception {
    Path folder = write(GEOMETRY, format, storage);
    float[] whole = pixels(folder);
    Random random = new Random(11);
    Path shard = folder.resolve("0/c/0/0/0");
    byte[] bytes = Files.readAllBytes(shard);
    for (int i = 0; i < 100; i++) {
      int at = random.nextInt(bytes.length);
      byte before = bytes[at];
      bytes[at] = (byte) random.nextInt(256);
      Files.write(shard, bytes);
      bytes[at] = before;
      try {
        float[] found = pixels(folder);
        if (storage.compression() == Storage.Compression.ZSTD) {
          assertThat(found).isEqualTo(whole);
        }
      } catch (DamagedPyramidException e) {
        assertThat(e).hasMessageContaining("shard " + shard);
      }
    }
  }

  private static float[] pixels(Path folder) throws IOException {
    try (Pyramid pyramid = Pyramid.open(folder)) {
      return PyramidFixtures.read(pyramid, 0, 1);
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void flip(Path path, long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at);
      int found = file.read();
      file.seek(at);
      file.write(found ^ 4);
    }
  }
}

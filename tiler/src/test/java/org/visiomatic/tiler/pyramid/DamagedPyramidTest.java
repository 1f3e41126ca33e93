package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the files of a pyramid, opening it says which one and what to do.
class DamagedPyramidTest {

  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(1, 50, 70, 16, 16);

  @TempDir Path temporary;
  private Path folder;
  private Path document;
  private Path shard;

  @BeforeEach
  void write() {
    folder =
        PyramidFixtures.write(
            temporary.resolve("a.ome.zarr"),
            GEOMETRY,
            PyramidFixtures.INT16_BLANK,
            (level, channel, x, y) -> x + y,
            1);
    document = folder.resolve("zarr.json");
    shard = folder.resolve("0/c/0/0/0");
  }

  private void isDamaged(String... parts) {
    assertThatThrownBy(() -> Pyramid.open(folder).close())
        .isInstanceOf(DamagedPyramidException.class)
        .hasMessageContainingAll(parts)
        .hasMessageEndingWith("Remove the folder " + folder + "; it is made again when needed.");
  }

  @Test
  void missesAFolder() {
    folder = temporary.resolve("nowhere");
    isDamaged("nowhere", "zarr.json is missing");
  }

  @Test
  void missesAShard() throws IOException {
    Files.delete(shard);
    isDamaged("The shard " + shard + " is missing");
  }

  @Test
  void missesTheDocumentOfALevel() throws IOException {
    Files.delete(folder.resolve("1/zarr.json"));
    isDamaged(folder.resolve("1/zarr.json").toString(), "missing");
  }

  @Test
  void noticesATruncatedShard() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.setLength(file.length() - 1);
    }
    isDamaged(shard.toString(), "7759 bytes, but 7760 were expected");
  }

  @Test
  void noticesAChangedIndex() throws IOException {
    for (int back : new int[] {1, 4, 5, 100, 324}) {
      flip(back);
      isDamaged(shard.toString(), "CRC-32C");
      flip(back);
    }
    Pyramid.open(folder).close();
  }

  private void flip(int back) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.seek(file.length() - back);
      int found = file.read();
      file.seek(file.length() - back);
      file.write(found ^ 1);
    }
  }

  @Test
  void noticesAnIndexThatPointsOutsideTheTiles() throws IOException {
    ShardGrid grid = new ShardGrid(GEOMETRY, 0, PyramidFixtures.INT16_BLANK, Storage.PLAIN);
    for (long offset : new long[] {-2, grid.indexOffset(0) - 511, Long.MAX_VALUE, 1L << 40}) {
      ShardIndex index = new ShardIndex(grid.entries());
      index.put(3, offset, grid.tileBytes());
      try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
        file.seek(grid.indexOffset(0));
        file.write(index.encode().array());
      }
      isDamaged(shard.toString(), "Entry 3", Long.toUnsignedString(offset));
    }
  }

  @Test
  void noticesATileThatIsLeftOutThoughTheFormatHasNoBlank() throws IOException {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 16, 40, 16, 16);
    folder =
        PyramidFixtures.write(
            temporary.resolve("b"), geometry, PyramidFixtures.UINT8, (l, c, x, y) -> 0, 1);
    ShardGrid grid = new ShardGrid(geometry, 0, PyramidFixtures.UINT8, Storage.PLAIN);
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("0/c/0/0/0").toFile(), "rw")) {
      file.seek(grid.indexOffset(0));
      ShardIndex index = new ShardIndex(grid.entries());
      index.put(0, 0, grid.tileBytes());
      index.put(2, 512, grid.tileBytes());
      file.write(index.encode().array());
    }
    isDamaged("lacks the TileKey[level=0, channel=0, row=0, column=1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "format_version" : 2        | "format_version" : 1        | version 2, the only one we read
          "row_order" : "top-first"   | "row_order" : "upside"      | row_order
          "tile_height" : 16          | "tile_height" : 0           | geometry
          "tile_height" : 16          | "tile_height" : 17          | chunk_grid
          "width" : 70                | "width" : 2000000000        | levels
          "width" : 70                | "width" : "70"              | a 32-bit integer was expected
          "width" : 70                | "width" : 1e99              | a 32-bit integer was expected
          "width" : 70                | "wide" : 70                 | lacks the field attributes.visiomatic.geometry.width
          "type" : "int16"            | "type" : "int99"            | uint8, int16, uint16 or float32
          "type" : "int16"            | "type" : "uint8"            | samples
          "fill" : -32768             | "fill" : -99999             | samples
          "scale" : 0.5               | "scale" : 0.0               | samples
          "visiomatic" :              | "other" :                   | lacks the field attributes.visiomatic
          "empty_shards" : [ ]        | "empty_shards" : 3          | an array was expected
          {                           | {{                          | is not the JSON document
          """)
  void noticesAWrongDocument(String from, String to, String message) throws IOException {
    String text = Files.readString(document);
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(document, text.substring(0, at) + to + text.substring(at + from.length()));
    isDamaged("zarr.json", message);
  }

  @Test
  void noticesAnyTruncationOfTheDocument() throws IOException {
    byte[] whole = Files.readAllBytes(document);
    for (int length = 0; length < whole.length - 2; length += 97) {
      Files.write(document, java.util.Arrays.copyOf(whole, length));
      isDamaged("zarr.json");
    }
  }

  /// Parsers of JSON take the zeros of the first four bytes for other encodings.
  @ParameterizedTest
  @ValueSource(strings = {"00000000", "00007b0000", "0000007b84fb2020", "7b000000ff", "007b00"})
  void noticesADocumentInAnotherEncoding(String hex) throws IOException {
    Files.write(document, HexFormat.of().parseHex(hex));
    isDamaged("zarr.json is not the JSON document");
  }

  @Test
  void noticesRubbishInTheDocument() throws IOException {
    Files.write(document, new byte[] {0, 1, 2, (byte) 0xff});
    isDamaged("zarr.json");
    Files.write(document, "[]".getBytes(StandardCharsets.US_ASCII));
    isDamaged("no JSON object");
    Files.write(document, "{\r\u0085nonsense\u0085\r\n}".getBytes(StandardCharsets.UTF_8));
    isDamaged("is not the JSON document");
    assertThatThrownBy(() -> Pyramid.open(folder).close())
        .message()
        .matches(text -> text.chars().noneMatch(Character::isISOControl));
  }
}

package org.visiomatic.tiler.source;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes FITS files for tests, byte by byte, without any FITS library.
///
/// ```java
/// FitsFixtures.floats(width, height, pixels).writeTo(file);
/// FitsFixtures.file().emptyPrimary().image(FitsFixtures.shorts(4, 3, data).card("DETSEC", "[1:4,1:3]")).writeTo(file);
/// ```
public final class FitsFixtures {

  private static final int BLOCK = 2880;

  private final List<byte[]> units = new ArrayList<>();

  private FitsFixtures() {}

  /// A file without any HDU yet.
  public static FitsFixtures file() {
    return new FitsFixtures();
  }

  /// A float32 image; pixels row by row from the bottom, channel after channel.
  public static Image floats(int width, int height, float... pixels) {
    return new Image(-32, out -> writeFloats(out, pixels), axes(width, height, pixels.length));
  }

  /// A float64 image.
  public static Image doubles(int width, int height, double... pixels) {
    return new Image(-64, out -> writeDoubles(out, pixels), axes(width, height, pixels.length));
  }

  /// A 16-bit image of stored numbers.
  public static Image shorts(int width, int height, short... pixels) {
    return new Image(16, out -> writeShorts(out, pixels), axes(width, height, pixels.length));
  }

  /// An 8-bit image of stored numbers.
  public static Image bytes(int width, int height, byte... pixels) {
    return new Image(8, out -> out.write(pixels), axes(width, height, pixels.length));
  }

  /// A 32-bit integer image of stored numbers.
  public static Image ints(int width, int height, int... pixels) {
    return new Image(32, out -> writeInts(out, pixels), axes(width, height, pixels.length));
  }

  /// A 64-bit integer image of stored numbers.
  public static Image longs(int width, int height, long... pixels) {
    return new Image(64, out -> writeLongs(out, pixels), axes(width, height, pixels.length));
  }

  /// A float32 image whose pixel (x, y) of channel c, all from 0, is `x + 1000 y + 1000000 c`:
  /// every pixel says where it is, and all are exact as long as they stay below 2²⁴.
  public static Image ramp(int width, int height, int channels) {
    float[] pixels = new float[width * height * channels];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / width;
      pixels[i] = i % width + 1000 * (row % height) + 1_000_000 * (row / height);
    }
    return floats(width, height, pixels);
  }

  /// A file of `columns` × `rows` detectors that together show the frame of `ramp(columns * width,
  /// rows * height, 1)`. Every second column is read out from the right, every second row from the
  /// top, as cameras do: their `DETSEC` run backwards. Each image has two columns of overscan on
  /// its left, −1, which `DATASEC` leaves out.
  public static FitsFixtures detectors(int columns, int rows, int width, int height) {
    FitsFixtures file = file().emptyPrimary();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        file.image(detector(column * width, row * height, width, height, column % 2, row % 2));
      }
    }
    return file;
  }

  private static Image detector(int left, int bottom, int width, int height, int flipX, int flipY) {
    int full = width + 2;
    float[] pixels = new float[full * height];
    for (int j = 0; j < height; j++) {
      for (int i = 0; i < full; i++) {
        int x = flipX == 0 ? left + i - 2 : left + width - 1 - (i - 2);
        int y = flipY == 0 ? bottom + j : bottom + height - 1 - j;
        pixels[j * full + i] = i < 2 ? -1 : x + 1000 * y;
      }
    }
    return floats(full, height, pixels)
        .card("DATASEC", "[3:%d,1:%d]".formatted(full, height))
        .card(
            "DETSEC", "[%s,%s]".formatted(range(left, width, flipX), range(bottom, height, flipY)));
  }

  private static String range(int start, int length, int flip) {
    int first = start + 1;
    int last = start + length;
    return flip == 0 ? first + ":" + last : last + ":" + first;
  }

  /// Adds an HDU without data, the usual start of a file of extensions.
  public FitsFixtures emptyPrimary() {
    return image(new Image(8, out -> {}, List.of()));
  }

  /// Adds an image: the primary when it is the first HDU, an extension otherwise.
  public FitsFixtures image(Image image) {
    units.add(image.unit(units.isEmpty()));
    return this;
  }

  /// Adds a binary table of one row and one column.
  public FitsFixtures table(String name) {
    Image table = new Image(8, out -> out.write(new byte[4]), List.of(4L, 1L));
    table.type = "BINTABLE";
    units.add(table.card("TFIELDS", 1).card("TFORM1", "1J").card("EXTNAME", name).unit(false));
    return this;
  }

  /// Adds a tile-compressed image, one row of the table per tile.
  ///
  /// @param tiles the compressed bytes of each tile
  /// @param cards `ZCMPTYPE`, `ZBITPIX`, `ZNAXISn`, `ZTILEn` and whatever else the image has
  public FitsFixtures tiles(List<byte[]> tiles, Map<String, ?> cards) {
    int heap = tiles.stream().mapToInt(tile -> tile.length).sum();
    Data data =
        out -> {
          int at = 0;
          for (byte[] tile : tiles) {
            out.writeInt(tile.length);
            out.writeInt(at);
            at += tile.length;
          }
          for (byte[] tile : tiles) {
            out.write(tile);
          }
        };
    Image table = new Image(8, data, List.of(8L, (long) tiles.size()));
    table.type = "BINTABLE";
    table.heap = heap;
    table.card("TFIELDS", 1).card("TTYPE1", "COMPRESSED_DATA").card("TFORM1", "1PB");
    units.add(table.card("ZIMAGE", true).cards(cards).unit(false));
    return this;
  }

  /// Adds bytes as they are.
  public FitsFixtures raw(byte[] bytes) {
    units.add(bytes);
    return this;
  }

  /// The file.
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    units.forEach(out::writeBytes);
    return out.toByteArray();
  }

  /// Writes the file.
  ///
  /// @return `path`
  public Path writeTo(Path path) throws IOException {
    return Files.write(path, toBytes());
  }

  /// One header record, 80 characters.
  public static String card(String keyword, Object value) {
    String text =
        switch (value) {
          case String string -> "'%-8s'".formatted(string.replace("'", "''"));
          case Boolean flag -> "%20s".formatted(flag ? "T" : "F");
          default -> "%20s".formatted(value);
        };
    return "%-80s".formatted("%-8s= %s".formatted(keyword, text));
  }

  private static List<Long> axes(int width, int height, int pixels) {
    int channels = pixels / (width * height);
    return channels == 1
        ? List.of((long) width, (long) height)
        : List.of((long) width, (long) height, (long) channels);
  }

  private static void writeFloats(DataOutputStream out, float[] pixels) throws IOException {
    for (float pixel : pixels) {
      out.writeFloat(pixel);
    }
  }

  private static void writeDoubles(DataOutputStream out, double[] pixels) throws IOException {
    for (double pixel : pixels) {
      out.writeDouble(pixel);
    }
  }

  private static void writeShorts(DataOutputStream out, short[] pixels) throws IOException {
    for (short pixel : pixels) {
      out.writeShort(pixel);
    }
  }

  private static void writeInts(DataOutputStream out, int[] pixels) throws IOException {
    for (int pixel : pixels) {
      out.writeInt(pixel);
    }
  }

  private static void writeLongs(DataOutputStream out, long[] pixels) throws IOException {
    for (long pixel : pixels) {
      out.writeLong(pixel);
    }
  }

  /// Writes the data of an image.
  private interface Data {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /// An image to be written.
  public static final class Image {

    private final int bitpix;
    private final Data data;
    private List<Long> axes;
    private String type = "IMAGE";
    private int heap;
    private final List<String> cards = new ArrayList<>();

    private Image(int bitpix, Data data, List<Long> axes) {
      this.bitpix = bitpix;
      this.data = data;
      this.axes = axes;
    }

    /// Adds a keyword with a text, number or boolean.
    public Image card(String keyword, Object value) {
      cards.add(FitsFixtures.card(keyword, value));
      return this;
    }

    /// Adds keywords in the order of the map.
    public Image cards(Map<String, ?> values) {
      values.forEach(this::card);
      return this;
    }

    /// Adds a header record as it is, cut or padded to 80 characters.
    public Image record(String text) {
      cards.add("%-80.80s".formatted(text));
      return this;
    }

    /// Makes the header say other axis lengths than the data has.
    public Image axes(long... lengths) {
      axes = java.util.Arrays.stream(lengths).boxed().toList();
      return this;
    }

    /// A file with this image alone, as its primary HDU.
    public Path writeTo(Path path) throws IOException {
      return FitsFixtures.file().image(this).writeTo(path);
    }

    private byte[] unit(boolean primary) {
      StringBuilder header = new StringBuilder();
      header.append(
          primary ? FitsFixtures.card("SIMPLE", true) : FitsFixtures.card("XTENSION", type));
      header.append(FitsFixtures.card("BITPIX", bitpix));
      header.append(FitsFixtures.card("NAXIS", axes.size()));
      for (int i = 0; i < axes.size(); i++) {
        header.append(FitsFixtures.card("NAXIS" + (i + 1), axes.get(i)));
      }
      if (!primary) {
        header.append(FitsFixtures.card("PCOUNT", heap)).append(FitsFixtures.card("GCOUNT", 1));
      }
      cards.forEach(header::append);
      header.append("%-80s".formatted("END"));
      ByteArrayOutputStream unit = new ByteArrayOutputStream();
      unit.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
      pad(unit, (byte) ' ');
      try (DataOutputStream out = new DataOutputStream(unit)) {
        data.writeTo(out);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      pad(unit, (byte) 0);
      return unit.toByteArray();
    }

    private static void pad(ByteArrayOutputStream unit, byte with) {
      while (unit.size() % BLOCK != 0) {
        unit.write(with);
      }
    }
  }
}

package org.visiomatic.tiler.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes TIFF files field by field, right or wrong ones.
final class TiffFixtures {

  private final ByteOrder order;
  private final boolean big;
  private final List<Page> pages = new ArrayList<>();

  private TiffFixtures(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  static TiffFixtures classic(ByteOrder order) {
    return new TiffFixtures(order, false);
  }

  static TiffFixtures big(ByteOrder order) {
    return new TiffFixtures(order, true);
  }

  /// A page of one strip with one channel.
  Page page(int width, int height, int bits, byte[]... blocks) {
    Page page = new Page(blocks);
    pages.add(page);
    return page.longs(256, width)
        .longs(257, height)
        .shorts(258, bits)
        .shorts(259, 1)
        .shorts(262, 1)
        .shorts(277, 1);
  }

  byte[] toBytes() {
    ByteBuffer file = ByteBuffer.allocate(1 << 20).order(order);
    file.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    file.putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0);
    }
    int link = file.position();
    offset(file, 0);
    for (Page page : pages) {
      link = page.write(file, link);
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  Path writeTo(Path path) throws IOException {
    return Files.write(path, toBytes());
  }

  private void offset(ByteBuffer file, long at) {
    if (big) {
      file.putLong(at);
    } else {
      file.putInt((int) at);
    }
  }

  private record Field(int type, int count, byte[] value) {}

  /// One directory and the blocks of its image.
  final class Page {

    private final Map<Integer, Field> fields = new TreeMap<>();
    private final byte[][] blocks;
    private boolean tiled;

    private Page(byte[]... blocks) {
      this.blocks = blocks;
    }

    Page shorts(int tag, int... values) {
      ByteBuffer value = ByteBuffer.allocate(2 * values.length).order(order);
      Arrays.stream(values).forEach(number -> value.putShort((short) number));
      return field(tag, 3, values.length, value.array());
    }

    Page longs(int tag, long... values) {
      ByteBuffer value = ByteBuffer.allocate(4 * values.length).order(order);
      Arrays.stream(values).forEach(number -> value.putInt((int) number));
      return field(tag, 4, values.length, value.array());
    }

    Page text(int tag, String text) {
      byte[] value = (text + "\0").getBytes(StandardCharsets.UTF_8);
      return field(tag, 2, value.length, value);
    }

    Page field(int tag, int type, int count, byte[] value) {
      fields.put(tag, new Field(type, count, value));
      return this;
    }

    Page without(int tag) {
      fields.remove(tag);
      return this;
    }

    Page tiles(int width, int height) {
      tiled = true;
      return longs(322, width).longs(323, height);
    }

    /// The file that the page is in.
    TiffFixtures file() {
      return TiffFixtures.this;
    }

    private int write(ByteBuffer file, int link) {
      long[] offsets = new long[blocks.length];
      long[] lengths = new long[blocks.length];
      for (int i = 0; i < blocks.length; i++) {
        offsets[i] = file.position();
        lengths[i] = blocks[i].length;
        file.put(blocks[i]);
      }
      if (blocks.length > 0) {
        putIfAbsent(tiled ? 324 : 273, offsets);
        putIfAbsent(tiled ? 325 : 279, lengths);
      }
      Map<Integer, Integer> places = new TreeMap<>();
      int room = big ? 8 : 4;
      fields.forEach(
          (tag, field) -> {
            if (field.value().length > room) {
              places.put(tag, file.position());
              file.put(field.value());
            }
          });
      int start = file.position();
      file.position(link);
      offset(file, start);
      file.position(start);
      count(file, fields.size());
      fields.forEach(
          (tag, field) -> {
            file.putShort((short) (int) tag).putShort((short) field.type());
            offset(file, field.count());
            if (places.containsKey(tag)) {
              offset(file, places.get(tag));
            } else {
              file.put(Arrays.copyOf(field.value(), room));
            }
          });
      offset(file, 0);
      return file.position() - (big ? 8 : 4);
    }

    private void putIfAbsent(int tag, long... values) {
      if (!fields.containsKey(tag)) {
        longs(tag, values);
      }
    }

    private void count(ByteBuffer file, int count) {
      if (big) {
        file.putLong(count);
      } else {
        file.putShort((short) count);
      }
    }
  }
}

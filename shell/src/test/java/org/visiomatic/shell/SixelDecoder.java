package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/// Draws sixels as a VT340 would.
final class SixelDecoder {

  private final String data;
  private final int width;
  private final int[] pixels;
  private final Map<Integer, Integer> registers = new HashMap<>();
  private int at;

  private SixelDecoder(String data, int width, int height) {
    this.data = data;
    this.width = width;
    this.pixels = new int[width * height];
    java.util.Arrays.fill(pixels, -1);
  }

  /// The pixels as 0xrrggbb; every one must have been drawn, and none outside.
  static int[] pixels(String text, int aspect, int width, int height) {
    String start = "\033P0;1;0q\"%d;%d;%d;%d".formatted(aspect, aspect, width, height);
    assertThat(text).startsWith(start).endsWith("\033\\\n");
    SixelDecoder decoder =
        new SixelDecoder(text.substring(start.length(), text.length() - 3), width, height);
    decoder.run();
    assertThat(decoder.pixels).doesNotContain(-1);
    return decoder.pixels;
  }

  private void run() {
    int x = 0;
    int top = 0;
    int colour = 0;
    while (at < data.length()) {
      char c = data.charAt(at++);
      switch (c) {
        case '$' -> x = 0;
        case '-' -> {
          x = 0;
          top += 6;
        }
        case '#' -> colour = colour();
        case '!' -> {
          int count = number();
          char sixel = data.charAt(at++);
          for (int i = 0; i < count; i++) {
            put(x++, top, sixel, colour);
          }
        }
        default -> put(x++, top, c, colour);
      }
    }
  }

  private int colour() {
    int register = number();
    assertThat(register).isBetween(0, 255);
    if (at < data.length() && data.charAt(at) == ';') {
      int[] part = new int[4];
      for (int i = 0; i < 4; i++) {
        assertThat(data.charAt(at++)).isEqualTo(';');
        part[i] = number();
        assertThat(part[i]).isBetween(0, 100);
      }
      assertThat(part[0]).isEqualTo(2);
      registers.put(register, percent(part[1]) << 16 | percent(part[2]) << 8 | percent(part[3]));
    }
    return registers.getOrDefault(register, -1);
  }

  private static int percent(int value) {
    return (int) Math.round(value * 255 / 100.0);
  }

  private int number() {
    int value = 0;
    while (at < data.length() && Character.isDigit(data.charAt(at))) {
      value = 10 * value + data.charAt(at++) - '0';
    }
    return value;
  }

  private void put(int x, int top, char sixel, int colour) {
    assertThat(sixel).isBetween('?', '~');
    for (int row = 0; row < 6; row++) {
      if ((sixel - '?' & 1 << row) != 0) {
        pixels[(top + row) * width + x] = colour;
      }
    }
  }
}

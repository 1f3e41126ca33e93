package org.visiomatic.tiler.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ColourMapTest {

  @Test
  void leavesGreyAlone() {
    for (int level = 0; level < 256; level++) {
      assertThat(ColourMap.GREY.colours()[level]).isEqualTo(level * 0x010101);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JET", "COOL", "HOT"})
  void hasTheColoursOfOpenCv(ColourMap map) throws IOException {
    List<String> lines = reference();
    int column = List.of(lines.get(0).split(",", -1)).indexOf(map.name().toLowerCase(Locale.ROOT));
    int different = 0;
    for (int level = 0; level < 256; level++) {
      int expected = Integer.parseInt(lines.get(level + 1).split(",", -1)[column], 16);
      int actual = Integer.reverseBytes(map.colours()[level]) >>> 8;
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(actual >> shift & 0xff)
            .as("%s of level %d", map, level)
            .isBetween((expected >> shift & 0xff) - 1, (expected >> shift & 0xff) + 1);
      }
      different += actual == expected ? 0 : 1;
    }
    assertThat(different).as("levels that are not the same to the byte").isLessThanOrEqualTo(6);
  }

  @Test
  void hasTheSameColoursForColdAsForCool() {
    assertThat(ColourMap.COLD.colours()).isEqualTo(ColourMap.COOL.colours());
  }

  /// What `applyColorMap` of OpenCV 4.13 makes of the levels 0 to 255, RRGGBB.
  private static List<String> reference() throws IOException {
    var in =
        Objects.requireNonNull(
            ColourMapTest.class.getResourceAsStream("/render/opencv-colour-maps.csv"));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    }
  }
}

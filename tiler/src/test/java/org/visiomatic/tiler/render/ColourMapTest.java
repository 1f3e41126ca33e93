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
    List<String> lines = reference("opencv-colour-maps.csv");
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

  /// Every map that is not OpenCV's, with the largest difference that its definition leaves.
  @ParameterizedTest
  @EnumSource(
      names = {"GREY", "JET", "COLD", "HOT"},
      mode = EnumSource.Mode.EXCLUDE)
  void hasTheColoursOfMatplotlib(ColourMap map) throws IOException {
    int tolerance =
        switch (map) {
          case TURBO -> 32;
          case COOLWARM, CIVIDIS -> 4;
          case VIRIDIS, PLASMA, INFERNO, MAGMA, TWILIGHT, COPPER -> 3;
          case PINK -> 2;
          default -> 1;
        };
    List<String> lines = reference("matplotlib-colour-maps.csv");
    int column = List.of(lines.get(0).split(",", -1)).indexOf(map.name().toLowerCase(Locale.ROOT));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      int level = Integer.parseInt(cells[0]);
      int expected = Integer.parseInt(cells[column], 16);
      int actual = Integer.reverseBytes(map.colours()[level]) >>> 8;
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(actual >> shift & 0xff)
            .as("%s of level %d: %06x for %06x", map, level, actual, expected)
            .isBetween(
                (expected >> shift & 0xff) - tolerance, (expected >> shift & 0xff) + tolerance);
      }
    }
  }

  @Test
  void knowsEveryNameForwardsAndBackwards() {
    assertThat(ColourMap.names()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    for (String name : ColourMap.names()) {
      assertThat(ColourMap.named(name)).as(name).isPresent();
      assertThat(ColourMap.named(name.toUpperCase(Locale.ROOT))).isEqualTo(ColourMap.named(name));
      assertThat(ColourMap.isReversed(name)).isEqualTo(name.endsWith("_r"));
    }
    assertThat(ColourMap.named("RdBu_r")).contains(ColourMap.RDBU);
    assertThat(ColourMap.named("gray")).contains(ColourMap.GREY);
    assertThat(ColourMap.named("cold")).contains(ColourMap.COOL);
    assertThat(ColourMap.named("parula")).isEmpty();
    assertThat(ColourMap.named("_r")).isEmpty();
  }

  /// Colours by level: of OpenCV 4.13 all 256, of matplotlib 3.6 every 15th; RRGGBB.
  private static List<String> reference(String file) throws IOException {
    var in = Objects.requireNonNull(ColourMapTest.class.getResourceAsStream("/render/" + file));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    }
  }
}

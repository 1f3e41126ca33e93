package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.tiler.golden.GoldenValues;

class PyramidGeometryTest {

  static List<String> inputs() {
    return GoldenValues.readableInputs();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void agreesWithTheReferenceOnLevelsGridsAndBorders(String input) {
    JsonNode golden = GoldenValues.cases().get(input);
    JsonNode shape = golden.get("shape_channels_height_width");
    JsonNode tile = golden.get("tile_shape");
    PyramidGeometry geometry =
        new PyramidGeometry(
            shape.get(0).intValue(),
            shape.get(1).intValue(),
            shape.get(2).intValue(),
            new TileSize(tile.get(1).intValue(), tile.get(2).intValue()));
    assertThat(geometry.levels()).isEqualTo(golden.get("nlevels").intValue());
    for (JsonNode level : golden.get("levels")) {
      int number = level.get("level").intValue();
      int columns = geometry.columns(number);
      int rows = geometry.rows(number);
      JsonNode grid = level.get("grid_xy");
      // The reference has no tiles at all where an axis of an upper level rounds down to nothing.
      assertThat(columns).as("columns of %s", level).isEqualTo(Math.max(1, grid.get(0).intValue()));
      assertThat(rows).as("rows of %s", level).isEqualTo(Math.max(1, grid.get(1).intValue()));
      // And its borders are a pixel too wide, or one pixel in all, where an axis is rounded.
      JsonNode border = level.get("border_xy");
      if (geometry.width() % (1 << number) == 0) {
        assertThat(geometry.tileWidth(number, columns - 1)).isEqualTo(border.get(0).intValue());
      }
      if (geometry.height() % (1 << number) == 0) {
        assertThat(geometry.tileHeight(number, rows - 1)).isEqualTo(border.get(1).intValue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 256, 1",
    "256, 256, 256, 1",
    "257, 1, 256, 2",
    "512, 512, 256, 2",
    "513, 513, 256, 3",
    "1000, 1, 256, 3",
    "100000, 100000, 256, 10",
    "7, 3, 1, 4",
    "2147483647, 1, 4096, 20"
  })
  void countsLevels(int width, int height, int tile, int levels) {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, height, width, tile, tile);
    assertThat(geometry.levels()).isEqualTo(levels);
    assertThat(geometry.width(levels - 1)).isLessThanOrEqualTo(tile);
    assertThat(geometry.height(levels - 1)).isLessThanOrEqualTo(tile);
  }

  @Test
  void keepsThinImagesAtLeastOnePixelWide() {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 1, 1000, 256, 256);
    assertThat(geometry.width(2)).isEqualTo(250);
    assertThat(geometry.height(2)).isEqualTo(1);
  }

  @Test
  void refusesLevelsThatAreNotThere() {
    PyramidGeometry geometry = PyramidFixtures.geometry(1, 10, 10, 256, 256);
    assertThatThrownBy(() -> geometry.width(1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("Level 1 was asked for, but the pyramid has levels 0 to 0.");
    assertThatThrownBy(() -> geometry.tiles(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesSizesThatCannotBe() {
    assertThatThrownBy(() -> PyramidFixtures.geometry(1, 0, 10, 256, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PyramidFixtures.geometry(1, 10, 10, 4097, 256))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

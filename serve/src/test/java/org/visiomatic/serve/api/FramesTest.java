package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.TileSize;

class FramesTest {

  private final PyramidGeometry geometry = new PyramidGeometry(1, 983, 1061, TileSize.DEFAULT);

  @Test
  void countsResolutionsFromTheCoarsest() {
    assertThat(Frames.tile(geometry, 0, 0)).isEqualTo(new Painter.Frame(3, 0, 0, 132, 122));
    assertThat(Frames.tile(geometry, 3, 0)).isEqualTo(new Painter.Frame(0, 0, 0, 256, 256));
    assertThat(Frames.tile(geometry, 99, 0)).isEqualTo(new Painter.Frame(0, 0, 0, 256, 256));
    assertThat(Frames.tile(geometry, 3, 19)).isEqualTo(new Painter.Frame(0, 1024, 768, 37, 215));
  }

  @Test
  void clipsRegions() {
    assertThat(region(-10, -10, 2000, 2000, 1)).isEqualTo(new Painter.Frame(0, 0, 0, 1061, 983));
    assertThat(region(1, 1, 1062, 984, 1)).isEqualTo(new Painter.Frame(0, 0, 0, 1061, 983));
    assertThat(region(1, 1, 101, 51, 3)).isEqualTo(new Painter.Frame(1, 0, 0, 50, 25));
    assertThat(region(-2147483648, 1, 2147483647, 2, 1))
        .isEqualTo(new Painter.Frame(0, 0, 0, 1061, 1));
    assertThat(region(1, 1, 2000, 2000, 15)).isEqualTo(new Painter.Frame(3, 0, 0, 132, 122));
  }

  @Test
  void binsThinImages() {
    PyramidGeometry thin = new PyramidGeometry(1, 1, 1000, TileSize.DEFAULT);
    assertThat(Frames.region(thin, new ApiRequest.Line(1, 1, 1001, 2), 2, 1, 1024))
        .isEqualTo(new Painter.Frame(1, 0, 0, 500, 1));
  }

  @Test
  void refusesRegionsThatTouchTooManyTiles() {
    ApiRequest.Line box = new ApiRequest.Line(256, 256, 258, 258);
    assertThat(Frames.region(geometry, box, 1, 1, 4).width()).isEqualTo(2);
    assertThatThrownBy(() -> Frames.region(geometry, box, 1, 1, 3))
        .hasMessageContaining("touches 4 tiles");
  }

  @Test
  void boundsRegionsWhateverTheTileSize() {
    PyramidGeometry coarse = new PyramidGeometry(1, 60000, 60000, new TileSize(4096, 4096));
    assertThatThrownBy(
            () -> Frames.region(coarse, new ApiRequest.Line(1, 1, 60001, 60001), 1, 1, 1024))
        .hasMessageContaining("60000 by 60000");
  }

  @Test
  void takesTwiceThePixelsFromTheFinerLevel() {
    assertThat(Frames.scaled(geometry, Frames.tile(geometry, 2, 0), 1))
        .isEqualTo(new Painter.Frame(1, 0, 0, 256, 256));
    assertThat(Frames.scaled(geometry, Frames.tile(geometry, 2, 5), 2))
        .isEqualTo(new Painter.Frame(0, 1024, 512, 36, 470));
    assertThat(Frames.scaled(geometry, Frames.tile(geometry, 3, 19), 2))
        .isEqualTo(new Painter.Frame(0, 1024, 768, 37, 215, 2, 2));
    PyramidGeometry thin = new PyramidGeometry(1, 1, 1000, TileSize.DEFAULT);
    Painter.Frame frame = Frames.scaled(thin, Frames.tile(thin, 0, 0), 2);
    assertThat(frame).isEqualTo(new Painter.Frame(1, 0, 0, 500, 1, 1, 2));
    assertThat(frame.pictureWidth()).isEqualTo(500);
    assertThat(frame.pictureHeight()).isEqualTo(2);
  }

  @Test
  void countsThePixelsOfADenseRegion() {
    ApiRequest.Line box = new ApiRequest.Line(1, 1, 513, 513);
    assertThat(Frames.region(geometry, box, 2, 1, 1).width()).isEqualTo(256);
    assertThat(Frames.region(geometry, box, 2, 2, 4).width()).isEqualTo(512);
    assertThatThrownBy(() -> Frames.region(geometry, box, 2, 2, 3)).hasMessageContaining("4 tiles");
    // Drawn twice: one tile, but four times its pixels.
    assertThatThrownBy(() -> Frames.region(geometry, new ApiRequest.Line(1, 1, 257, 257), 1, 2, 1))
        .hasMessageContaining("512 by 512");
  }

  private Painter.Frame region(int x1, int y1, int x2, int y2, int binning) {
    return Frames.region(geometry, new ApiRequest.Line(x1, y1, x2, y2), binning, 1, 1024);
  }
}

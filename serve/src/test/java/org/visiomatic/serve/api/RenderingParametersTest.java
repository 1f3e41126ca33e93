package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.render.MemoryLevels;

/// Queries and the pixels that they give, compared with formulas that are evaluated a pixel at a
/// time.
class RenderingParametersTest {

  private static final int SIDE = 128;

  private final RequestParser parser =
      new RequestParser(ImageDefaults.defaults(), Optional.empty());
  private final PixelSamples samples = new PixelSamples(1 << 20);
  private final float[][] planes = planes();
  private final Sky image = new Sky(planes);

  @Test
  void drawsStretchesBetweenTheCuts() throws IOException {
    expect("CHAN=1&MINMAX=1:0,200&STR=sqrt", 0, 0, 200, Math::sqrt);
    expect("CHAN=1&MINMAX=1:0,200&STR=squared", 0, 0, 200, v -> v * v);
    expect(
        "CHAN=2&MINMAX=2:50,300&STR=log:500", 1, 50, 300, v -> Math.log1p(500 * v) / Math.log(501));
    expect("CHAN=1&MINMAX=1:0,200&STR=power:3&GAM=1.5", 0, 0, 200, v -> Math.pow(v, 2));
    expect("CHAN=1&MINMAX=1:0,200&STR=linear", 0, 0, 200, v -> v);
    expect("CHAN=1&MINMAX=1:0,200", 0, 0, 200, v -> Math.pow(v, 1 / 2.2));
  }

  @Test
  void findsCutsOfEachChannelByItsRule() throws IOException {
    float[] sorted = planes[0].clone();
    Arrays.sort(sorted);
    double last = sorted.length - 1;
    double low = sorted[0] + 0.0;
    assertThat(low).isLessThan(100);
    expect("CHAN=1&STR=linear&CUT=percentile:0,100", 0, sorted[0], sorted[(int) last], v -> v);
    expect(
        "CHAN=1&STR=linear&CUT=percentile:50,50.00610388817677&CUT=2:mad:0,1",
        0,
        (sorted[8191] + sorted[8192]) / 2,
        (sorted[8192] + sorted[8193]) / 2,
        v -> v);
    expect("CHAN=2&STR=linear&CUT=mad:-3,20", 1, 100 - 3 * 5, 100 + 20 * 5, v -> v);
    expect("CHAN=2&STR=linear&CUT=mad:-3,20&CUT=2:mad:0,1", 1, 100, 105, v -> v);
    expect("CHAN=2&STR=linear&CUT=1:mad:0,1", 1, 90, 2100, v -> v);
  }

  @Test
  void drawsTheSameWhateverWasAskedBefore() {
    List<String> queries =
        new ArrayList<>(
            List.of(
                "CHAN=1&CUT=zscale",
                "CHAN=2&CUT=zscale",
                "CHAN=1&CUT=percentile:1,99&STR=histogram",
                "CUT=zscale:0.5",
                "CUT=percentile:5,95&LUP=8,0.2",
                "MIX=1:1,0,0&MIX=2:0,0,1&SAT=1.7&STR=asinh"));
    List<byte[]> first = queries.stream().map(query -> paint(query, samples)).toList();
    PixelSamples none = new PixelSamples(0);
    for (int i = queries.size() - 1; i >= 0; i--) {
      assertThat(paint(queries.get(i), samples)).isEqualTo(first.get(i));
      assertThat(paint(queries.get(i), none)).isEqualTo(first.get(i));
    }
    Collections.shuffle(queries, new Random(1));
    for (String query : queries) {
      assertThat(paint(query, new PixelSamples(1 << 20))).isEqualTo(paint(query, samples));
    }
  }

  @Test
  void saturatesTheColoursOfTheMix() throws IOException {
    BufferedImage drawn =
        draw("MINMAX=1:0,400&MINMAX=2:0,400&MIX=1:1,0.5,0&MIX=2:0,0.5,1&SAT=2&GAM=1");
    for (int i = 0; i < SIDE * SIDE; i += 7) {
      double x = planes[0][i] / 400;
      double y = planes[1][i] / 400;
      // Two channels: 3/2; the grey of both colours is 1/2.
      double[] mixed = {1.5 * x, 0.75 * (x + y), 1.5 * y};
      double grey = (mixed[0] + mixed[1] + mixed[2]) / 3;
      for (int c = 0; c < 3; c++) {
        double pushed = Math.clamp(grey + 2 * (mixed[c] - grey), 0.0, 1.0);
        int actual = (drawn.getRGB(i % SIDE, i / SIDE) >> (16 - 8 * c)) & 0xff;
        assertThat(actual).isBetween((int) (255.49 * pushed) - 1, (int) (255.49 * pushed) + 1);
      }
    }
  }

  @Test
  void drawsPlainCutsOfAnImageWithoutPixels() throws IOException {
    float[] nothing = new float[16];
    Arrays.fill(nothing, Float.NaN);
    Sky empty = new Sky(nothing);
    for (String rule : List.of("zscale", "percentile:1,99", "mad:0,1")) {
      Look look = look("CHAN=1&FMT=png&STR=histogram&CUT=" + rule);
      byte[] file =
          Painter.ofTiler()
              .paint(
                  empty.pixels(),
                  new Painter.Frame(0, 0, 0, 4, 4),
                  Renderings.of(look, empty, samples),
                  look.encoding());
      assertThat(ImageIO.read(new ByteArrayInputStream(file)).getRaster().getSample(1, 1, 0))
          .isZero();
    }
  }

  private void expect(String query, int channel, double low, double high, DoubleUnaryOperator curve)
      throws IOException {
    BufferedImage drawn = draw(query);
    for (int i = 0; i < SIDE * SIDE; i++) {
      double v = Math.clamp((planes[channel][i] - low) / (high - low), 0.0, 1.0);
      int level = (int) (255.49 * curve.applyAsDouble(v));
      assertThat(drawn.getRaster().getSample(i % SIDE, i / SIDE, 0))
          .as("%s: pixel %d, %s", query, i, planes[channel][i])
          .isBetween(level - 1, level + 1);
    }
  }

  private BufferedImage draw(String query) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(paint(query + "&FMT=png", samples)));
  }

  private byte[] paint(String query, PixelSamples with) {
    Look look = look(query);
    return Painter.ofTiler()
        .paint(
            image.pixels(),
            new Painter.Frame(0, 0, 0, SIDE, SIDE),
            Renderings.of(look, image, with),
            look.encoding());
  }

  private Look look(String query) {
    return ((ApiRequest.Tile) parser.parse(QueryString.parse("FIF=a&JTL=0,0&" + query))).look();
  }

  private static float[][] planes() {
    Random random = new Random(11);
    float[][] planes = new float[2][SIDE * SIDE];
    for (float[] plane : planes) {
      for (int i = 0; i < plane.length; i++) {
        double star = i % 50 == 0 ? 1500 * random.nextDouble() : 0;
        plane[i] = (float) (100 + 7 * random.nextGaussian() + star);
      }
    }
    return planes;
  }

  private record Sky(float[]... planes) implements ServedImage {
    @Override
    public PixelLevels pixels() {
      int side = (int) Math.sqrt(planes[0].length);
      return new MemoryLevels(side, side, TileSize.DEFAULT, planes);
    }

    @Override
    public PyramidMetadata metadata() {
      return new PyramidMetadata(
          new SourceStamp("/sky.fits", 1, 1),
          "",
          new Header(List.of()),
          List.of(),
          Collections.nCopies(planes.length, new ChannelStatistics(100, 5, 90, 2100)),
          List.of());
    }

    @Override
    public String identity() {
      return planes.length + "x" + planes[0].length;
    }

    @Override
    public void close() {}
  }
}

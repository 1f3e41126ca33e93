package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.visiomatic.serve.ImageDefaults;
import org.visiomatic.serve.library.ServedImage;
import org.visiomatic.tiler.pyramid.ChannelStatistics;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.PixelLevels;
import org.visiomatic.tiler.pyramid.PyramidGeometry;
import org.visiomatic.tiler.pyramid.PyramidMetadata;
import org.visiomatic.tiler.pyramid.SourceStamp;
import org.visiomatic.tiler.pyramid.TileSize;
import org.visiomatic.tiler.render.MemoryLevels;

/// Whatever stands in a query, it gives an answer or is refused with a reason, and never anything
/// else.
class AnyQueryTest {

  private static final List<String> WORDS =
      List.of(
          "1",
          "0",
          "-1",
          "2",
          "1e9",
          "-1e9",
          "1e-9",
          "0.5",
          "99.5",
          "nan",
          "inf",
          "1e400",
          ".",
          "+",
          "%",
          "%2B",
          "%00",
          "%ff",
          ":",
          ",",
          "::",
          "99999999999999999999",
          "linear",
          "log",
          "sqrt",
          "squared",
          "asinh",
          "sinh",
          "power",
          "histogram",
          "percentile",
          "zscale",
          "mad",
          "viridis_r",
          "grey",
          "_r",
          "jpeg",
          "png",
          "webp",
          "*",
          "é",
          " ",
          "\u0000",
          "İ");

  private final RequestParser parser =
      new RequestParser(ImageDefaults.defaults(), Optional.empty());
  private final PixelSamples samples = new PixelSamples(1 << 20);
  private final ServedImage image = new SmallImage();
  private final Painter painter = Painter.ofTiler();

  @Property(tries = 3000)
  void isAnsweredOrRefused(@ForAll("queries") String query, @ForAll("words") String accept) {
    try {
      ApiRequest request =
          parser.parse(QueryString.parse(query + "&FIF=a"), Optional.of("image/" + accept));
      switch (request) {
        case ApiRequest.Tile tile -> paintTile(tile);
        case ApiRequest.Region region -> paintRegion(region);
        case ApiRequest.Banner banner -> assertThat(banner).isNotNull();
        case ApiRequest.NoOperation nothing -> assertThat(nothing.image()).isEqualTo("a");
        case ApiRequest.TextHeader header -> assertThat(header.image()).isEqualTo("a");
        case ApiRequest.Model model -> assertThat(model.image()).isEqualTo("a");
        case ApiRequest.Profile profile -> assertThat(profile.line()).isNotNull();
        case ApiRequest.Values values -> assertThat(values.channels()).isNotNull();
      }
    } catch (RefusedRequestException refused) {
      assertThat(refused.status()).isIn(404, 422);
      assertThat(refused.errors()).isNotEmpty();
      for (ParameterError error : refused.errors()) {
        assertThat(error.msg()).isNotBlank();
      }
    }
  }

  @Property(tries = 2000)
  void paintsEveryGoodLook(@ForAll("goodLooks") String query) {
    ApiRequest request = parser.parse(QueryString.parse("FIF=a&JTL=0,0&" + query));
    assertThat(request).isInstanceOfSatisfying(ApiRequest.Tile.class, this::paintTile);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(4).map(words -> String.join("", words));
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(6).map(w -> String.join("", w)),
            Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3).map(w -> String.join(":", w)),
            Arbitraries.of("0,0", "1,3", "1,1:9,9", "-5,1:99,2", "1:0,1", "2:0.5,1,0", "asinh:0.1"),
            Arbitraries.strings().ofMaxLength(20));
    Arbitrary<String> pair =
        Combinators.combine(Arbitraries.of(Parameter.values()), values)
            .as((name, value) -> name.spelling() + "=" + value);
    return pair.list()
        .ofMaxSize(5)
        .flatMap(
            pairs ->
                Arbitraries.of("", "JTL=0,0&", "RGN=1,1:9,9&")
                    .map(verb -> verb + String.join("&", pairs)));
  }

  @Provide
  Arbitrary<String> goodLooks() {
    Arbitrary<String> options =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, 1000).map(v -> "CNT=" + v),
            Arbitraries.doubles().between(-100, 100).map(v -> "BRT=" + v),
            Arbitraries.doubles().between(0.1, 5).map(v -> "GAM=" + v),
            Arbitraries.of("INV", "SCL=2", "FMT=png", "FMT=webp", "QLT=0", "CHAN=1", "CHAN=9"),
            Arbitraries.doubles().between(0.01, 1e9).map(v -> "CHAN=1&STR=log:" + v),
            Arbitraries.doubles().between(1e-6, 100).ofScale(6).map(v -> "CHAN=2&STR=asinh:" + v),
            Arbitraries.doubles().between(0.01, 100).map(v -> "CHAN=1&STR=sinh:" + v),
            Arbitraries.doubles().between(0.1, 10).map(v -> "CHAN=1&STR=power:" + v),
            Arbitraries.just("CHAN=1&STR=histogram"),
            Arbitraries.doubles().between(0.01, 10).map(v -> "CUT=zscale:" + v),
            Combinators.combine(percents(), percents())
                .as((low, high) -> "CUT=2:percentile:" + low + "," + high),
            Combinators.combine(multiples(), multiples())
                .as((low, high) -> "CUT=mad:" + low + "," + high),
            Arbitraries.doubles().between(0, 10).map(v -> "MIX=1:1,0,-7&SAT=" + v),
            Arbitraries.of("MINMAX=1:0,0", "MINMAX=2:1e300,-1e300", "MINMAX=1:0,1e-45"),
            Arbitraries.of(org.visiomatic.tiler.render.ColourMap.names()).map(v -> "CMP=" + v));
    return options
        .list()
        .ofMaxSize(4)
        .map(list -> list.stream().collect(Collectors.joining("&")))
        // One thing excludes another: the histogram of all channels.
        .filter(query -> !query.contains("histogram") || query.contains("CHAN"));
  }

  private static Arbitrary<Double> percents() {
    return Arbitraries.doubles().between(0, 100);
  }

  private static Arbitrary<Double> multiples() {
    return Arbitraries.doubles().between(-1e6, 1e6);
  }

  private void paintTile(ApiRequest.Tile tile) {
    PyramidGeometry geometry = image.pixels().geometry();
    paint(
        Frames.scaled(
            geometry, Frames.tile(geometry, tile.resolution(), tile.index()), tile.look().scale()),
        tile.look());
  }

  private void paintRegion(ApiRequest.Region region) {
    paint(
        Frames.region(
            image.pixels().geometry(), region.box(), region.binning(), region.look().scale(), 16),
        region.look());
  }

  private void paint(Painter.Frame frame, Look look) {
    assertThat(look.canonical(2)).isNotBlank();
    byte[] file =
        painter.paint(image.pixels(), frame, Renderings.of(look, image, samples), look.encoding());
    assertThat(file).isNotEmpty();
  }

  private static final class SmallImage implements ServedImage {

    private final MemoryLevels levels;

    SmallImage() {
      float[][] planes = new float[2][50 * 30];
      for (int i = 0; i < 50 * 30; i++) {
        planes[0][i] = i % 7 == 0 ? Float.NaN : i;
        planes[1][i] = i % 5 == 0 ? Float.NEGATIVE_INFINITY : (float) Math.pow(10, i % 38);
      }
      levels = new MemoryLevels(50, 30, new TileSize(16, 16), planes);
    }

    @Override
    public PixelLevels pixels() {
      return levels;
    }

    @Override
    public PyramidMetadata metadata() {
      return new PyramidMetadata(
          new SourceStamp("/small.fits", 1, 1),
          "",
          new Header(List.of()),
          List.of(),
          List.of(
              new ChannelStatistics(5, 0, 4, 6), new ChannelStatistics(0, 1e38f, -1e38f, 3e38f)),
          List.of());
    }

    @Override
    public String identity() {
      return "small";
    }

    @Override
    public void close() {}
  }
}

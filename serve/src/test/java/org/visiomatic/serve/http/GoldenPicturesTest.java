package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.tiler.golden.GoldenValues;

/// What a client sees after decoding the pictures it asks for, against what the reference drew
/// before encoding: ±2, from query to JPEG and back.
///
/// Above level 0 the last row and column, and images with pixels without a value, are drawn
/// otherwise on purpose; they are left out there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenPicturesTest {

  private static final int TOLERANCE = 2;

  /// Where the reference has no cuts because all pixels are equal, and we have.
  private static final Set<String> CONSTANT =
      Set.of("const_zero.fits", "const_42.fits", "size_1x1.fits");

  private final QuietLog log = new QuietLog();
  private VisiomaticServer server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path cache) throws IOException {
    ServerSettings settings = ServerSettings.of(GoldenValues.inputs(), cache);
    server = VisiomaticServer.start(settings.with(settings.host().withPort(0)));
    browser = new Browser(server.uri());
  }

  @AfterAll
  void theLogWasClean() {
    browser.close();
    server.close();
    log.close();
    assertThat(log.complaints()).isEmpty();
  }

  static List<Drawn> drawn() {
    List<Drawn> all = new ArrayList<>();
    GoldenValues.json("rasters.json").forEach(node -> all.add(new Drawn(node)));
    return all.stream().filter(Drawn::isComparable).toList();
  }

  @Test
  void looksAtAllButTheFewThatCannotBeCompared() {
    // 11 at which the reference fails, channel 0, MIX backwards, 6 constant ones, 5 by the rule
    // above.
    assertThat(GoldenValues.json("rasters.json")).hasSize(135);
    assertThat(drawn()).hasSize(110);
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void showsWhatTheReferenceDrew(Drawn drawn) throws IOException {
    HttpResponse<byte[]> answer = browser.get(drawn.address());
    assertThat(answer.statusCode()).isEqualTo(200);
    Raster shown = ImageIO.read(new ByteArrayInputStream(answer.body())).getRaster();
    int bands = drawn.node().path("components").asInt();
    assertThat(shown.getNumBands()).isEqualTo(bands);
    int compared = 0;
    for (JsonNode sample : drawn.node().path("samples_row_col_values")) {
      int row = sample.get(0).asInt();
      int column = sample.get(1).asInt();
      if (drawn.isInside(row, column)) {
        for (int band = 0; band < bands; band++) {
          assertThat(shown.getSample(column, row, band))
              .as("row %d, column %d, component %d", row, column, band)
              .isBetween(
                  sample.get(2 + band).asInt() - TOLERANCE,
                  sample.get(2 + band).asInt() + TOLERANCE);
        }
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  /// A picture of the reference.
  record Drawn(JsonNode node) {

    boolean isComparable() {
      boolean meaningful =
          !node.has("error")
              && node.path("channel").asInt(1) != 0
              && !node.path("note").asText().contains("undefined");
      boolean whole =
          isFinest()
              || (node.path("width").asInt() > 1
                  && node.path("height").asInt() > 1
                  && !node.path("file").asText().contains("nan"));
      boolean sameCuts = node.has("minmax") || !CONSTANT.contains(node.path("file").asText());
      return meaningful && whole && sameCuts;
    }

    boolean isInside(int row, int column) {
      return isFinest()
          || (row < node.path("height").asInt() - 1 && column < node.path("width").asInt() - 1);
    }

    String address() {
      return "/api?FIF=%s&QLT=100&%s"
          .formatted(
              node.path("file").asText().replace(" ", "%20"),
              node.path("query").asText().replace("+", "%2B"));
    }

    @Override
    public String toString() {
      return address();
    }

    private boolean isFinest() {
      return node.path("level").asInt() == 0 && node.path("bin").asInt(1) < 2;
    }
  }
}

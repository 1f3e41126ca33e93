package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.tiler.golden.GoldenValues;
import org.w3c.dom.NodeList;

/// Every recorded request, over a real socket: the answer means the same, except where we are
/// better on purpose.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenHttpTest {

  private static final String NOISE = "/api?FIF=noise_1061x983_f32.fits";

  /// Where we answer otherwise on purpose: request, our status, what the answer holds (a pattern of
  /// JSON, or width, height and components of a picture), and why.
  private static final Map<String, Better> BETTER =
      Map.ofEntries(
          better("OPTIONS " + NOISE + "&CHAN=1&JTL=0,0", 204, "", "OPTIONS is answered"),
          better(
              NOISE + "&VAL=101,99", 200, "\\{.values.:\\[[0-9.]+]}", "no CHAN means all channels"),
          better(
              NOISE + "&CHAN=2&PFL=7,4:17,9",
              200,
              "(.*?\\[null]){11}.*",
              "a channel that is not there is null"),
          better(
              "/api?FIF=cube5_f32.fits&CHAN=6&PFL=1,1:4,2", 200, "(.*?\\[null]){4}.*", "the same"),
          better(NOISE + "&CHAN=1&JTL=0,1", 404, ".*JTL.*", "no such tile"),
          better(
              NOISE + "&CHAN=1&JTL=3,20",
              404,
              ".*JTL.*",
              "no such tile; the reference wraps around"),
          better(
              NOISE + "&CHAN=1&JTL=3,28",
              404,
              ".*JTL.*",
              "no such tile; the reference wraps around"),
          better(
              NOISE + "&CHAN=1&JTL=2,6",
              404,
              ".*JTL.*",
              "no such tile; level 1 has 3 × 2 whole ones"),
          better(NOISE + "&CHAN=1&JTL=3,99999", 404, ".*JTL.*", "no such tile"),
          better(NOISE + "&CHAN=1&JTL=-1,0", 404, ".*JTL.*", "no such resolution"),
          better(NOISE + "&CHAN=1&JTL=0,-1", 404, ".*JTL.*", "no such tile"),
          better(NOISE + "&CHAN=1&JTL=1,2,3", 422, ".*JTL.*regex.*", "three numbers are no tile"),
          better(NOISE + "&CHAN=0&JTL=0,0", 422, ".*CHAN.*not_ge.*", "channels count from 1"),
          better(NOISE + "&CHAN=-1&JTL=0,0", 422, ".*CHAN.*not_ge.*", "channels count from 1"),
          better(NOISE + "&CHAN=1&GAM=0.1&JTL=0,0", 200, "132 122 1", "gamma goes down to 0.1"),
          better(NOISE + "&MINMAX=1:0,1e30&JTL=0,0", 200, "132 122 3", "wide cuts work"),
          better(
              NOISE + "&MINMAX=2:0,10&JTL=0,0",
              200,
              "132 122 3",
              "cuts of a channel that is not there do nothing"),
          better(NOISE + "&CHAN=1&RGN=1,1:101,51&BIN=16", 404, ".*BIN.*", "no such level"),
          better(NOISE + "&CHAN=1&RGN=101,51:1,1", 422, ".*RGN.*", "a reversed box"),
          better(NOISE + "&CHAN=1&RGN=10,10:10,10", 422, ".*RGN.*", "an empty box"),
          better(
              NOISE + "&CHAN=1&RGN=5000,5000:6000,6000",
              422,
              ".*RGN.*",
              "a box outside of the image"),
          better(
              "/api?FIF=../x.fits&INFO",
              404,
              ".*FIF.*Cannot open.*",
              "refused names look like missing ones"),
          better(
              "/api?FIF=all_nan.fits&INFO",
              200,
              ".*.min_max.:\\[\\[-?[0-9.]+,-?[0-9.]+]].*",
              "images without values work"),
          better(
              "/api?FIF=float64_nan_inf.fits&CHAN=1&VAL=7,6",
              200,
              "\\{.values.:\\[null]}",
              "infinity is null"),
          better("/api?FIF=size_1000x1.fits&CHAN=1&JTL=0,0", 200, "250 1 1", "thin images work"),
          better(
              "/api?FIF=size_256x256.fits&CHAN=1&RGN=1,1:300,300",
              200,
              "256 256 1",
              "regions are clipped"),
          better(NOISE + "&chan=1&jtl=0,0", 200, "132 122 1", "names in any case"));

  /// Images whose model or text header is otherwise on purpose, by the part that is.
  private static final Map<String, String> IMPROVED =
      Map.of(
          // An axis of one pixel is not flipped; a single pixel has cuts.
          "size_1x1.fits", "CD\\d_\\d|detslice|dataslice|min_max",
          "size_1000x1.fits", "CD\\d_\\d|detslice|dataslice",
          "size_1x1000.fits", "CD\\d_\\d|detslice|dataslice",
          // A constant image has cuts, and its MAD is above zero.
          "const_zero.fits", "min_max",
          "const_42.fits", "min_max",
          // Without DETSEC the images stand side by side.
          "mosaic_overlap_nodetsec.fits", "full_size|NAXIS\\d|detslice",
          // The rotation turns as in the FITS standard.
          "wcs_crota.fits", "CD\\d_\\d");

  /// Keywords that the reference leaves over where it removed others.
  private static final String LEFT_OVER = "|ZBLANK|ZDITHER0";

  private static final Pattern STATISTICS =
      Pattern.compile("/(min_max|background_level|background_mad)/");

  private final QuietLog log = new QuietLog();
  private VisiomaticServer server;
  private Browser browser;
  private ApiContract contract;

  @BeforeAll
  void start(@TempDir Path cache) throws IOException {
    ServerSettings settings = ServerSettings.of(GoldenValues.inputs(), cache);
    server =
        VisiomaticServer.start(
            settings.with(settings.host().withPort(0)).with(settings.image().withQuality(95)));
    browser = new Browser(server.uri());
    contract = new ApiContract(Browser.json(browser.get("/openapi.json")));
  }

  @AfterAll
  void theLogWasClean() {
    browser.close();
    server.close();
    log.close();
    assertThat(log.complaints()).isEmpty();
  }

  @Test
  void isBetterOnlyWhereSomethingWasRecorded() {
    assertThat(recorded().map(Recorded::toString)).containsAll(BETTER.keySet());
  }

  static Stream<Recorded> recorded() {
    List<Recorded> all = new ArrayList<>();
    GoldenValues.json("http_requests.json").forEach(node -> all.add(new Recorded(node)));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void answersAsRecordedOrBetter(Recorded recorded) throws IOException {
    HttpResponse<byte[]> answer = browser.send(recorded.method(), recorded.address());
    recorded.path(contract).ifPresent(path -> contract.check(recorded.method(), path, answer));
    Better better = BETTER.get(recorded.toString());
    if (better != null) {
      assertThat(answer.statusCode()).as(better.reason()).isEqualTo(better.status());
      assertThat(content(answer)).as(better.reason()).matches(better.content());
      return;
    }
    JsonNode then = recorded.node();
    assertThat(answer.statusCode()).isEqualTo(then.path("status").asInt());
    if (then.has("jpeg")) {
      checkPicture(answer, then.path("jpeg"), recorded.isAboveLevel0());
    } else if (answer.statusCode() >= 400 && then.path("json").path("detail").isArray()) {
      checkErrors(answer, then.path("json").path("detail"));
    } else if (then.has("json") && !then.path("json").isTextual()) {
      checkJson("", Browser.json(answer), then.path("json"));
    }
  }

  @ParameterizedTest
  @MethodSource("readable")
  void givesTheRecordedModel(String image) {
    JsonNode then = GoldenValues.json("http_info.json").path(image);
    HttpResponse<byte[]> answer = browser.get("/api?INFO&FIF=" + encoded(image));
    assertThat(answer.statusCode()).isEqualTo(200);
    contract.check("GET", "/api", answer);
    if (then.path("status").asInt() == 200) {
      checkJson("/" + image, Browser.json(answer), then.path("json"));
    }
  }

  @ParameterizedTest
  @MethodSource("readable")
  void givesTheRecordedTextHeader(String image) {
    JsonNode then = GoldenValues.json("http_obj.json").path(image);
    HttpResponse<byte[]> answer = browser.get("/api?obj=x&FIF=" + encoded(image));
    assertThat(answer.statusCode()).isEqualTo(200);
    contract.check("GET", "/api", answer);
    String text = Browser.text(answer);
    String cards = text.substring(text.indexOf(':', text.indexOf("subject/")) + 1);
    assertThat(cards.length() % 2880).isZero();
    assertThat(text).contains("subject/" + cards.length() + ":");
    // Only the beginning was recorded.
    String recorded = then.path("text").asText();
    String known = recorded.substring(recorded.indexOf(':', recorded.indexOf("subject/")) + 1);
    List<String> now = records(cards, image);
    List<String> then80 = records(known, image);
    assertThat(then80).isNotEmpty();
    for (int i = 0; i < then80.size(); i++) {
      assertThat(now.get(i)).satisfies(sameCard(then80.get(i)));
    }
    assertThat(text.lines().findFirst()).isEqualTo(recorded.lines().findFirst());
  }

  /// The whole records of a header that can be compared.
  private static List<String> records(String cards, String image) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i + 80 <= cards.length(); i += 80) {
      String keyword = cards.substring(i, i + 8).strip();
      if (!keyword.matches(IMPROVED.getOrDefault(image, "") + LEFT_OVER)) {
        records.add(cards.substring(i, i + 80));
      }
    }
    return records;
  }

  /// The same keyword and value; comments may be lost and numbers rounded where they are long.
  private static Consumer<String> sameCard(String then) {
    return now -> {
      assertThat(now.substring(0, 10)).isEqualTo(then.substring(0, 10));
      String oldValue = then.substring(10).replaceFirst(" / .*", "").strip();
      String newValue = now.substring(10).replaceFirst(" / .*", "").strip();
      if (oldValue.matches("[+-]?[0-9.]+(E[+-]\\d+)?")) {
        double value = Double.parseDouble(oldValue);
        assertThat(Double.parseDouble(newValue))
            .as(then)
            .isCloseTo(value, within(Math.abs(value) * 1e-12));
      } else {
        assertThat(newValue).isEqualTo(oldValue);
      }
    };
  }

  static Stream<String> readable() {
    return GoldenValues.readableInputs().stream();
  }

  /// @param above whether it is a tile of a level above 0: these round down here; there they
  ///   rounded up when a border was darkened
  private static void checkPicture(HttpResponse<byte[]> answer, JsonNode then, boolean above)
      throws IOException {
    assertThat(Browser.header(answer, "Content-Type")).isEqualTo("image/jpeg");
    try (ImageInputStream in =
        ImageIO.createImageInputStream(new ByteArrayInputStream(answer.body()))) {
      ImageReader reader = ImageIO.getImageReaders(in).next();
      reader.setInput(in);
      int width = then.path("width").asInt();
      int height = then.path("height").asInt();
      assertThat(reader.getWidth(0)).isBetween(above ? width - 1 : width, width);
      assertThat(reader.getHeight(0)).isBetween(above ? height - 1 : height, height);
      assertThat(reader.readRaster(0, null).getNumBands())
          .isEqualTo(then.path("components").asInt());
      checkFrame(reader.getImageMetadata(0), then);
      reader.dispose();
    }
  }

  /// The same way of coding and the same share of samples for each component.
  private static void checkFrame(IIOMetadata metadata, JsonNode then) {
    var root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
    var frame = (IIOMetadataNode) root.getElementsByTagName("sof").item(0);
    assertThat(frame.getAttribute("process"))
        .as("process, where 2 is progressive")
        .isEqualTo(then.path("progressive").asBoolean() ? "2" : "0");
    List<String> sampling = new ArrayList<>();
    NodeList components = frame.getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      var component = (IIOMetadataNode) components.item(i);
      sampling.add(
          component.getAttribute("HsamplingFactor")
              + "x"
              + component.getAttribute("VsamplingFactor"));
    }
    List<String> recorded = new ArrayList<>();
    then.path("sampling").forEach(factors -> recorded.add(factors.asText()));
    assertThat(sampling).isEqualTo(recorded);
  }

  /// The same parameters in the same order. Where the reference has its older kind of message, ours
  /// is the same to the letter.
  private static void checkErrors(HttpResponse<byte[]> answer, JsonNode then) {
    JsonNode now = Browser.json(answer).path("detail");
    assertThat(now.size()).isEqualTo(then.size());
    for (int i = 0; i < then.size(); i++) {
      JsonNode error = now.path(i);
      assertThat(error.path("loc").path(0).asText()).isEqualTo("query");
      assertThat(error.path("loc").path(1)).isEqualTo(then.path(i).path("loc").path(1));
      if (answer.statusCode() == 422 && !then.path(i).path("type").asText().equals("value_error")) {
        if (error.path("loc").path(1).asText().equals("CMP")) {
          checkMoreColourMaps(error, then.path(i));
        } else {
          assertThat(error).isEqualTo(then.path(i));
        }
      }
    }
  }

  /// We have more colour maps: those that were there come first.
  private static void checkMoreColourMaps(JsonNode error, JsonNode then) {
    assertThat(error.path("type")).isEqualTo(then.path("type"));
    assertThat(error.path("msg").asText()).startsWith(then.path("msg").asText());
    JsonNode names = error.path("ctx").path("permitted");
    JsonNode before = then.path("ctx").path("permitted");
    for (int i = 0; i < before.size(); i++) {
      assertThat(names.path(i)).isEqualTo(before.path(i));
    }
  }

  /// Everything that was there is there, with equal values; more is fine.
  private static void checkJson(String where, JsonNode now, JsonNode then) {
    if (isImproved(where)) {
      return;
    }
    if (STATISTICS.matcher(where).find() && then.isNumber()) {
      // Estimates: other packages compare them closely; constant images have cuts of their own.
      double value = then.asDouble();
      assertThat(now.asDouble()).as(where).isCloseTo(value, within(Math.abs(value) * 0.01 + 0.1));
    } else if (then.isObject()) {
      then.properties()
          .forEach(
              field -> {
                String below = where + "/" + field.getKey();
                assertThat(now.has(field.getKey()) || isImproved(below)).as(below).isTrue();
                checkJson(below, now.path(field.getKey()), field.getValue());
              });
    } else if (then.isArray()) {
      assertThat(now.size()).as(where).isEqualTo(then.size());
      for (int i = 0; i < then.size(); i++) {
        checkJson(where + "/" + i, now.path(i), then.path(i));
      }
    } else if (then.isNumber()) {
      assertThat(now.isNumber()).as(where).isTrue();
      double value = then.asDouble();
      assertThat(now.asDouble()).as(where).isCloseTo(value, within(Math.abs(value) * 1e-5 + 1e-9));
    } else {
      assertThat(now).as(where).isEqualTo(then);
    }
  }

  private static boolean isImproved(String where) {
    String image = where.replaceFirst("^/([^/]*)/.*", "$1");
    String improved = "version|" + IMPROVED.getOrDefault(image, "version") + LEFT_OVER;
    // The reference keeps the places of removed keywords as a record without a keyword.
    return where.endsWith("header/") || where.matches("(.*/)?(" + improved + ")(/\\d+)*");
  }

  private static String encoded(String name) {
    return name.replace("%", "%25").replace(" ", "%20").replace("+", "%2B");
  }

  /// The text of an answer; of a picture its width, height and components.
  private static String content(HttpResponse<byte[]> answer) throws IOException {
    if (!Browser.header(answer, "Content-Type").equals("image/jpeg")) {
      return Browser.text(answer);
    }
    Raster picture = ImageIO.read(new ByteArrayInputStream(answer.body())).getRaster();
    return "%d %d %d".formatted(picture.getWidth(), picture.getHeight(), picture.getNumBands());
  }

  private static Map.Entry<String, Better> better(
      String request, int status, String content, String reason) {
    return Map.entry(request, new Better(status, content, reason));
  }

  private record Better(int status, String content, String reason) {}

  /// One recorded request.
  record Recorded(JsonNode node) {

    String method() {
      return node.path("method").asText("GET");
    }

    String address() {
      return node.path("request").asText();
    }

    /// Whether it asks for a tile of a level above 0.
    boolean isAboveLevel0() {
      QueryString query = QueryString.parse(address().replaceFirst("[^?]*\\?", ""));
      Optional<String> tile = query.last("JTL");
      if (tile.isEmpty()) {
        return false;
      }
      JsonNode model = GoldenValues.json("http_info.json").path(query.last("FIF").orElseThrow());
      int resolution = Integer.parseInt(tile.get().replaceFirst(",.*", ""));
      return resolution < model.path("json").path("tile_levels").asInt() - 1;
    }

    /// The address without its query, where the document tells of it.
    Optional<String> path(ApiContract contract) {
      String path = address().replaceFirst("\\?.*", "");
      boolean told = method().equals("GET") && contract.document().path("paths").has(path);
      return told ? Optional.of(path) : Optional.empty();
    }

    @Override
    public String toString() {
      return method().equals("GET") ? address() : method() + " " + address();
    }
  }
}

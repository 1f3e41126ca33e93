package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.tiler.source.FitsFixtures;

/// `visiomatic pix`, `profile` and `hist` in this process.
class ValueVerbsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  @TempDir static Path folder;
  private static String image;

  @BeforeAll
  static void makeImage() throws IOException {
    float[] pixels = new float[WIDTH * HEIGHT * 2];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH % HEIGHT;
      pixels[i] =
          i < WIDTH * HEIGHT ? x + 100 * y + 0.1f : (float) Math.exp(-0.1 * (x - 20) * (x - 20));
    }
    pixels[5 * WIDTH + 3] = Float.NaN;
    pixels[5 * WIDTH + 4] = Float.POSITIVE_INFINITY;
    folder = folder.toRealPath();
    image =
        FitsFixtures.floats(WIDTH, HEIGHT, pixels).writeTo(folder.resolve("two.fits")).toString();
    // Without the progress of a build, talk is nothing but complaints.
    assertThat(run("hist " + image).code()).isZero();
  }

  private static Ran run(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--cache_dir", folder.resolve("cache").toString()));
    return Ran.of(words.toArray(String[]::new));
  }

  private static String good(String line) {
    Ran ran = run(line);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    return ran.out();
  }

  @Test
  void printsThePixelsOfAllChannels() {
    assertThat(good("pix two.fits 1,1 40,30 4,6 5,6 41,1"))
        .isEqualTo(
            """
             X   Y  CHANNEL 1      CHANNEL 2
             1   1        0.1   4.248354E-18
            40  30     2939.1  2.0987911E-16
             4   6          -  2.8111853E-13
             5   6          -   7.621865E-12
            41   1          -              -
            """);
    assertThat(good("pix two.fits 21,30 --chan 2"))
        .isEqualTo(
            """
             X   Y  CHANNEL 2
            21  30        1.0
            """);
  }

  @Test
  void printsPixelsAndProfilesThatTheServerAnswers() throws Exception {
    ServerSettings settings = ServerSettings.of(folder, folder.resolve("cache"));
    try (VisiomaticServer server =
        VisiomaticServer.start(settings.with(HostSettings.defaults().withPort(0)))) {
      for (String at : List.of("1,1", "4,6", "5,6", "40,30", "0,0", "99,-3")) {
        String printed = good("pix two.fits --json --chan 2 --chan 1 " + at);
        JsonNode answer = get(server, "VAL=" + at + "&CHAN=2&CHAN=1");
        assertThat(JSON.readTree(printed).get("values")).isEqualTo(answer.get("values"));
        assertThat(Schemas.read("pix", printed)).isNotEmpty();
      }
      String line = "3,9:38,-2";
      String printed = good("profile two.fits --json " + line);
      JsonNode points = get(server, "PFL=" + line).get("profile");
      JsonNode own = JSON.readTree(printed).get("profile");
      assertThat(own).hasSameSizeAs(points);
      for (int i = 0; i < points.size(); i++) {
        assertThat(own.get(i).get("values")).isEqualTo(points.get(i).get("values"));
        assertThat(own.get(i).get("x").intValue()).isEqualTo(points.get(i).get("x").intValue() + 1);
        assertThat(own.get(i).get("y").intValue()).isEqualTo(points.get(i).get("y").intValue() + 1);
      }
      assertThat(Schemas.read("profile", printed)).isNotEmpty();
    }
  }

  private static JsonNode get(VisiomaticServer server, String query) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d/api?FIF=two.fits&%s".formatted(server.port(), query));
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void plotsAProfile() {
    assertThat(good("profile two.fits 1,3:40,3 --chan 2"))
        .isEqualTo(
            """
            channel 2, 40 pixels
                      1 ┤                    █
                        │                   ▇█▇
                        │                   ███
                        │                  ▁███▁
                        │                  █████
                        │                  █████
                        │                  █████
                        │                 ███████
                        │                 ███████
                        │                ▄███████▄
                        │               ▁█████████▁
            4.24835E-18 ┤▁▁▁▁▁▁▁▁▁▁▁▁▁▂▄███████████▄▂▁▁▁▁▁▁▁▁▁▁▁▁
                        └────────────────────────────────────────
                         1,3                                 40,3
            """);
    assertThat(good("profile two.fits 50,50:60,60 --chan 1"))
        .isEqualTo("channel 1, 11 pixels\nno values between 50,50 and 60,60\n");
  }

  @Test
  void printsAProfileAsTable() {
    assertThat(good("profile two.fits 3,6:5,5 --csv"))
        .isEqualTo(
            """
            x,y,channel_1,channel_2
            3,6,502.1,8.489044E-15
            4,5,403.1,2.8111853E-13
            5,5,404.1,7.621865E-12
            """);
    assertThat(good("profile two.fits 4,6:6,6 --csv --chan 1"))
        .isEqualTo("x,y,channel_1\n4,6,\n5,6,\n6,6,505.1\n");
  }

  @Test
  void drawsHistograms() {
    assertThat(good("hist two.fits --bins 8"))
        .isEqualTo(
            """
            channel 1: a sample of 80 pixels, 0 below and 0 above
                LOW     HIGH  COUNT
                0.1  204.975     40  ███████████████████████████████████████████████████████
            204.975   409.85      0
             409.85  614.725      0
            614.725    819.6      0
              819.6  1024.47      0
            1024.47  1229.35      0
            1229.35  1434.22      0
            1434.22   1639.1     40  ███████████████████████████████████████████████████████
            channel 2: a sample of 80 pixels, 0 below and 0 above
                    LOW   HIGH  COUNT
            4.24835E-18  0.125     62  ███████████████████████████████████████████████
                  0.125   0.25      4  ███
                   0.25  0.375      0
                  0.375    0.5      4  ███
                    0.5  0.625      0
                  0.625   0.75      4  ███
                   0.75  0.875      0
                  0.875      1      6  ████▌
            """);
    assertThat(good("hist two.fits --bins 1 --log --chan 1").lines().skip(2))
        .containsExactly(
            "0.1  1639.1     80  █████████████████████████████████████████████████████████");
  }

  @Test
  void printsHistogramsForPrograms() throws Exception {
    String json = good("hist two.fits --json");
    assertThat(json.lines()).hasSize(2);
    assertThat(Schemas.read("hist", json)).isNotEmpty();
    JsonNode first = JSON.readTree(json.lines().findFirst().orElseThrow());
    assertThat(first.get("counts")).hasSize(32);

    List<String> csv = good("hist two.fits --csv --bins 4 --chan 1").lines().toList();
    assertThat(csv).hasSize(7).first().isEqualTo("channel,low,high,count");
    assertThat(csv.get(1))
        .isEqualTo(
            "1,,%s,%s".formatted((double) first.get("low").floatValue(), first.get("below")));
    long sum =
        csv.stream()
            .skip(1)
            .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf(',') + 1)))
            .sum();
    long sample = first.get("below").longValue() + first.get("above").longValue();
    for (JsonNode count : first.get("counts")) {
      sample += count.longValue();
    }
    assertThat(sum).isEqualTo(sample).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pix two.fits 1;1               | Argument X,Y: '1;1' was given, but X,Y is needed: column and row, from 1 at the bottom left.
          pix two.fits 1,1 --chan 3      | Option --chan: channel 3 was asked for, but two.fits has channels 1 to 2.
          pix two.fits 1,1 --chan 0      | Option --chan: '0' was given, but a whole number from 1 on is needed.
          profile two.fits 1,1           | Argument X1,Y1:X2,Y2: '1,1' was given, but two pixels with a colon between are needed.
          profile two.fits 1,1:2,x       | Argument X1,Y1:X2,Y2: '2,x' was given, but X,Y is needed: column and row, from 1 at the bottom left.
          profile two.fits 1,1:999999,1  | 999999 points in 2 channels were asked for, but an answer holds at most 100000 points and 1000000 values; ask for a shorter line or fewer channels.
          profile two.fits 1,1:2,2 --csv --json | Options --csv and --json cannot be given together.
          hist two.fits --bins 20        | Option --bins: '20' was given, but a power of two from 1 to 256 is needed: bins of the histogram in the cache put together.
          hist two.fits --log --csv      | Option --log changes the lengths of bars; leave it out where none are drawn.
          """)
  void refusesWhatMakesNoSense(String line, String sentence) {
    Ran ran = run(line);

    assertThat(ran.err()).isEqualTo("visiomatic: " + sentence + "\\n".translateEscapes());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenABuildIsInterrupted() throws Exception {
    Path file = FitsFixtures.ramp(50, 50, 1).writeTo(folder.resolve("interrupted.fits"));
    Thread.currentThread().interrupt();

    Ran ran = run("pix " + file + " 1,1");

    assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ran.out()).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(folder.resolve("cache").toFile().list((parent, name) -> name.startsWith("inter")))
        .isEmpty();
    assertThat(good("pix two.fits 21,30 --chan 2")).endsWith("1.0\n");
  }

  @Test
  void saysThatThereIsNoSuchImage() {
    for (String verb :
        List.of("pix none.fits 1,1", "profile none.fits 1,1:2,2", "hist none.fits")) {
      Ran ran = run(verb);
      assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
      assertThat(ran.err()).startsWith("visiomatic: There is no image 'none.fits' in the cache");
    }
  }
}

package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.HostSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.console.DataWriter;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.tiler.encode.WebpEncoder;
import org.visiomatic.tiler.source.FitsFixtures;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `visiomatic render` in this process, beside a server that draws the same.
class RenderCommandTest {

  private static final int WIDTH = 700;
  private static final int HEIGHT = 500;
  private static final float[] PIXELS = sky();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path image;
  private static VisiomaticServer server;

  @BeforeAll
  static void startServer() throws IOException {
    shared = shared.toRealPath();
    image = FitsFixtures.floats(WIDTH, HEIGHT, PIXELS).writeTo(shared.resolve("sky.fits"));
    ServerSettings settings = ServerSettings.of(shared, shared.resolve("cache"));
    server = VisiomaticServer.start(settings.with(HostSettings.defaults().withPort(0)));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /// Three bands with stars, a gradient and a hole without values.
  private static float[] sky() {
    float[] pixels = new float[WIDTH * HEIGHT * 3];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH % HEIGHT;
      int c = i / (WIDTH * HEIGHT);
      boolean hole = x > 100 && x < 140 && y > 60 && y < 90;
      double star = 900 * Math.exp(-0.01 * (Math.pow(x - 250 - 40 * c, 2) + Math.pow(y - 300, 2)));
      pixels[i] =
          hole ? Float.NaN : (float) (10 + 0.01 * x * (c + 1) + (x * 31 + y * 17) % 23 + star);
    }
    return pixels;
  }

  private Ran render(String... words) {
    List<String> line = new ArrayList<>(List.of("render", image.toString()));
    line.addAll(List.of(words));
    line.addAll(List.of("--cache_dir", shared.resolve("cache").toString()));
    return Ran.of(line.toArray(String[]::new));
  }

  private byte[] rendered(String output, String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of("-o", folder.resolve(output).toString()));
    line.addAll(List.of(words));
    Ran ran = render(line.toArray(String[]::new));
    assertThat(ran.err()).startsWith("visiomatic: ").doesNotContain("Option");
    assertThat(ran.code()).isZero();
    return Files.readAllBytes(folder.resolve(output));
  }

  private static byte[] served(String query) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/api?FIF=sky.fits&%s".formatted(server.port(), query));
    HttpResponse<byte[]> answer =
        CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(query).isEqualTo(200);
    return answer.body();
  }

  /// The options as the query of a URL.
  private static String query(String... words) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      String name = words[i].substring(2).toUpperCase(Locale.ROOT);
      query.append(i == 0 ? "" : "&").append(name);
      if (i + 1 < words.length && !words[i + 1].startsWith("--")) {
        query.append('=').append(words[++i]);
      }
    }
    return query.toString();
  }

  static Stream<String> lines() {
    return Stream.of(
        "--rgn 1,1:701,501",
        "--rgn 1,1:701,501 --bin 2 --chan 2",
        "--rgn 100,50:300,290 --chan 1 --cmp viridis --inv",
        "--rgn 100,50:300,290 --chan 3 --cmp magma_r --minmax 3:0,200 --str asinh",
        "--rgn 10,20:400,290 --chan 1 --str histogram",
        "--rgn 10,20:400,290 --chan 2 --cut zscale --str log:100 --gam 1.3",
        "--rgn 10,20:400,290 --cut percentile:1,99 --cut 2:mad:-1,30 --bin 2",
        "--rgn 10,20:400,290 --minmax 1:0,50 --minmax 2:0,60 --minmax 3:5,70",
        "--rgn 10,20:400,290 --mix 1:1,0,0 --mix 2:0,1,0 --mix 3:0,0,1 --sat 1.7",
        "--rgn 10,20:400,290 --mix 1:1,0,0 --mix 3:0,0,1 --lup 8,0.1 --scl 2 --bin 2",
        "--rgn 1,1:60,60 --scl 2 --chan 1",
        "--rgn 10,20:400,290 --cnt 2.5 --brt -10 --gam 0.7 --qlt 60",
        "--jtl 0,0 --chan 2 --cmp hot",
        "--jtl 1,1 --qlt 30",
        "--jtl 1,0 --scl 2 --cut zscale:0.5");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void writesTheBytesThatTheServerAnswers(String line) throws Exception {
    String[] words = line.split(" ");

    assertThat(rendered("picture.jpg", words)).isEqualTo(served(query(words)));
    assertThat(rendered("picture.png", words)).isEqualTo(served(query(words) + "&FMT=png"));
  }

  @Test
  void writesEveryKindOfFileThatTheServerKnows() throws Exception {
    assertThat(WebpEncoder.find()).isPresent();
    String[] words = {"--rgn", "1,1:301,201", "--chan", "1", "--cmp", "turbo"};

    assertThat(rendered("picture.webp", words)).isEqualTo(served(query(words) + "&FMT=webp"));
    assertThat(rendered("picture.jpeg", words)).isEqualTo(served(query(words) + "&FMT=jpeg"));
    assertThat(rendered("picture", "--fmt", "webp", "--rgn", "1,1:301,201"))
        .isEqualTo(served("RGN=1,1:301,201&FMT=webp"));
  }

  @Test
  void showsTheWholeImageAtASizeThatFits() throws Exception {
    assertThat(rendered("usual.png")).isEqualTo(served("RGN=1,1:701,501&FMT=png"));
    assertThat(rendered("small.png", "--size", "699"))
        .isEqualTo(served("RGN=1,1:701,501&BIN=2&FMT=png"));
    assertThat(rendered("twice.png", "--size", "700", "--scl", "2"))
        .isEqualTo(served("RGN=1,1:701,501&BIN=2&SCL=2&FMT=png"));
    assertThat(rendered("least.png", "--size", "1"))
        .isEqualTo(served("RGN=1,1:701,501&BIN=4&FMT=png"));
    assertThat(rendered("binned.png", "--bin", "4"))
        .isEqualTo(served("RGN=1,1:701,501&BIN=4&FMT=png"));
  }

  @Test
  void hasAnOptionForEveryParameterOfPictures() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Surroundings surroundings = Surroundings.of(nowhere, nowhere, Map.of());
    CommandSpec spec = Commands.verbs().spec("render", surroundings);
    for (Parameter parameter : Parameter.values()) {
      OptionSpec option = spec.findOption("--" + parameter.name().toLowerCase(Locale.ROOT));
      if (!parameter.isOfPictures()) {
        assertThat(option).as(parameter.name()).isNull();
      } else if (option == null) {
        fail("There is no option for " + parameter + ".");
      } else if (parameter != Parameter.FMT) {
        String begin = parameter.description().split("[.(:,]", -1)[0];
        assertThat(option.description()[0]).startsWith(begin);
        assertThat(option.arity().max()).isEqualTo(parameter.isFlag() ? 0 : 1);
      }
    }
    String all =
        spec.options().stream()
            .map(option -> option.longestName() + ": " + option.description()[0] + "\n")
            .collect(Collectors.joining());
    assertThat(all)
        .contains(
            "--gam: Display gamma. Takes a number from 0.1 to 5.0.\n",
            "--minmax: Cuts of a channel, c:low,high; the other channels keep their default cuts. Repeatable.\n",
            " No effect with --chan. Takes (0.01 to 1000.0),(1.0E-5 to 1000.0).\n",
            "absent: all channels mixed. Takes a whole number from 1 on.\n")
        .doesNotContain("VAL", "PFL", "CHAN", "_r,");
  }

  @Test
  void writesToStandardOutput() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        Surroundings.of(new DataWriter(out), new PrintWriter(err, true), Map.of());
    String cache = shared.resolve("cache").toString();

    int code =
        Main.run(
            surroundings,
            "render",
            image.toString(),
            "-o",
            "-",
            "--fmt",
            "png",
            "--cache_dir",
            cache);

    assertThat(code).isZero();
    assertThat(out.toByteArray()).isEqualTo(served("RGN=1,1:701,501&FMT=png"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void keepsBytesFromTerminals() {
    Screen terminal = new FixedScreen(80, 24, Screen.Graphics.BLOCKS);
    String cache = shared.resolve("cache").toString();

    Ran ran =
        Ran.on(
            terminal,
            Question.toNobody(),
            "render",
            image.toString(),
            "-o",
            "-",
            "--format",
            "png",
            "--cache_dir",
            cache);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: The bytes of a picture are not written to a terminal; name a file with -o, or send them to another program.\n");
  }

  @Test
  void writesTheSamePixelsIntoATiffFile() throws Exception {
    for (String look : List.of("--chan 2", "--chan 2 --cmp jet", "--mix 1:1,0,0 --mix 3:0,0,1")) {
      byte[] tiff = rendered("picture.tif", look.split(" "));
      byte[] png = rendered("picture.png", look.split(" "));

      BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(tiff));
      BufferedImage expected = ImageIO.read(new ByteArrayInputStream(png));

      assertThat(drawn.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null))
          .isEqualTo(expected.getRaster().getPixels(0, 0, WIDTH, HEIGHT, (int[]) null));
    }
  }

  @Test
  void writesValuesOfAChannelIntoATiffFile() throws Exception {
    byte[] tiff = rendered("values.tiff", "--values", "--chan", "3", "--rgn", "91,401:191,451");

    Raster values = ImageIO.read(new ByteArrayInputStream(tiff)).getRaster();

    assertThat(values.getWidth()).isEqualTo(100);
    assertThat(values.getHeight()).isEqualTo(50);
    float[] row = values.getPixels(0, 20, 100, 1, (float[]) null);
    for (int x = 0; x < 100; x++) {
      // The row of the region counts from the top, FITS rows from the bottom.
      assertThat((Float) row[x])
          .isEqualTo((Float) PIXELS[(2 * HEIGHT + HEIGHT - 421) * WIDTH + 90 + x]);
    }
    assertThat(row[15]).isNaN();
    assertThat(new String(tiff, StandardCharsets.ISO_8859_1))
        .contains("sky.fits; channel 3; binning 1; columns 91 to 190 and rows 401 to 450");
  }

  @Test
  void printsWhatItWroteAsItsSchemaSays() throws Exception {
    Path output = folder.resolve("picture.png");

    Ran ran = render("-o", output.toString(), "--size", "200", "--json");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            "{\"image\":\"sky.fits\",\"output\":\"%s\",\"format\":\"png\",\"width\":175,\"height\":125,\"binning\":4,\"bytes\":%d}\n"
                .formatted(output, Files.size(output)));
    assertThat(Schemas.read("render", ran.out())).isNotEmpty();
  }

  @Test
  void saysWhatItWrote() {
    Path output = folder.resolve("picture.png");

    Ran ran = render("-o", output.toString(), "--bin", "4", "--chan", "1");

    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .matches(
            "visiomatic: wrote \\Q%s\\E: 175 × 125 pixels at binning 4, \\d+[.]\\d+ KiB[.]\n"
                .formatted(output));
    assertThat(folder).isDirectoryContaining(file -> file.equals(output));
    assertThat(folder.toFile().list()).containsExactly("picture.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --gam 9                       | Option --gam: '9' was given, but a number from 0.1 to 5.0 is needed.
          --gam x --bin 0               | Option --bin: '0' was given, but a whole number from 1 to 65536 is needed. Option --gam: 'x' was given, but a number from 0.1 to 5.0 is needed.
          --minmax 1:0,9 --minmax 2;0,9 | Option --minmax: '2;0,9' was given, but C:LOW,HIGH is needed.
          --rgn 1,1-9,9                 | Option --rgn: '1,1-9,9' was given, but X1,Y1:X2,Y2 is needed.
          --lup 8                       | Option --lup: '8' was given, but (0.01 to 1000.0),(1.0E-5 to 1000.0) is needed.
          --chan 0                      | Option --chan: '0' was given, but a whole number from 1 on is needed.
          --str histogram               | A histogram belongs to one channel; give --chan, or another stretch.
          --rgn 9,9:9,9                 | This region holds no pixel of the image at this binning.
          --bin 64                      | A binning of 64 was asked for, but this image has binnings up to 4.
          --jtl 9,99                    | Tile 99 was asked for, but resolution 9 has tiles 0 to 5.
          --jtl 1,1 --rgn 1,1:9,9       | Options --jtl and --rgn cannot be given together.
          --size 99 --bin 2             | Option --size chooses the binning of a picture of the whole image; leave it or --bin out.
          --size none                   | Option --size: 'none' was given, but a whole number from 1 on is needed.
          --values                      | Option --values: only a TIFF file can hold values, but the kind is png; name a file that ends in .tiff, or give --format tiff.
          --values --fmt tiff           | Option --values writes one channel, but sky.fits has 3; choose one with --chan.
          --values --fmt tiff --inv     | Option --inv changes how pixels look, which --values does not care about; leave one of them out.
          --fmt gif                     | Option --format: 'gif' was given, but jpeg, png, webp, tiff is needed.
          --max_region_tile_count 5     | This region touches 6 tiles, but at most 5 are allowed; ask for a smaller one or a higher --bin.
          """)
  void refusesWhatMakesNoSenseInTheWordsOfTheOptions(String line, String sentence) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("-o", folder.resolve("picture.png").toString()));

    Ran ran = render(words.toArray(String[]::new));

    assertThat(ran.err().replace(image.toString(), "sky.fits"))
        .isEqualTo("visiomatic: " + sentence + "\n");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wantsToKnowTheKindOfFile() {
    assertThat(render("-o", "picture").err())
        .isEqualTo(
            "visiomatic: The name 'picture' does not tell the kind of file; give one of jpeg, png, webp, tiff with --format.\n");
    assertThat(render("-o", "-").code()).isEqualTo(ExitCode.USAGE);
    assertThat(render().err()).startsWith("visiomatic: Missing required option: '--output=FILE'");
  }

  @Test
  void neverOverwritesTheImageItself() throws Exception {
    Path png = Files.write(folder.resolve("source.png"), served("RGN=1,1:301,301&FMT=png"));
    byte[] before = Files.readAllBytes(png);

    Ran ran =
        Ran.of("render", png.toString(), "-o", png.toString(), "--cache_dir", folder + "/cache");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("which is the image itself");
    assertThat(Files.readAllBytes(png)).isEqualTo(before);
  }

  @Test
  void saysThatThereIsNoSuchImageOrFolder() {
    Ran missing =
        Ran.of("render", "m31.fits", "-o", "a.png", "--cache_dir", folder.resolve("c").toString());
    assertThat(missing.code()).isEqualTo(ExitCode.NO_INPUT);
    assertThat(missing.err()).startsWith("visiomatic: There is no image 'm31.fits' in the cache");

    Ran nowhere = render("-o", folder.resolve("no/a.png").toString());
    assertThat(nowhere.code()).isEqualTo(ExitCode.FAILED);
    assertThat(nowhere.err())
        .contains("a.png cannot be written: ", "Name another place with --output.");
    Ran onFolder = render("-o", folder.toString(), "--fmt", "png");
    assertThat(onFolder.code()).isEqualTo(ExitCode.FAILED);
    assertThat(onFolder.err()).contains("it is a folder");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void takesTheNameOfACachedImageWhoseFileHasGone() throws Exception {
    Path copy = Files.copy(image, folder.resolve("gone.fits"));
    String cache = folder.resolve("cache").toString();
    String first = folder.resolve("first.png").toString();
    Ran cached = Ran.of("render", copy.toString(), "-o", first, "--cache_dir", cache);
    assertThat(cached.err())
        .contains("visiomatic: caching gone.fits: ", "visiomatic: cached gone.fits in ");
    Files.delete(copy);

    String second = folder.resolve("second.png").toString();
    Ran ran = Ran.of("render", "gone.fits", "-o", second, "--cache_dir", cache);

    assertThat(ran.err()).startsWith("visiomatic: wrote " + second);
    assertThat(Path.of(second)).hasSameBinaryContentAs(Path.of(first));
  }

  @Test
  void writesNothingWhenItIsInterrupted() {
    Thread.currentThread().interrupt();

    Ran ran = render("-o", folder.resolve("picture.png").toString());

    assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }
}

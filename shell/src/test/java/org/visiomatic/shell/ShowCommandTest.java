package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Question;
import org.visiomatic.shell.console.Screen.Graphics;
import org.visiomatic.tiler.source.FitsFixtures;

/// `visiomatic show` in this process: what goes to the terminal, decoded again.
class ShowCommandTest {

  private static final Pattern KITTY = Pattern.compile("\033_G([^;]*);([^\033]*)\033\\\\");

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void name() throws IOException {
    folder = folder.toRealPath();
    cache = folder.resolve("cache");
  }

  private Path image(String name, int width, int height, float... pixels) throws IOException {
    return FitsFixtures.floats(width, height, pixels).writeTo(folder.resolve(name));
  }

  /// Levels 17·(x + 4y), y from the bottom.
  private Path steps() throws IOException {
    float[] pixels = new float[16];
    for (int i = 0; i < 16; i++) {
      pixels[i] = 17 * i;
    }
    return image("steps.fits", 4, 4, pixels);
  }

  private Path noise(int width, int height, int channels) throws IOException {
    float[] pixels = new float[width * height * channels];
    Random random = new Random(5);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256);
    }
    return image("noise.fits", width, height, pixels);
  }

  private Ran show(Path image, String line) {
    return on(new FixedScreen(80, 24, Graphics.NONE), "show " + image + " " + line);
  }

  private Ran on(FixedScreen screen, String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--cache_dir", cache.toString()));
    return Ran.on(screen, Question.toNobody(), words.toArray(String[]::new));
  }

  /// What is said besides the progress of a build.
  private static String said(Ran ran) {
    return String.join("", ran.err().lines().filter(line -> !line.contains("cach")).toList());
  }

  @Test
  void drawsTwoPixelsPerCharacterWithBlocks() throws IOException {
    Ran ran = show(steps(), "--with blocks --columns 4 --rows 2 --minmax 1:0,255 --str linear");

    assertThat(ran.out().replace('\033', '^'))
        .isEqualTo(
            """
            ^[38;2;204;204;204m^[48;2;136;136;136m▀^[38;2;221;221;221m^[48;2;153;153;153m▀^[38;2;238;238;238m^[48;2;170;170;170m▀^[38;2;255;255;255m^[48;2;187;187;187m▀^[0m
            ^[38;2;68;68;68m^[48;2;0;0;0m▀^[38;2;85;85;85m^[48;2;17;17;17m▀^[38;2;102;102;102m^[48;2;34;34;34m▀^[38;2;119;119;119m^[48;2;51;51;51m▀^[0m
            """);
    assertThat(said(ran))
        .isEqualTo(
            "visiomatic: steps.fits, channel 1: columns 1 to 4 of 4, rows 1 to 4 of 4 from the bottom; 1 image pixels per drawn one.");
    assertThat(ran.code()).isZero();
  }

  @Test
  void leavesTheLowerHalfOfAnOddRowAlone() throws IOException {
    Ran ran =
        show(
            image("row.fits", 2, 1, 255, 0),
            "--with blocks --columns 2 --rows 3 --minmax 1:0,255 --cmp hot --str linear");

    assertThat(ran.out().replace('\033', '^'))
        .isEqualTo("^[38;2;255;255;255m▀^[38;2;0;0;0m▀^[0m\n");
  }

  @Test
  void drawsLettersOfGreyWhereTheTerminalKnowsNothingElse() throws IOException {
    Ran ran = show(steps(), "--columns 8 --rows 4 --minmax 1:0,255 --str linear");

    assertThat(ran.out().replace(' ', '_'))
        .isEqualTo(
            """
            ##%%@@@@
            ++++**##
            ::----==
            ____....
            """);
  }

  @ParameterizedTest
  @CsvSource({"80,64,10,4", "61,64,20,4", "80,21,10,9"})
  void sendsKittyAPictureInPieces(int width, int height, int columns, int rows) throws Exception {
    Path image = noise(width, height, 3);
    String look = " --minmax 1:0,255 --minmax 2:0,255 --minmax 3:0,255 --mix 1:1,0,0 --mix 3:0,0,1";
    Path png = folder.resolve("expected.png");
    on(new FixedScreen(80, 24, Graphics.NONE), "render " + image + " -o " + png + look);

    Ran ran = show(image, "--with kitty --columns %d --rows %d%s".formatted(columns, rows, look));

    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Matcher pieces = KITTY.matcher(ran.out());
    int count = 0;
    int end = 0;
    while (pieces.find()) {
      assertThat(pieces.start()).isEqualTo(end);
      end = pieces.end();
      boolean last = end == ran.out().length() - 1;
      String control =
          count == 0
              ? "a=T,f=100,q=2,c=%d,r=%d,".formatted((width + 7) / 8, (height + 15) / 16)
              : "";
      assertThat(pieces.group(1)).isEqualTo(control + (last ? "m=0" : "m=1"));
      assertThat(pieces.group(2).length()).isBetween(1, 4096);
      data.writeBytes(pieces.group(2).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      count++;
    }
    assertThat(ran.out().substring(end)).isEqualTo("\n");
    assertThat(count).isGreaterThan(1);
    BufferedImage drawn =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.toByteArray())));
    assertThat(pixels(drawn)).isEqualTo(pixels(ImageIO.read(png.toFile())));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @ParameterizedTest
  @CsvSource({"80,64,10,4", "77,64,10,4", "80,61,10,4", "8,16,1,1", "3,32,2,2"})
  void drawsGreysWithSixelsAsExactlyAsTheyCanBe(int width, int height, int columns, int rows)
      throws Exception {
    Path image = noise(width, height, 1);
    Path png = folder.resolve("expected.png");
    on(new FixedScreen(80, 24, Graphics.NONE), "render " + image + " -o " + png + " --chan 1");

    Ran ran = show(image, "--with sixel --columns %d --rows %d".formatted(columns, rows));

    int[] drawn = SixelDecoder.pixels(ran.out(), 1, width, height);
    int[] expected =
        ImageIO.read(png.toFile()).getRaster().getPixels(0, 0, width, height, (int[]) null);
    for (int i = 0; i < expected.length; i++) {
      assertThat(drawn[i] & 0xff).as("pixel %d", i).isCloseTo(expected[i], within(2));
    }
  }

  private static org.assertj.core.data.Offset<Integer> within(int value) {
    return org.assertj.core.data.Offset.offset(value);
  }

  @Test
  void drawsColoursWithSixelsThatAreRightOnAverage() throws Exception {
    float[] pixels = new float[3 * 64 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = new float[] {200, 77, 13}[i / (64 * 64)];
    }
    Path image = image("flat.fits", 64, 64, pixels);

    Ran ran =
        show(
            image,
            "--with sixel --columns 8 --rows 4 --str linear --minmax 1:0,255 --minmax 2:0,255 --minmax 3:0,255 --mix 1:1,0,0 --mix 2:0,1,0 --mix 3:0,0,1");

    int[] drawn = SixelDecoder.pixels(ran.out(), 1, 64, 64);
    for (int shift : new int[] {16, 8, 0}) {
      double mean =
          java.util.Arrays.stream(drawn).map(p -> p >> shift & 0xff).average().orElseThrow();
      double expected = shift == 16 ? 200 : shift == 8 ? 77 : 13;
      assertThat(mean).isBetween(expected - 3, expected + 3);
    }
  }

  @Test
  void looksCloserAtAPixelThatCountsFromTheBottomLeft() throws IOException {
    float[] pixels = new float[64 * 64];
    // Column 49 and row 17, from 1 at the bottom left.
    pixels[16 * 64 + 48] = 255;
    Path image = image("star.fits", 64, 64, pixels);

    Ran ran =
        show(image, "--with ascii --columns 16 --rows 8 --zoom 16 --at 49,17 --minmax 1:0,255");

    assertThat(ran.out().lines().filter(line -> !line.isEmpty()).toList())
        .hasSizeBetween(1, 3)
        .allSatisfy(line -> assertThat(line).matches(" +@+"));
    assertThat(said(ran)).contains("columns 47 to 51 of 64, rows 15 to 19 of 64");
  }

  @Test
  void tellsInJsonWhatWouldBeSeen() throws IOException {
    Ran one = show(noise(64, 64, 1), "--columns 16 --rows 8 --zoom 4 --at 1,1 --json");
    JsonNode seen = Schemas.read("show", one.out()).getFirst();
    assertThat(seen.path("left").asInt()).isEqualTo(1);
    assertThat(seen.path("right").asInt()).isEqualTo(16);
    assertThat(seen.path("top").asInt()).isEqualTo(16);
    assertThat(seen.path("channel").asInt()).isEqualTo(1);
    assertThat(said(one)).doesNotContain("columns");

    assertThat(show(steps(), "--gam 0 --json").code()).isEqualTo(ExitCode.USAGE);

    Ran mixed = show(noise(64, 64, 3), "--json");
    assertThat(Schemas.read("show", mixed.out()).getFirst().path("channel").isNull()).isTrue();
  }

  @Test
  void staysInsideTheImage() throws IOException {
    Ran corner = show(noise(64, 64, 1), "--columns 16 --rows 8 --zoom 4 --at 1,1");
    Ran beyond = show(noise(64, 64, 1), "--columns 16 --rows 8 --zoom 4 --at 9999,-99");

    assertThat(said(corner)).contains("columns 1 to 16 of 64, rows 1 to 16 of 64");
    assertThat(said(beyond)).contains("columns 49 to 64 of 64, rows 1 to 16 of 64");
  }

  @ParameterizedTest
  @CsvSource({"640,64,80,4", "64,640,5,22", "300,300,44,22"})
  void keepsTheShapeOfTheImageWithinTheScreen(int width, int height, int across, int down)
      throws IOException {
    Ran ran = on(new FixedScreen(80, 24, Graphics.BLOCKS), "show " + noise(width, height, 1));

    List<String> lines = ran.out().lines().toList();
    assertThat(lines).hasSizeBetween(down - 1, down + 1);
    assertThat(lines.getFirst().chars().filter(c -> c == '▀').count())
        .isBetween(across - 1L, across + 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --with braille         | Option --with: 'braille' was given, but blocks, sixel, kitty or ascii is needed.
          --zoom 0.5             | Option --zoom: '0.5' was given, but a number from 1.0 to 1000000.0 is needed.
          --zoom NaN             | Option --zoom: 'NaN' was given, but a number from 1.0 to 1000000.0 is needed.
          --at 4                 | Option --at: '4' was given, but X,Y is needed: column and row, from 1 at the bottom left.
          --columns 0            | Option --columns: '0' was given, but a whole number from 1 to 1000 is needed.
          --gam 0                | Option --gam: '0' was given, but a number from 0.1 to 5.0 is needed.
          --chan 1 --sat 2       | Option --sat is for the mix of all channels; leave it or --chan out.
          --mix 1:1,1,1 --cmp hot | Option --cmp colours a single channel; choose one with --chan.
          """)
  void refusesWhatMakesNoSense(String line, String sentence) throws IOException {
    Ran ran = show(steps(), line);

    assertThat(said(ran)).isEqualTo("visiomatic: " + sentence);
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void cachesAFileFirstAndTakesItsNameFromThenOn() throws IOException {
    Path image = steps();

    Ran first = show(image, "--columns 8");
    Files.delete(image);
    Ran second = show(Path.of("steps.fits"), "--columns 8");

    assertThat(first.err()).contains("visiomatic: cached steps.fits in ");
    assertThat(second.err()).doesNotContain("cach");
    assertThat(second.out()).isNotEmpty().isEqualTo(first.out());
  }
}

package org.visiomatic.tiler.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.tiler.render.Raster;

class JpegEncoderTest {

  static Stream<JpegEncoder> encoders() {
    return Stream.of(new JpegEncoder(), new JpegEncoder(new PlainJpegCodec()));
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      architectures = {"amd64", "x86_64", "aarch64"},
      disabledReason = "the other platforms have no native codec")
  void usesTheFastCodecWhereThereIsOne() {
    assertThat(JpegCodec.best()).isInstanceOf(TurboJpegCodec.class);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void makesOneComponentForGreyAndFullResolutionColour(JpegEncoder encoder) throws IOException {
    assertThat(frame(encoder.encode(smooth(256, 256, 1), 90))).isEqualTo("baseline 256×256: 1x1");
    assertThat(frame(encoder.encode(smooth(256, 256, 3), 90)))
        .isEqualTo("baseline 256×256: 1x1 1x1 1x1");
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void keepsThePixelsCloselyAtAnySize(JpegEncoder encoder) throws IOException {
    int[][] sizes = {{1, 1}, {1, 7}, {17, 1}, {37, 215}, {256, 256}, {3, 10_000}, {10_000, 3}};
    for (int[] size : sizes) {
      for (int components : new int[] {1, 3}) {
        Raster raster = smooth(size[0], size[1], components);
        assertClose(raster, decode(encoder.encode(raster, 100)), 6);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void keepsRedRed(JpegEncoder encoder) throws IOException {
    byte[] samples = new byte[16 * 16 * 3];
    for (int i = 0; i < samples.length; i += 3) {
      samples[i] = (byte) 255;
    }
    Raster raster = new Raster(16, 16, 3, samples);
    assertClose(raster, decode(encoder.encode(raster, 95)), 3);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void growsWithQualityFrom0To100(JpegEncoder encoder) {
    Raster raster = noise(256, 256, 1);
    int[] sizes =
        IntStream.of(0, 25, 50, 75, 95, 100).map(q -> encoder.encode(raster, q).length).toArray();
    assertThat(sizes).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void bothCodecsAgree() throws IOException {
    Raster raster = smooth(255, 129, 3);
    Raster fast = decode(new JpegEncoder().encode(raster, 90));
    Raster plain = decode(new JpegEncoder(new PlainJpegCodec()).encode(raster, 90));
    assertClose(fast, plain, 8);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void writesFilesBeyondItsOwnBuffers(JpegEncoder encoder) throws IOException {
    Raster raster = noise(1500, 1100, 3);
    byte[] file = encoder.encode(raster, 100);
    assertThat(file).hasSizeGreaterThan(1 << 21);
    assertClose(raster, decode(file), 8);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void ignoresWhatIsBehindTheSamples(JpegEncoder encoder) {
    Raster exact = smooth(50, 40, 1);
    byte[] longer = java.util.Arrays.copyOf(exact.samples(), 5000);
    java.util.Arrays.fill(longer, 2000, 5000, (byte) 77);
    assertThat(encoder.encode(new Raster(50, 40, 1, longer), 80))
        .isEqualTo(encoder.encode(exact, 80));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void refusesAQualityThatIsNone(int quality) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JpegEncoder().encode(smooth(8, 8, 1), quality))
        .withMessageContaining("between 0 and 100");
  }

  @ParameterizedTest
  @CsvSource({"65501, 1", "1, 65501"})
  void refusesASideThatJpegCannotHave(int width, int height) {
    Raster raster = new Raster(width, height, 1, new byte[width * height]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JpegEncoder().encode(raster, 90))
        .withMessageContaining("65500");
  }

  @ParameterizedTest
  @CsvSource({"65500, 1", "1, 65500"})
  void writesTheLongestSide(int width, int height) throws IOException {
    Raster raster = smooth(width, height, 3);
    assertClose(raster, decode(new JpegEncoder().encode(raster, 100)), 8);
  }

  @Test
  void givesTheSameBytesOnManyThreads() throws Exception {
    JpegEncoder encoder = new JpegEncoder();
    List<Raster> rasters =
        List.of(noise(256, 256, 1), noise(256, 256, 3), noise(31, 255, 1), noise(800, 700, 3));
    List<byte[]> alone = rasters.stream().map(raster -> encoder.encode(raster, 90)).toList();
    List<Callable<byte[]>> tasks =
        IntStream.range(0, 400)
            .<Callable<byte[]>>mapToObj(i -> () -> encoder.encode(rasters.get(i % 4), 90))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> files = threads.invokeAll(tasks);
      for (int i = 0; i < files.size(); i++) {
        assertThat(files.get(i).get()).isEqualTo(alone.get(i % 4));
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the size of the process from /proc")
  void keepsNoNativeMemory() throws IOException {
    JpegEncoder encoder = new JpegEncoder();
    Raster tile = noise(256, 256, 1);
    // Larger than the buffer, so that the memory of the library's own is exercised too.
    Raster large = noise(700, 700, 3);
    encode(encoder, tile, 3000);
    encode(encoder, large, 40);
    long before = anonymousKilobytes();
    encode(encoder, tile, 10_000);
    encode(encoder, large, 500);
    // Leaking the tiles would take 400 MB and leaking the large ones 375 MB; the heap of the JVM,
    // which cannot be told apart, takes what it likes of the rest.
    assertThat(anonymousKilobytes() - before).isLessThan(250_000);
  }

  private static void encode(JpegEncoder encoder, Raster raster, int times) {
    for (int i = 0; i < times; i++) {
      encoder.encode(raster, 95);
    }
  }

  /// Memory of this process outside of the Java heap, roughly: what is resident less the heap in
  /// use by the collector.
  private static long anonymousKilobytes() throws IOException {
    long resident =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("RssAnon:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return resident - Runtime.getRuntime().totalMemory() / 1024;
  }

  private static Raster smooth(int width, int height, int components) {
    byte[] samples = new byte[width * height * components];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < components; c++, i++) {
          samples[i] = (byte) (128 + 100 * Math.sin(x / 40.0 + c) * Math.cos(y / 50.0 - c));
        }
      }
    }
    return new Raster(width, height, components, samples);
  }

  private static Raster noise(int width, int height, int components) {
    Random random = new Random(7);
    byte[] samples = new byte[width * height * components];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.clamp((long) (60 + 20 * random.nextGaussian()), 0, 255);
    }
    return new Raster(width, height, components, samples);
  }

  private static Raster decode(byte[] file) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(file));
    int components = picture.getRaster().getNumBands();
    byte[] samples = new byte[picture.getWidth() * picture.getHeight() * components];
    int[] bands =
        picture.getRaster().getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
    for (int i = 0; i < bands.length; i++) {
      samples[i] = (byte) bands[i];
    }
    return new Raster(picture.getWidth(), picture.getHeight(), components, samples);
  }

  private static void assertClose(Raster expected, Raster actual, int tolerance) {
    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    assertThat(actual.components()).isEqualTo(expected.components());
    for (int i = 0; i < expected.samples().length; i++) {
      int difference = (expected.samples()[i] & 0xff) - (actual.samples()[i] & 0xff);
      if (Math.abs(difference) > tolerance) {
        assertThat(actual.samples()[i] & 0xff)
            .as("sample %d of %d×%d", i, expected.width(), expected.height())
            .isCloseTo(expected.samples()[i] & 0xff, Offset.offset(tolerance));
      }
    }
  }

  /// What the frame header says.
  private static String frame(byte[] file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
      reader.setInput(in);
      var root =
          (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_jpeg_image_1.0");
      reader.dispose();
      var sof = (IIOMetadataNode) root.getElementsByTagName("sof").item(0);
      StringBuilder text =
          new StringBuilder(sof.getAttribute("process").equals("0") ? "baseline" : "other")
              .append(
                  " %s×%s:"
                      .formatted(sof.getAttribute("samplesPerLine"), sof.getAttribute("numLines")));
      var components = sof.getElementsByTagName("componentSpec");
      for (int i = 0; i < components.getLength(); i++) {
        var component = (IIOMetadataNode) components.item(i);
        text.append(" ")
            .append(component.getAttribute("HsamplingFactor"))
            .append("x")
            .append(component.getAttribute("VsamplingFactor"));
      }
      return text.toString();
    }
  }
}

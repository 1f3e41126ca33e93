package org.visiomatic.tiler.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.pyramid.SampleFormat;
import org.visiomatic.tiler.source.ImageHdu;

/// Layouts of real cameras at full size, from the keywords of their raw files. The images have no
/// pixels but say where they are asked.
///
/// The tables stand where [org.visiomatic.tiler.fits.RealFilesTest] has its files.
class RealCamerasTest {

  @ParameterizedTest
  @CsvSource({
    "megacam_raw_36ccd.csv,36,1,18985,19354",
    "megacam_raw_40ccd.csv,40,1,23219,19354",
    "megacam_raw_72amp.csv,72,1,19008,18576",
    "wircam_raw_4ccd.csv,4,4,4241,4241"
  })
  void fillTheirFrame(String table, int count, int channels, int width, int height)
      throws IOException {
    List<ImageHdu> detectors = detectors(table);
    Mosaic mosaic = Mosaic.of(table, detectors);
    assertThat(detectors).hasSize(count);
    assertThat(List.of(mosaic.channels(), mosaic.width(), mosaic.height()))
        .containsExactly(channels, width, height);
    assertThat(mosaic.notes()).isEmpty();
    int left = mosaic.placements().stream().mapToInt(p -> Section.low(p.frameX())).min().orElse(0);
    int bottom =
        mosaic.placements().stream().mapToInt(p -> Section.low(p.frameY())).min().orElse(0);
    for (Placement placement : mosaic.placements()) {
      assertThat(
              valueAt(
                  mosaic, placement.frameX().first() - left, placement.frameY().first() - bottom))
          .as("first data pixel of HDU %d", placement.image().number())
          .isEqualTo(value(placement, placement.dataX().first(), placement.dataY().first()));
      assertThat(
              valueAt(mosaic, placement.frameX().last() - left, placement.frameY().last() - bottom))
          .as("last data pixel of HDU %d", placement.image().number())
          .isEqualTo(value(placement, placement.dataX().last(), placement.dataY().last()));
    }
  }

  private static float valueAt(Mosaic mosaic, int x, int y) throws IOException {
    float[] pixel = new float[1];
    mosaic.read(0, x, y, 1, 1, pixel, 0, 1);
    return pixel[0];
  }

  private static float value(Placement placement, int x, int y) {
    return Detector.value(placement.image().number(), x - 1, y - 1);
  }

  private static List<ImageHdu> detectors(String table) throws IOException {
    String shared = System.getenv("VISIOMATIC_SHARED_DATA");
    Path data =
        shared != null
            ? Path.of(shared)
            : Path.of(System.getProperty("basedir", "."), "../../shared/data");
    Path path = data.resolve("real/geometry").resolve(table);
    assumeTrue(Files.exists(path), "There is no " + path + ".");
    List<String> lines = Files.readAllLines(path);
    List<String> names = cells(lines.getFirst());
    List<ImageHdu> detectors = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line);
      if (integer(cells.get(names.indexOf("nx"))) > 0) {
        detectors.add(Detector.of(names, cells));
      }
    }
    return detectors;
  }

  /// The cells of a line; those with commas are in quotes.
  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(cell -> cell.replace("\"", ""))
        .toList();
  }

  private static int integer(String cell) {
    return cell.isEmpty() ? 0 : Integer.parseInt(cell);
  }

  /// An image whose pixels tell the HDU and their place.
  private record Detector(int number, int width, int height, int channels, Header header)
      implements ImageHdu {

    static Detector of(List<String> names, List<String> cells) {
      List<Card> cards = new ArrayList<>();
      for (String keyword : List.of("DETSEC", "DATASEC")) {
        cards.add(new Card(keyword, cells.get(names.indexOf(keyword)), null));
      }
      return new Detector(
          integer(cells.get(names.indexOf("hdu"))),
          integer(cells.get(names.indexOf("nx"))),
          integer(cells.get(names.indexOf("ny"))),
          Math.max(1, integer(cells.get(names.indexOf("nz")))),
          new Header(cards));
    }

    static float value(int number, int x, int y) {
      return number * 31 + x * 7 + y;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public SampleFormat format() {
      return SampleFormat.FLOAT32;
    }

    @Override
    public void read(
        int channel, int x, int y, int width, int height, float[] target, int offset, int stride) {
      for (int j = 0; j < height; j++) {
        for (int i = 0; i < width; i++) {
          target[offset + j * stride + i] = value(number, x + i, y + j);
        }
      }
    }
  }
}

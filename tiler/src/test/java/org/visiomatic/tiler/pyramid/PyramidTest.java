package org.visiomatic.tiler.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyramidTest {

  private static final PyramidGeometry GEOMETRY = PyramidFixtures.geometry(2, 50, 70, 16, 16);

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void write() {
    folder =
        PyramidFixtures.write(
            temporary.resolve("a"),
            GEOMETRY,
            SampleFormat.FLOAT32,
            (level, channel, x, y) -> x + y,
            1);
  }

  @Test
  void refusesRectanglesOutsideTheLevel() throws Exception {
    try (Pyramid pyramid = Pyramid.open(folder)) {
      float[] target = new float[5000];
      int[][] wrong = {
        {-1, 0, 0, 0, 1, 1},
        {4, 0, 0, 0, 1, 1},
        {9, 0, 0, 0, 1, 1},
        {0, 2, 0, 0, 1, 1},
        {0, -1, 0, 0, 1, 1},
        {0, 0, -1, 0, 1, 1},
        {0, 0, 0, 0, 71, 1},
        {0, 0, 1, 0, 70, 1},
        {0, 0, 0, 49, 1, 2},
        {0, 0, Integer.MAX_VALUE, 0, 1, 1},
        {0, 0, 1, 1, Integer.MAX_VALUE, 1},
        {0, 0, 0, 0, -1, 1}
      };
      for (int[] w : wrong) {
        assertThatThrownBy(() -> pyramid.read(w[0], w[1], w[2], w[3], w[4], w[5], target, 0, 70))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThatThrownBy(() -> pyramid.read(0, 0, 0, 0, 70, 50, new float[3499], 0, 70))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(target).containsOnly(0);
    }
  }

  @Test
  void readsNothingOfAnEmptyRectangle() throws Exception {
    try (Pyramid pyramid = Pyramid.open(folder)) {
      pyramid.read(0, 0, 70, 50, 0, 0, new float[0], 0, 0);
    }
  }

  @Test
  void keepsItsMapsUntilTheLastHandleIsClosed() throws Exception {
    Pyramid first = Pyramid.open(folder);
    Pyramid second = first.share().orElseThrow();
    first.close();
    first.close();
    assertThat(first.share()).isEmpty();
    assertThatThrownBy(() -> PyramidFixtures.read(first, 0, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThat(PyramidFixtures.read(second, 0, 0)).contains(118);
    second.close();
    assertThatThrownBy(() -> PyramidFixtures.read(second, 0, 0))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void survivesBeingClosedWhileItIsRead() throws Exception {
    int readers = 4;
    for (int round = 0; round < 50; round++) {
      Pyramid pyramid = Pyramid.open(folder);
      CountDownLatch reading = new CountDownLatch(readers);
      try (var threads = Executors.newFixedThreadPool(readers)) {
        Future<?>[] results = new Future<?>[readers];
        for (int i = 0; i < readers; i++) {
          results[i] = threads.submit(() -> readUntilClosed(pyramid, reading));
        }
        reading.await();
        pyramid.close();
        for (Future<?> result : results) {
          result.get();
        }
      }
    }
  }

  private static void readUntilClosed(Pyramid pyramid, CountDownLatch reading) {
    assertThatThrownBy(
            () -> {
              PyramidFixtures.read(pyramid, 0, 0);
              reading.countDown();
              while (true) {
                assertThat(PyramidFixtures.read(pyramid, 0, 1)[69]).isEqualTo(69);
              }
            })
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isIdentifiedByItsPixelsAndItsMetadata() throws Exception {
    String identity = identity(folder);
    assertThat(identity(write("b", 0))).isEqualTo(identity);
    assertThat(identity(write("c", 1))).isNotEqualTo(identity);
  }

  private Path write(String name, int more) {
    return PyramidFixtures.write(
        temporary.resolve(name),
        GEOMETRY,
        SampleFormat.FLOAT32,
        (level, channel, x, y) -> x + y + (x == 69 && y == 49 && channel == 1 ? more : 0),
        2);
  }

  private static String identity(Path folder) throws Exception {
    try (Pyramid pyramid = Pyramid.open(folder)) {
      return pyramid.identity();
    }
  }
}

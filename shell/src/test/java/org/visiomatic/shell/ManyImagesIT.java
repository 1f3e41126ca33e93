package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.cache.CachedImages;

/// Ten thousand images in one cache folder. The bounds are far above what an idle machine needs,
/// for times here are also those of whatever else runs; they are printed.
class ManyImagesIT {

  private static final int IMAGES = 10_000;
  private static final Duration BOUND = Duration.ofSeconds(5);

  @TempDir Path temporary;

  /// Something to be timed.
  @FunctionalInterface
  private interface Work {
    String run() throws Exception;
  }

  private static String timed(String what, Work work) throws Exception {
    long start = System.nanoTime();
    String result = work.run();
    long nanos = System.nanoTime() - start;
    System.out.printf("%,d images, %s: %,d ms%n", IMAGES, what, nanos / 1_000_000);
    if (!what.startsWith("the first")) {
      assertThat(Duration.ofNanos(nanos)).as(what).isLessThan(BOUND);
    }
    return result;
  }

  private static String out(Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void areListedAndPrunedAtOnce() throws Exception {
    CacheFixture fixture = new CacheFixture(temporary);
    Path pyramid = fixture.add("image.fits", 30, 20, Duration.ZERO);
    Instant start = Instant.now().minus(Duration.ofDays(100));
    for (int number = 1; number < IMAGES; number++) {
      Path copy =
          fixture
              .cache()
              .resolve("image%05d.fits-%016x.ome.zarr".formatted(number, number * 7919L));
      copy(pyramid, copy);
      Files.setLastModifiedTime(copy, FileTime.from(start.plusSeconds(number)));
    }
    for (String what : new String[] {"the first ls", "ls", "ls again"}) {
      assertThat(timed(what, () -> out(fixture.run("ls"))).lines()).hasSize(1 + IMAGES);
    }
    assertThat(timed("ls --json", () -> out(fixture.run("ls", "--json"))).lines()).hasSize(IMAGES);
    timed("names", () -> String.valueOf(CachedImages.in(fixture.open()).sizes().size()));
    String keep = Integer.toString(IMAGES - 10);
    timed("prune --dry-run", () -> out(fixture.run("prune", "--dry-run", "--keep", keep)));
    assertThat(timed("prune", () -> out(fixture.run("prune", "--yes", "--keep", keep))).lines())
        .hasSize(1 + 10);
    timed("prune without need", () -> out(fixture.run("prune", "--yes", "--keep", keep)));
    assertThat(fixture.open().pyramids()).hasSize(IMAGES - 10);
  }

  /// Files may be linked, as nobody changes them.
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(to.resolve(from.relativize(inner)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.createLink(to.resolve(from.relativize(file)), file);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

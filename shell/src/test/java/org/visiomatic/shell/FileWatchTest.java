package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  @TempDir Path folder;

  private final AtomicInteger changes = new AtomicInteger();

  private FileWatch watch(Path... places) {
    return new FileWatch(() -> List.of(places), changes::incrementAndGet);
  }

  @Test
  void tellsOnceWhenAFileHasChangedAndIsQuiet() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1");
    try (FileWatch watch = watch(file)) {
      watch.look();
      watch.look();
      Files.writeString(file, "12");
      watch.look();
      assertThat(changes).hasValue(0);
      Files.writeString(file, "123");
      watch.look();
      assertThat(changes).hasValue(0);
      watch.look();
      watch.look();
      assertThat(changes).hasValue(1);
    }
  }

  @Test
  void seesFilesComeAndGoBelowAFolder() throws IOException {
    Path inside = folder.resolve("a/b");
    try (FileWatch watch = watch(folder, folder.resolve("missing"))) {
      Files.createDirectories(inside);
      Path file = Files.writeString(inside.resolve("c"), "1");
      watch.look();
      watch.look();
      assertThat(changes).hasValue(1);
      Files.delete(file);
      watch.look();
      watch.look();
      assertThat(changes).hasValue(2);
    }
  }

  @Test
  void followsALinkThatIsTurnedToAnotherFile() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "1");
    Path two = Files.writeString(folder.resolve("two"), "1");
    Path link = Files.createSymbolicLink(folder.resolve("link"), one);
    try (FileWatch watch = watch(link)) {
      Files.delete(link);
      Files.createSymbolicLink(link, two);
      watch.look();
      watch.look();
      assertThat(changes).hasValue(1);
    }
  }

  @Test
  void linksThatGoRoundAreNoTrap() throws IOException {
    Files.createSymbolicLink(folder.resolve("self"), folder);
    try (FileWatch watch = watch(folder)) {
      Files.writeString(folder.resolve("new"), "1");
      watch.look();
      watch.look();
      assertThat(changes).hasValue(1);
    }
  }

  @Test
  void looksByItself() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    Path file = Files.writeString(folder.resolve("a"), "1");
    try (FileWatch watch = new FileWatch(() -> List.of(file), told::countDown)) {
      watch.every(Duration.ofMillis(5));
      Files.writeString(file, "12");
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}

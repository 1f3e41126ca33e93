package org.visiomatic.shell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.CacheSection;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.repl.Suggestion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class CompletionTest {

  /// Machines that test are slow at times.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Completion completion() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Surroundings surroundings =
        Surroundings.of(nowhere, nowhere, Map.of())
            .with(
                Optional.empty(),
                Map.of(CacheSection.CACHE_DIR, folder.resolve("cache").toString()));
    Verbs verbs =
        new Verbs()
            .with(
                "Caching",
                new Verbs().with("tile", TileCommand::spec).with("verify", VerifyCommand::spec))
            .with(
                "Others",
                new Verbs()
                    .with("info", CompletionTest::info)
                    .with("config", CompletionTest::config)
                    .with("put", CompletionTest::put));
    return new Completion(verbs, surroundings, new CacheFacts(surroundings, PATIENCE));
  }

  /// A verb about an image.
  private static CommandSpec info(Surroundings surroundings) {
    CommandSpec spec = Specs.command("info", parsed -> ExitCode.OK, "Tells about an image.");
    return spec.addPositional(parameter(0, "IMAGE"));
  }

  /// A verb with verbs below it.
  private static CommandSpec config(Surroundings surroundings) {
    CommandSpec set = Specs.command("set", parsed -> ExitCode.OK, "Sets one.");
    set.addPositional(parameter(0, "KEY")).addPositional(parameter(1, "VALUE"));
    CommandSpec spec = Specs.command("config", parsed -> ExitCode.OK, "Shows settings.");
    return spec.addSubcommand("set", set);
  }

  /// A verb that takes both at once.
  private static CommandSpec put(Surroundings surroundings) {
    CommandSpec spec = Specs.command("put", parsed -> ExitCode.OK, "Sets some.");
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .paramLabel("KEY=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
  }

  private static PositionalParamSpec parameter(int index, String label) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .paramLabel(label)
        .type(String.class)
        .build();
  }

  private List<String> values(String beginning, String... words) {
    return completion().after(List.of(words), beginning).stream()
        .map(Suggestion::value)
        .filter(value -> value.startsWith(beginning))
        .toList();
  }

  @Test
  void suggestsVerbsWithWhatTheyDoByFamily() {
    assertThat(completion().after(List.of(), ""))
        .contains(Suggestion.of("verify", "Verifies image caches, byte for byte.", "Caching"))
        .extracting(Suggestion::value)
        .containsExactly("tile", "verify", "info", "config", "put");
  }

  @Test
  void suggestsOptionsInTheSpellingThatWasBegun() {
    assertThat(values("--max", "tile"))
        .containsExactly("--max_cache_image_count", "--max_cache_size");
    assertThat(values("--max-", "tile"))
        .containsExactly("--max-cache-image-count", "--max-cache-size");
    assertThat(values("--dry", "tile")).containsExactly("--dry-run");
    assertThat(values("--dry_", "tile")).containsExactly("--dry_run");
  }

  @Test
  void suggestsNoOptionTwice() {
    assertThat(values("--force", "tile", "--force")).isEmpty();
    assertThat(values("--ver", "tile", "-v")).containsExactlyInAnyOrder("--verify", "--version");
  }

  @Test
  void saysWhatAnOptionDoesInOneSentence() {
    assertThat(completion().after(List.of("tile"), "--comp"))
        .containsExactly(
            Suggestion.of("--compress", "How new image caches are compressed", "options"));
  }

  @Test
  void suggestsChoices() {
    assertThat(values("", "tile", "--progress"))
        .containsExactly("auto", "bar", "plain", "json", "none");
    assertThat(values("--compress=", "tile")).containsExactly("--compress=none", "--compress=zstd");
    assertThat(values("", "tile", "--compress")).containsExactly("none", "zstd");
  }

  @Test
  void suggestsFilesWhereFilesAreMeant() throws IOException {
    Path night = Files.createDirectory(folder.resolve("night one"));
    Files.createFile(night.resolve("sky.fits"));
    Files.createFile(night.resolve(".hidden"));
    String inside = night + "/";
    assertThat(values(folder + "/nig", "tile", "--force")).containsExactly(inside);
    assertThat(values(inside, "tile")).containsExactly(inside + "sky.fits");
    assertThat(values(inside, "tile", "--cache_dir")).containsExactly(inside + "sky.fits");
    assertThat(values("--manifest=" + inside, "tile"))
        .containsExactly("--manifest=" + inside + "sky.fits");
    assertThat(values(folder + "/none/", "tile")).isEmpty();
  }

  @Test
  void suggestsSettingsAndTheirValues() {
    assertThat(values("por", "config", "set")).containsExactly("port");
    assertThat(values("", "config", "set", "compress")).containsExactly("none", "zstd");
    assertThat(values("", "config", "set", "checksums")).containsExactly("true", "false");
    assertThat(values("", "config", "set", "port")).containsExactly("8009");
    assertThat(values("s", "config")).containsExactly("set");
  }

  @Test
  void suggestsSettingsOfAssignments() {
    assertThat(values("por", "put")).containsExactly("port");
    assertThat(values("", "put", "compress")).containsExactly("none", "zstd");
    assertThat(values("compress=", "put")).containsExactly("compress=none", "compress=zstd");
    assertThat(values("por", "put", "gamma=2", "compress", "zstd")).containsExactly("port");
  }

  @Test
  void suggestsNothingWhereNothingIsKnown() {
    assertThat(values("", "nonsense")).isEmpty();
    assertThat(values("", "tile", "--jobs")).isEmpty();
    assertThat(values("--nonsense=", "tile")).isEmpty();
  }

  private void cache(String name, int bytes) throws IOException {
    Path pyramid = Files.createDirectories(folder.resolve("cache").resolve(name));
    Files.write(pyramid.resolve("zarr.json"), new byte[bytes]);
  }

  @Test
  void suggestsImagesWithTheirSizes() throws IOException {
    cache("m31.fits-0123456789abcdef.ome.zarr", 2048);
    cache("m33.fits-0123456789abcdef.ome.zarr", 10);
    cache("ngc1.fits-0123456789abcdef.ome.zarr", 10);
    assertThat(completion().after(List.of("info"), "m3"))
        .containsExactlyInAnyOrder(
            Suggestion.of("m31.fits", "2.00 KiB", ""), Suggestion.of("m33.fits", "10 B", ""));
    assertThat(completion().after(List.of("info", "m31.fits"), "")).isEmpty();
  }

  @Test
  void makesNoCacheFolder() {
    assertThat(values("", "info")).isEmpty();
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void suggestsImagesOutOfTenThousandAtOnce() throws IOException {
    for (int i : IntStream.range(0, 10_000).toArray()) {
      cache("sky%05d.fits-0123456789abcdef.ome.zarr".formatted(i), 1);
    }
    Completion completion = completion();
    // The first look remembers what each of them takes.
    assertThat(completion.after(List.of("info"), "sky0001")).hasSize(10);
    long start = System.nanoTime();
    assertThat(completion.after(List.of("info"), "sky0002")).hasSize(10);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(300));
  }
}

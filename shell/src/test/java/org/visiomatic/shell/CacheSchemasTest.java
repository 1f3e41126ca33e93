package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.source.FitsFixtures;

/// Holds what verbs of the cache print as JSON against the schemas that are published.
class CacheSchemasTest {

  @TempDir Path temporary;
  private CacheFixture fixture;
  private Path damaged;

  @BeforeEach
  void cacheAllSorts() throws Exception {
    fixture = new CacheFixture(temporary);
    fixture.add("a.fits", 300, 300, Duration.ofDays(40));
    FitsFixtures.detectors(2, 1, 100, 80).writeTo(fixture.image("camera.fits"));
    fixture.tile(fixture.image("camera.fits"), Duration.ZERO);
    fixture.add("gone.fits", 70, 60, Duration.ofDays(1));
    Files.delete(fixture.image("gone.fits"));
    damaged = fixture.add("bad.fits", 70, 60, Duration.ofDays(1));
    Files.delete(fixture.cache().resolve(".inventory"));
    Files.writeString(damaged.resolve("zarr.json"), "{}");
    fixture.run("pin", "a.fits");
  }

  /// What a verb prints, after every line of it was held against the schema.
  private List<JsonNode> checked(String verb, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of(verb, "--json"));
    words.addAll(List.of(options));
    Ran ran = fixture.run(words.toArray(String[]::new));
    List<JsonNode> lines = Schemas.read(verb, ran.out());
    assertThat(lines).as(ran.err()).isNotEmpty();
    return lines;
  }

  @Test
  void listsFitTheirSchema() throws IOException {
    List<JsonNode> lines = checked("ls", "--sort", "name");
    assertThat(lines).hasSize(4);
    JsonNode first = lines.getFirst();
    assertThat(first.path("image").asText()).isEqualTo("a.fits");
    assertThat(first.path("width").asInt()).isEqualTo(300);
    assertThat(first.path("pinned").asBoolean()).isTrue();
    assertThat(first.has("state")).isFalse();
    assertThat(checked("ls", "-l"))
        .extracting(line -> line.path("state").asText())
        .containsExactly("current", "damaged", "current", "gone");
  }

  @Test
  void descriptionsFitTheirSchema() throws IOException {
    JsonNode plain = checked("info", "camera.fits").getFirst();
    assertThat(plain.path("hdus")).hasSize(2);
    assertThat(plain.has("header")).isFalse();
    assertThat(plain.path("resolutions").path(0).path("bytes").asLong()).isPositive();
    JsonNode searched = checked("info", "camera.fits", "--search", "DETSEC").getFirst();
    assertThat(searched.path("header")).hasSizeGreaterThanOrEqualTo(2);
    checked("info", "a.fits", "--header");
  }

  @Test
  void weightsFitTheirSchema() throws IOException {
    List<JsonNode> lines = checked("du", "--levels");
    long sum = lines.stream().mapToLong(line -> line.path("bytes").asLong()).sum();
    assertThat(lines.getLast().path("total").path("bytes").asLong()).isEqualTo(sum);
    assertThat(lines.getLast().path("total").path("images").asInt()).isEqualTo(4);
  }

  @Test
  void totalsFitTheirSchema() throws IOException {
    JsonNode totals = checked("stat").getFirst();
    assertThat(totals.path("images").asInt()).isEqualTo(4);
    assertThat(totals.path("max_cache_size").isNull()).isTrue();
    assertThat(checked("stat", "--max_cache_size", "5G").getFirst().path("max_cache_size").asLong())
        .isEqualTo(5L << 30);
  }

  @Test
  void removalsFitTheirSchemas() throws IOException {
    assertThat(checked("orphans")).hasSize(1);
    List<JsonNode> rehearsal = checked("prune", "--dry-run", "--keep", "1");
    assertThat(rehearsal).as("the newest and the pinned one stay").hasSize(3);
    assertThat(rehearsal.getLast().path("summary").path("dry_run").asBoolean()).isTrue();
    List<JsonNode> removed = checked("rm", "--yes", "gone.fits");
    assertThat(removed.getFirst().path("removed").asBoolean()).isTrue();
    assertThat(removed.getLast().path("summary").path("images").asInt()).isEqualTo(1);
    checked("clear", "--yes");
    assertThat(checked("clear", "--dry-run")).hasSize(1);
  }

  @Test
  void verificationsFitTheirSchemas() throws IOException {
    Files.createDirectories(fixture.cache().resolve(".staging/dead.fits.x"));
    assertThat(checked("verify")).hasSize(6);
    assertThat(checked("repair").getFirst().path("status").asText()).isEqualTo("good");
    assertThat(damaged).doesNotExist();
  }

  @Test
  void schemasRefuseOtherLines() throws IOException {
    String line = fixture.run("ls", "--json", "a.fits").out();
    assertThat(Schemas.accepts("ls", line)).isTrue();
    for (String other :
        List.of(
            line.replace("\"width\"", "\"breadth\""),
            line.replace("float32", "float16"),
            line.replace("\"pinned\":true", "\"pinned\":1"))) {
      assertThat(Schemas.accepts("ls", other)).as(other).isFalse();
    }
  }
}

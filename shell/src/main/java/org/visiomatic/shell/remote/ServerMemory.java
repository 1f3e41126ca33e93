package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.InputException;
import org.visiomatic.shell.console.Surroundings;

/// Has a server put images into its memory, or away from there.
public final class ServerMemory {

  private static final JsonMapper JSON = new JsonMapper();

  private final AdminClient client;
  private final boolean json;
  private final Surroundings surroundings;

  /// @param json whether to print JSON
  public ServerMemory(AdminClient client, boolean json, Surroundings surroundings) {
    this.client = client;
    this.json = json;
    this.surroundings = surroundings;
  }

  /// Puts images away.
  ///
  /// @return the exit code
  public int evict(List<String> images) throws IOException, InterruptedException {
    return each(
        images,
        name -> {
          JsonNode answer = client.post("evict", Map.of("image", name));
          tell(
              name,
              answer,
              answer.path("evicted").asBoolean()
                  ? "put away, with %s".formatted(tiles(answer.path("tiles")))
                  : "was not open");
        });
  }

  /// Puts all images away.
  public void evictAll() throws IOException, InterruptedException {
    JsonNode answer = client.post("evict", Map.of("all", ""));
    if (json) {
      surroundings.out().println(answer);
    } else {
      int count = answer.path("images").asInt();
      surroundings
          .out()
          .printf(
              "%d %s put away, with %s%n",
              count, count == 1 ? "image" : "images", tiles(answer.path("tiles")));
    }
  }

  /// Reads the coarse levels of images.
  ///
  /// @param levels how many of each
  /// @return the exit code
  public int warm(List<String> images, int levels) throws IOException, InterruptedException {
    return each(
        images,
        name -> {
          JsonNode answer =
              client.post("warm", Map.of("image", name, "levels", String.valueOf(levels)));
          int read = answer.path("levels").asInt();
          tell(
              name,
              answer,
              "%d %s in memory, %s, %s drawn"
                  .formatted(
                      read,
                      read == 1 ? "level" : "levels",
                      tiles(answer.path("tiles")),
                      Wording.count(answer.path("drawn"))));
        });
  }

  private static String tiles(JsonNode count) {
    return Wording.count(count) + (count.asLong() == 1 ? " tile" : " tiles");
  }

  private void tell(String image, JsonNode answer, String text) {
    if (json) {
      ObjectNode line = JSON.createObjectNode().put("image", image);
      answer.properties().forEach(field -> line.set(field.getKey(), field.getValue()));
      surroundings.out().println(line);
    } else {
      surroundings.out().println(image + ": " + text);
    }
    surroundings.out().flush();
  }

  /// An image that is not there keeps nobody from the others.
  private int each(List<String> images, Deed deed) throws IOException, InterruptedException {
    int missing = 0;
    for (String image : images) {
      try {
        deed.on(image);
      } catch (InputException e) {
        surroundings.say(image + ": " + e.getMessage());
        missing++;
      }
    }
    if (missing == 0) {
      return ExitCode.OK;
    }
    return missing == images.size() ? ExitCode.NO_INPUT : ExitCode.SOME_FAILED;
  }

  /// Something done to one image.
  private interface Deed {
    void on(String image) throws IOException, InterruptedException;
  }
}

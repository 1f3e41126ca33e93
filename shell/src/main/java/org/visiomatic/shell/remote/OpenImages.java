package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;

/// The images that a server has open.
public record OpenImages(List<JsonNode> images) {

  /// Orders in which they can be listed.
  public enum Order {
    /// By name.
    NAME,
    /// The largest first.
    SIZE,
    /// The most recently used first.
    USED,
    /// The one with the most readers first.
    USERS;

    private Comparator<JsonNode> comparator() {
      return switch (this) {
        case NAME -> Comparator.comparing(image -> image.path("image").asText());
        case SIZE -> largest("bytes");
        case USED ->
            Comparator.comparing((JsonNode image) -> image.path("last_use").asText()).reversed();
        case USERS -> largest("users");
      };
    }

    private static Comparator<JsonNode> largest(String field) {
      return Comparator.comparingLong((JsonNode image) -> image.path(field).asLong()).reversed();
    }

    /// As users write it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Asks a server.
  public static OpenImages ask(AdminClient client, Order order)
      throws IOException, InterruptedException {
    List<JsonNode> images = new ArrayList<>();
    client.get("images").path("images").forEach(images::add);
    images.sort(order.comparator());
    return new OpenImages(images);
  }

  /// One object per line.
  public void printJson(PrintWriter out) {
    images.forEach(out::println);
  }

  /// A table.
  public void print(PrintWriter out) {
    Table table =
        new Table(
            Column.ofText("image"),
            Column.ofNumbers("size"),
            Column.ofNumbers("levels"),
            Column.ofNumbers("memory"),
            Column.ofNumbers("users"),
            Column.ofText("last use"));
    for (JsonNode image : images) {
      table.add(
          Wording.printable(image.path("image").asText()),
          "%d × %d × %d"
              .formatted(
                  image.path("width").asInt(),
                  image.path("height").asInt(),
                  image.path("channels").asInt()),
          image.path("levels").asText(),
          Wording.bytes(image.path("bytes")),
          Wording.count(image.path("users")),
          image.path("last_use").asText());
    }
    table.print(out);
  }
}

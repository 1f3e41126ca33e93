package org.visiomatic.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.visiomatic.shell.console.Surroundings;

/// Has a server read its configuration again.
public final class ReloadOrder {

  private ReloadOrder() {}

  /// Gives the order and prints what came of it.
  ///
  /// @param json whether to print JSON
  /// @throws IOException when the server did not follow, too; says why
  public static void give(AdminClient client, boolean json, Surroundings surroundings)
      throws IOException, InterruptedException {
    JsonNode answer = client.post("reload", Map.of());
    if (json) {
      surroundings.out().println(answer);
      return;
    }
    List<String> changed = texts(answer.path("changed"));
    List<String> waiting = texts(answer.path("waiting"));
    surroundings
        .out()
        .println(
            "reloaded"
                + (changed.isEmpty() ? "" : ", with other " + String.join(", ", changed))
                + (waiting.isEmpty() ? "" : "; to be restarted for " + String.join(", ", waiting)));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}

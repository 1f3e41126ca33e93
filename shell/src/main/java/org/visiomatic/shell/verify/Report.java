package org.visiomatic.shell.verify;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.visiomatic.shell.verify.Result.State;
import org.visiomatic.tiler.pyramid.Finding;

/// Prints what is found, as text or as one JSON object per line.
public final class Report {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final boolean json;
  private final boolean quiet;
  private final Map<State, Integer> counts = new EnumMap<>(State.class);
  private int leftovers;

  /// @param json whether lines are JSON
  /// @param quiet whether to say nothing of whole pyramids
  public Report(PrintWriter out, boolean json, boolean quiet) {
    this.out = out;
    this.json = json;
    this.quiet = quiet;
  }

  void add(Result result) {
    counts.merge(result.state(), 1, Integer::sum);
    if (quiet && result.state() == State.GOOD && result.findings().isEmpty()) {
      return;
    }
    if (json) {
      ObjectNode line = JSON.createObjectNode();
      line.put("pyramid", result.pyramid().toString()).put("status", result.state().toString());
      var findings = line.putArray("findings");
      for (Finding finding : result.findings()) {
        findings
            .addObject()
            .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
            .put("file", finding.file().toString())
            .put("message", finding.sentence());
      }
      print(line.put("remedy", result.remedy().isEmpty() ? null : result.remedy()));
      return;
    }
    out.printf("%-8s %s%n", result.state(), result.pyramid());
    result.findings().forEach(finding -> out.println("         " + finding.sentence()));
    if (!result.remedy().isEmpty()) {
      out.println("         " + result.remedy());
    }
  }

  /// Something that a dead build has left.
  void addLeftover(Path folder, boolean removed) {
    leftovers++;
    if (json) {
      print(JSON.createObjectNode().put("leftover", folder.toString()).put("removed", removed));
    } else {
      out.printf("leftover %s%s%n", folder, removed ? " (removed)" : "");
    }
  }

  /// Tells the numbers and what they amount to.
  ///
  /// @param nothing whether there was nothing to verify somewhere
  Verdict finish(boolean nothing) {
    if (json) {
      ObjectNode line = JSON.createObjectNode();
      ObjectNode summary = line.putObject("summary");
      for (State state : State.values()) {
        summary.put(state.toString(), count(state));
      }
      print((ObjectNode) line.set("summary", summary.put("leftovers", leftovers)));
    } else if (!quiet) {
      out.println(sentence());
    }
    if (count(State.DAMAGED) + count(State.REMOVED) > 0) {
      return Verdict.DAMAGED;
    }
    if (count(State.FAILED) > 0) {
      return Verdict.FAILED;
    }
    return nothing ? Verdict.NOTHING : Verdict.GOOD;
  }

  private String sentence() {
    List<String> parts = new ArrayList<>();
    for (State state : State.values()) {
      if (count(state) > 0) {
        parts.add(count(state) + " " + state);
      }
    }
    if (leftovers > 0) {
      parts.add(leftovers + (leftovers == 1 ? " leftover" : " leftovers"));
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return "%d %s%s%s."
        .formatted(
            all,
            all == 1 ? "pyramid" : "pyramids",
            parts.isEmpty() ? "" : ": ",
            String.join(", ", parts));
  }

  private int count(State state) {
    return counts.getOrDefault(state, 0);
  }

  private void print(ObjectNode line) {
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

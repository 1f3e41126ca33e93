package org.visiomatic.shell.configure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.visiomatic.shell.config.FileProblem;
import org.visiomatic.shell.configure.ChangeReport.Effect;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.running.ServerNote;

/// Tells what became of a configuration file.
///
/// @param report what did
public record ChangeText(ChangeReport report) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Says it to the user, a line for each thing.
  public void say(Surroundings surroundings) {
    for (SettingChange change : report.changes()) {
      surroundings.say(sentence(change));
      List<Integer> idle = change.lines().subList(0, Math.max(0, change.lines().size() - 1));
      if (!idle.isEmpty()) {
        surroundings.say(
            "%s stands in %s %s as well, without effect."
                .formatted(
                    change.name(),
                    idle.size() == 1 ? "line" : "lines",
                    idle.stream().map(String::valueOf).collect(Collectors.joining(", "))));
      }
      change
          .overriding()
          .ifPresent(other -> surroundings.say("here, " + other + " goes before that."));
    }
    for (FileProblem problem : report.remaining()) {
      surroundings.say("still wrong: " + place(problem) + problem.message());
    }
    for (ServerNote server : report.servers()) {
      for (Effect effect : Effect.values()) {
        List<String> names = report.names(server, effect);
        if (!names.isEmpty()) {
          surroundings.say(sentence(server, effect, String.join(", ", names)));
        }
      }
    }
  }

  private String sentence(SettingChange change) {
    if (change.after().isPresent()) {
      String text = (change.name() + " = " + change.shownAfter().orElse("")).stripTrailing();
      return change.before().equals(change.after())
          ? "%s stands in %s already, in line %d."
              .formatted(text, report.file(), change.lines().getLast())
          : "%s %s %s, in line %d; it was %s."
              .formatted(
                  text,
                  report.planned() ? "would be written to" : "was written to",
                  report.file(),
                  change.lines().getLast(),
                  was(change));
    }
    if (change.setting().isPresent() && change.before().isEmpty()) {
      return "%s is not set in %s.".formatted(change.name(), report.file());
    }
    return "%s %s %s%s."
        .formatted(
            change.name(),
            report.planned() ? "would be removed from" : "was removed from",
            report.file(),
            change.setting().isPresent() ? "; as built in, it is " + named(change.builtIn()) : "");
  }

  private static String was(SettingChange change) {
    return change
        .shownBefore()
        .map(ChangeText::named)
        .orElseGet(() -> named(change.builtIn()) + ", as built in");
  }

  private static String named(String text) {
    return text.isEmpty() ? "empty" : text;
  }

  private static String place(FileProblem problem) {
    return problem.line() == 0 ? "" : "line " + problem.line() + ": ";
  }

  private static String sentence(ServerNote server, Effect effect, String names) {
    String who =
        "the server at %s (process %d%s)"
            .formatted(
                server.uri(),
                server.pid(),
                server.isOnThisMachine() ? "" : " on " + server.machine());
    return switch (effect) {
      case FOLLOWS -> who + " follows " + names + " by itself.";
      case RELOAD ->
          who
              + " follows "
              + names
              + " after a reload"
              + (server.image().isEmpty() ? ": kill -HUP " + server.pid() + "." : ".");
      case RESTART -> who + " has to be restarted for " + names + ".";
      case NONE -> who + " was started with a value of its own for " + names + ".";
    };
  }

  /// All of it.
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("file", report.file().toString()).put("written", report.written());
    json.put("dry_run", report.planned());
    ArrayNode changes = json.putArray("changes");
    for (SettingChange change : report.changes()) {
      ObjectNode one = changes.addObject().put("name", change.name());
      one.put("before", change.shownBefore().orElse(null));
      one.put("after", change.shownAfter().orElse(null));
      change.lines().forEach(one.putArray("lines")::add);
      one.put("overriding", change.overriding().orElse(null));
    }
    ArrayNode remaining = json.putArray("problems");
    report.remaining().forEach(problem -> remaining.add(ProblemText.json(report.file(), problem)));
    ArrayNode servers = json.putArray("servers");
    for (ServerNote server : report.servers()) {
      ObjectNode one = servers.addObject().put("machine", server.machine());
      one.put("pid", server.pid()).put("url", server.uri().toString());
      one.put("admin_url", server.adminUri().map(String::valueOf).orElse(null));
      for (Effect effect : Effect.values()) {
        ArrayNode names = one.putArray(effect.name().toLowerCase(Locale.ROOT));
        report.names(server, effect).forEach(names::add);
      }
    }
    return json;
  }
}

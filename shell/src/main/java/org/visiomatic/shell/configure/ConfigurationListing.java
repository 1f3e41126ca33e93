package org.visiomatic.shell.configure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Configuration.Origin;
import org.visiomatic.shell.config.ConfigurationText;
import org.visiomatic.shell.config.Section;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.Table;
import org.visiomatic.shell.console.Table.Column;

/// Settings as they are, for people and for programs. Secrets are shown as `***`, as what is on a
/// screen gets into mails.
///
/// @param configuration with the values
/// @param settings those to show
public record ConfigurationListing(Configuration configuration, List<Setting<?>> settings) {

  private static final JsonMapper JSON = new JsonMapper();

  public ConfigurationListing {
    settings = List.copyOf(settings);
  }

  /// All settings.
  public static ConfigurationListing all(Configuration configuration) {
    return new ConfigurationListing(configuration, Settings.all());
  }

  /// Those that are not as built in, whoever says so.
  public static ConfigurationListing different(Configuration configuration) {
    return new ConfigurationListing(
        configuration,
        Settings.all().stream().filter(setting -> isDifferent(configuration, setting)).toList());
  }

  private static <T> boolean isDifferent(Configuration configuration, Setting<T> setting) {
    T builtIn = setting.kind().parse(setting.builtIn());
    return !configuration.get(setting).equals(builtIn);
  }

  /// Prints a table, by section.
  public void print(PrintWriter out) {
    Table table =
        new Table(
            Column.ofText("SETTING"),
            Column.ofText("VALUE"),
            Column.ofText("ORIGIN"),
            Column.ofText("CHANGE"),
            Column.ofText("TAKES"));
    settings.forEach(
        setting ->
            table.add(
                setting.name(),
                shown(setting),
                shortOrigin(setting),
                setting.isLive() ? "live" : "restart",
                setting.kind().limits().isEmpty()
                    ? setting.kind().label()
                    : setting.kind().limits()));
    printBySection(table, out);
  }

  /// Prints a table of values beside those built in, by section.
  public void printBesideBuiltIn(PrintWriter out) {
    Table table =
        new Table(
            Column.ofText("SETTING"),
            Column.ofText("VALUE"),
            Column.ofText("BUILT IN"),
            Column.ofText("ORIGIN"));
    settings.forEach(
        setting ->
            table.add(setting.name(), shown(setting), setting.builtIn(), shortOrigin(setting)));
    printBySection(table, out);
  }

  private void printBySection(Table table, PrintWriter out) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text, true));
    Iterator<String> lines = text.toString().lines().iterator();
    out.println(lines.next());
    for (Section section : Section.values()) {
      List<Setting<?>> inside =
          settings.stream().filter(setting -> setting.section() == section).toList();
      if (!inside.isEmpty()) {
        out.println("[" + section.key() + "]");
      }
      inside.forEach(setting -> out.println(lines.next()));
    }
    out.flush();
  }

  /// Prints an object for each.
  ///
  /// @param withSecrets whether to print them too: whoever asks for one by name needs it
  public void printJson(PrintWriter out, boolean withSecrets) {
    settings.forEach(setting -> out.println(json(setting, withSecrets)));
    out.flush();
  }

  /// Prints the values alone, secrets too.
  ///
  /// @param withOrigins whether to say which level sets each, after a tabulator
  public void printValues(PrintWriter out, boolean withOrigins) {
    ConfigurationText text = new ConfigurationText(configuration);
    settings.forEach(
        setting ->
            out.println(
                configuration.text(setting) + (withOrigins ? "\t" + text.origin(setting) : "")));
    out.flush();
  }

  private String shown(Setting<?> setting) {
    return SettingChange.shown(setting, configuration.text(setting));
  }

  /// Without the name of the file, which is the same for all.
  private String shortOrigin(Setting<?> setting) {
    String where = configuration.where(setting);
    return switch (configuration.origin(setting)) {
      case BUILT_IN -> "built-in";
      case FILE -> "line " + where.substring(where.lastIndexOf(':') + 1);
      case ENVIRONMENT, COMMAND_LINE -> where;
    };
  }

  private ObjectNode json(Setting<?> setting, boolean withSecrets) {
    boolean secret = setting.kind().isSecret();
    Origin origin = configuration.origin(setting);
    ObjectNode json = JSON.createObjectNode();
    json.put("name", setting.name()).put("section", setting.section().key());
    json.put("value", secret && !withSecrets ? null : configuration.text(setting));
    json.put("built_in", setting.builtIn());
    json.put("is_built_in", !isDifferent(configuration, setting));
    json.put("origin", origin.name().toLowerCase(Locale.ROOT));
    json.put("where", origin == Origin.BUILT_IN ? null : configuration.where(setting));
    json.put("limits", setting.kind().limits());
    setting.kind().choices().forEach(json.putArray("choices")::add);
    json.put("live", setting.isLive()).put("secret", secret);
    json.put("option", "--" + setting.name()).put("variable", setting.environmentName());
    return json.put("description", setting.description());
  }
}

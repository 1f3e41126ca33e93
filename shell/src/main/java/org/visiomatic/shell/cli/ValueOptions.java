package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.picture.Channels;
import org.visiomatic.shell.picture.DataForm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Options that verbs about values have in common: which channels, and how they are printed.
final class ValueOptions {

  private static final String CHANNEL = "--chan";
  private static final String CSV = "--csv";

  private ValueOptions() {}

  static void addChannels(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(CHANNEL)
            .paramLabel("CHANNEL")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description("Channel, from 1; repeatable. All of them otherwise.")
            .build());
  }

  static Channels channels(ParseResult parsed) {
    List<String> texts = parsed.matchedOptionValue(CHANNEL, List.of());
    return new Channels(
        texts.stream().map(text -> OptionText.whole(CHANNEL, text, 1, Integer.MAX_VALUE)).toList());
  }

  static void addForms(CommandSpec spec) {
    spec.addOption(Specs.flag("Print comma-separated values.", CSV));
    spec.addOption(Specs.json());
  }

  static DataForm form(ParseResult parsed) {
    boolean csv = parsed.hasMatchedOption(CSV);
    if (csv && Specs.isJson(parsed)) {
      throw new ConfigurationException("Options --csv and --json cannot be given together.");
    }
    return csv ? DataForm.CSV : Specs.isJson(parsed) ? DataForm.JSON : DataForm.PLOT;
  }
}

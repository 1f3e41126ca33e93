package org.visiomatic.shell.cli;

import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.picture.DataForm;
import org.visiomatic.shell.picture.Position;
import org.visiomatic.shell.picture.Profile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The command that prints values along a line.
final class ProfileCommand {

  private static final String LINE = "Argument X1,Y1:X2,Y2";

  private ProfileCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          String[] ends = ends(parsed.matchedPositionalValue(1, ""));
          DataForm form = ValueOptions.form(parsed);
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return Interruptible.run(
              new Profile(
                      parsed.matchedPositionalValue(0, ""),
                      Position.parse(LINE, ends[0]),
                      Position.parse(LINE, ends[1]),
                      ValueOptions.channels(parsed),
                      form,
                      PictureOptions.source(parsed, configuration),
                      surroundings)
                  ::run);
        };
    CommandSpec spec =
        Specs.command(
            "profile", command, "Plots the values along a straight line, both ends included.");
    PictureOptions.addImage(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .required(true)
            .paramLabel("X1,Y1:X2,Y2")
            .type(String.class)
            .description("The ends of the line, columns and rows from 1 at the bottom left.")
            .build());
    ValueOptions.addChannels(spec);
    ValueOptions.addForms(spec);
    PictureOptions.addReadingSettings(spec);
    return spec;
  }

  private static String[] ends(String line) {
    String[] ends = line.split(":", -1);
    if (ends.length != 2) {
      throw new ConfigurationException(
          "%s: '%s' was given, but two pixels with a colon between are needed."
              .formatted(LINE, line));
    }
    return ends;
  }
}

package org.visiomatic.shell.cli;

import java.util.List;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.picture.Pix;
import org.visiomatic.shell.picture.Position;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command that prints the values of pixels.
final class PixCommand {

  private PixCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          List<Position> positions = positions(parsed);
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return Interruptible.run(
              new Pix(
                      parsed.matchedPositionalValue(0, ""),
                      positions,
                      ValueOptions.channels(parsed),
                      Specs.isJson(parsed),
                      PictureOptions.source(parsed, configuration),
                      surroundings)
                  ::run);
        };
    CommandSpec spec = Specs.command("pix", command, "Prints the values of pixels.");
    PictureOptions.addImage(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1..*")
            .arity("1..*")
            .required(true)
            .paramLabel("X,Y")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Column and row of a pixel, from 1 at the bottom left.")
            .build());
    ValueOptions.addChannels(spec);
    spec.addOption(Specs.json());
    PictureOptions.addReadingSettings(spec);
    return spec;
  }

  private static List<Position> positions(ParseResult parsed) {
    List<String> texts = parsed.matchedPositionalValue(1, List.of());
    return texts.stream().map(text -> Position.parse("Argument X,Y", text)).toList();
  }
}

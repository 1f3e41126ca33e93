package org.visiomatic.shell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.Screen;
import org.visiomatic.shell.console.Screen.Graphics;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.picture.Position;
import org.visiomatic.shell.picture.Show;
import org.visiomatic.shell.picture.ShowOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that draws images on the terminal.
final class ShowCommand {

  private static final String WITH = "--with";
  private static final String ZOOM = "--zoom";
  private static final String AT = "--at";
  private static final String COLUMNS = "--columns";
  private static final String ROWS = "--rows";
  private static final int ROWS_BELOW = 2;

  /// What follows from the view, or belongs to files.
  private static final Set<Parameter> ELSEWHERE =
      Set.of(Parameter.JTL, Parameter.RGN, Parameter.BIN, Parameter.SCL, Parameter.QLT);

  private static final List<Parameter> SHOWN =
      PictureOptions.RENDERED.stream().filter(each -> !ELSEWHERE.contains(each)).toList();

  private ShowCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          ShowOptions options = options(parsed, surroundings.screen());
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return Interruptible.run(
              new Show(
                      options,
                      PictureOptions.source(parsed, configuration),
                      PictureOptions.rules(configuration),
                      surroundings)
                  ::run);
        };
    CommandSpec spec = Specs.command("show", command, "Draws an image on the terminal.");
    PictureOptions.addImage(spec);
    spec.addOption(
        Specs.option(
            "blocks|sixel|kitty|ascii",
            "Draw with blocks (24-bit colours), sixel, kitty or ascii (letters of grey). [what the terminal can]",
            WITH));
    spec.addOption(Specs.option("NUMBER", "How close to look: 1 shows the whole image. [1]", ZOOM));
    spec.addOption(
        Specs.option(
            "X,Y",
            "Pixel in the middle, from 1 at the bottom left. [the middle of the image]",
            AT));
    spec.addOption(Specs.option("NUMBER", "Characters per line. [those of the terminal]", COLUMNS));
    spec.addOption(
        Specs.option("NUMBER", "Lines of the picture. [those of the terminal, but two]", ROWS));
    spec.addOption(Specs.json());
    PictureOptions.addParameters(spec, SHOWN);
    PictureOptions.addReadingSettings(spec);
    return spec;
  }

  private static ShowOptions options(ParseResult parsed, Screen screen) {
    String with = parsed.matchedOptionValue(WITH, null);
    String zoom = parsed.matchedOptionValue(ZOOM, "1");
    Optional<String> at = Optional.ofNullable(parsed.matchedOptionValue(AT, (String) null));
    return new ShowOptions(
        parsed.matchedPositionalValue(0, ""),
        PictureOptions.parameters(parsed, SHOWN),
        with == null ? screen.graphics() : graphics(with),
        characters(parsed, COLUMNS, screen.columns()),
        characters(parsed, ROWS, screen.rows() - ROWS_BELOW),
        OptionText.real(ZOOM, zoom, 1, ShowOptions.MOST_ZOOM),
        at.map(text -> Position.parse("Option " + AT, text)),
        Specs.isJson(parsed));
  }

  private static int characters(ParseResult parsed, String option, int usual) {
    String text = parsed.matchedOptionValue(option, null);
    return text == null
        ? Math.clamp(usual, 1, ShowOptions.MOST_CHARACTERS)
        : OptionText.whole(option, text, 1, ShowOptions.MOST_CHARACTERS);
  }

  private static Graphics graphics(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "ascii" -> Graphics.NONE;
      case "blocks" -> Graphics.BLOCKS;
      case "sixel" -> Graphics.SIXEL;
      case "kitty" -> Graphics.KITTY;
      default -> throw OptionText.bad(WITH, word, "blocks, sixel, kitty or ascii", null);
    };
  }
}

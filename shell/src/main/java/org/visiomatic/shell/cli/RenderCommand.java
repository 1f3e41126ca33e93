package org.visiomatic.shell.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.picture.FileKind;
import org.visiomatic.shell.picture.Render;
import org.visiomatic.shell.picture.RenderOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command that renders pictures into files.
final class RenderCommand {

  private static final String OUTPUT = "--output";
  private static final String FORMAT = "--format";
  private static final String SIZE = "--size";
  private static final String VALUES = "--values";
  private static final String STANDARD_OUTPUT = "-";

  private RenderCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          RenderOptions options = options(parsed);
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return Interruptible.run(
              new Render(
                      options,
                      PictureOptions.source(parsed, configuration),
                      PictureOptions.rules(configuration),
                      surroundings)
                  ::run);
        };
    CommandSpec spec =
        Specs.command(
            "render",
            command,
            "Renders a picture of an image into a file: the bytes that the server answers to the same parameters.");
    PictureOptions.addImage(spec);
    spec.addOption(
        OptionSpec.builder("-o", OUTPUT)
            .paramLabel("FILE")
            .type(String.class)
            .required(true)
            .description("The file; its ending says of what kind it is. - is standard output.")
            .build());
    spec.addOption(
        Specs.option(
            FileKind.list().replace(", ", "|"),
            "Kind of file where the name does not tell, or tells otherwise.",
            "--fmt",
            FORMAT));
    spec.addOption(
        Specs.option(
            "PIXELS",
            "Show the whole image, binned so that its longest side has so many pixels at most. [%d]"
                .formatted(RenderOptions.USUAL_SIZE),
            SIZE));
    spec.addOption(
        Specs.flag(
            "Write the values of one channel as 32-bit floats into a TIFF file, rather than what is seen.",
            VALUES));
    spec.addOption(Specs.json());
    PictureOptions.addParameters(spec, PictureOptions.RENDERED);
    PictureOptions.addDrawingSettings(spec);
    return spec;
  }

  private static RenderOptions options(ParseResult parsed) {
    String output = parsed.matchedOptionValue(OUTPUT, "");
    Optional<Path> file =
        output.equals(STANDARD_OUTPUT)
            ? Optional.empty()
            : Optional.of(OptionText.path(OUTPUT, output));
    String size = parsed.matchedOptionValue(SIZE, null);
    return new RenderOptions(
        parsed.matchedPositionalValue(0, ""),
        PictureOptions.parameters(parsed, PictureOptions.RENDERED),
        size == null
            ? OptionalInt.empty()
            : OptionalInt.of(OptionText.whole(SIZE, size, 1, Integer.MAX_VALUE)),
        file,
        kind(parsed, file),
        parsed.hasMatchedOption(VALUES),
        Specs.isJson(parsed));
  }

  private static FileKind kind(ParseResult parsed, Optional<Path> file) {
    String word = parsed.matchedOptionValue(FORMAT, null);
    if (word != null) {
      return FileKind.named(word)
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      "Option %s: '%s' was given, but %s is needed."
                          .formatted(FORMAT, word, FileKind.list())));
    }
    return file.flatMap(FileKind::of)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "The name '%s' does not tell the kind of file; give one of %s with %s."
                        .formatted(
                            parsed.matchedOptionValue(OUTPUT, ""), FileKind.list(), FORMAT)));
  }
}

package org.visiomatic.shell.cli;

import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.picture.Hist;
import org.visiomatic.tiler.pyramid.ValueHistogram;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that prints histograms.
final class HistCommand {

  private static final String BINS = "--bins";
  private static final String LOG = "--log";

  private HistCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    Command command =
        parsed -> {
          Configuration configuration = Specs.configuration(parsed, surroundings);
          return Interruptible.run(
              new Hist(
                      parsed.matchedPositionalValue(0, ""),
                      ValueOptions.channels(parsed),
                      bins(parsed),
                      parsed.hasMatchedOption(LOG),
                      ValueOptions.form(parsed),
                      PictureOptions.source(parsed, configuration),
                      surroundings)
                  ::run);
        };
    CommandSpec spec =
        Specs.command("hist", command, "Prints how the values of each channel are distributed.");
    PictureOptions.addImage(spec);
    ValueOptions.addChannels(spec);
    spec.addOption(
        Specs.option(
            "NUMBER",
            "How many bins; a power of two up to %d. [%d]"
                .formatted(ValueHistogram.BINS, Hist.USUAL_BINS),
            BINS));
    spec.addOption(
        Specs.flag(
            "Let bars grow with the logarithm of the count, so that rare values show.", LOG));
    ValueOptions.addForms(spec);
    PictureOptions.addReadingSettings(spec);
    return spec;
  }

  private static int bins(ParseResult parsed) {
    String text = parsed.matchedOptionValue(BINS, null);
    return text == null ? Hist.USUAL_BINS : OptionText.whole(BINS, text, 1, ValueHistogram.BINS);
  }
}

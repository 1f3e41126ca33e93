package org.visiomatic.shell.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.remote.OpenImages;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The command that lists the images that a server has open.
final class ImagesCommand {

  private static final String SORT = "--sort";

  private static final List<String> ORDERS =
      Arrays.stream(OpenImages.Order.values()).map(OpenImages.Order::toString).toList();

  private ImagesCommand() {}

  static CommandSpec spec(Surroundings surroundings) {
    CommandSpec spec =
        Specs.command(
            "images",
            parsed -> run(parsed, surroundings),
            "Lists the images that a running server has open.");
    spec.addOption(Specs.option(String.join("|", ORDERS), "Order of the list [used].", SORT));
    spec.addOption(Specs.json());
    ServerCommand.addTo(spec);
    return spec;
  }

  private static int run(ParseResult parsed, Surroundings surroundings) throws IOException {
    OpenImages.Order order =
        ServerCommand.value(
            parsed,
            SORT,
            OpenImages.Order.USED,
            text -> OpenImages.Order.valueOf(text.toUpperCase(Locale.ROOT)),
            "one of " + String.join(", ", ORDERS));
    return ServerCommand.run(
        parsed,
        surroundings,
        client -> {
          OpenImages images = OpenImages.ask(client, order);
          if (Specs.isJson(parsed)) {
            images.printJson(surroundings.out());
          } else {
            images.print(surroundings.out());
          }
          return ExitCode.OK;
        });
  }
}

package org.visiomatic.shell.picture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.visiomatic.serve.api.Parameter;
import org.visiomatic.shell.console.Screen.Graphics;

/// What is drawn on the terminal.
///
/// @param image what the user calls it
/// @param parameters those of the API that were given
/// @param graphics what to draw with
/// @param columns characters per line
/// @param rows lines of the picture
/// @param zoom 1 for the whole image, 2 for twice as close
/// @param centre what to look at; empty for the middle
/// @param json whether to say what would be seen rather than to draw it
public record ShowOptions(
    String image,
    Map<Parameter, List<String>> parameters,
    Graphics graphics,
    int columns,
    int rows,
    double zoom,
    Optional<Position> centre,
    boolean json) {

  /// The most characters per line, and lines.
  public static final int MOST_CHARACTERS = 1000;

  /// How close one can look.
  public static final double MOST_ZOOM = 1e6;

  public ShowOptions {
    parameters = Map.copyOf(parameters);
    Looks.demandEffect(parameters);
  }
}

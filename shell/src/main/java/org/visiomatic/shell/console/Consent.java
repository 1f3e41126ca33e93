package org.visiomatic.shell.console;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.visiomatic.shell.config.ConfigurationException;

/// Whether the user wants something destroyed. On a terminal it is asked for; a script has to say
/// so beforehand.
///
/// @param yes whether the user has said so already
/// @param question whom to ask otherwise
public record Consent(boolean yes, Question question) {

  /// The option that gives it.
  public static final String OPTION = "--yes";

  private static final Set<String> YES = Set.of("y", "yes");

  /// Asks, unless the user has said so already.
  ///
  /// @param deed what would be done, as the beginning of a question: `remove 3 pyramids (1.2 GiB)`
  /// @throws ConfigurationException when there is nobody to ask
  public boolean isGivenTo(String deed) {
    if (yes) {
      return true;
    }
    Optional<String> answer = question.ask("visiomatic: " + deed + "? [y/N] ");
    return YES.contains(
        answer
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "Nobody can be asked whether to %s; say so with %s."
                            .formatted(deed, OPTION)))
            .strip()
            .toLowerCase(Locale.ROOT));
  }
}

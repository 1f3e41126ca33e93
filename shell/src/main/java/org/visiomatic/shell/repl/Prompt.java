package org.visiomatic.shell.repl;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.visiomatic.tiler.batch.ByteSize;

/// What stands before a line: the cache folder, how full it is, and the server if one is connected.
///
/// @param folder of the caches
/// @param images how many are in it; empty when it could not be found out in time
/// @param mostImages that may be in it
/// @param bytes that they take; empty when nobody has counted them
/// @param mostBytes that they may take; [Long#MAX_VALUE] for any number
/// @param server the address of the server; empty for none
public record Prompt(
    Path folder,
    OptionalLong images,
    long mostImages,
    OptionalLong bytes,
    long mostBytes,
    String server) {

  private static final int LONGEST_FOLDER = 28;
  private static final double NEARLY_FULL = 0.9;

  /// Where the settings do not tell the folder.
  public static Prompt unknown() {
    return new Prompt(Path.of("?"), OptionalLong.empty(), 0, OptionalLong.empty(), 0, "");
  }

  /// The folder, with `~` for the user's home and without the middle of a long path.
  String place() {
    Path home = Path.of(System.getProperty("user.home"));
    boolean isAtHome = folder.startsWith(home) && !folder.equals(home);
    String text = isAtHome ? "~/" + home.relativize(folder) : folder.toString();
    return text.length() > LONGEST_FOLDER && folder.getNameCount() > 2
        ? (isAtHome ? "~" : "") + "/…/" + folder.getFileName()
        : text;
  }

  /// How much is in it, measured by the limit that is nearest.
  String fill() {
    double ofImages = share(images, mostImages);
    double ofBytes = mostBytes == Long.MAX_VALUE ? -1 : share(bytes, mostBytes);
    if (ofBytes > ofImages) {
      return "%s/%s%s"
          .formatted(ByteSize.text(bytes.orElse(0)), ByteSize.text(mostBytes), percent(ofBytes));
    }
    return ofImages < 0
        ? ""
        : "%d/%d images%s".formatted(images.orElse(0), mostImages, percent(ofImages));
  }

  private static double share(OptionalLong used, long most) {
    return used.isPresent() && most > 0 ? (double) used.getAsLong() / most : -1;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, " (%.0f %%)", Math.floor(100 * share));
  }

  /// Whether the limits are all but reached.
  boolean isNearlyFull() {
    return Math.max(
            share(images, mostImages), mostBytes == Long.MAX_VALUE ? -1 : share(bytes, mostBytes))
        >= NEARLY_FULL;
  }
}

package org.visiomatic.serve.api;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.visiomatic.tiler.render.ColourMap;

/// The parameters of the API: the one table that the parser, the OpenAPI document and the reference
/// page read.
public enum Parameter {
  FIF("Path of the image below the data folder.", new ValueKind.Text(1, 1024, Patterns.ANY)),
  OBJ("Text header of the image, as IIP servers give it.", new ValueKind.Flag()),
  INFO("Model of the image as JSON: sizes, levels, cuts, headers.", new ValueKind.Flag()),
  PFL(
      "Values along the straight line x1,y1:x2,y2, both ends included; pixels count from 1 at the bottom left.",
      new ValueKind.Text(7, 400, Patterns.BOX)),
  VAL(
      "Values of the pixel x,y; counts from 1 at the bottom left.",
      new ValueKind.Text(3, 400, Patterns.PAIR)),
  JTL(
      "Tile r,i: resolution r (0 is the coarsest), index i from the left, then from the top.",
      new ValueKind.Text(3, 14, Patterns.PAIR)),
  RGN(
      "Picture of the region x1,y1:x2,y2; pixels count from 1 at the top left, the second corner is left out.",
      new ValueKind.Text(7, 400, Patterns.BOX)),
  BIN(
      "Binning of the region, rounded down to a power of two.",
      new ValueKind.Whole(OptionalInt.of(1), OptionalInt.of(65536))),
  CHAN(
      "Channel, from 1. Given: one channel through a colour map; absent: all channels mixed. Repeatable for VAL and PFL.",
      new ValueKind.Whole(OptionalInt.empty(), OptionalInt.empty()),
      10_000),
  CMP(
      "Colour map of a single channel, by its name in matplotlib; jet, cool and hot are those of OpenCV. An ending _r turns it around.",
      new ValueKind.Choice(ColourMap.names())),
  CNT("Contrast.", new ValueKind.Real(0, 1000)),
  BRT("Brightness in percent.", new ValueKind.Real(-100, 100)),
  GAM("Display gamma.", new ValueKind.Real(0.1, 5)),
  QLT("Quality of the JPEG file.", new ValueKind.Whole(OptionalInt.of(0), OptionalInt.of(100))),
  INV("Black and white change places.", new ValueKind.Flag()),
  MINMAX(
      "Cuts of a channel, c:low,high; the other channels keep their default cuts.",
      new ValueKind.Text(5, 200, Patterns.CUTS),
      100),
  MIX(
      "Colour of a channel in the mix, c:r,g,b; channels between are interpolated.",
      new ValueKind.Text(7, 200, Patterns.MIX),
      100),
  VER(
      "The picture_version of INFO; pictures asked for with the current one may be kept for ever.",
      new ValueKind.Text(0, 200, Pattern.compile("[A-Za-z0-9._-]*"))),
  STR(
      "Curve between cuts and gamma, as astropy.visualization defines it; histogram needs CHAN. With it GAM is 1 unless given.",
      new ValueKind.Named(
          false,
          List.of(
              ValueForm.of("linear"),
              ValueForm.of("sqrt"),
              ValueForm.of("squared"),
              ValueForm.withOptional("log", 0.01, 1e9),
              ValueForm.withOptional("asinh", 1e-6, 100),
              ValueForm.withOptional("sinh", 0.01, 100),
              ValueForm.with("power", new ValueKind.Real(0.1, 10)),
              ValueForm.of("histogram")))),
  CUT(
      "Rule for the cuts of all channels, or of channel c as c:rule. Percentages of the pixels, zscale of IRAF with its contrast, or multiples of the MAD from the background. MINMAX goes before it.",
      new ValueKind.Named(
          true,
          List.of(
              ValueForm.with("percentile", new ValueKind.Real(0, 100), new ValueKind.Real(0, 100)),
              ValueForm.withOptional("zscale", 0.01, 10),
              ValueForm.with("mad", new ValueKind.Real(-1e6, 1e6), new ValueKind.Real(-1e6, 1e6)))),
      100),
  LUP(
      "Composition of the colour mix after Lupton et al. (2004): Q,stretch, the latter in parts of the range between the cuts. With it GAM is 1 unless given. No effect with CHAN.",
      new ValueKind.Named(
          false,
          List.of(
              ValueForm.with("", new ValueKind.Real(0.01, 1000), new ValueKind.Real(1e-5, 1000))))),
  SAT(
      "Saturation of the colour mix: 0 is grey, 1 as mixed. No effect with CHAN.",
      new ValueKind.Real(0, 10)),
  FMT(
      "Kind of file; goes before the Accept header. png is lossless, QLT does not matter to it.",
      new ValueKind.Choice(List.of("jpeg", "png", "webp"))),
  SCL(
      "2 for pictures of twice the width and height, for dense screens: from the next finer level where there is one.",
      new ValueKind.Whole(OptionalInt.of(1), OptionalInt.of(2)));

  /// The most characters of a word with numbers.
  static final int MOST_CHARACTERS = 200;

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // Records of constants; lists in them are copies.
  private final ValueKind kind;

  private final int maxCount;

  Parameter(String description, ValueKind kind) {
    this(description, kind, 1);
  }

  Parameter(String description, ValueKind kind, int maxCount) {
    this.description = description;
    this.kind = kind;
    this.maxCount = maxCount;
  }

  /// The name that stands in documents.
  public String spelling() {
    return this == OBJ ? "obj" : name();
  }

  /// What it is for, in a sentence.
  public String description() {
    return description;
  }

  /// What values it takes, in words.
  public String limits() {
    String values =
        switch (kind) {
          case ValueKind.Flag() -> "present or not";
          case ValueKind.Text text when text.pattern() == Patterns.ANY ->
              "%d to %d characters".formatted(text.minLength(), text.maxLength());
          case ValueKind.Text text -> "text like " + text.pattern();
          case ValueKind.Whole(OptionalInt low, OptionalInt high)
              when low.isPresent() && high.isPresent() ->
              "whole number, %d to %d".formatted(low.getAsInt(), high.getAsInt());
          case ValueKind.Whole whole -> "whole number";
          case ValueKind.Real(double low, double high) -> "number, %s to %s".formatted(low, high);
          case ValueKind.Choice(List<String> permitted) -> String.join(", ", permitted);
          case ValueKind.Named named ->
              named.forms().stream().map(ValueForm::description).collect(Collectors.joining(", "));
        };
    return isRepeatable() ? values + "; up to " + maxCount + " times" : values;
  }

  /// Whether it shapes pictures, be it which pixels they show or how they look; others name the
  /// image, or ask for something else than a picture.
  public boolean isOfPictures() {
    return switch (this) {
      case FIF, OBJ, INFO, PFL, VAL, VER -> false;
      case JTL, RGN, BIN, CHAN, CMP, CNT, BRT, GAM, QLT, INV, MINMAX, MIX -> true;
      case STR, CUT, LUP, SAT, FMT, SCL -> true;
    };
  }

  /// The words that a value can be or begin with; empty where it is numbers or free text.
  public List<String> words() {
    return switch (kind) {
      case ValueKind.Choice(List<String> permitted) -> permitted;
      case ValueKind.Named named ->
          named.forms().stream().map(ValueForm::word).filter(word -> !word.isEmpty()).toList();
      case ValueKind.Flag _, ValueKind.Text _, ValueKind.Whole _, ValueKind.Real _ -> List.of();
    };
  }

  /// Whether it is present or not, without a value.
  public boolean isFlag() {
    return kind instanceof ValueKind.Flag;
  }

  /// Whether it may be given more than once.
  public boolean isRepeatable() {
    return maxCount > 1;
  }

  ValueKind kind() {
    return kind;
  }

  /// How often it may be given.
  int maxCount() {
    return maxCount;
  }

  /// The shapes of the composed values. A digit is an ASCII digit.
  static final class Patterns {

    /// Any text: no pattern at all.
    static final Pattern ANY = Pattern.compile("(?s).*");

    static final Pattern PAIR = Pattern.compile("^([+-]?\\d+),([+-]?\\d+)$");
    static final Pattern BOX = Pattern.compile("^([+-]?\\d+),([+-]?\\d+):([+-]?\\d+),([+-]?\\d+)$");

    /// A number with or without fraction and exponent, without a group.
    static final String NUMBER = "[+-]?(?:\\d+(?:[.]\\d*)?|[.]\\d+)(?:[eE][+-]?\\d+)?";

    private static final String FLOAT = "(" + NUMBER + ")";
    private static final String PLAIN = "([+-]?\\d+\\.?\\d*)";

    static final Pattern CUTS = Pattern.compile("^(\\d+):" + FLOAT + "," + FLOAT + "$");
    static final Pattern MIX =
        Pattern.compile("^(\\d+):" + PLAIN + "," + PLAIN + "," + PLAIN + "$");

    private Patterns() {}
  }
}

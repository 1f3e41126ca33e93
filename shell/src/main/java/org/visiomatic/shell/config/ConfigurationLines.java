package org.visiomatic.shell.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The lines of a configuration file, which can be changed one by one: all others keep every byte,
/// whatever their encoding and their ends. Immutable.
public final class ConfigurationLines {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final List<byte[]> lines;

  private ConfigurationLines(List<byte[]> lines) {
    this.lines = lines;
  }

  /// Those of a file.
  public static ConfigurationLines of(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < file.length; i++) {
      boolean windows = file[i] == '\r' && i + 1 < file.length && file[i + 1] == '\n';
      if (file[i] == '\n' || (file[i] == '\r' && !windows)) {
        lines.add(Arrays.copyOfRange(file, start, i + 1));
        start = i + 1;
      }
    }
    if (start < file.length) {
      lines.add(Arrays.copyOfRange(file, start, file.length));
    }
    return new ConfigurationLines(lines);
  }

  /// Those of a file that has none.
  public static ConfigurationLines none() {
    return new ConfigurationLines(List.of());
  }

  /// The whole file.
  public byte[] bytes() {
    ByteBuffer file = ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
    lines.forEach(file::put);
    return file.array();
  }

  /// How many there are.
  int count() {
    return lines.size();
  }

  /// What a line means.
  ///
  /// @param number of the line, from 1
  ConfigurationLine line(int number) {
    return ConfigurationLine.of(text(number));
  }

  /// The text of a line without its end; of one that is not UTF-8, a character for each byte.
  String text(int number) {
    byte[] line = lines.get(number - 1);
    int start = number == 1 && hasMark() ? BYTE_ORDER_MARK.length : 0;
    ByteBuffer bytes = ByteBuffer.wrap(line, start, line.length - start - end(line).length());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      // Comments may be in any encoding; whoever needs the text asks whether it is UTF-8.
      return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
  }

  /// Whether the text of a line can be relied on.
  boolean isUtf8(int number) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(lines.get(number - 1)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// The numbers of the lines that set something, the one that counts last.
  ///
  /// @param name as [Setting#name] has it, which need not be that of a setting
  public List<Integer> settingLines(String name) {
    return numbers()
        .filter(n -> line(n) instanceof ConfigurationLine.Value v && v.name().equals(name))
        .boxed()
        .toList();
  }

  /// What is set to a text; nothing when the file does not say.
  public Optional<String> value(Setting<?> setting) {
    List<Integer> found = settingLines(setting.name());
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(((ConfigurationLine.Value) line(found.getLast())).text());
  }

  /// The same with a setting set: in its line, in place of the line that has it commented out,
  /// below the other settings of its section, or at the end.
  ///
  /// @param text without blanks at its ends and on one line
  public ConfigurationLines with(Setting<?> setting, String text) {
    List<Integer> found = settingLines(setting.name());
    if (!found.isEmpty()) {
      return withValue(found.getLast(), text);
    }
    String line = (setting.name() + " = " + text).stripTrailing();
    Place place = Place.of(this, setting);
    return switch (place) {
      case Place.Instead(int number) -> replaced(number, line);
      case Place.Below(int number) -> inserted(number, line);
      case Place.AtEnd(boolean heading) -> appended(setting.section(), heading, line);
    };
  }

  private ConfigurationLines withValue(int number, String text) {
    String old = text(number);
    ConfigurationLine.Value value = (ConfigurationLine.Value) line(number);
    String before = old.substring(0, value.start());
    // Where there is no value, the blank before it is missing as well.
    boolean tight = value.text().isEmpty() && (before.endsWith(" =") || before.endsWith(":"));
    return replaced(number, (before + (tight ? " " : "") + text).stripTrailing());
  }

  private ConfigurationLines replaced(int number, String text) {
    byte[] old = lines.get(number - 1);
    String mark = number == 1 && hasMark() ? "\uFEFF" : "";
    List<byte[]> changed = new ArrayList<>(lines);
    changed.set(number - 1, utf8(mark + text + end(old)));
    return new ConfigurationLines(changed);
  }

  private ConfigurationLines inserted(int below, String text) {
    List<byte[]> changed = new ArrayList<>(lines);
    changed.set(below - 1, ended(lines.get(below - 1)));
    changed.add(below, utf8(text + usualEnd()));
    return new ConfigurationLines(changed);
  }

  private ConfigurationLines appended(Section section, boolean heading, String text) {
    List<byte[]> changed = new ArrayList<>(lines);
    if (!changed.isEmpty()) {
      changed.set(changed.size() - 1, ended(changed.getLast()));
    }
    if (heading) {
      boolean gap = !lines.isEmpty() && !text(lines.size()).isBlank();
      changed.add(utf8((gap ? usualEnd() : "") + "[" + section.key() + "]" + usualEnd()));
    }
    changed.add(utf8(text + usualEnd()));
    return of(new ConfigurationLines(changed).bytes());
  }

  /// The same without some lines.
  private ConfigurationLines withoutLines(List<Integer> numbers) {
    List<byte[]> kept =
        new ArrayList<>(
            numbers().filter(n -> !numbers.contains(n)).mapToObj(n -> lines.get(n - 1)).toList());
    if (hasMark() && numbers.contains(1)) {
      kept.addFirst(BYTE_ORDER_MARK);
      return of(new ConfigurationLines(kept).bytes());
    }
    return new ConfigurationLines(kept);
  }

  /// The same without the lines that a server cannot read, to see whether it could use the rest.
  ///
  /// @param problems found in these lines
  public ConfigurationLines without(Collection<FileProblem> problems) {
    return withoutLines(
        problems.stream()
            .filter(problem -> problem.kind().isError() && problem.line() > 0)
            .flatMap(problem -> linesOf(problem).stream())
            .toList());
  }

  /// Without the line that counts, an earlier one would.
  private List<Integer> linesOf(FileProblem problem) {
    return problem.key().isEmpty()
        ? List.of(problem.line())
        : settingLines(Settings.name(problem.key()));
  }

  /// The same with nothing said of a setting any more.
  ///
  /// @param name as [Setting#name] has it, which need not be that of a setting
  public ConfigurationLines without(String name) {
    return withoutLines(settingLines(name));
  }

  private IntStream numbers() {
    return IntStream.rangeClosed(1, lines.size());
  }

  private boolean hasMark() {
    return !lines.isEmpty()
        && lines.getFirst().length >= BYTE_ORDER_MARK.length
        && Arrays.equals(lines.getFirst(), 0, 3, BYTE_ORDER_MARK, 0, 3);
  }

  private byte[] ended(byte[] line) {
    if (!end(line).isEmpty()) {
      return line;
    }
    byte[] end = utf8(usualEnd());
    byte[] ended = Arrays.copyOf(line, line.length + end.length);
    System.arraycopy(end, 0, ended, line.length, end.length);
    return ended;
  }

  /// How the first line ends, as the file is likely to keep to that.
  private String usualEnd() {
    String first = lines.isEmpty() ? "" : end(lines.getFirst());
    return first.isEmpty() ? "\n" : first;
  }

  private static String end(byte[] line) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\n') {
      return length > 1 && line[length - 2] == '\r' ? "\r\n" : "\n";
    }
    return length > 0 && line[length - 1] == '\r' ? "\r" : "";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;
import org.visiomatic.serve.AdminSettings;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.serve.http.VisiomaticServer;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.configure.ServerSettingsReader;
import org.visiomatic.shell.console.ExitCode;

/// What holds for whatever anybody sets.
class ConfigSetPropertyTest {

  private static final List<String> CHOOSY = List.of("directory", "filename", "file", "host");

  private static final List<String> LINES =
      List.of(
          "# Über uns",
          "; old",
          "",
          "  ",
          "[host]",
          "[IMAGE]",
          "[cache]",
          "[server]",
          "port = 8010",
          "#port = 8011",
          "gamma: 2",
          "max-open-files=500",
          "#quality = 80",
          "checksums = yes",
          "\t# tab");

  private Path folder = Path.of("");

  @BeforeProperty
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("visiomatic-config").toRealPath();
  }

  @AfterProperty
  void removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path conf() {
    return folder.resolve("visiomatic.conf");
  }

  private Ran run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), words);
    return new Ran(code, out.toString(), err.toString());
  }

  /// The only difference to a real start: the ports are any free ones, as others may run here.
  private void start() throws IOException {
    Configuration configuration = new Configuration(Optional.of(conf()), Map.of(), Map.of());
    ServerSettings read = ServerSettingsReader.read(configuration, Optional.empty(), List.of());
    ServerSettings settings = read.with(read.host().withPort(0));
    Optional<AdminSettings> admin = settings.operations().admin();
    if (admin.isPresent()) {
      AdminSettings free = new AdminSettings(admin.get().host(), 0, admin.get().token());
      settings = settings.with(settings.operations().with(free));
    }
    try (VisiomaticServer server = VisiomaticServer.start(settings)) {
      assertThat(server.port()).isPositive();
    }
  }

  @Property(tries = 60)
  void whatIsAcceptedStartsAServerAndWhatIsRefusedNamesItsLimit(@ForAll("changes") Change change)
      throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path cache = Files.createDirectories(folder.resolve("cache"));
    String before =
        "[server]\n# Ours\ndata_dir = " + data + "\n[cache]\ncache_dir = " + cache + "\n";
    Files.writeString(conf(), before);
    Setting<?> setting = change.setting();
    String text = change.text().replace("FOLDER", folder.toString());
    Ran ran = run("config", "set", "-c", conf().toString(), setting.name() + "=" + text);
    Statistics.label("code")
        .collect(ran.code())
        .coverage(codes -> codes.check(ExitCode.OK).count(accepted -> accepted >= 8));
    if (ran.code() == ExitCode.OK) {
      start();
      return;
    }
    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
    assertThat(conf()).hasContent(before);
    String limits = setting.kind().limits();
    if (limits.isEmpty()) {
      assertThat(ran.err()).containsPattern("(?s)must|needed|cannot|use |name ");
    } else {
      assertThat(ran.err()).containsAnyOf(limits, "cannot hold", "at most", "must");
    }
  }

  @Property(tries = 300)
  void whatIsSetIsGotBackAndNothingElseChanges(
      @ForAll("changes") Change change,
      @ForAll("files") List<String> lines,
      @ForAll("ends") String end)
      throws IOException {
    String before = String.join(end, lines);
    Files.writeString(conf(), before);
    Setting<?> setting = change.setting();
    String text = change.text().replace("FOLDER", folder.toString());
    Ran ran = run("config", "set", "--force", "-c", conf().toString(), setting.name() + "=" + text);
    String after = Files.readString(conf(), StandardCharsets.UTF_8);
    if (ran.code() != ExitCode.OK) {
      assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
      assertThat(after).isEqualTo(before);
      return;
    }
    Configuration configuration = new Configuration(Optional.of(conf()), Map.of(), Map.of());
    assertThat((Object) configuration.get(setting)).isEqualTo(setting.kind().parse(text));
    assertThat(run("config", "get", "-c", conf().toString(), setting.name()).out())
        .isEqualTo(configuration.text(setting) + System.lineSeparator());
    // Nobody can tell how the lines of a file of one line end.
    String ends = before.contains(end) ? end : "\n";
    demandOneLineOfDifference(setting, lines, List.of(after.split(ends, -1)));
  }

  /// What comes before the line of the setting and what comes after it are the same; a heading and
  /// a blank line may be new.
  private static void demandOneLineOfDifference(
      Setting<?> setting, List<String> before, List<String> after) {
    int shorter = Math.min(before.size(), after.size());
    int head = 0;
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<String> old = before.subList(head, before.size() - tail);
    assertThat(old)
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(line -> isOf(setting, line.replaceFirst("^[#;]", "")));
    List<String> fresh = new ArrayList<>(after.subList(head, after.size() - tail));
    fresh.removeIf(String::isEmpty);
    fresh.remove("[" + setting.section().key() + "]");
    assertThat(fresh).hasSizeLessThanOrEqualTo(1).allMatch(line -> isOf(setting, line));
  }

  private static boolean isOf(Setting<?> setting, String line) {
    return Settings.name(line.split("[=:]", 2)[0]).equals(setting.name());
  }

  /// @param text `FOLDER` stands for the folder of the test
  record Change(Setting<?> setting, String text) {}

  @Provide
  Arbitrary<Change> changes() {
    return Arbitraries.of(Settings.all())
        .flatMap(setting -> texts(setting).map(text -> new Change(setting, text)));
  }

  /// Mostly texts that such a setting could have, so that many are accepted. Files and folders are
  /// those of the test only, as a server makes what is missing, and hosts those that no name
  /// service is asked for.
  private static Arbitrary<String> texts(Setting<?> setting) {
    if (CHOOSY.contains(setting.kind().label())) {
      return fitting(setting);
    }
    Arbitrary<String> any =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.integers().between(-3, 70_000).map(String::valueOf),
            Arbitraries.doubles().between(-200, 200).map(String::valueOf),
            Arbitraries.of("true", "NaN", "-0", "1e3", "64,64", "none", "1T", "", " "));
    return Arbitraries.frequencyOf(Tuple.of(3, fitting(setting)), Tuple.of(1, any));
  }

  private static Arbitrary<String> fitting(Setting<?> setting) {
    if (!setting.kind().choices().isEmpty()) {
      return Arbitraries.of(setting.kind().choices());
    }
    return switch (setting.kind().label()) {
      case "integer", "float", "count" ->
          Arbitraries.integers().between(0, 300).map(String::valueOf);
      case "size" -> Arbitraries.integers().between(1, 300).map(number -> number + "M");
      case "height,width" ->
          Arbitraries.integers().between(1, 5000).map(side -> side + "," + side / 2);
      case "host" -> Arbitraries.of("localhost", "127.0.0.1", "0.0.0.0", "::1", "192.0.2.1");
      case "directory", "filename", "file" ->
          Arbitraries.of(
              "FOLDER/data",
              "FOLDER/cache",
              "FOLDER/missing",
              "FOLDER/new file",
              "FOLDER/data/x/y",
              "FOLDER/visiomatic.conf/x");
      case "path" -> Arbitraries.of("/api", "/a/b", "api", "/a b", "/vis/");
      case "URL" -> Arbitraries.of("https://example.org/x?y", "/manual", "ftp://x", "");
      case "origin,…" -> Arbitraries.of("https://a.example", "*", "self", "a.example", "");
      case "address,…" -> Arbitraries.of("10.0.0.0/8", "::1", "10.0.0.0/99", "localhost", "");
      case "name,…" -> Arbitraries.of("images.example.org", "*", "a:80", "");
      case "password", "token" -> Arbitraries.strings().alpha().ofMinLength(10).ofMaxLength(20);
      default -> throw new AssertionError("Add texts for " + setting.kind().label() + ".");
    };
  }

  @Provide
  Arbitrary<List<String>> files() {
    return Arbitraries.of(LINES).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of("\n", "\r\n");
  }
}

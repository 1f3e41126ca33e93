package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.console.ExitCode;
import org.visiomatic.shell.console.Surroundings;
import org.visiomatic.shell.running.RunningServers;
import org.visiomatic.shell.running.ServerNote;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What the verbs about the configuration print, word for word.
class ConfigVerbsTest {

  private static final String FILE =
      """
      # Our server
      [host]
      port = 8010

      [image]
      # Soft
      gamma = 1.8
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("visiomatic.conf"), FILE);
  }

  private Ran run(String verb, String... words) {
    return in(Map.of(), Map.of(), verb, words);
  }

  /// Runs a verb of `config` on the file.
  private Ran in(
      Map<String, String> environment,
      Map<Setting<?>, String> shell,
      String verb,
      String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        Surroundings.of(new PrintWriter(out, true), new PrintWriter(err, true), environment)
            .with(Optional.of(file), shell);
    String line = "config " + verb;
    String[] all =
        Stream.concat(List.of(line.strip().split(" ")).stream(), Stream.of(words))
            .toArray(String[]::new);
    int code = Main.run(surroundings, all);
    return new Ran(code, text(out), text(err));
  }

  private String text(StringWriter text) {
    return text.toString().replace(System.lineSeparator(), "\n").replace(folder.toString(), "DIR");
  }

  @Test
  void listsAllSettings() {
    Ran ran = in(Map.of("VISIOMATIC_QUALITY", "90"), Map.of(), "");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("DIR/visiomatic.conf\n\nSETTING ")
        .containsPattern("(?m)^\\[host]\nhost +localhost +built-in +restart +host$")
        .containsPattern("(?m)^port +8010 +line 3 +restart +a whole number from 0 to 65535$")
        .containsPattern("(?m)^gamma +1.8 +line 7 +live +a number from 0.1 to 5.0$")
        .containsPattern(
            "(?m)^quality +90 +VISIOMATIC_QUALITY +live +a whole number from 0 to 100$");
    assertThat(ran.out().lines().filter(line -> line.startsWith("["))).hasSize(5);
    assertThat(ran.out().lines()).hasSize(2 + 1 + 5 + Settings.all().size());
  }

  @Test
  void listsThemAsJson() throws IOException {
    Ran ran = run("", "--json");
    List<JsonNode> settings = Schemas.read("config", ran.out());
    assertThat(settings).hasSize(Settings.all().size());
    JsonNode gamma =
        settings.stream()
            .filter(one -> one.path("name").asText().equals("gamma"))
            .toList()
            .getFirst();
    assertThat(gamma.path("value").asText()).isEqualTo("1.8");
    assertThat(gamma.path("where").asText()).isEqualTo("DIR/visiomatic.conf:7");
  }

  @Test
  void showsNoSecretUnlessAskedForIt() throws IOException {
    Files.writeString(file, "admin_token = 0123456789abcdef\n");
    assertThat(run("").out()).contains("***").doesNotContain("0123456789");
    assertThat(run("", "--json").out()).doesNotContain("0123456789");
    assertThat(run("diff").out()).contains("***").doesNotContain("0123456789");
    assertThat(run("set", "admin_token=fedcba9876543210").err())
        .isEqualTo(
            "visiomatic: admin_token = *** was written to DIR/visiomatic.conf, in line 1; it was ***.\n");
    assertThat(run("get", "admin_token").out()).isEqualTo("fedcba9876543210\n");
    assertThat(run("get", "admin_token", "--json").out()).contains("fedcba9876543210");
  }

  @Test
  void getsValuesAlone() throws IOException {
    assertThat(run("get", "port", "tile-size").out()).isEqualTo("8010\n256,256\n");
    assertThat(run("get", "--origin", "gamma", "host").out())
        .isEqualTo("1.8\tfile DIR/visiomatic.conf:7\nlocalhost\tbuilt-in\n");
    assertThat(Schemas.read("config", run("get", "--json", "port").out())).hasSize(1);
  }

  @Test
  void refusesToGetWhatIsNotThere() {
    Ran ran = run("get", "prot");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("visiomatic: There is no setting prot; is port meant?\n");
    assertThat(run("get", "zzzzzzzz").err())
        .isEqualTo("visiomatic: There is no setting zzzzzzzz; 'visiomatic config' lists them.\n");
  }

  @Test
  void refusesOptionsBeforeAVerbOfItsOwn() {
    Ran ran = run("--json get", "port");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            """
            visiomatic: '--json' stands before 'get' and would have no effect; write it after 'get'.
            Try 'visiomatic config get --help'.
            """);
    assertThat(run("gte", "port").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void showsWhatDiffers() throws IOException {
    assertThat(run("diff").out())
        .isEqualTo(
            """
            SETTING  VALUE  BUILT IN  ORIGIN
            [host]
            port     8010   8009      line 3
            [image]
            gamma    1.8    2.2       line 7
            """);
    assertThat(Schemas.read("config", run("diff", "--json").out()))
        .extracting(one -> one.path("name").asText())
        .containsExactly("port", "gamma");
    Files.writeString(file, "port = 8009\n");
    assertThat(run("diff").out()).isEmpty();
    assertThat(run("diff").err()).isEqualTo("visiomatic: all settings are as built in.\n");
  }

  @Test
  void setsAndKeepsTheRest() throws IOException {
    Ran ran = run("set", "gamma=2", "workers", "8", "brightness", "-5");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            """
            visiomatic: gamma = 2 was written to DIR/visiomatic.conf, in line 8; it was 1.8.
            visiomatic: workers = 8 was written to DIR/visiomatic.conf, in line 4; it was 4, as built in.
            visiomatic: brightness = -5 was written to DIR/visiomatic.conf, in line 9; it was 0.0, as built in.
            """);
    assertThat(file)
        .hasContent(
            """
            # Our server
            [host]
            port = 8010
            workers = 8

            [image]
            # Soft
            gamma = 2
            brightness = -5
            """);
    assertThat(run("set", "gamma", "2").err())
        .isEqualTo("visiomatic: gamma = 2 stands in DIR/visiomatic.conf already, in line 8.\n");
  }

  @Test
  void setsAllOrNothing() {
    Ran ran = run("set", "gamma=2", "workers=2000");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: Setting workers: '2000' was given, but a whole number from 1 to 1024 is needed.\n");
    assertThat(run("set", "gamma").err())
        .isEqualTo(
            "visiomatic: Setting gamma has no value here; write gamma=VALUE, or remove it with 'config unset gamma'.\n");
    assertThat(run("set", "gamma=1", "gamma=2").err())
        .isEqualTo("visiomatic: Setting gamma is given twice.\n");
    assertThat(run("set", "--frob=1").err()).contains("There is no option --frob here");
    assertThat(file).hasContent(FILE);
  }

  @Test
  void refusesWhatDoesNotGoTogetherUnlessItComesTogether() {
    Ran ran = run("set", "admin_host=0.0.0.0", "admin_port=8019");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: The setting admin_host is 0.0.0.0, which other machines can reach; set admin_token_file or admin_token as well, or use localhost.\n");
    assertThat(file).hasContent(FILE);
    assertThat(
            run("set", "admin_host=0.0.0.0", "admin_port=8019", "admin_token=0123456789abcdef")
                .code())
        .isZero();
    assertThat(run("unset", "admin_token").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("get", "admin_token").out()).isEqualTo("0123456789abcdef\n");
  }

  @Test
  void refusesWhatIsNotThereUnlessForced() {
    Ran ran = run("set", "data_dir=" + folder.resolve("images"));
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: The data folder DIR/images is not there; name a folder of images with data_dir. Where that is to change, use --force.\n");
    assertThat(file).hasContent(FILE);
    assertThat(run("set", "--force", "data_dir=" + folder.resolve("images")).code()).isZero();
  }

  @Test
  void mendsABrokenFileStepByStep() throws IOException {
    Files.writeString(file, "port = 99999\nprot = 1\ngamma = 9\n");
    Ran first = run("set", "port=8011");
    assertThat(first.code()).isZero();
    assertThat(first.err())
        .isEqualTo(
            """
            visiomatic: port = 8011 was written to DIR/visiomatic.conf, in line 1; it was 99999.
            visiomatic: still wrong: line 2: There is no setting prot; is port meant?
            visiomatic: still wrong: line 3: Setting gamma: '9' was given, but a number from 0.1 to 5.0 is needed.
            """);
    assertThat(run("unset", "prot", "gamma").err())
        .isEqualTo(
            """
            visiomatic: prot was removed from DIR/visiomatic.conf.
            visiomatic: gamma was removed from DIR/visiomatic.conf; as built in, it is 2.2.
            """);
    assertThat(file).hasContent("port = 8011\n");
    assertThat(run("unset", "gamma").err())
        .isEqualTo("visiomatic: gamma is not set in DIR/visiomatic.conf.\n");
    assertThat(run("unset", "prot").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void changesNothingInADryRun() throws IOException {
    Ran ran = run("set", "--dry-run", "gamma=2");
    assertThat(ran.err())
        .isEqualTo(
            "visiomatic: gamma = 2 would be written to DIR/visiomatic.conf, in line 7; it was 1.8.\n");
    assertThat(run("unset", "--dry-run", "gamma").err())
        .isEqualTo(
            "visiomatic: gamma would be removed from DIR/visiomatic.conf; as built in, it is 2.2.\n");
    assertThat(file).hasContent(FILE);
    file = folder.resolve("new/none.conf");
    assertThat(run("set", "--dry-run", "gamma=2").code()).isZero();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void saysWhatGoesBeforeTheFile() {
    Ran ran =
        in(
            Map.of("VISIOMATIC_GAMMA", "3"),
            Map.of(HostSection.PORT, "8012"),
            "set",
            "gamma=2",
            "port=8013");
    assertThat(ran.err())
        .isEqualTo(
            """
            visiomatic: gamma = 2 was written to DIR/visiomatic.conf, in line 7; it was 1.8.
            visiomatic: here, variable VISIOMATIC_GAMMA = 3 goes before that.
            visiomatic: port = 8013 was written to DIR/visiomatic.conf, in line 3; it was 8010.
            visiomatic: here, option --port = 8012 goes before that.
            """);
  }

  @Test
  void saysThatASettingStandsTwice() throws IOException {
    Files.writeString(file, "port = 1\nport = 2\nport = 3\n");
    assertThat(run("set", "port=4").err())
        .isEqualTo(
            """
            visiomatic: port = 4 was written to DIR/visiomatic.conf, in line 3; it was 3.
            visiomatic: port stands in lines 1, 2 as well, without effect.
            """);
  }

  @Test
  void makesTheFileAndItsFolderWhereThereIsNone() throws IOException {
    file = folder.resolve("a/b.conf");
    assertThat(run("set", "port", "8011").code()).isZero();
    assertThat(file).hasContent("[host]\nport = 8011\n");
    assertThat(file.resolveSibling(".").toFile().list()).containsExactly("b.conf");
  }

  @Test
  void keepsPermissionsAndLinks() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
    Path real = file;
    file = link;
    assertThat(run("set", "port=1").err()).contains("was written to DIR/visiomatic.conf");
    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("later.conf"));
    file = dangling;
    assertThat(run("set", "port=1").code()).isZero();
    assertThat(dangling).isSymbolicLink();
    assertThat(folder.resolve("later.conf")).exists();
    file = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertThat(run("set", "port=1").code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void keepsSecretsFromOthers() throws IOException {
    file = folder.resolve("secret.conf");
    assertThat(run("set", "admin_token=0123456789abcdef").code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Path saved = folder.resolve("saved.conf");
    assertThat(run("save", saved.toString()).code()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
        .isEqualTo("rw-------");
  }

  private ServerNote note(String port, boolean image, boolean reloads, Set<String> fixed) {
    return new ServerNote(
        "observatory",
        4711,
        URI.create("http://localhost:" + port + "/"),
        Optional.empty(),
        file,
        folder.resolve("cache"),
        image ? Optional.of(folder.resolve("a.fits")) : Optional.empty(),
        reloads,
        fixed,
        Instant.EPOCH.plusSeconds(Integer.parseInt(port)),
        "4");
  }

  @Test
  void namesTheServersThatItConcerns() throws IOException {
    String cache = folder.resolve("cache").toString();
    RunningServers servers = new RunningServers(Path.of(cache));
    ServerNote other =
        new ServerNote(
            "observatory",
            1,
            URI.create("http://localhost:5/"),
            Optional.empty(),
            folder.resolve("other.conf"),
            Path.of(cache),
            Optional.empty(),
            false,
            Set.of(),
            Instant.EPOCH,
            "4");
    try (var _ = servers.announce(note("1", false, false, Set.of()));
        var _ = servers.announce(note("2", false, true, Set.of("workers")));
        var _ = servers.announce(note("3", true, false, Set.of()));
        var _ = servers.announce(other)) {
      Ran ran = run("set", "--cache_dir", cache, "gamma=2", "workers=8", "port=8010");
      assertThat(ran.err().lines().skip(3))
          .containsExactly(
              "visiomatic: the server at http://localhost:1/ (process 4711 on observatory) follows gamma after a reload: kill -HUP 4711.",
              "visiomatic: the server at http://localhost:1/ (process 4711 on observatory) has to be restarted for workers.",
              "visiomatic: the server at http://localhost:2/ (process 4711 on observatory) follows gamma by itself.",
              "visiomatic: the server at http://localhost:2/ (process 4711 on observatory) was started with a value of its own for workers.",
              "visiomatic: the server at http://localhost:3/ (process 4711 on observatory) has to be restarted for gamma, workers.");
      Ran json = run("set", "--json", "--cache_dir", cache, "gamma=3");
      JsonNode report = Schemas.read("config-set", json.out()).getFirst();
      assertThat(report.path("servers")).hasSize(3);
      assertThat(report.path("servers").path(0).path("reload").path(0).asText()).isEqualTo("gamma");
      assertThat(run("set", "--cache_dir", cache, "gamma=3").err().lines()).hasSize(1);
    }
  }

  @Test
  void reportsChangesAsJson() throws IOException {
    Files.writeString(file, "port = 1\nport = 2\nprot = 3\n");
    JsonNode report =
        Schemas.read("config-set", run("set", "--json", "port=4", "data_dir=.").out()).getFirst();
    assertThat(report.path("file").asText()).isEqualTo("DIR/visiomatic.conf");
    assertThat(report.path("written").asBoolean()).isTrue();
    assertThat(report.path("changes").path(0).path("lines").toString()).isEqualTo("[1,2]");
    assertThat(report.path("problems").path(0).path("key").asText()).isEqualTo("prot");
    JsonNode gone =
        Schemas.read("config-set", run("unset", "--json", "prot", "gamma", "--dry-run").out())
            .getFirst();
    assertThat(gone.path("dry_run").asBoolean()).isTrue();
  }

  @Test
  void checksAFile() throws IOException {
    Path bad =
        Files.writeString(
            folder.resolve("bad.conf"),
            """
            prot = 3
            nonsense
            [hots]
            port=99999
            port=65536
            admin_host=0.0.0.0
            admin_port=8434
            """);
    Ran ran = run("check", bad.toString());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.out())
        .isEqualTo(
            """
            DIR/bad.conf:1: There is no setting prot; is port meant?
            DIR/bad.conf:2: 'nonsense' is neither a comment nor a [section] nor 'name = value'.
            DIR/bad.conf:3: hint: There is no section [hots]; what stands below it counts all the same.
            DIR/bad.conf:4: hint: Setting port stands again in line 5, which is what counts.
            DIR/bad.conf:5: Setting port: '65536' was given, but a whole number from 0 to 65535 is needed.
            DIR/bad.conf: The setting admin_host is 0.0.0.0, which other machines can reach; set admin_token_file or admin_token as well, or use localhost.
            """);
    assertThat(ran.err()).isEqualTo("visiomatic: 4 problems in DIR/bad.conf.\n");
    Ran json = run("check", "--json", bad.toString());
    assertThat(json.code()).isEqualTo(ExitCode.USAGE);
    List<JsonNode> problems = Schemas.read("config-check", json.out());
    assertThat(problems)
        .extracting(problem -> problem.path("kind").asText())
        .containsExactly("unknown", "syntax", "section", "twice", "value", "combination");
    assertThat(problems.get(0).path("nearest").asText()).isEqualTo("port");
    assertThat(problems.get(4).path("allowed").asText())
        .isEqualTo("a whole number from 0 to 65535");
  }

  @Test
  void checksTheFileInUse() {
    assertThat(run("check").code()).isZero();
    assertThat(run("check").err()).isEqualTo("visiomatic: DIR/visiomatic.conf is good.\n");
    Ran missing = run("check", folder.resolve("none.conf").toString());
    assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err())
        .isEqualTo("visiomatic: There is no configuration file DIR/none.conf.\n");
  }

  @Test
  void checksWhatAServerNeedsUnlessTheFileAloneIsMeant() throws IOException {
    Files.writeString(file, "tls_keystore = none.p12\ndata_dir = " + folder.resolve("x") + "\n");
    assertThat(run("check").out())
        .isEqualTo(
            """
            DIR/visiomatic.conf: The key store none.p12 is not there; name a file with a private key and its certificates with tls_keystore.
            DIR/visiomatic.conf: The data folder DIR/x is not there; name a folder of images with data_dir.
            """);
    assertThat(run("check", "--file-only").code()).isZero();
    assertThat(run("check").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void savesAsTheOptionDoes() throws IOException {
    Path saved = folder.resolve("saved.conf");
    assertThat(run("save", saved.toString(), "--quality", "80").err())
        .isEqualTo("visiomatic: the configuration was saved in DIR/saved.conf.\n");
    assertThat(Ran.of("-s", "--yes", "-c", file.toString(), "--quality", "80").code()).isZero();
    assertThat(file).hasSameTextualContentAs(saved);
    assertThat(run("save", "--dry-run").out()).isEqualTo(Files.readString(saved));
    Ran refused = run("save", saved.toString());
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .isEqualTo(
            "visiomatic: Nobody can be asked whether to overwrite DIR/saved.conf; say so with --yes.\n");
    assertThat(run("save", "-y", saved.toString()).code()).isZero();
    JsonNode written =
        Schemas.read("config-save", run("save", "-y", "--json", saved.toString()).out()).getFirst();
    assertThat(written.path("written").asBoolean()).isTrue();
    assertThat(written.has("text")).isFalse();
    JsonNode planned =
        Schemas.read("config-save", run("save", "--dry-run", "--json").out()).getFirst();
    assertThat(planned.path("written").asBoolean()).isFalse();
    assertThat(planned.path("text").asText()).isEqualTo(Files.readString(saved));
  }

  @Test
  void thePageTellsOfEveryOption() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/verbs/config.md"));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandSpec config =
        Commands.verbs().spec("config", Surroundings.of(nowhere, nowhere, Map.of()));
    assertThat(config.subcommands().keySet())
        .containsExactly("get", "set", "unset", "check", "save", "diff");
    List<String> settings =
        Settings.all().stream().flatMap(setting -> setting.optionNames().stream()).toList();
    for (CommandLine verb : config.subcommands().values()) {
      assertThat(page).contains("visiomatic config " + verb.getCommandName());
      verb.getCommandSpec().options().stream()
          .filter(option -> !settings.contains(option.longestName()))
          .forEach(option -> assertThat(page).contains("`" + option.longestName()));
    }
  }
}

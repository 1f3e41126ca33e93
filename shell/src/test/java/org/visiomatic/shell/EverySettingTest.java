package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.visiomatic.serve.ServerSettings;
import org.visiomatic.shell.config.Configuration;
import org.visiomatic.shell.config.Configuration.Origin;
import org.visiomatic.shell.config.ConfigurationException;
import org.visiomatic.shell.config.EngineSection;
import org.visiomatic.shell.config.HostSection;
import org.visiomatic.shell.config.ServerSection;
import org.visiomatic.shell.config.Setting;
import org.visiomatic.shell.config.Settings;
import org.visiomatic.shell.configure.ServerSettingsReader;

/// What holds for each setting alike.
class EverySettingTest {

  /// Not of the server, but of the session around it.
  private static final Set<Setting<?>> OF_THE_SESSION =
      Set.of(ServerSection.NO_BROWSER, HostSection.RELOAD);

  /// One of these is another value for every setting.
  private static final List<String> CANDIDATES =
      List.of("true", "1", "2", "101", "20M", "zstd", "/elsewhere", "elsewhere");

  /// Values of those that are choosy.
  private static final Map<Setting<?>, String> OTHERS =
      Map.of(
          HostSection.CORS_ORIGINS, "https://a.example",
          HostSection.TRUSTED_PROXIES, "10.0.0.0/8",
          HostSection.FRAME_ANCESTORS, "self",
          HostSection.ACCESS_LOG_FORMAT, "json",
          HostSection.ADMIN_TOKEN, "0123456789abcdef");

  /// Those that say something only beside another one.
  private static final Map<Setting<?>, Map<Setting<?>, String>> COMPANIONS =
      Map.of(
          HostSection.ADMIN_HOST,
              Map.of(HostSection.ADMIN_PORT, "1", HostSection.ADMIN_TOKEN, "0123456789abcdef"),
          HostSection.ADMIN_TOKEN, Map.of(HostSection.ADMIN_PORT, "1"),
          HostSection.TLS_KEYSTORE_PASSWORD, Map.of(HostSection.TLS_KEYSTORE, "/keys.p12"));

  /// Files that are read with the settings; here there are none.
  private static final Set<Setting<?>> FILES =
      Set.of(HostSection.ADMIN_TOKEN_FILE, HostSection.TLS_KEYSTORE_PASSWORD_FILE);

  @TempDir Path folder;

  static List<Setting<?>> all() {
    return Settings.all();
  }

  static Stream<Setting<?>> ofTheServer() {
    return Settings.all().stream()
        .filter(setting -> !OF_THE_SESSION.contains(setting) && !FILES.contains(setting));
  }

  private static String otherValue(Setting<?> setting) {
    String given = OTHERS.get(setting);
    if (given != null) {
      return given;
    }
    Object builtIn = setting.kind().parse(setting.builtIn());
    return CANDIDATES.stream()
        .filter(text -> isAllowed(setting, text))
        .filter(text -> !Objects.equals(setting.kind().parse(text), builtIn))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Add a value that " + setting.name() + " takes."));
  }

  private static boolean isAllowed(Setting<?> setting, String text) {
    try {
      return setting.kind().parse(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Configuration with(Setting<?> setting, String text) {
    return Configuration.withoutFile(Map.of(), Map.of(setting, text));
  }

  private static ServerSettings server(Configuration configuration) {
    return ServerSettingsReader.read(configuration, Optional.empty(), List.of());
  }

  @ParameterizedTest
  @MethodSource("ofTheServer")
  void reachesTheServer(Setting<?> setting) {
    Map<Setting<?>, String> usual = new HashMap<>(COMPANIONS.getOrDefault(setting, Map.of()));
    Map<Setting<?>, String> other = new HashMap<>(usual);
    other.put(setting, otherValue(setting));
    assertThat(server(Configuration.withoutFile(Map.of(), other)))
        .isNotEqualTo(server(Configuration.withoutFile(Map.of(), usual)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void takesTheHighestOfItsFourLevels(Setting<?> setting) throws IOException {
    String other = otherValue(setting);
    String usual = setting.kind().isFlag() ? "false" : other;
    Path file = Files.writeString(folder.resolve("c"), setting.name() + " = " + other + "\n");
    Map<String, String> variable = Map.of(setting.environmentName(), usual);
    Optional<Path> named = Optional.of(file);
    Object parsed = setting.kind().parse(other);

    Configuration none = Configuration.withoutFile(Map.of(), Map.of());
    assertThat(none.origin(setting)).isEqualTo(Origin.BUILT_IN);
    assertThat((Object) none.get(setting)).isNotEqualTo(parsed);
    Configuration ofFile = new Configuration(named, Map.of(), Map.of());
    assertThat(ofFile.origin(setting)).isEqualTo(Origin.FILE);
    assertThat((Object) ofFile.get(setting)).isEqualTo(parsed);
    Configuration ofVariable = new Configuration(named, variable, Map.of());
    assertThat(ofVariable.origin(setting)).isEqualTo(Origin.ENVIRONMENT);
    assertThat((Object) ofVariable.get(setting)).isEqualTo(setting.kind().parse(usual));
    Configuration ofLine = new Configuration(named, variable, Map.of(setting, other));
    assertThat(ofLine.origin(setting)).isEqualTo(Origin.COMMAND_LINE);
    assertThat((Object) ofLine.get(setting)).isEqualTo(parsed);
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsWhatItWrites(Setting<?> setting) {
    for (String text : List.of(setting.builtIn(), otherValue(setting))) {
      Configuration configuration = with(setting, text);
      assertThat((Object) with(setting, configuration.text(setting)).get(setting))
          .isEqualTo(configuration.get(setting));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "port,0,65535,1",
    "workers,1,1024,1",
    "brightness,-100,100,0.01",
    "contrast,0.01,10,0.001",
    "color_saturation,0,5,0.01",
    "gamma,0.1,5,0.01",
    "quality,0,100,1",
    "tile_size,1,4096,1",
    "max_region_tile_count,1,1000000,1",
    "thread_count,1,1024,1",
    "memory,16777216,1099511627776,1",
    "max_cache_image_count,1,1000000,1",
    "max_cache_tile_count,0,100000000,1",
    "max_open_files,100,1000000,1"
  })
  void takesBothEndsOfItsRangeAndNothingBeyond(
      String name, String least, String most, double step) {
    Setting<?> setting =
        Settings.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    assertThat(server(with(setting, least))).isNotNull();
    assertThat(with(setting, most)).isNotNull();
    if (!setting.equals(EngineSection.MEMORY)) {
      assertThat(server(with(setting, most))).isNotNull();
    }
    for (double beyond :
        new double[] {Double.parseDouble(least) - step, Double.parseDouble(most) + step}) {
      String text = step == 1 ? Long.toString((long) beyond) : Double.toString(beyond);
      assertThatThrownBy(() -> with(setting, text))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("Option --" + name + ": '" + text + "' was given, but ")
          .hasMessageContaining(setting.kind().limits())
          .hasMessageEndingWith(" is needed.");
    }
  }

  @Property
  void whatIsAcceptedMakesAServerAndWhatIsRefusedSaysWhatIsNeeded(
      @ForAll("settings") Setting<?> setting, @ForAll("texts") String text) {
    Configuration configuration;
    try {
      configuration = with(setting, text);
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageStartingWith("Option --" + setting.name() + ": '" + text + "'");
      assertThat(e).hasMessageContaining("needed").hasMessageContaining(setting.kind().limits());
      return;
    }
    try {
      assertThat(server(configuration)).isNotNull();
    } catch (ConfigurationException e) {
      assertThat(e).hasMessageMatching("(?s)Setting memory: .*|.*(must|cannot|needs?) .*");
    }
  }

  @Provide
  Arbitrary<Setting<?>> settings() {
    return Arbitraries.of(Settings.all());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20),
        Arbitraries.integers().map(String::valueOf),
        Arbitraries.integers().between(-3, 300).map(String::valueOf),
        Arbitraries.doubles().between(-200, 200).map(String::valueOf),
        Arbitraries.strings().withChars("/.-_~a1:%?& ").ofMaxLength(12),
        Arbitraries.of("true", "no", "NaN", "-0", "1e3", "64,64", "(64, 32)", "none", "1T"));
  }
}

package org.visiomatic.shell.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationLinesTest {

  private static ConfigurationLines of(String text) {
    return ConfigurationLines.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ConfigurationLines lines) {
    return new String(lines.bytes(), StandardCharsets.UTF_8);
  }

  private static String set(String file, Setting<?> setting, String value) {
    return text(of(file).with(setting, value));
  }

  @Test
  void changesAValueWhereItStandsAndKeepsHowItIsWritten() {
    assertThat(set("# a\n\n  PORT:8010  \nhost = h\n", HostSection.PORT, "1"))
        .isEqualTo("# a\n\n  PORT:1\nhost = h\n");
    assertThat(set("max-open-files =\t500", CacheSection.MAX_OPEN_FILES, "100"))
        .isEqualTo("max-open-files =\t100");
  }

  @Test
  void putsABlankBeforeAValueWhereThereWasNone() {
    assertThat(set("admin_token =\n", HostSection.ADMIN_TOKEN, "a b"))
        .isEqualTo("admin_token = a b\n");
    assertThat(set("admin_token:\n", HostSection.ADMIN_TOKEN, "x")).isEqualTo("admin_token: x\n");
    assertThat(set("admin_token=\n", HostSection.ADMIN_TOKEN, "x")).isEqualTo("admin_token=x\n");
    assertThat(set("admin_token = x\n", HostSection.ADMIN_TOKEN, "")).isEqualTo("admin_token =\n");
  }

  @Test
  void changesTheLineThatCountsWhenASettingStandsTwice() {
    String file = "port = 1\n[host]\nport = 2\n";
    assertThat(set(file, HostSection.PORT, "3")).isEqualTo("port = 1\n[host]\nport = 3\n");
    assertThat(of(file).settingLines("port")).containsExactly(1, 3);
    assertThat(text(of(file).without("port"))).isEqualTo("[host]\n");
  }

  @Test
  void takesThePlaceOfTheLineThatHasItCommentedOut() {
    assertThat(set("[host]\n# Port of it\n#port = 8009\n;host = x\n", HostSection.PORT, "1"))
        .isEqualTo("[host]\n# Port of it\nport = 1\n;host = x\n");
    assertThat(set("; port=8009\n", HostSection.PORT, "1")).isEqualTo("port = 1\n");
  }

  @Test
  void leavesCommentsThatOnlyLookLikeIt() {
    String prose = "[host]\n# port = the door of the server\n";
    assertThat(set(prose, HostSection.PORT, "1"))
        .isEqualTo("[host]\nport = 1\n# port = the door of the server\n");
    String elsewhere = "[cache]\n# port = 5\n";
    assertThat(set(elsewhere, HostSection.PORT, "1")).isEqualTo(elsewhere + "\n[host]\nport = 1\n");
  }

  @Test
  void standsBelowTheOthersOfItsSection() {
    assertThat(set("[host]\n# who\nhost = h\n\n[cache]\nchecksums = on\n", HostSection.PORT, "1"))
        .isEqualTo("[host]\n# who\nhost = h\nport = 1\n\n[cache]\nchecksums = on\n");
    assertThat(set("[HOST]\n\n[cache]\n", HostSection.PORT, "1"))
        .isEqualTo("[HOST]\nport = 1\n\n[cache]\n");
  }

  @Test
  void beginsItsSectionWhereThereIsNone() {
    assertThat(set("", HostSection.PORT, "1")).isEqualTo("[host]\nport = 1\n");
    assertThat(set("[cache]\nchecksums = on", HostSection.PORT, "1"))
        .isEqualTo("[cache]\nchecksums = on\n\n[host]\nport = 1\n");
    assertThat(set("# mine\n\n", HostSection.PORT, "1")).isEqualTo("# mine\n\n[host]\nport = 1\n");
  }

  @Test
  void needsNoSectionWhereTheFileHasNone() {
    assertThat(set("gamma = 2", HostSection.PORT, "1")).isEqualTo("gamma = 2\nport = 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void keepsHowLinesEnd(String end) {
    String file = "[host]\nhost = h\n\n[cache]\n".replace("\n", end);
    assertThat(set(file, HostSection.PORT, "1"))
        .isEqualTo("[host]\nhost = h\nport = 1\n\n[cache]\n".replace("\n", end));
    assertThat(set(file, HostSection.HOST, "x")).isEqualTo(file.replace("= h", "= x"));
    assertThat(set(file, ImageSection.GAMMA, "1"))
        .isEqualTo(file + "\n[image]\ngamma = 1\n".replace("\n", end));
  }

  @Test
  void keepsAByteOrderMark() {
    assertThat(set("\uFEFFport = 1\n", HostSection.PORT, "2")).isEqualTo("\uFEFFport = 2\n");
    assertThat(text(of("\uFEFFport = 1\ngamma = 2\n").without("port")))
        .isEqualTo("\uFEFFgamma = 2\n");
    assertThat(of("\uFEFFport = 1\n").value(HostSection.PORT)).contains("1");
  }

  @Test
  void keepsBytesThatAreNoUtf8() {
    byte[] file =
        "# caf\u00e9\nport = 1\ndata_dir = /\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] changed = ConfigurationLines.of(file).with(HostSection.PORT, "2").bytes();
    assertThat(new String(changed, StandardCharsets.ISO_8859_1))
        .isEqualTo("# caf\u00e9\nport = 2\ndata_dir = /\u00e9\n");
    assertThat(FileProblem.in(ConfigurationLines.of(file)))
        .extracting(FileProblem::kind, FileProblem::line)
        .containsExactly(tuple(FileProblem.Kind.ENCODING, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prot:port",
        "gama:gamma",
        "chache_dir:cache_dir",
        "tls_key:",
        "x:",
        "workres:workers",
        "tile_count:",
        "open_files:max_open_files",
        "Data-Dri:data_dir"
      })
  void findsWhatAMisspeltNameMeans(String pair) {
    String[] parts = pair.split(":", -1);
    assertThat(Settings.nearest(parts[0])).isEqualTo(parts[1]);
  }

  @Test
  void tellsTheChoicesOfASetting() {
    assertThat(CacheSection.COMPRESS.kind().choices()).containsExactly("none", "zstd");
    assertThat(HostSection.ACCESS_LOG.kind().choices()).containsExactly("true", "false");
    assertThat(HostSection.PORT.kind().choices()).isEmpty();
  }
}

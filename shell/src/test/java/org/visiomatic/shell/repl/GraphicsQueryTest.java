package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.visiomatic.shell.console.Screen.Graphics;

class GraphicsQueryTest {

  private static Graphics graphics(String type, Map<String, String> environment)
      throws IOException {
    try (ExternalTerminal terminal =
        new ExternalTerminal(
            "test",
            type,
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            StandardCharsets.UTF_8)) {
      return new GraphicsQuery(environment, terminal).ask();
    }
  }

  @Test
  void findsSixelsInTheAnswerOfATerminal() {
    assertThat(GraphicsQuery.hasSixels("\033[?62;4;22c")).isTrue();
    assertThat(GraphicsQuery.hasSixels("\033[?64;1;4c")).isTrue();
    assertThat(GraphicsQuery.hasSixels("\033[?62;14;44c")).isFalse();
    assertThat(GraphicsQuery.hasSixels("\033[?1;2c")).isFalse();
    assertThat(GraphicsQuery.hasSixels("\033[?62;4")).isFalse();
    assertThat(GraphicsQuery.hasSixels("")).isFalse();
  }

  @Test
  void knowsKittyUnlessSomethingStandsBetween() throws IOException {
    assertThat(graphics("xterm-kitty", Map.of("TERM", "xterm-kitty"))).isEqualTo(Graphics.KITTY);
    assertThat(graphics("tmux-256color", Map.of("TERM", "tmux-256color", "KITTY_WINDOW_ID", "1")))
        .isEqualTo(Graphics.BLOCKS);
  }

  @Test
  void drawsBlocksInManyColoursOnly() throws IOException {
    assertThat(graphics("xterm-256color", Map.of("TERM", "xterm-256color")))
        .isEqualTo(Graphics.BLOCKS);
    assertThat(graphics("xterm", Map.of("TERM", "xterm", "COLORTERM", "truecolor")))
        .isEqualTo(Graphics.BLOCKS);
    assertThat(graphics("xterm", Map.of("TERM", "xterm"))).isEqualTo(Graphics.NONE);
    assertThat(graphics("xterm-256color", Map.of("TERM", "xterm-256color", "NO_COLOR", "1")))
        .isEqualTo(Graphics.NONE);
  }
}

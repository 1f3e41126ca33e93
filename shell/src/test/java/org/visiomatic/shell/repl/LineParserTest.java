package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class LineParserTest {

  private static CursorLine at(String line) {
    return (CursorLine) new LineParser().parse(line, line.length(), ParseContext.COMPLETE);
  }

  @Test
  void knowsTheVerbThatTheCursorStandsIn() {
    assertThat(at("ls; tile 'a b' ni").words()).containsExactly("tile", "a b", "ni");
    assertThat(at("tile ").words()).containsExactly("tile", "");
    assertThat(at("").words()).containsExactly("");
    assertThat(at("ls;").words()).containsExactly("");
  }

  @Test
  void knowsWhatIsTypedBeforeTheCursorOnly() {
    CursorLine line = (CursorLine) new LineParser().parse("ver --json", 3, ParseContext.COMPLETE);
    assertThat(line.words()).containsExactly("ver");
    assertThat(line.rawWordLength()).isEqualTo(3);
  }

  @Test
  void knowsWhereDataGoes() {
    assertThat(at("ls > fi").place()).isEqualTo(CursorLine.Place.FILE);
    assertThat(at("ls | le").place()).isEqualTo(CursorLine.Place.PROGRAM);
    assertThat(at("ls > file --js").place()).isEqualTo(CursorLine.Place.VERB);
    assertThat(at("ls > file --js").words()).containsExactly("ls", "--js");
  }

  @Test
  void keepsQuotesThatWereBegun() {
    assertThat(at("tile 'my s").escape("my sky.fits", true)).hasToString("'my sky.fits'");
    assertThat(at("tile \"my s").escape("my \"sky\"/", false)).hasToString("\"my \\\"sky\\\"/");
    assertThat(at("tile my\\ s").escape("my sky.fits", true)).hasToString("my\\ sky.fits");
  }

  @Test
  void keepsTheTildeThatWasTyped() {
    String home = System.getProperty("user.home");
    assertThat(at("tile ~/ni").word()).isEqualTo(home + "/ni");
    assertThat(at("tile ~/ni").escape(home + "/night one/", false)).hasToString("~/night\\ one/");
  }

  @Test
  void asksForTheRestOfALine() {
    LineParser parser = new LineParser();
    assertThatThrownBy(() -> parser.parse("tile 'a", 7, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThatThrownBy(() -> parser.parse("tile \\", 6, ParseContext.ACCEPT_LINE))
        .isInstanceOf(EOFError.class);
    assertThat(parser.parse("ls && du", 8, ParseContext.ACCEPT_LINE)).isNotNull();
  }
}

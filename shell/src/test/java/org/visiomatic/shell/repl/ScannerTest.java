package org.visiomatic.shell.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScannerTest {

  private static List<Step> steps(String line) throws SyntaxException {
    return Step.of(Scanner.scan(line));
  }

  private static List<String> words(String line) throws SyntaxException {
    List<Step> steps = steps(line);
    assertThat(steps).hasSize(1);
    return steps.getFirst().words();
  }

  @Test
  void splitsAtBlanksAndKeepsWhatIsQuoted() throws SyntaxException {
    assertThat(words("tile  'my sky.fits'\t\"a \\\"b\\\" \\c\" d\\ e '' f'g'h"))
        .containsExactly("tile", "my sky.fits", "a \"b\" \\c", "d e", "", "fgh");
  }

  @Test
  void leavesPatternsAndVariablesToTheVerbs() throws SyntaxException {
    assertThat(words("tile **/*.fits $HOME {a,b}"))
        .containsExactly("tile", "**/*.fits", "$HOME", "{a,b}");
  }

  @Test
  void knowsTheHomeOfTheUser() throws SyntaxException {
    String home = System.getProperty("user.home");
    assertThat(words("tile ~/x.fits ~ a~b '~/x' ~root/x"))
        .containsExactly("tile", home + "/x.fits", home, "a~b", "~/x", "~root/x");
  }

  @Test
  void separatesVerbs() throws SyntaxException {
    assertThat(steps("ls; ;du\nstat;"))
        .extracting(Step::words)
        .containsExactly(List.of("ls"), List.of("du"), List.of("stat"));
  }

  @Test
  void leavesCommentsOut() throws SyntaxException {
    assertThat(steps("# all of it; even this\nls m31#2.fits # and; that\n#"))
        .extracting(Step::words)
        .containsExactly(List.of("ls", "m31#2.fits"));
  }

  @Test
  void joinsLinesAtABackslash() throws SyntaxException {
    assertThat(words("tile \\\n  a\\\nb.fits \\\n")).containsExactly("tile", "ab.fits");
  }

  @Test
  void keepsLinesInsideQuotes() throws SyntaxException {
    assertThat(words("tile 'a\nb'")).containsExactly("tile", "a\nb");
  }

  @Test
  void sendsDataToFiles() throws SyntaxException {
    assertThat(steps("ls>a.txt;ls >> 'b c' --json"))
        .containsExactly(
            new Step(List.of("ls"), new Destination.File(Path.of("a.txt"), false)),
            new Step(List.of("ls", "--json"), new Destination.File(Path.of("b c"), true)));
  }

  @Test
  void leavesTheLineOfAProgramAsItIs() throws SyntaxException {
    assertThat(steps("ls | grep 'a;b' | head -3 > \"c\" ; du |"))
        .containsExactly(
            new Step(List.of("ls"), new Destination.Program("grep 'a;b' | head -3 > \"c\"")),
            new Step(List.of("du"), new Destination.Program("")));
  }

  @Test
  void tellsWhatIsMissing() throws SyntaxException {
    assertThat(Scanner.scan("tile 'a b").missing()).isEqualTo("'");
    assertThat(Scanner.scan("tile \"a 'b").missing()).isEqualTo("\"");
    assertThat(Scanner.scan("tile a\\").missing()).isEqualTo("\\");
    assertThat(Scanner.scan("ls | grep 'x").missing()).isEqualTo("'");
    assertThat(Scanner.scan("tile 'a' # don't").isWhole()).isTrue();
  }

  @Test
  void refusesWhatMeansSomethingElsewhere() {
    assertThatThrownBy(() -> steps("ls && du")).hasMessageContaining("'&' means nothing here");
    assertThatThrownBy(() -> steps("ls || du")).hasMessageContaining("'||'");
    assertThatThrownBy(() -> steps("tile - < list")).hasMessageContaining("'<'");
    assertThatThrownBy(() -> steps("ls >")).hasMessageContaining("name of a file is missing");
    assertThatThrownBy(() -> steps("ls > | less"))
        .hasMessageContaining("name of a file is missing");
    assertThatThrownBy(() -> steps("ls > a > b")).hasMessageContaining("one place only");
    assertThatThrownBy(() -> steps("| less")).hasMessageContaining("A verb is missing");
    assertThatThrownBy(() -> steps("ls 'a")).hasMessageContaining("not closed");
  }

  @Property
  void whatTheCompletionWritesReadsAsTheSame(
      @ForAll @Size(min = 1, max = 4)
          List<
                  @StringLength(min = 1, max = 8)
                  @Chars({'a', ' ', '\'', '"', '\\', ';', '|', '~', '#', '>', '&', '<'}) String>
              words,
      @ForAll @IntRange(max = 2) int quote)
      throws SyntaxException {
    String openQuote = List.of("", "'", "\"").get(quote);
    CursorLine cursor = new CursorLine("", 0, List.of(""), "", openQuote, CursorLine.Place.VERB);
    StringBuilder line = new StringBuilder("verb");
    words.forEach(word -> line.append(' ').append(cursor.escape(word, true)));
    assertThat(words(line.toString()).subList(1, words.size() + 1)).isEqualTo(words);
  }
}

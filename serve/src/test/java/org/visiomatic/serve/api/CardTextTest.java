package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.visiomatic.tiler.pyramid.Card;

class CardTextTest {

  @ParameterizedTest
  @CsvSource({
    "150, 150.0",
    "-5e-5, -5E-05",
    "1.2e-6, 1.2E-06",
    "0.0001, 0.0001",
    "-0.0002, -0.0002",
    "1.5e-10, 1.5E-10",
    "0, 0.0",
    "60000, 60000.0",
    "1e15, 1000000000000000.0",
    "1e16, 1E+16",
    "1.7976931348623157e308, 1.7976931348623E+308",
    "0.1234567890123456, 0.1234567890123456",
    "-1.2345678901234567e-100, -1.234567890123E-100",
  })
  void writesNumbersThatFitTheirColumns(double value, String text) {
    assertThat(CardText.number(value)).isEqualTo(text).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void writesEveryKindOfCard() {
    assertThat(records(new Card("SIMPLE", true, "conforms to FITS standard")))
        .isEqualTo("SIMPLE  =                    T / conforms to FITS standard");
    assertThat(records(new Card("INTVAL", -12345L, null)))
        .isEqualTo("INTVAL  =               -12345");
    assertThat(records(new Card("QUOTED", "it's", null))).isEqualTo("QUOTED  = 'it''s   '");
    assertThat(records(new Card("EMPTY", "", null))).isEqualTo("EMPTY   = ''");
    assertThat(records(new Card("UNDEF", null, null))).isEqualTo("UNDEF   =");
    assertThat(records(new Card("COMMENT", null, "hello"))).isEqualTo("COMMENT hello");
    assertThat(records(new Card("", null, "hello"))).isEqualTo("        hello");
    assertThat(records(new Card("ESO DET ID", "CCD-1", null)))
        .isEqualTo("HIERARCH ESO DET ID = 'CCD-1   '");
    assertThat(records(new Card("ODD", "é\n", null))).isEqualTo("ODD     = '??      '");
  }

  @Test
  void continuesLongTexts() {
    String text = records(new Card("LONGSTR", "x".repeat(100), null));
    assertThat(text.substring(0, 80)).isEqualTo("LONGSTR = '" + "x".repeat(67) + "&'");
    assertThat(text.substring(80)).isEqualTo("CONTINUE  '" + "x".repeat(33) + "'");
  }

  @Test
  void tearsNoDoubledQuoteApart() {
    for (int before = 50; before < 75; before++) {
      String value = "x".repeat(before) + "'" + "y".repeat(60);
      String text = records(new Card("LONGSTR", value, null));
      StringBuilder joined = new StringBuilder();
      for (int i = 0; i < text.length(); i += 80) {
        String record = text.substring(i, Math.min(text.length(), i + 80)).strip();
        String quoted = record.substring(record.indexOf('\'') + 1, record.length() - 1);
        joined.append(quoted.endsWith("&") ? quoted.substring(0, quoted.length() - 1) : quoted);
        assertThat(quoted.chars().filter(c -> c == '\'').count() % 2).isZero();
      }
      assertThat(joined.toString().replace("''", "'")).isEqualTo(value);
    }
  }

  @Test
  void fillsBlocks() {
    StringBuilder text = new StringBuilder();
    CardText.append(text, new Card("A", 1L, null));
    CardText.end(text, 0);
    assertThat(text).hasSize(2880).startsWith("A       = ").contains("END  ");
  }

  private static String records(Card card) {
    StringBuilder text = new StringBuilder();
    CardText.append(text, card);
    assertThat(text.length() % 80).isZero();
    return text.toString().stripTrailing();
  }
}

package org.visiomatic.serve.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.ImageDefaults;

class RequestParserTest {

  private final RequestParser parser =
      new RequestParser(ImageDefaults.defaults(), Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "obj&INFO&PFL=1,1:2,2&VAL=1,1&JTL=0,0&RGN=1,1:2,2 TextHeader",
        "INFO=&PFL=1,1:2,2&VAL=1,1&JTL=0,0&RGN=1,1:2,2 Model",
        "PFL=1,1:2,2&VAL=1,1&JTL=0,0&RGN=1,1:2,2 Profile",
        "VAL=1,1&JTL=0,0&RGN=1,1:2,2 Values",
        "JTL=0,0&RGN=1,1:2,2 Tile",
        "RGN=1,1:2,2 Region",
        "CHAN=1 NoOperation",
      })
  void keepsThePrecedence(String query, String kind) {
    assertThat(parse("FIF=a&" + query).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(parse(query)).isInstanceOf(ApiRequest.Banner.class);
  }

  @Test
  void decodesLikeAForm() {
    assertThat(parse("FIF=a%20b+c%2B%2525%c3%a9&INFO"))
        .isEqualTo(new ApiRequest.Model("a b c+%25é"));
    assertThat(parse("FIF=50%&INFO")).isEqualTo(new ApiRequest.Model("50%"));
  }

  @Test
  void takesPlusForABlankAndPercent2BForAPlus() {
    assertThatThrownBy(() -> parse("FIF=a&VAL=+3,+4")).hasMessageContaining("does not match regex");
    assertThat(parse("FIF=a&VAL=%2B3,%2B4")).isEqualTo(new ApiRequest.Values("a", List.of(), 3, 4));
  }

  @Test
  void clampsCoordinatesBeyondAnyImage() {
    assertThat(parse("FIF=a&CHAN=1&VAL=99999999999999999999,-99999999999999999999"))
        .isEqualTo(new ApiRequest.Values("a", List.of(1), Integer.MAX_VALUE, Integer.MIN_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAN=1|CHAN=1&CNT=1.0&GAM=2.2&BRT=-0&QLT=97&CMP=grey",
        "CHAN=1&CMP=cold|CHAN=1&CMP=COOL",
        "CHAN=9|CHAN=1",
        "CHAN=2&MINMAX=2:1,9|MINMAX=1:0,5&MINMAX=2:1.0,9e0&CHAN=2&MIX=1:1,1,1",
        "MINMAX=2:0,1|MINMAX=2:7,7&MINMAX=2:0,1&MINMAX=8:0,1&CMP=jet",
        "MIX=1:1,0,0&MIX=2:0,1,0|MIX=2:0,1,0&MIX=1:1,0,0",
      })
  void knowsLooksThatAreTheSame(String one, String other) {
    assertThat(look(one).canonical(3)).isEqualTo(look(other).canonical(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHAN=1|CHAN=2",
        "CHAN=1|",
        "CHAN=1|CHAN=1&INV",
        "CHAN=1|CHAN=1&QLT=96",
        "CHAN=1|CHAN=1&MINMAX=1:0,1",
        "CHAN=1|CHAN=1&CMP=jet",
        "MIX=1:1,1,1|MIX=2:1,1,1",
      })
  void knowsLooksThatDiffer(String one, String other) {
    assertThat(look(one).canonical(3)).isNotEqualTo(look(other == null ? "" : other).canonical(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CNT=nan",
        "CNT=0x1p3",
        "CNT=1d",
        "CNT=",
        "CNT=1e400",
        "QLT=",
        "QLT=1e1",
        "BIN=0",
        "GAM=0",
        "CMP=viridisx",
        "MINMAX=1:1,2,3",
        "MINMAX=-1:1,2",
        "MINMAX=1:inf,2",
        "CHAN=0",
        "CHAN=1.5",
        "VER=%22"
      })
  void refuses(String query) {
    assertThatThrownBy(() -> parse("FIF=a&JTL=0,0&" + query))
        .isInstanceOfSatisfying(
            RefusedRequestException.class, e -> assertThat(e.status()).isEqualTo(422));
  }

  @Test
  void refusesTooManyCuts() {
    assertThat(look("MINMAX=1:0,1&".repeat(100)).cuts()).hasSize(1);
    assertThatThrownBy(() -> look("MINMAX=1:0,1&".repeat(101)))
        .hasMessageContaining("at most 100 items");
  }

  @Test
  void meansTheOnlyImageWhateverIsNamed() {
    RequestParser single = new RequestParser(ImageDefaults.defaults(), Optional.of("only.fits"));
    assertThat(single.parse(QueryString.parse("FIF=/etc/passwd&INFO")))
        .isEqualTo(new ApiRequest.Model("only.fits"));
    assertThat(single.parse(QueryString.parse("INFO")))
        .isEqualTo(new ApiRequest.Model("only.fits"));
    assertThat(single.parse(QueryString.parse(""))).isInstanceOf(ApiRequest.Banner.class);
  }

  private ApiRequest parse(String query) {
    return parser.parse(QueryString.parse(query));
  }

  private Look look(String query) {
    return ((ApiRequest.Tile) parse("FIF=a&JTL=0,0&" + query)).look();
  }
}

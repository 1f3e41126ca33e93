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
import org.visiomatic.tiler.encode.PictureFormat;

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
        "CHAN=1&CMP=gray|CHAN=1",
        "CHAN=1&CMP=viridis_r|CHAN=1&INV&CMP=Viridis",
        "CHAN=1&CMP=RdBu_r&INV|CHAN=1&CMP=rdbu",
        "CMP=viridis_r|",
        "CHAN=1&STR=asinh|CHAN=1&STR=ASINH:1e-1&GAM=1",
        "CHAN=1&STR=linear&GAM=2.2|CHAN=1",
        "CHAN=1&STR=sqrt|CHAN=1&STR=power:.5",
        "CHAN=2&CUT=zscale|CHAN=2&CUT=2:zscale:0.25&CUT=1:mad:0,1",
        "CHAN=1&CUT=zscale&MINMAX=1:0,1|CHAN=1&MINMAX=1:0,1",
        "CHAN=1&LUP=8,0.1&SAT=2|CHAN=1",
        "SAT=2|SAT=1",
        "CHAN=1&FMT=png&QLT=3|CHAN=1&FMT=PNG",
        "CHAN=1&FMT=jpeg&SCL=1|CHAN=1",
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
        "CHAN=1|CHAN=1&CMP=bone",
        "CHAN=1|CHAN=1&CMP=grey_r",
        "CHAN=1|CHAN=1&STR=linear",
        "CHAN=1&STR=asinh|CHAN=1&STR=asinh:0.2",
        "CHAN=1&STR=linear|CHAN=1&STR=histogram",
        "CHAN=1&CUT=zscale|CHAN=1&CUT=percentile:1,99",
        "CUT=zscale|CUT=2:zscale",
        "LUP=8,0.1|LUP=8,0.2",
        "MIX=1:1,0,0|MIX=1:1,0,0&SAT=2",
        "CHAN=1|CHAN=1&FMT=webp",
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
        "STR=",
        "STR=cube",
        "STR=power",
        "STR=linear:1",
        "STR=asinh:0",
        "STR=asinh:-0.1",
        "STR=log:1e400",
        "STR=histogram",
        "CUT=percentile:0.5",
        "CUT=percentile:-1,99",
        "CUT=percentile:1,100.1",
        "CUT=mad:1,2,3",
        "CUT=0:zscale",
        "CUT=zscale:0",
        "LUP=8",
        "LUP=0,1",
        "LUP=8,0.1&STR=asinh",
        "SAT=-1",
        "FMT=gif",
        "SCL=3",
        "CHAN=1.5",
        "VER=%22"
      })
  void refuses(String query) {
    assertThatThrownBy(() -> parse("FIF=a&JTL=0,0&" + query))
        .isInstanceOfSatisfying(
            RefusedRequestException.class, e -> assertThat(e.status()).isEqualTo(422));
  }

  @Test
  void listsTheColourMapsWhenItKnowsNone() {
    assertThatThrownBy(() -> parse("FIF=a&JTL=0,0&CMP=parula"))
        .hasMessageContaining("'grey'")
        .hasMessageContaining("'cubehelix_r'")
        .hasMessageContaining("'viridis'");
  }

  @Test
  void leavesTheGammaToTheStretchUnlessGiven() {
    assertThat(look("CHAN=1").tone().gamma()).isEqualTo(2.2);
    assertThat(look("CHAN=1&STR=log").tone().gamma()).isEqualTo(1);
    assertThat(look("CHAN=1&STR=log&GAM=1.8").tone().gamma()).isEqualTo(1.8);
    assertThat(look("LUP=8,0.1").tone().gamma()).isEqualTo(1);
    assertThat(look("CHAN=1&LUP=8,0.1").tone().gamma()).isEqualTo(2.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|JPEG",
        "*/*|JPEG",
        "image/*;q=0.1|JPEG",
        "application/json|JPEG",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8|JPEG",
        "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5|JPEG",
        "image/png|PNG",
        "IMAGE/WEBP|WEBP",
        "image/png;q=0.5, image/webp;q=0.6|WEBP",
        "image/jpeg;q=0.5, image/webp|WEBP",
        "image/jpeg;q=0, image/png;q=0.1|PNG",
        "image/jpeg, image/webp|JPEG",
        "image/png;q=9|JPEG",
        ",;,;q|JPEG"
      })
  void choosesTheKindOfFileByTheAcceptHeader(String accept, PictureFormat format) {
    assertThat(accepting("", accept).encoding().format()).isEqualTo(format);
    assertThat(accepting("", accept).negotiated()).isTrue();
    Look forced = accepting("&FMT=webp", accept);
    assertThat(forced.encoding().format()).isEqualTo(PictureFormat.WEBP);
    assertThat(forced.negotiated()).isFalse();
  }

  private Look accepting(String more, String accept) {
    QueryString query = QueryString.parse("FIF=a&JTL=0,0" + more);
    return ((ApiRequest.Tile) parser.parse(query, Optional.ofNullable(accept))).look();
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

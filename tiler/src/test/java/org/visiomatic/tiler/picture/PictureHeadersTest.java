package org.visiomatic.tiler.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.ImageFile;

class PictureHeadersTest {

  private static final String PACKET =
      """
      \ufeff<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:avm="http://www.communicatingastronomy.org/avm/1.0/"
        avm:Spatial.CoordsystemProjection="TAN">
       <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Crab Nebula</rdf:li></rdf:Alt></dc:title>
       <avm:Spatial.CoordinateFrame>%s</avm:Spatial.CoordinateFrame>
       <avm:Spatial.ReferenceValue><rdf:Seq><rdf:li>83.633</rdf:li><rdf:li>22.014</rdf:li></rdf:Seq></avm:Spatial.ReferenceValue>
       <avm:Spatial.ReferenceDimension><rdf:Seq><rdf:li>8</rdf:li><rdf:li>4</rdf:li></rdf:Seq></avm:Spatial.ReferenceDimension>
       <avm:Spatial.ReferencePixel><rdf:Seq><rdf:li>4.5</rdf:li><rdf:li>2.5</rdf:li></rdf:Seq></avm:Spatial.ReferencePixel>
       %s
      </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""";

  private static final String SCALE =
      """
      <avm:Spatial.Scale><rdf:Seq><rdf:li>-0.001</rdf:li><rdf:li>0.001</rdf:li></rdf:Seq></avm:Spatial.Scale>
      <avm:Spatial.Rotation>30</avm:Spatial.Rotation>""";

  private static final String MATRIX =
      "<avm:Spatial.CDMatrix><rdf:Seq><rdf:li>1</rdf:li><rdf:li>2</rdf:li><rdf:li>3</rdf:li>"
          + "<rdf:li>4</rdf:li></rdf:Seq></avm:Spatial.CDMatrix>";

  @TempDir Path folder;
  @TempDir Path scratch;

  @Test
  void tellTheTypeAndTheSize() throws IOException {
    Path path = PngFixtures.header(2, 1, 8, 2).data(0, 1, 2, 3, 4, 5, 6).writeTo(at("rgb.png"));
    assertThat(header(path).cards())
        .containsExactly(
            new Card("SIMPLE", true, null),
            new Card("BITPIX", 8L, null),
            new Card("NAXIS", 3L, null),
            new Card("NAXIS1", 2L, null),
            new Card("NAXIS2", 1L, null),
            new Card("NAXIS3", 3L, null));
  }

  @Test
  void takeOverTheFitsHeaderInADescription() throws IOException {
    String lines =
        """
        SIMPLE  =                    T / FITS
        BITPIX  =                  -32
        NAXIS   =                    2
        NAXIS1  =                    8
        NAXIS2  =                    4
        BZERO   =                100.0
        OBJECT  = 'NGC 1234'           / the object
        CTYPE1  = 'RA---TAN'
        CRPIX1 = 4.5
        END
        """;
    Header header = described(lines);
    assertThat(header.text("OBJECT")).contains("NGC 1234");
    assertThat(header.text("CTYPE1")).contains("RA---TAN");
    assertThat(header.number("CRPIX1")).contains(4.5);
    assertThat(header.number("BITPIX")).contains(8L);
    assertThat(header.find("BZERO")).isEmpty();
    assertThat(header.cards().stream().filter(card -> card.keyword().equals("NAXIS1"))).hasSize(1);
  }

  @Test
  void takeOverAHeaderInRecordsWithoutLines() throws IOException {
    Header header =
        described(
            "%-80s%-80s%-80s%-80s"
                .formatted(
                    "SIMPLE  =                    T",
                    "CRVAL1  =                 12.5 / degrees",
                    "LONGTXT = 'one, &'",
                    "CONTINUE  'two'"));
    assertThat(header.number("CRVAL1")).contains(12.5);
    assertThat(header.text("LONGTXT")).contains("one, two");
  }

  @Test
  void ignoreDescriptionsThatAreProse() throws IOException {
    assertThat(described("A picture = a thousand words\nSTIFF image").cards()).hasSize(5);
  }

  @Test
  void sayWhenADescriptionIsOfAnotherImage() throws IOException {
    Path path = describedFile("SIMPLE  = T\nNAXIS1  = 100\nNAXIS2  = 50\nCTYPE1  = 'RA---TAN'\n");
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      assertThat(file.notes())
          .containsExactly(
              "The header in ImageDescription is that of an image of 100 × 50 pixels, not 8 × 4: its coordinates may not fit.");
    }
  }

  @Test
  void findTheSkyInXmp() throws IOException {
    byte[] packet = PACKET.formatted("ICRS", SCALE).getBytes(StandardCharsets.UTF_8);
    Header header =
        header(
            TiffFixtures.classic(ByteOrder.BIG_ENDIAN)
                .page(8, 4, 8, new byte[32])
                .field(700, 1, packet.length, packet)
                .file()
                .writeTo(at("sky.tif")));
    assertThat(header.text("OBJECT")).contains("Crab Nebula");
    assertThat(header.text("CTYPE1")).contains("RA---TAN");
    assertThat(header.text("CTYPE2")).contains("DEC--TAN");
    assertThat(header.text("RADESYS")).contains("ICRS");
    assertThat(header.number("CRVAL1")).contains(83.633);
    assertThat(header.number("CRPIX1")).contains(4.5);
    assertThat(header.number("CDELT1")).contains(-0.001);
    assertThat(header.number("CROTA2")).contains(30.0);
  }

  @Test
  void fitTheCoordinatesToAPictureThatWasMadeSmaller() throws IOException {
    Header header =
        header(
            PngFixtures.header(4, 2, 8, 0)
                .text("XML:com.adobe.xmp", PACKET.formatted("GAL", MATRIX))
                .data(0, 1, 2, 3, 4, 0, 5, 6, 7, 8)
                .writeTo(at("small.png")));
    assertThat(header.text("CTYPE1")).contains("GLON-TAN");
    assertThat(header.find("RADESYS")).isEmpty();
    assertThat(header.number("CRPIX1")).contains(2.5);
    assertThat(header.number("CRPIX2")).contains(1.5);
    assertThat(header.number("CD1_1")).contains(2.0);
    assertThat(header.number("CD2_2")).contains(8.0);
  }

  @Test
  void doWithoutXmpThatIsBroken() throws IOException {
    Path path =
        PngFixtures.header(1, 1, 8, 0)
            .text(
                "XML:com.adobe.xmp",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><dc:title>&b;</a>")
            .data(0, 1)
            .writeTo(at("broken.png"));
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      assertThat(file.notes()).containsExactly("The XMP metadata cannot be read.");
      assertThat(file.images().getFirst().header().cards()).hasSize(5);
    }
  }

  private Header described(String description) throws IOException {
    return header(describedFile(description));
  }

  private Path describedFile(String description) throws IOException {
    return TiffFixtures.classic(ByteOrder.LITTLE_ENDIAN)
        .page(8, 4, 8, new byte[32])
        .text(270, description)
        .file()
        .writeTo(at("described.tif"));
  }

  private Header header(Path path) throws IOException {
    try (ImageFile file = OpenPicture.at(path, scratch)) {
      return file.images().getFirst().header();
    }
  }

  private Path at(String name) {
    return folder.resolve(name);
  }
}

package org.visiomatic.tiler.picture;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.visiomatic.tiler.pyramid.Card;

/// The Astronomy Visualization Metadata (AVM 1.1) of a picture: where on the sky it is, from its
/// XMP packet.
///
/// @param title of the picture; empty when there is none
/// @param values of the properties whose names begin with `Spatial.`
record SkyTags(String title, Map<String, List<String>> values) {

  static final SkyTags NONE = new SkyTags("", Map.of());

  private static final String PREFIX = "Spatial.";

  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /// Reads an XMP packet.
  ///
  /// @throws XMLStreamException when it is not well-formed
  static SkyTags parse(String xmp) throws XMLStreamException {
    Map<String, List<String>> values = new HashMap<>();
    XMLStreamReader reader =
        XML.createXMLStreamReader(new StringReader(xmp.substring(Math.max(0, xmp.indexOf('<')))));
    String property = "";
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          property = isProperty(name) ? name : property;
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (isProperty(reader.getAttributeLocalName(i))) {
              add(values, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
          }
        }
        case XMLStreamConstants.CHARACTERS -> add(values, property, reader.getText());
        case XMLStreamConstants.END_ELEMENT ->
            property = reader.getLocalName().equals(property) ? "" : property;
        default -> {}
      }
    }
    List<String> titles = values.getOrDefault("title", List.of());
    return new SkyTags(titles.isEmpty() ? "" : titles.getFirst(), values);
  }

  private static boolean isProperty(String name) {
    return name.startsWith(PREFIX) || name.equals("title");
  }

  private static void add(Map<String, List<String>> values, String property, String text) {
    if (!property.isEmpty() && !text.isBlank()) {
      values.computeIfAbsent(property, key -> new ArrayList<>()).add(text.strip());
    }
  }

  /// World coordinates as FITS cards, for a picture of this size; empty when the properties do not
  /// suffice.
  ///
  /// `Spatial.ReferencePixel` counts like FITS, from the bottom left, in a picture of the size
  /// `Spatial.ReferenceDimension`. A picture that was made smaller since has larger pixels.
  List<Card> cards(int width, int height) {
    double[] value = numbers("ReferenceValue");
    double[] pixel = numbers("ReferencePixel");
    double[] size = numbers("ReferenceDimension");
    double[] scale = numbers("Scale");
    double[] matrix = numbers("CDMatrix");
    if (value.length < 2 || pixel.length < 2 || (scale.length < 2 && matrix.length < 4)) {
      return List.of();
    }
    double shrinkX = size.length < 2 || size[0] <= 0 ? 1 : width / size[0];
    double shrinkY = size.length < 2 || size[1] <= 0 ? 1 : height / size[1];
    List<Card> cards = new ArrayList<>(frame());
    cards.add(card("CRVAL1", value[0]));
    cards.add(card("CRVAL2", value[1]));
    cards.add(card("CRPIX1", (pixel[0] - 0.5) * shrinkX + 0.5));
    cards.add(card("CRPIX2", (pixel[1] - 0.5) * shrinkY + 0.5));
    if (scale.length < 2) {
      cards.add(card("CD1_1", matrix[0] / shrinkX));
      cards.add(card("CD1_2", matrix[1] / shrinkY));
      cards.add(card("CD2_1", matrix[2] / shrinkX));
      cards.add(card("CD2_2", matrix[3] / shrinkY));
      return cards;
    }
    double[] rotation = numbers("Rotation");
    cards.add(card("CDELT1", scale[0] / shrinkX));
    cards.add(card("CDELT2", scale[1] / shrinkY));
    cards.add(card("CROTA2", rotation.length == 0 ? 0 : rotation[0]));
    return cards;
  }

  private List<Card> frame() {
    String frame = text("CoordinateFrame", "ICRS").toUpperCase(Locale.ROOT);
    String projection = text("CoordsystemProjection", "TAN").toUpperCase(Locale.ROOT);
    String[] axes =
        switch (frame) {
          case "GAL" -> new String[] {"GLON", "GLAT"};
          case "SGAL" -> new String[] {"SLON", "SLAT"};
          case "ECL" -> new String[] {"ELON", "ELAT"};
          default -> new String[] {"RA--", "DEC-"};
        };
    List<Card> cards = new ArrayList<>();
    cards.add(new Card("CTYPE1", axes[0] + "-" + projection, null));
    cards.add(new Card("CTYPE2", axes[1] + "-" + projection, null));
    if (axes[0].startsWith("RA")) {
      cards.add(new Card("RADESYS", frame, null));
    }
    double[] equinox = numbers("Equinox");
    if (equinox.length > 0) {
      cards.add(card("EQUINOX", equinox[0]));
    }
    return cards;
  }

  private String text(String name, String absent) {
    List<String> texts = values.getOrDefault(PREFIX + name, List.of());
    return texts.isEmpty() ? absent : texts.getFirst();
  }

  /// The numbers in a property, in a list or in one text; none when one of them is no number.
  private double[] numbers(String name) {
    List<String> words = new ArrayList<>();
    for (String text : values.getOrDefault(PREFIX + name, List.of())) {
      words.addAll(List.of(text.strip().split("[\\s,;]+")));
    }
    double[] numbers = new double[words.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        // Equinoxes may be written with the letter of their epoch.
        numbers[i] = Double.parseDouble(words.get(i).replaceFirst("^[JB]", ""));
      } catch (NumberFormatException e) {
        return new double[0];
      }
      if (!Double.isFinite(numbers[i])) {
        return new double[0];
      }
    }
    return numbers;
  }

  private static Card card(String keyword, double value) {
    return new Card(keyword, value, null);
  }
}

package org.visiomatic.tiler.fits;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.visiomatic.tiler.pyramid.Card;
import org.visiomatic.tiler.pyramid.Header;
import org.visiomatic.tiler.source.UnreadableSourceException;

/// Reads the header that starts at some place of a file.
final class HeaderReader {

  static final int BLOCK = 2880;

  /// Bytes of a record.
  static final int CARD = 80;

  /// A longer header is a lie or an accident: the longest real ones have some ten thousand records.
  private static final int MOST_BLOCKS = 16 * 1024 * 1024 / BLOCK;

  /// A text that is continued beyond that stays in pieces: joining them one by one takes time that
  /// grows with its square.
  private static final int LONGEST_TEXT = 1 << 14;

  private final String file;
  private final MemorySegment bytes;

  /// @param file name, for messages
  /// @param bytes the whole file
  HeaderReader(String file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /// A header and the place of the first byte after its last block.
  record Found(Header header, long end) {}

  /// Whether the bytes at some place are the first ones of a header.
  boolean startsAt(long at, String keyword) {
    if (at + CARD > bytes.byteSize()) {
      return false;
    }
    byte[] start = new byte[keyword.length()];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, start, 0, start.length);
    return new String(start, StandardCharsets.US_ASCII).equals(keyword);
  }

  /// Reads the header of one HDU.
  Found read(long at, int hdu) throws UnreadableSourceException {
    List<Card> cards = new ArrayList<>();
    for (int block = 0; block < MOST_BLOCKS; block++) {
      long start = at + (long) block * BLOCK;
      int length = (int) Math.min(BLOCK, bytes.byteSize() - start);
      if (length < CARD) {
        throw withoutEnd(hdu, start - at);
      }
      byte[] text = new byte[length];
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, text, 0, length);
      if (append(cards, text)) {
        return new Found(header(cards), start + BLOCK);
      }
    }
    throw withoutEnd(hdu, (long) MOST_BLOCKS * BLOCK);
  }

  private UnreadableSourceException withoutEnd(int hdu, long length) {
    return new UnreadableSourceException(
        "%s cannot be read: the header of HDU %d has no END record in %,d bytes; the file is cut short or its 80-byte records are shifted."
            .formatted(file, hdu, length));
  }

  /// Adds the records of one block.
  ///
  /// @return whether `END` was among them
  static boolean append(List<Card> cards, byte[] block) {
    for (int offset = 0; offset + CARD <= block.length; offset += CARD) {
      if (isEnd(block, offset)) {
        return true;
      }
      Card card = CardParser.parse(block, offset);
      if (!continues(cards, card)) {
        cards.add(card);
      }
    }
    return false;
  }

  private static boolean isEnd(byte[] block, int offset) {
    if (block[offset] != 'E' || block[offset + 1] != 'N' || block[offset + 2] != 'D') {
      return false;
    }
    for (int i = 3; i < 8; i++) {
      if (block[offset + i] > ' ') {
        return false;
      }
    }
    return true;
  }

  /// Joins a `CONTINUE` record to the text before it, when that ends with the ampersand that asks
  /// for it.
  private static boolean continues(List<Card> cards, Card next) {
    if (cards.isEmpty() || !next.keyword().equals("CONTINUE")) {
      return false;
    }
    Card last = cards.getLast();
    if (last.value() instanceof String start
        && start.endsWith("&")
        && start.length() < LONGEST_TEXT
        && next.value() instanceof String more) {
      String joined = start.substring(0, start.length() - 1) + more;
      String comment = last.comment() == null ? next.comment() : last.comment();
      cards.set(cards.size() - 1, new Card(last.keyword(), joined, comment));
      return true;
    }
    return false;
  }

  /// Blank records before `END` are room to grow, not content.
  static Header header(List<Card> cards) {
    int count = cards.size();
    while (count > 0 && isBlank(cards.get(count - 1))) {
      count--;
    }
    return new Header(cards.subList(0, count));
  }

  private static boolean isBlank(Card card) {
    return card.keyword().isEmpty() && card.comment() == null;
  }
}

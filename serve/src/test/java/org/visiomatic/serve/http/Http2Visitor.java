package org.visiomatic.serve.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// One HTTP/2 connection (RFC 9113), frame by frame, to do what no library would.
///
/// It knows of an answer whether it is 200, and its body.
final class Http2Visitor implements AutoCloseable {

  private static final byte[] PREFACE = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  /// `:status: 200` in the static table of HPACK (RFC 7541, appendix A).
  private static final int STATUS_200 = 0x88;

  private static final int FRAME_HEAD = 9;
  private static final int LONGEST_FRAME = 16 << 10;
  private static final int WINDOW = 1 << 30;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Set<Integer> good = new HashSet<>();
  private final Set<Integer> ended = new HashSet<>();
  private final Map<Integer, ByteArrayOutputStream> bodies = new HashMap<>();
  private int nextStream = 1;
  private int pongs;
  private OptionalInt lastServed = OptionalInt.empty();
  private String parting = "";

  private Http2Visitor(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// One that knows beforehand that the server speaks HTTP/2.
  static Http2Visitor knowing(int port) throws IOException {
    Http2Visitor visitor = new Http2Visitor(port);
    visitor.greet();
    return visitor;
  }

  /// One that asks with HTTP/1.1 whether the server speaks HTTP/2; the answer comes as stream 1.
  static Http2Visitor asking(int port, String path) throws IOException {
    Http2Visitor visitor = new Http2Visitor(port);
    visitor.out.write(
        ascii(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    .formatted(path)
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAA\r\n\r\n"));
    String head = visitor.head();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException("The server did not change to HTTP/2: " + head);
    }
    visitor.greet();
    visitor.nextStream = 3;
    return visitor;
  }

  /// Says GET.
  ///
  /// @return the stream
  int get(String path) throws IOException {
    int stream = nextStream;
    nextStream += 2;
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82); // :method: GET
    block.write(0x86); // :scheme: http
    put(block, 1, "localhost:" + socket.getPort()); // :authority
    put(block, 4, path); // :path
    byte[] headers = block.toByteArray();
    for (int at = 0; at < headers.length; at += LONGEST_FRAME) {
      int end = Math.min(headers.length, at + LONGEST_FRAME);
      int flags = (at == 0 ? END_STREAM : 0) | (end == headers.length ? END_HEADERS : 0);
      send(at == 0 ? HEADERS : CONTINUATION, flags, stream, Arrays.copyOfRange(headers, at, end));
    }
    return stream;
  }

  /// Wants the answer of a stream no more.
  void reset(int stream) throws IOException {
    send(RST_STREAM, 0, stream, number(8));
  }

  /// Waits until the server has read everything up to here.
  void ping() throws IOException {
    int before = pongs;
    send(PING, 0, 0, new byte[8]);
    while (pongs == before) {
      next();
    }
  }

  /// Lets the server send more, without a need.
  void widen() throws IOException {
    send(WINDOW_UPDATE, 0, 0, number(1 << 16));
  }

  /// A frame that must not be: data of no stream (RFC 9113, section 6.1).
  void sendToNobody() throws IOException {
    send(DATA, 0, 0, new byte[1]);
  }

  /// Bytes that are no whole frame.
  void write(byte... bytes) throws IOException {
    out.write(bytes);
  }

  /// The body of a good answer.
  ///
  /// @throws IOException when the connection ends before, or the answer is not 200
  byte[] body(int stream) throws IOException {
    while (!ended.contains(stream)) {
      next();
    }
    if (!good.contains(stream)) {
      throw new IOException("The answer of stream %d is not 200.".formatted(stream));
    }
    return bodies.getOrDefault(stream, new ByteArrayOutputStream()).toByteArray();
  }

  /// Reads until the server hangs up.
  ///
  /// @return the last stream that the server has said to have served; empty when it left silently
  OptionalInt farewell() throws IOException {
    try {
      while (true) {
        next();
      }
    } catch (EOFException | SocketException e) {
      return lastServed;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void greet() throws IOException {
    out.write(PREFACE);
    // Wide windows, so that only the network holds back what the server sends.
    send(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) 4).putInt(WINDOW).array());
    send(WINDOW_UPDATE, 0, 0, number(WINDOW));
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  private void next() throws IOException {
    byte[] head = in.readNBytes(FRAME_HEAD);
    if (head.length < FRAME_HEAD) {
      throw new EOFException("The server hung up. " + parting);
    }
    ByteBuffer frame = ByteBuffer.wrap(head);
    int length = ((frame.get() & 0xff) << 16) + (frame.getShort() & 0xffff);
    int type = frame.get();
    if (type > CONTINUATION) {
      throw new IOException("The server sent no frame but " + new String(head, US_ASCII));
    }
    int flags = frame.get();
    int stream = frame.getInt();
    byte[] payload = in.readNBytes(length);
    switch (type) {
      case DATA -> bodies.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).write(payload);
      case HEADERS -> {
        if ((payload[0] & 0xff) == STATUS_200) {
          good.add(stream);
        }
      }
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          send(SETTINGS, ACK, 0, new byte[0]);
        }
      }
      case PING -> pongs++;
      case GO_AWAY -> {
        lastServed = OptionalInt.of(ByteBuffer.wrap(payload).getInt());
        parting = "Its error code is " + ByteBuffer.wrap(payload).getInt(4) + ".";
      }
      default -> {}
    }
    boolean last = (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
    if (last || type == RST_STREAM) {
      ended.add(stream);
    }
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    out.write(
        ByteBuffer.allocate(FRAME_HEAD + payload.length)
            .put((byte) (payload.length >> 16))
            .putShort((short) payload.length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array());
  }

  /// A header with a name of the static table, not to be remembered (RFC 7541, section 6.2.2).
  private static void put(ByteArrayOutputStream block, int name, String value) {
    block.write(name);
    // Seven bits for the length, and where they do not suffice, seven more in each further byte.
    int left = value.length();
    block.write(Math.min(left, 127));
    if (left >= 127) {
      for (left -= 127; left >= 128; left >>= 7) {
        block.write((left & 127) | 128);
      }
      block.write(left);
    }
    block.writeBytes(ascii(value));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}

package org.visiomatic.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.visiomatic.serve.library.Visitor;

class Http2WireTest {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] SETTINGS = HexFormat.of().parseHex("000006040000000000000300000064");
  private static final byte[] RESET_OF_3 = HexFormat.of().parseHex("00000403000000000300000008");

  private final Queue<byte[]> sent = new ArrayDeque<>();
  private final ByteArrayOutputStream answered = new ByteArrayOutputStream();
  private CountDownLatch network = new CountDownLatch(0);
  private final Http2Wire wire = new Http2Wire(DataReader.create(sent::poll), new Writer());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void seesWhichAnswersAreTakenBackHoweverTheBytesCome(int piece) {
    Visitor one = wire.begin(1);
    Visitor three = wire.begin(3);
    byte[] bytes = joined(PREFACE, SETTINGS, RESET_OF_3);
    assertThat(three.hasLeft()).isFalse();
    for (int at = 0; at < bytes.length; at += piece) {
      byte[] next = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
      sent.add(next);
      assertThat(wire.reader().readBytes(next.length)).isEqualTo(next);
    }
    assertThat(three.hasLeft()).isTrue();
    assertThat(one.hasLeft()).isFalse();
    wire.over();
    assertThat(one.hasLeft()).isTrue();
  }

  @Test
  void knowsAnswersThatWereTakenBackBeforeTheyWereBegun() {
    Visitor one = wire.begin(1);
    receive(PREFACE, RESET_OF_3);
    assertThat(wire.begin(3).hasLeft()).isTrue();
    assertThat(wire.begin(5).hasLeft()).isFalse();
    assertThat(one.hasLeft()).isFalse();
  }

  @Test
  void isAnsweringUntilTheLastAnswer() {
    wire.begin(1);
    wire.begin(3);
    receive(PREFACE, RESET_OF_3);
    wire.end(3, true);
    assertThat(wire.isAnswering()).isTrue();
    assertThat(wire.idle(Duration.ofHours(1))).isLessThan(Duration.ofMinutes(1));
    wire.end(1, true);
    assertThat(wire.isAnswering()).isFalse();
    assertThat(wire.stuckNanos()).isZero();
  }

  @Test
  void tellsWhichRequestWasTheLast() {
    wire.begin(5);
    wire.begin(3);
    wire.sayFarewell();
    assertThat(HexFormat.of().formatHex(answered.toByteArray()))
        .isEqualTo("0000080700000000000000000500000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "over", "reset before", "over before"})
  void nobodyWaitsForTheBodyOfARequestThatHasEnded(String end) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    wire.begin(3);
                    begun.countDown();
                    goOn.await();
                    wire.end(3, false);
                    ended.countDown();
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    // That is what is wanted.
                  }
                });
    begun.await();
    if (!end.endsWith("before")) {
      goOn.countDown();
      ended.await();
    }
    if (end.startsWith("reset")) {
      receive(PREFACE, RESET_OF_3);
    } else {
      wire.over();
    }
    goOn.countDown();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void letsGoOfWhoeverWaitsForTheVisitorToTakeWhatIsWritten() throws Exception {
    network = new CountDownLatch(1);
    Thread first = Thread.ofVirtual().start(() -> wire.writeNow(BufferData.create(SETTINGS)));
    while (wire.stuckNanos() == 0) {
      Thread.sleep(1);
    }
    // Waits for the first, whom alone an interrupt reaches.
    Thread second = Thread.ofVirtual().start(wire::sayFarewell);
    second.interrupt();
    assertThat(first.join(Duration.ofMillis(50))).isFalse();
    wire.giveUp();
    assertThat(first.join(Duration.ofSeconds(10))).isTrue();
    network.countDown();
    assertThat(second.join(Duration.ofSeconds(10))).isTrue();
    wire.giveUp();
    assertThat(wire.stuckNanos()).isZero();
  }

  private void receive(byte[]... frames) {
    sent.addAll(List.of(frames));
    for (byte[] frame : frames) {
      wire.reader().readBytes(frame.length);
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  private final class Writer implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
      for (BufferData buffer : buffers) {
        write(buffer);
      }
    }

    @Override
    public void write(BufferData buffer) {
      try {
        network.await();
      } catch (InterruptedException e) {
        return;
      }
      answered.writeBytes(buffer.readBytes());
    }

    @Override
    public void writeNow(BufferData... buffers) {
      write(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      write(buffer);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

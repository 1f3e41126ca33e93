package org.visiomatic.shell;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class HeadStartTest {

  /// In the thread of a batch nobody would be told of it but by a stack trace.
  @Test
  void loadsWithoutTrouble() {
    assertThatCode(HeadStart::load).doesNotThrowAnyException();
  }
}

package org.visiomatic.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class CarriersTest {

  private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final String before = System.getProperty(PARALLELISM, "");

  @BeforeEach
  void forget() {
    System.clearProperty(PARALLELISM);
  }

  @AfterEach
  void restore() {
    if (before.isEmpty()) {
      System.clearProperty(PARALLELISM);
    } else {
      System.setProperty(PARALLELISM, before);
    }
  }

  @Test
  void thereAreNoMorePlacesThanProcessors() {
    assertThat(Carriers.places(1)).isOne();
    assertThat(Carriers.places(1024)).isEqualTo(PROCESSORS);
  }

  @Test
  void oneCarrierIsFreeWhenAllPlacesAreTaken() {
    Carriers.provideFor(1024);
    assertThat(System.getProperty(PARALLELISM)).isEqualTo(Integer.toString(PROCESSORS + 1));
  }

  @Test
  void thereAreNeverFewerThanProcessors() {
    Carriers.provideFor(1);
    assertThat(System.getProperty(PARALLELISM))
        .isEqualTo(Integer.toString(Math.max(PROCESSORS, 2)));
  }

  @Test
  void aNumberThatSomebodyChoseStays() {
    System.setProperty(PARALLELISM, "17");
    Carriers.provideFor(4);
    assertThat(System.getProperty(PARALLELISM)).isEqualTo("17");
  }
}

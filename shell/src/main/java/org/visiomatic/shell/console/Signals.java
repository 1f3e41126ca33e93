package org.visiomatic.shell.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Lets a command end in order when it is interrupted or terminated: the first signal asks it to
/// stop, a second one ends the process at once, or what its [SignalHost] wants. Closing gives the
/// signals back.
///
/// The handlers of the JVM's own `sun.misc.Signal`, which no standard class replaces, are reached
/// by reflection: named in the source, the compiler would warn of them in a way that cannot be
/// answered. Where they are missing, signals end the process as they always do.
public final class Signals implements AutoCloseable {

  private static final int SIGNALLED = 128;

  private final Runnable stop;
  private final boolean isLasting;
  private final Optional<SignalHost> host = SignalHost.current();
  private final Map<Object, Object> previous = new HashMap<>();
  private volatile int code;

  /// @param isLasting whether each signal runs the action, and none ends the process
  private Signals(Runnable stop, boolean isLasting) {
    this.stop = stop;
    this.isLasting = isLasting;
  }

  /// Catches hang-ups from now on, which then end nothing.
  ///
  /// @param action called for each, by a thread of the JVM
  public static Signals onHangUp(Runnable action) {
    return on("HUP", action);
  }

  /// Catches a signal from now on, which then ends nothing.
  ///
  /// @param name of the signal, such as `INT`
  /// @param action called for each, by a thread of the JVM
  public static Signals on(String name, Runnable action) {
    Signals signals = new Signals(action, true);
    signals.take(name);
    return signals;
  }

  /// Catches interruptions, terminations and hang-ups from now on.
  ///
  /// @param stop called once, by a thread of the JVM
  public static Signals stopping(Runnable stop) {
    return stopping(List.of("INT", "TERM", "HUP"), stop);
  }

  /// Catches some signals from now on.
  ///
  /// @param names of the signals, such as `TERM`
  /// @param stop called once, by a thread of the JVM
  public static Signals stopping(List<String> names, Runnable stop) {
    Signals signals = new Signals(stop, false);
    names.forEach(signals::take);
    return signals;
  }

  /// What the process is to end with, if a signal came: 128 and the number of the signal.
  public OptionalInt exitCode() {
    return code == 0 ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private void take(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance(name);
      InvocationHandler raised =
          (proxy, method, arguments) -> invoked(method.getName(), proxy, arguments, signal);
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, raised);
      Object before = type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
      previous.put(signal, before);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // No such signal on this system, or none that a program may handle.
      System.getLogger(Signals.class.getName())
          .log(System.Logger.Level.DEBUG, "The signal " + name + " is left alone.", e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a handler is equal to itself alone
  private @Nullable Object invoked(
      String method, Object proxy, Object @Nullable [] arguments, Object signal)
      throws ReflectiveOperationException {
    return switch (method) {
      case "handle" -> {
        raised((int) signal.getClass().getMethod("getNumber").invoke(signal));
        yield null;
      }
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "the handler of " + signal;
    };
  }

  private void raised(int number) {
    if (isLasting) {
      stop.run();
      return;
    }
    boolean first;
    synchronized (this) {
      first = code == 0;
      code = SIGNALLED + number;
    }
    host.ifPresent(each -> each.told().accept(number));
    if (first) {
      stop.run();
    } else if (host.isEmpty() || host.get().isEndedBy(number)) {
      Runtime.getRuntime().halt(code);
    }
  }

  @Override
  public void close() {
    previous.forEach(
        (signal, before) -> {
          try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            signal
                .getClass()
                .getMethod("handle", signal.getClass(), handlerType)
                .invoke(null, signal, before);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A signal that was taken can be given back.", e);
          }
        });
  }
}

package org.visiomatic.serve.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.visiomatic.serve.api.ParameterError;
import org.visiomatic.serve.api.QueryString;
import org.visiomatic.serve.api.RefusedRequestException;
import org.visiomatic.serve.ops.Entry;
import org.visiomatic.serve.ops.Journal;

/// Which entries of the log somebody wants to see. Events are left out where requests of some kind
/// are wanted.
///
/// @param status such as `404`, or `5` for those from 500 to 599; empty for all
/// @param slowNanos how long a request must have taken; 0 for any
record LogFilter(Optional<Integer> status, long slowNanos) {

  private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)");
  private static final String LINES = "100";

  /// That of a query.
  ///
  /// @throws RefusedRequestException when it makes no sense
  static LogFilter of(QueryString query) {
    Optional<String> status = query.last("STATUS");
    if (status.filter(text -> !STATUS.matcher(text).matches()).isPresent()) {
      throw wrong("status", "value is no status such as 404 or 5xx", "value_error.str.regex");
    }
    String slow = query.last("SLOW").orElse("0");
    if (!slow.matches("\\d{1,9}")) {
      throw wrong("slow", "value is no number of milliseconds", "type_error.integer");
    }
    return new LogFilter(
        status.map(text -> Integer.valueOf(text.replace("x", ""))),
        Long.parseLong(slow) * 1_000_000);
  }

  /// How many entries somebody wants to see of those that are there.
  static int lines(QueryString query) {
    String text = query.last("LINES").orElse(LINES);
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) > Journal.ROOM) {
      throw wrong("lines", "value is not a number from 0 to " + Journal.ROOM, "type_error.integer");
    }
    return Integer.parseInt(text);
  }

  private static RefusedRequestException wrong(String parameter, String message, String type) {
    return new RefusedRequestException(422, List.of(ParameterError.of(parameter, message, type)));
  }

  boolean takes(Entry entry) {
    return switch (entry) {
      case Entry.Served served -> takes(served.status()) && served.nanos() >= slowNanos;
      case Entry.Event event -> status.isEmpty() && slowNanos == 0;
    };
  }

  private boolean takes(int found) {
    return status.isEmpty() || found == status.get() || found / 100 == status.get();
  }
}

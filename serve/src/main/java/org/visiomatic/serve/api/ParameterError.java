package org.visiomatic.serve.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// What is wrong with one parameter, in the words that clients of VisiOmatic 3 know.
///
/// @param loc where: `query`, the parameter's name, and for repeated parameters which one, from 0
/// @param msg what is wrong
/// @param type kind of error
/// @param ctx limits and values that the message speaks of; empty for none
public record ParameterError(
    List<Object> loc,
    String msg,
    String type,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> ctx) {

  public ParameterError {
    loc = List.copyOf(loc);
    ctx = Map.copyOf(ctx);
  }

  /// An error that concerns a whole parameter.
  public static ParameterError of(String parameter, String msg, String type) {
    return new ParameterError(List.of("query", parameter), msg, type, Map.of());
  }
}

package org.visiomatic.serve.api;

import java.util.List;

/// A request that cannot be answered as asked: a bad parameter, or something that is not there.
public final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<ParameterError> errors;

  /// @param status HTTP status
  /// @param errors what is wrong, at least one
  public RefusedRequestException(int status, List<ParameterError> errors) {
    super(errors.getFirst().msg());
    this.status = status;
    this.errors = List.copyOf(errors);
  }

  /// Something that was asked for is not there.
  static RefusedRequestException missing(String parameter, String message) {
    return new RefusedRequestException(
        404, List.of(ParameterError.of(parameter, message, "value_error.missing")));
  }

  /// A value that is well formed but makes no sense here.
  static RefusedRequestException senseless(String parameter, String message) {
    return new RefusedRequestException(
        422, List.of(ParameterError.of(parameter, message, "value_error")));
  }

  /// HTTP status.
  public int status() {
    return status;
  }

  /// What is wrong.
  public List<ParameterError> errors() {
    return errors;
  }
}

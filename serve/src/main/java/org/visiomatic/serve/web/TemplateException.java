package org.visiomatic.serve.web;

import org.jspecify.annotations.Nullable;

/// An HTML template of the site that cannot be used; the message is a finished sentence that names
/// file and line.
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

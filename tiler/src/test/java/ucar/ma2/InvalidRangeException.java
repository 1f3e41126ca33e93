package ucar.ma2;

/// A range that leaves an array.
public class InvalidRangeException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidRangeException(String message) {
    super(message);
  }
}

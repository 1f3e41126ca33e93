package ucar.ma2;

/// Positions along one axis, both ends included.
public class Range {

  final int first;
  final int last;

  public Range(int first, int last) throws InvalidRangeException {
    if (first < 0 || last < first) {
      throw new InvalidRangeException(first + " to " + last + " is no range.");
    }
    this.first = first;
    this.last = last;
  }
}

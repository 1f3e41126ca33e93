package ucar.ma2;

/// A position in an array.
public class Index {

  private final int[] shape;
  int element;

  Index(int[] shape) {
    this.shape = shape.clone();
  }

  /// Moves to a position and gives itself.
  public Index set(int[] position) {
    element = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (position[axis] < 0 || position[axis] >= shape[axis]) {
        throw new ArrayIndexOutOfBoundsException(position[axis]);
      }
      element = element * shape[axis] + position[axis];
    }
    return this;
  }
}

package ucar.ma2;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// An array of any rank over a Java array.
public class Array {

  private final DataType type;
  private final int[] shape;
  private final Object elements;

  private Array(DataType type, int[] shape) {
    this.type = type;
    this.shape = shape.clone();
    int count = 1;
    for (int size : shape) {
      count = Math.multiplyExact(count, size);
    }
    elements = java.lang.reflect.Array.newInstance(type.element, count);
  }

  /// An array of zeros.
  public static Array factory(DataType type, int[] shape) {
    return new Array(type, shape);
  }

  /// An array of the numbers in a buffer, in the byte order of the buffer.
  public static Array factory(DataType type, int[] shape, ByteBuffer bytes) {
    Array array = new Array(type, shape);
    int count = java.lang.reflect.Array.getLength(array.elements);
    if (bytes.remaining() != Math.multiplyExact(count, type.bytes)) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes are not " + count + " elements of " + type + ".");
    }
    switch (array.elements) {
      case byte[] numbers -> bytes.get(numbers);
      case short[] numbers -> bytes.asShortBuffer().get(numbers);
      case int[] numbers -> bytes.asIntBuffer().get(numbers);
      case long[] numbers -> bytes.asLongBuffer().get(numbers);
      case float[] numbers -> bytes.asFloatBuffer().get(numbers);
      case double[] numbers -> bytes.asDoubleBuffer().get(numbers);
      default -> throw new IllegalArgumentException("Elements of " + type + " are not read.");
    }
    return array;
  }

  public int getRank() {
    return shape.length;
  }

  public int[] getShape() {
    return shape.clone();
  }

  public Class<?> getElementType() {
    return type.element;
  }

  public Index getIndex() {
    return new Index(shape);
  }

  public long getLong(Index index) {
    return java.lang.reflect.Array.getLong(elements, index.element);
  }

  /// A copy of the elements as a Java array.
  public Object copyTo1DJavaArray() {
    int count = java.lang.reflect.Array.getLength(elements);
    Object copy = java.lang.reflect.Array.newInstance(type.element, count);
    System.arraycopy(elements, 0, copy, 0, count);
    return copy;
  }

  /// All elements, row by row.
  public IndexIterator getIndexIterator() {
    try {
      List<Range> all = new ArrayList<>();
      for (int size : shape) {
        all.add(new Range(0, size - 1));
      }
      return getRangeIterator(all);
    } catch (InvalidRangeException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The elements of a box, row by row.
  public IndexIterator getRangeIterator(List<Range> ranges) throws InvalidRangeException {
    for (int axis = 0; axis < shape.length; axis++) {
      if (ranges.get(axis).last >= shape[axis]) {
        throw new InvalidRangeException("The range leaves axis " + axis + ".");
      }
    }
    return new Box(elements, getIndex(), ranges);
  }

  /// Goes through a box.
  private static final class Box implements IndexIterator {

    private final Object elements;
    private final Index index;
    private final List<Range> ranges;
    private final int[] position;
    private boolean more = true;

    private Box(Object elements, Index index, List<Range> ranges) {
      this.elements = elements;
      this.index = index;
      this.ranges = ranges;
      position = ranges.stream().mapToInt(range -> range.first).toArray();
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    private int next() {
      int element = index.set(position).element;
      int axis = position.length - 1;
      while (axis >= 0 && position[axis] == ranges.get(axis).last) {
        position[axis] = ranges.get(axis).first;
        axis--;
      }
      if (axis < 0) {
        more = false;
      } else {
        position[axis]++;
      }
      return element;
    }

    @Override
    public byte getByteNext() {
      return java.lang.reflect.Array.getByte(elements, next());
    }

    @Override
    public void setByteNext(byte value) {
      java.lang.reflect.Array.setByte(elements, next(), value);
    }

    @Override
    public short getShortNext() {
      return java.lang.reflect.Array.getShort(elements, next());
    }

    @Override
    public void setShortNext(short value) {
      java.lang.reflect.Array.setShort(elements, next(), value);
    }

    @Override
    public int getIntNext() {
      return java.lang.reflect.Array.getInt(elements, next());
    }

    @Override
    public void setIntNext(int value) {
      java.lang.reflect.Array.setInt(elements, next(), value);
    }

    @Override
    public long getLongNext() {
      return java.lang.reflect.Array.getLong(elements, next());
    }

    @Override
    public void setLongNext(long value) {
      java.lang.reflect.Array.setLong(elements, next(), value);
    }

    @Override
    public float getFloatNext() {
      return java.lang.reflect.Array.getFloat(elements, next());
    }

    @Override
    public void setFloatNext(float value) {
      java.lang.reflect.Array.setFloat(elements, next(), value);
    }

    @Override
    public double getDoubleNext() {
      return java.lang.reflect.Array.getDouble(elements, next());
    }

    @Override
    public void setDoubleNext(double value) {
      java.lang.reflect.Array.setDouble(elements, next(), value);
    }
  }
}

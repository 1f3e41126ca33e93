package ucar.ma2;

/// Types of array elements; unsigned ones are kept in the signed type of the same size.
public enum DataType {
  BOOLEAN(boolean.class, 1),
  BYTE(byte.class, 1),
  UBYTE(byte.class, 1),
  SHORT(short.class, 2),
  USHORT(short.class, 2),
  INT(int.class, 4),
  UINT(int.class, 4),
  LONG(long.class, 8),
  ULONG(long.class, 8),
  FLOAT(float.class, 4),
  DOUBLE(double.class, 8);

  final Class<?> element;
  final int bytes;

  DataType(Class<?> element, int bytes) {
    this.element = element;
    this.bytes = bytes;
  }
}

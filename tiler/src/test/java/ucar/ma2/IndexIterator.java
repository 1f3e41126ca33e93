package ucar.ma2;

/// Goes through elements of an array; each call of a getter or setter goes one on.
public interface IndexIterator {

  boolean hasNext();

  byte getByteNext();

  void setByteNext(byte value);

  short getShortNext();

  void setShortNext(short value);

  int getIntNext();

  void setIntNext(int value);

  long getLongNext();

  void setLongNext(long value);

  float getFloatNext();

  void setFloatNext(float value);

  double getDoubleNext();

  void setDoubleNext(double value);
}

package org.visiomatic.tiler.render;

/// Colour maps that were designed by measuring rather than by formula, as 33 colours at even steps.
///
/// The colours were fitted, by least squares, to tables that are in the public domain (CC0):
/// viridis, plasma, inferno and magma by Nathaniel Smith, Stefan van der Walt and Eric Firing;
/// cividis by Nuñez, Anderson & Renslow, PLoS ONE 13(7): e0199239 (2018); twilight by Bastian
/// Bechtold. What is drawn between them is within 4 levels of the tables, mostly within 1.
///
/// RdBu and Spectral are the eleven colours each of Cynthia A. Brewer's schemes of these names
/// (colorbrewer2.org), joined by straight lines.
final class ColourKnots {

  static final String VIRIDIS =
      "440154470d6048186a482374472d7b4536814240863f49893b528b375a8d33638d"
          + "2f6a8e2c728e297a8e26818e23898e21908d1f988b1e9f8821a68527ae8031b57b"
          + "3dbc744cc26c5cc9636ece5881d44c96d840abdc32c0df24d5e219eae519fde724";

  static final String PLASMA =
      "0e07872206903105973f049c4c02a15901a56600a77200a87e03a88908a69511a2"
          + "9f1a9ca92396b32c8fbb3587c33e80cb4778d25071d9596ae06263e66c5ceb7555"
          + "f07f4ff48a48f89441fb9f3afdab33feb72dfdc328fcd025f9dd24f5eb27f0f924";

  static final String INFERNO =
      "0000030303120a0724150b37210c4a2e0a5b3c09654a0b6b57106e63146f70196e"
          + "7d1e6d89226a962766a32b62af315cbb3755c63d4dd14545db4f3ce45932eb6528"
          + "f1711ef67f14f98d09fb9c05fcab0ffbba1ff9ca32f5d949f2e865f2f586fcffa5";

  static final String MAGMA =
      "0000030303110a0822130d331d114628125a36106b430f7650127c5d177f691c81"
          + "7621818226828f2a819c2e7fa9327db6377ac33b75d04170db486ae65063ef5c5e"
          + "f5695bf9785cfc8761fd9668fea571feb47bfec387fed194fde0a1fceeb0fcfdbf";

  static final String CIVIDIS =
      "00234e00285b002e6b0433721c386f273e6e32436d3b496c434e6c4b546c52596d"
          + "5a5f6e61646f686a716f70737576767c7b788481798b8778938d789b9376a39a75"
          + "aba072b3a670bbad6dc3b469ccba64d4c15fddc958e6d051efd748f9df3bffe734";

  static final String TWILIGHT =
      "e2dae3d7d8ddc3ced4aac2cb93b4c680a6c37197c16786be6275ba5f63b55e50ad"
          + "5d3da15a2a8f521a7745135b3810442f13363a113a4b134260174a751e4f882850"
          + "993550a74550b35752bc6958c37d62c89073cca489d1b6a3d9c7bfdfd5d7e2dae3";

  static final String RED_BLUE =
      "67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061";

  static final String SPECTRAL =
      "9e0142d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd5e4fa2";

  private static final int DIGITS = 6;

  private ColourKnots() {}

  /// The colour at a place between the knots.
  ///
  /// @param knots RRGGBB for each, at even steps
  /// @param x from 0 to 1
  static double[] at(String knots, double x) {
    int last = knots.length() / DIGITS - 1;
    int left = Math.min((int) (x * last), last - 1);
    double rest = x * last - left;
    int from = colour(knots, left);
    int to = colour(knots, left + 1);
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      rgb[c] = ((1 - rest) * (from >> shift & 0xff) + rest * (to >> shift & 0xff)) / 255;
    }
    return rgb;
  }

  private static int colour(String knots, int index) {
    return Integer.parseInt(knots, index * DIGITS, (index + 1) * DIGITS, 16);
  }
}

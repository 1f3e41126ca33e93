/// Stand-ins for the few array classes of the NetCDF library that zarr-java calls when it reads.
///
/// zarr-java 0.0.9 takes them from `edu.ucar:cdm-core`, which Maven Central does not hold; the
/// older `edu.ucar:cdm` that it does hold lacks unsigned types and some of the methods. Only names
/// and signatures follow the library; everything that concerns the Zarr format is zarr-java's own.
package ucar.ma2;

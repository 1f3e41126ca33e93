package org.visiomatic.tiler.encode;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.visiomatic.tiler.render.Raster;
import org.w3c.dom.NodeList;

/// The encoder of the JDK: slow, but everywhere.
final class PlainJpegCodec implements JpegCodec {

  private static final String NATIVE_FORMAT = "javax_imageio_jpeg_image_1.0";

  @Override
  public byte[] encode(Raster raster, int quality) {
    BufferedImage image = image(raster);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality / 100f);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), parameters);
      if (raster.components() == 3) {
        keepColourResolution(metadata);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), parameters);
      out.flush();
      return file.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage image(Raster raster) {
    int components = raster.components();
    int[] bands = components == 1 ? new int[] {0} : new int[] {0, 1, 2};
    ColorSpace space =
        ColorSpace.getInstance(components == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
    ColorModel model =
        new ComponentColorModel(space, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
    WritableRaster pixels =
        java.awt.image.Raster.createInterleavedRaster(
            new DataBufferByte(raster.samples(), raster.samples().length),
            raster.width(),
            raster.height(),
            raster.width() * components,
            components,
            bands,
            null);
    return new BufferedImage(model, pixels, false, null);
  }

  /// Sets the sampling of the first component to 1×1; the default halves the colour.
  private static void keepColourResolution(IIOMetadata metadata) throws IIOInvalidTreeException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(NATIVE_FORMAT);
    NodeList components = root.getElementsByTagName("componentSpec");
    IIOMetadataNode luminance = (IIOMetadataNode) components.item(0);
    luminance.setAttribute("HsamplingFactor", "1");
    luminance.setAttribute("VsamplingFactor", "1");
    metadata.setFromTree(NATIVE_FORMAT, root);
  }
}

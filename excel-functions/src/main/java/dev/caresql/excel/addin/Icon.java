package dev.caresql.excel.addin;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The picture of the add-in, three rising bars, in the sizes that Office asks for. */
final class Icon {
    private static final double GRID = 80;
    private static final Color GROUND = new Color(0x0F6C4B);
    private static final Color LAST = new Color(0xF2B632);

    private Icon() {}

    /** A PNG of that width and height in pixels. */
    static byte[] png(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.scale(size / GRID, size / GRID);
            fill(graphics, GROUND, new RoundRectangle2D.Double(0, 0, GRID, GRID, 28, 28));
            fill(graphics, Color.WHITE, new RoundRectangle2D.Double(16, 42, 12, 22, 4, 4));
            fill(graphics, Color.WHITE, new RoundRectangle2D.Double(34, 30, 12, 34, 4, 4));
            fill(graphics, LAST, new RoundRectangle2D.Double(52, 16, 12, 48, 4, 4));
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void fill(Graphics2D graphics, Color color, RoundRectangle2D shape) {
        graphics.setColor(color);
        graphics.fill(shape);
    }
}

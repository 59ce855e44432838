package org.cervicalinsufficiency.bench;

import java.util.List;

/**
 * How something grows with n: the slope of a straight line through the logarithms. 0 is constant, 1 linear, 2 quadratic.
 */
final class Growth {

    private Growth() {}

    /**
     * One measured point.
     *
     * @param n how many
     * @param value what that took
     */
    record Point(double n, double value) {}

    /** By least squares through all points. */
    static double exponent(List<Point> points) {
        double meanX = points.stream()
                .mapToDouble(point -> Math.log(point.n()))
                .average()
                .orElseThrow();
        double meanY = points.stream()
                .mapToDouble(point -> Math.log(point.value()))
                .average()
                .orElseThrow();
        double both = 0;
        double squares = 0;
        for (Point point : points) {
            double x = Math.log(point.n()) - meanX;
            both += x * (Math.log(point.value()) - meanY);
            squares += x * x;
        }
        return both / squares;
    }
}

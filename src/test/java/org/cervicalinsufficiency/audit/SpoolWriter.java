package org.cervicalinsufficiency.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that writes calls until it is killed, and says of each that it is "answered". */
final class SpoolWriter {

    private SpoolWriter() {}

    public static void main(String[] arguments) throws IOException {
        Spool spool = new Spool(Path.of(arguments[0]), new SpoolLimits(100_000_000, 20_000));
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            if (spool.append(SpoolTest.call(number))) {
                out.println(number);
            }
        }
    }
}

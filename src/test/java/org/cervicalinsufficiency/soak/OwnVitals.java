package org.cervicalinsufficiency.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Those of the process that runs this. */
final class OwnVitals implements Vitals {

    private static final int COLLECTIONS = 2;

    @Override
    public Held held() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        // What a finalizer or a cleaner lets go of is gone after the second one only.
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return new Held(
                memory.getHeapMemoryUsage().getUsed(),
                -1,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? unix.getOpenFileDescriptorCount()
                        : -1);
    }
}

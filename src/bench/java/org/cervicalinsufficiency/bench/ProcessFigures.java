package org.cervicalinsufficiency.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a Java process used so far, read from outside: time of the processor, memory, what its threads allocated. */
final class ProcessFigures implements AutoCloseable {

    /** Linux counts in hundredths of a second, whatever the machine (sysconf CLK_TCK). */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private static final long KIB = 1024;

    private final Path proc;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    ProcessFigures(long pid) {
        this.proc = Path.of("/proc", String.valueOf(pid));
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                this.connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                this.beans = connector.getMBeanServerConnection();
            } finally {
                machine.detach();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (AttachNotSupportedException foreign) {
            throw new IllegalStateException("Process " + pid + " is no Java process that can be looked at.", foreign);
        }
    }

    /** Of all threads, the collector's and the compiler's among them; in user and system. */
    long cpuNanos() {
        String[] stat = read("stat").replaceFirst("^.*\\) ", "").split(" ");
        return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) * NANOS_PER_TICK;
    }

    /** The most memory that it ever had in use, in bytes. */
    long peakMemory() {
        return status("VmHWM");
    }

    /** The memory that it has in use, in bytes. */
    long memory() {
        return status("VmRSS");
    }

    private long status(String name) {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith(name + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow()
                * KIB;
    }

    private String read(String file) {
        try {
            return Files.readString(proc.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Bytes that its living Java threads allocated. */
    long allocated() {
        try {
            ObjectName threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            Object ids = beans.getAttribute(threads, "AllThreadIds");
            Object bytes = beans.invoke(
                    threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {long[].class.getName()});
            return Arrays.stream((long[]) bytes).filter(each -> each > 0).sum();
        } catch (JMException | IOException failure) {
            throw new IllegalStateException("The process does not say what it allocated.", failure);
        }
    }

    /** The heap that is in use after everything was collected, in bytes. */
    long heapAfterCollection() {
        try {
            ObjectName memory = new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME);
            var unused = beans.invoke(memory, "gc", new Object[0], new String[0]);
            return (Long) ((CompositeData) beans.getAttribute(memory, "HeapMemoryUsage")).get("used");
        } catch (JMException | IOException failure) {
            throw new IllegalStateException("The process does not say what its heap holds.", failure);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // The process may have ended before us; there is nothing left to close then.
        }
    }
}

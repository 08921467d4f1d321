package org.kithwork.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a virtual machine holds, asked from outside with {@code jcmd} of the JDK that runs the tests. */
final class JavaDiagnosis {

    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*)\" .*(?:tid=|os_prio)");

    private final long pid;

    JavaDiagnosis(long pid) {
        this.pid = pid;
    }

    /** The classes of a package that are loaded after a collection, with the loaders that hold them. */
    List<String> classes(String name) throws IOException, InterruptedException {
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes=true", "fold=false")
                .lines()
                .filter(line -> line.contains(name + "."))
                .map(line -> line.replaceAll("^[\\s|+-]*", ""))
                .toList();
    }

    /** How many class loaders of bundles there are after a collection. */
    long bundleLoaders() throws IOException, InterruptedException {
        jcmd("GC.run");
        return jcmd("VM.classloaders", "fold=false")
                .lines()
                .filter(line -> line.contains("BundleClassLoader"))
                .count();
    }

    /** The names of all threads of Java. */
    List<String> threads() throws IOException, InterruptedException {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map(found -> found.group(1))
                .sorted()
                .toList();
    }

    /** The stacks, for a look at who works in which class. */
    String stacks() throws IOException, InterruptedException {
        return jcmd("Thread.print");
    }

    /** All that lives, in a file of the folder. */
    Path heap(Path folder) throws IOException, InterruptedException {
        var file = folder.resolve("heap-" + pid + ".hprof").toAbsolutePath();
        jcmd("GC.heap_dump", file.toString());
        return file;
    }

    private String jcmd(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder();
        builder.command()
                .add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        builder.command().add(Long.toString(pid));
        builder.command().addAll(List.of(command));
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + List.of(command) + " failed:\n" + output);
        }
        return output;
    }
}

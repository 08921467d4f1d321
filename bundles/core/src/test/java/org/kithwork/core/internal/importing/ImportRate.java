package org.kithwork.core.internal.importing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.test.DatabaseKind;

/** Measures how many customers a second are imported; run by hand. */
final class ImportRate {

    private static final String FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英文华建国志红玉梅";

    private static final Map<Long, Double> CPU = new ConcurrentHashMap<>();

    private ImportRate() {}

    public static void main(String[] args) {
        int rows = Integer.parseInt(args[1]);
        var customers = CustomerFixture.open(DatabaseKind.valueOf(args[0]));
        try (var node = new ImportFixture(customers)) {
            var watch = new Thread(() -> {
                while (true) {
                    cpu();
                    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
            });
            watch.setDaemon(true);
            watch.start();
            for (int round = 0; round < 3; round++) {
                var csv = csv(round * rows, rows);
                var cpu = cpu();
                var from = System.nanoTime();
                var view = await(node, node.upload(csv, ImportFixture.options("source", "pos")));
                var seconds = (System.nanoTime() - from) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "%s %s %d created %d errors, %.0f rows/s, %.0f rows per second of processor%n",
                        args[0],
                        view.state(),
                        view.created(),
                        view.errors(),
                        rows / seconds,
                        rows / (cpu() - cpu));
                from = System.nanoTime();
                view = await(node, node.upload(csv, ImportFixture.options("source", "pos")));
                System.out.printf(
                        Locale.ROOT,
                        "  again: %d unchanged, %.0f rows/s%n",
                        view.unchanged(),
                        rows / ((System.nanoTime() - from) / 1e9));
            }
        }
        System.exit(0);
    }

    private static ImportView await(ImportFixture node, ImportView started) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> node.get(started.id()), view -> view.state() != ImportState.RUNNING);
    }

    /** Seconds of processor time that jobs have taken: on a busy machine the clock tells nothing. */
    private static double cpu() {
        var threads = ManagementFactory.getThreadMXBean();
        for (var id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().equals("kithwork-job")) {
                CPU.merge(id, threads.getThreadCpuTime(id) / 1e9, Math::max);
            }
        }
        return CPU.values().stream().mapToDouble(seconds -> seconds).sum();
    }

    private static String csv(int from, int rows) {
        var csv = new StringBuilder("客户编号,姓名,手机,邮箱,公司,区县,地址,标签,备注\n");
        for (int i = from; i < from + rows; i++) {
            csv.append('K').append(i).append(',');
            csv.append(FAMILY.charAt(i % FAMILY.length()))
                    .append(GIVEN.charAt(i / 7 % GIVEN.length()))
                    .append(GIVEN.charAt(i / 200 % GIVEN.length()));
            csv.append(String.format(
                    Locale.ROOT, ",139%08d,user%d@example.com,公司%d,浦东新区,南京路%d号,VIP,备注%d%n", i, i, i % 1000, i, i));
        }
        return csv.toString();
    }
}

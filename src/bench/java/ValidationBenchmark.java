import com.sun.management.OperatingSystemMXBean;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.input.InputWords;
import dev.evtool.schema.input.Sink;
import dev.evtool.schema.input.Validation;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/// How fast records are cut and handed on, with a check that only looks whether they are JSON: megabytes a second, and a second
/// of processor time, which says more where other programs run.
///
/// Run from the root of the project: `java -cp target/classes:LIBRARIES src/bench/java/ValidationBenchmark.java FILE [WORKERS]`
final class ValidationBenchmark {

    static final int ROUNDS = 8;

    public static void main(String[] args) throws InterruptedException {
        int workers = args.length > 1 ? Integer.parseInt(args[1]) : Runtime.getRuntime().availableProcessors();
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            Count count = new Count();
            long began = System.nanoTime();
            long used = process.getProcessCpuTime();
            new Validation(OnlyJson::new, workers, judgement -> judgement.verdict() == Verdict.INVALID)
                    .run(InputWords.inputs(List.of(args[0]), new FileInputStream(FileDescriptor.in)), count);
            double seconds = (System.nanoTime() - began) / 1e9;
            double busy = (process.getProcessCpuTime() - used) / 1e9;
            System.out.printf("%d records, %d failed, %d MB in %.3f s: %.0f MB/s, %.0f MB/s of one core%n",
                    count.records,
                    count.failed, count.bytes / 1_000_000, seconds, count.bytes / 1e6 / seconds,
                    count.bytes / 1e6 / busy);
        }
    }

    static final class OnlyJson implements RecordCheck {

        static final Judgement GOOD = new Judgement("json", null, null, Verdict.UNVERSIONED, List.of(), List.of());
        static final Judgement BAD = new Judgement("json", null, null, Verdict.INVALID, List.of(), List.of());
        final JsonTape tape = new JsonTape();

        @Override
        public Judgement check(byte[] bytes, int from, int to, Places places) {
            try {
                tape.read(bytes, from, to);
                return GOOD;
            } catch (JsonFormatException e) {
                return BAD;
            }
        }
    }

    static final class Count implements Sink {

        long records;
        long failed;
        long bytes;

        @Override
        public void input(String name) {}

        @Override
        public void record(JudgedRecord judged, byte[] text, int from, int to) {
            records++;
            failed += judged.failed() ? 1 : 0;
            bytes += to - from;
        }

        @Override
        public void unread(UnreadInput unread) {
            System.out.println(unread);
        }

        @Override
        public boolean enough() {
            return false;
        }

        @Override
        public void pause() {}
    }
}

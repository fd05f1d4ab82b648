package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import org.jline.utils.WCWidth;
import org.junit.jupiter.api.Test;

/// What a report needs of libraries, tried where they are not there: a class that is not needed costs no start-up.
class ReportStartUpTest {

    /// A run of valid records only, in text.
    public static final class Text implements Callable<String> {
        @Override
        public String call() throws IOException {
            return new Judged().valid("a.json", 2).report(out -> new TextReport(out, Look.COLOR.theme()));
        }
    }

    /// The same in JSON, which does need a library.
    public static final class Json implements Callable<String> {
        @Override
        public String call() throws IOException {
            return new Judged().valid("a.json", 2).report(out -> new JsonReport(out, "1"));
        }
    }

    private static String withoutJackson(Class<? extends Callable<String>> run) throws Exception {
        URL[] classes = {location(TextReport.class), location(ReportStartUpTest.class), location(WCWidth.class)};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            Object there = loader.loadClass(run.getName()).getDeclaredConstructor().newInstance();
            return String.valueOf(assertInstanceOf(Callable.class, there).call());
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void validRecordsInTextNeedNoJson() throws Exception {
        assertEquals("\u001b[32m● 2 records in 1 input: 2 valid\u001b[0m\n", withoutJackson(Text.class));
        assertThrows(NoClassDefFoundError.class, () -> withoutJackson(Json.class));
    }
}

package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.event.Event;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What expressions mean, one line each: `expression -> yes | no | missing | failed`, on [Samples#LOCKED].
class FilterLanguageTest {

    private static final String TABLE = """
            severity == "error" -> yes
            severity in ["warn", "info"] -> no
            id == "id-1" && source.startsWith("ptp://") && type.endsWith("change") -> yes
            subject == "worker-7/ens1f0" -> yes
            state == 'LOCKED' -> yes
            state < "M" ? true : false -> yes
            .state == "LOCKED" -> yes
            node.matches("worker-[0-9]+") -> yes
            node.matches("^orker") -> no
            node.matches(r"^WORKER-\\d$") -> no
            node.matches(r"(?i)^WORKER-\\d$") -> yes
            size(node) == 8 && node.size() == 8 -> yes
            running -> yes
            !running -> no

            offset == -12 -> yes
            offset == -12.0 -> yes
            offset != -12.0 -> no
            -12 == offset && -12.0 == offset -> yes
            offset < 100 && offset < 100.5 && offset > -12.5 && offset >= -12 && offset <= -12.0 -> yes
            offset > 100 || offset < -100 -> no
            offset in [-12, 3] && offset in [-12.0] -> yes
            {-12: "a"}[offset] == "a" -> yes
            offset + 1 == -11 && 1 + offset == -11.0 && offset + 0.5 == -11.5 -> yes
            offset - 1 == -13 && 1 - offset == 13 -> yes
            offset * 2 == -24 && 2 * offset == -24 && offset * 0.5 == -6 -> yes
            offset / 5 == -2.4 && 5.0 / offset < 0 && -6 / offset == 0.5 -> yes
            offset % 5 == -2 && offset % 5.0 == -2.0 && 25 % offset == 1 -> yes
            -offset == 12 -> yes
            string(offset) == "-12" && int(offset) == -12 && double(offset) == -12.0 -> yes
            7 / 2 == 3 && 7 / 2.0 == 3.5 && 1 + 2.5 == 3.5 -> yes
            offset == "x" -> no
            offset > "x" -> failed
            offset -> failed
            1 / 0 == 1 -> failed
            9223372036854775807 + 1 > 0 -> failed

            has(offset) && has(state) && has(data) -> yes
            has(ql) -> no
            !has(ql) && has(data.values) && !has(data.nothing) -> yes
            ql == 1 -> missing
            !(ql == 1) -> missing
            ql == 1 || true -> yes
            true || ql == 1 -> yes
            ql == 1 && false -> no
            false && ql == 1 -> no
            ql == 1 && true -> missing
            ql == 1 || false -> missing
            ql == 1 ? true : true -> missing
            ql in [1, 2] -> missing
            state in [string(ql), "LOCKED"] -> missing
            size([ql]) == 1 -> missing
            ql + 1 > 0 -> missing
            ql == 1 || offset > "x" -> missing
            [1, 2].exists(x, ql == x) -> missing
            [1, 2].exists(x, ql == x || x == 2) -> yes
            [1, 2].all(x, ql == x && x == 2) -> no
            data.values.exists(v, ql > 5 || v.value == "HOLDOVER") -> yes

            time == timestamp("2026-11-21T22:45:31.436361714Z") -> yes
            time > timestamp("2026-11-21T23:45:31+01:00") -> yes
            received - time == duration("1.5s") -> yes
            time + duration("90s") > received && received > time -> yes
            time - since == duration("1m30s") -> yes
            time.getHours() == 22 && time.getHours("Europe/Berlin") == 23 && time.getDayOfWeek() == 6 -> yes
            time.getFullYear() == 2026 && time.getMonth() == 10 && time.getDayOfMonth() == 20 -> yes
            time.getDate() == 21 && time.getDayOfYear() == 324 && time.getMinutes() == 45 -> yes
            time.getSeconds() == 31 && time.getMilliseconds() == 436 -> yes
            duration("90s").getMinutes() == 1 -> yes
            timestamp(1795301131) < time -> yes
            timestamp(state) < time -> failed

            data.values.exists(v, v.value == "HOLDOVER") -> yes
            data.values.all(v, has(v.value)) -> yes
            data.values.exists_one(v, v.value == "LOCKED") -> yes
            data.values.filter(v, v.value == "LOCKED")[0].ResourceAddress == "/a" -> yes
            data.values.map(v, v.value) == ["LOCKED", "HOLDOVER", "-12"] -> yes
            double(data.values[2].value) < 0 && int(data.values[2].value) == -12 -> yes
            data.values[2].extra.deep[0].x == 1 -> yes
            data["version"] == "1.0" && "n" in data && !("m" in data) -> yes
            data.none == null && data.list[3] == null && data.none != 1 -> yes
            data.n == 2.0 && data.f == 2 && data.n + 0.5 == 2.5 && data.n / 4 == 0 && data.f / 4 == 0.5 -> yes
            data.big > 1e29 -> yes
            data.list == [1, 2.5, "x", null] -> yes
            data.exists(k, k == "version") && size(data) == 7 && size(data.list) == 4 -> yes
            data == data && data != {} -> yes
            data.nothing == 5 -> missing
            data.nothing.deeper == 5 -> missing
            data.none.deeper == 5 -> missing
            data.version.deeper == 5 -> missing
            data.values[7].value == "x" -> missing
            data.values["a"] == 1 -> failed
            data.values -> failed
            "a".startsWith(data.n) -> failed
            node.matches(data.list[2] + "[") -> failed

            type(state) == string && type(offset) == double && type(data) == map && type(time) != string -> yes
            b"abc" == bytes("abc") && bool("true") && uint(3) == 3u && dyn(3) == 3 -> yes
            """;

    static Stream<String> table() {
        return TABLE.lines().filter(l -> !l.isBlank());
    }

    @ParameterizedTest
    @MethodSource("table")
    void means(String line) throws FilterException {
        String[] sides = line.split(" -> ", 2);
        assertEquals(sides[1],
                answer(Filter.compile(List.of(sides[0]), Samples.FIELDS), Samples.event(Samples.LOCKED)));
    }

    /// `yes`, or why not; what a filter counts is part of its answer.
    static String answer(Filter filter, Event event) {
        long missing = filter.missing();
        long failed = filter.failed();
        boolean passed = filter.apply(event).isPresent();
        String counted = "%d %d".formatted(filter.missing() - missing, filter.failed() - failed);
        return switch (counted) {
            case "0 0" -> passed ? "yes" : "no";
            case "1 0" -> passed ? "yes, and counted" : "missing";
            case "0 1" -> passed ? "yes, and counted" : "failed";
            default -> "counted twice";
        };
    }
}

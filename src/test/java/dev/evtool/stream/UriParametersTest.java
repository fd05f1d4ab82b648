package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriParametersTest {

    @Test
    void namesAndValuesAreDecoded() throws Exception {
        assertEquals(Map.of("a", "1 2", "b", "x+y=z", "c", ""), UriParameters.of("x://h?a=1%202&b=x+y=z&c").values());
    }

    @Test
    void theFirstOfANameCounts() throws Exception {
        assertEquals("1", UriParameters.of("x://h?a=1&a=2").get("a"));
    }

    @Test
    void whatIsNotThereIsNull() throws Exception {
        UriParameters none = UriParameters.of("x://h");
        assertNull(none.get("a"));
        assertNull(none.path("ca"));
        assertFalse(none.isTrue("insecure"));
    }

    @Test
    void securityOfTheAddressReplacesWhatWasGiven() throws Exception {
        Connecting given = Connecting.DEFAULT
                .with(new Security(new TlsFiles(Path.of("old.pem"), null, null, false), null, TlsFiles.NONE));
        assertEquals(given, UriParameters.of("x://h?other=1").secured(given));
        TlsFiles tls = UriParameters.of("x://h?cert=c.pem&key=k.pem").secured(given).security().tls();
        assertEquals(new TlsFiles(null, Path.of("c.pem"), Path.of("k.pem"), false), tls);
        assertTrue(UriParameters.of("x://h?insecure=true").secured(given).security().tls().insecure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x://h?a=%", "x://h?a=%zz", "x://h?insecure=yes", "x://h?ca=", "x://h?key=k.pem",
            "x://h?ca=c.pem&insecure=true"})
    void whatMakesNoSenseIsRefused(String address) {
        assertThrows(StreamException.Usage.class, () -> UriParameters.of(address).secured(Connecting.DEFAULT));
    }
}

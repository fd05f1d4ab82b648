package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PtpResourceTest {

    @ParameterizedTest
    @EnumSource
    void addressesOfAllApisAreRecognised(PtpResource resource) {
        for (PtpApi api : PtpApi.values()) {
            assertEquals(Optional.of(resource), PtpResource.ofAddress(resource.address("n.example", api)));
            assertEquals(Optional.of(resource), PtpResource.of("a type of another time", resource.path(api)));
        }
    }

    @Test
    void theClockClassHasAnotherNameInV1() {
        assertEquals("/sync/ptp-status/clock-class", PtpResource.CLOCK_CLASS.path(PtpApi.V2));
        assertEquals("/cluster/node/n/sync/ptp-status/ptp-clock-class-change",
                PtpResource.CLOCK_CLASS.address("n", PtpApi.V1));
        assertEquals("/sync/ptp-status/ptp-clock-class-change", PtpResource.CLOCK_CLASS.path(PtpApi.V1_TRANSPORT));
    }
}

package dev.evtool.ptp;

import java.util.List;
import java.util.Map;

/// Deletes subscriptions on the way out, each by its id. One that cannot be deleted does not keep the others; a proxy that
/// says nothing at all does, because nobody wants to wait for it again and again.
record GivingBack(ProxyClient client) {

    private static final int MOST_SILENCES = 2;

    /// Deletes subscriptions, and takes those from the map that are not there any more.
    ///
    /// @param idByAddress of all
    /// @return how many
    /// @throws ProxyException if some are left in the map
    int all(Map<String, String> idByAddress) throws ProxyException, InterruptedException {
        int deleted = 0;
        int silences = 0;
        ProxyException failure = null;
        for (Map.Entry<String, String> one : List.copyOf(idByAddress.entrySet())) {
            try {
                deleted += client.delete(one.getValue()) ? 1 : 0;
                idByAddress.remove(one.getKey());
            } catch (ProxyException e) {
                failure = e;
                silences += e.isSilence() ? 1 : 0;
                if (silences == MOST_SILENCES) {
                    break;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return deleted;
    }
}

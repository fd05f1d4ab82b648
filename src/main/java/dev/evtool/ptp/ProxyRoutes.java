package dev.evtool.ptp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths of one API: a path that no route has is 404 with a text, a wrong method 405 without one.
///
/// @param base ends with a slash
record ProxyRoutes(String base, List<Route> routes) {

    /// Answers one kind of request.
    interface Handler {
        /// The answer, or empty to close the connection without one.
        ///
        /// @param part what the path has in place of the pattern's group
        Optional<ProxyAnswer> answer(String part, ProxyCall call) throws InterruptedException;
    }

    /// @param path the whole path after the base, with at most one group
    record Route(String method, Pattern path, Handler handler) {
        static Route of(String method, String path, Handler handler) {
            return new Route(method, Pattern.compile(path), handler);
        }
    }

    Optional<ProxyAnswer> answer(ProxyCall call) throws InterruptedException {
        boolean known = false;
        if (call.path().startsWith(base)) {
            String rest = call.path().substring(base.length());
            for (Route route : routes) {
                Matcher matcher = route.path().matcher(rest);
                if (matcher.matches()) {
                    known = true;
                    if (route.method().equals(call.method())) {
                        String part = matcher.groupCount() > 0 ? matcher.group(1) : "";
                        return route.handler().answer(part, call);
                    }
                }
            }
        }
        return Optional.of(known ? ProxyAnswer.empty(405) : ProxyAnswer.noSuchPage());
    }
}

package dev.evtool.notify;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing that happens in the [DemoCloud], as the messages that tell of it.
///
/// @param values variables that it begins with
record DemoScene(String name, Part part, Map<String, String> values, List<Step> steps) {

    /// The part that an instance has in a scene.
    enum Part {
        /// The scene needs none.
        NONE,
        /// One that is there.
        ANY,
        /// One that begins with the scene.
        NEW,
        /// One that is there, and gone afterwards.
        LAST,
        /// One that begins and ends with the scene.
        BRIEF;

        boolean begins() {
            return this == NEW || this == BRIEF;
        }

        boolean ends() {
            return this == LAST || this == BRIEF;
        }
    }

    /// A message.
    ///
    /// @param seconds since the scene began
    /// @param payload name of its text
    /// @param values variables that change with it, for the rest of the scene, or of the instance's life
    /// @param marks `!gzip`: compressed; `!twice`: sent again, the same
    record Step(double seconds, Service service, String eventType, String payload, Map<String, String> values,
            Set<String> marks) {}

    /// Who sends messages, and where to.
    ///
    /// @param publisher a text with variables
    /// @param message name of the text around the payload
    /// @param bare whether the messages stand in no envelope
    record Service(String exchange, String topic, String publisher, String message, boolean bare) {}
}

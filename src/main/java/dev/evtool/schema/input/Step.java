package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;

/// One step of a run: prepared by any thread, then delivered in order by one.
interface Step {

    /// Does what need not be done in order.
    default void prepare(Judge judge) {}

    void deliver(Delivery delivery);

    /// How many bytes it holds.
    default int size() {
        return 0;
    }

    /// Gives back what it holds, once it is delivered.
    default void recycle(BufferPool pool) {}

    /// An input begins.
    record Begin(Input input) implements Step {

        @Override
        public void deliver(Delivery delivery) {
            delivery.begin(input.name());
        }
    }

    /// An input, or the rest of it, cannot be read.
    record Unread(UnreadInput unread) implements Step {

        @Override
        public void deliver(Delivery delivery) {
            delivery.unread(unread);
        }
    }
}

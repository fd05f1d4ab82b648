package dev.evtool.cli;

import picocli.CommandLine.Model.CommandSpec;

/// What picocli has to know of a command.
///
/// Here it comes from the annotations. Packaging puts a class of this name in the place of this one that says the same
/// without them (`src/build/java/dev/evtool/cli/SpecWriter.java`): the JDK makes a proxy class for each kind of
/// annotation at every start, which the AOT cache cannot keep, and that is half the time of a short command.
final class Specs {

    private Specs() {}

    static CommandSpec of(Object command) {
        return CommandSpec.forAnnotatedObject(command);
    }
}
